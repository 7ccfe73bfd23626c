//! Random patterns: none makes `compile` panic, and the matchers agree with an engine on random strings.

mod common;

use specwright_matcher::Verdict;
use specwright_pattern::{compile, program};
use specwright_testing::Random;

const TOKENS: &[&str] = &[
    "a", "b", "c", "0", "-", "é", "🐲", " ", ".", "^", "$", "|", "(", ")", "(?:", "(?=", "(?!",
    "(?<=", "(?<!", "(?<n>", "[", "]", "[^", "*", "+", "?", "{2}", "{1,3}", "{0,}", "{", "}", ",",
    "\\", "\\d", "\\w", "\\S", "\\b", "\\B", "\\1", "\\k<n>", "\\-", "\\x", "\\u", "\\u{e9}",
    "\\cA", "\\0", "\\p{L}", "\\p{", "/", "&&", "(?i)", "\n", "\u{2028}",
];

const ATOMS: &[&str] = &[
    "a", "b", "0", "é", "🐲", "-", ".", "\\d", "\\w", "\\W", "\\s", "[ab]", "[^a]", "[^é]",
    "[a-c0]", "[^]", "[]", "ab",
];

const QUANTIFIERS: &[&str] = &[
    "", "", "", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?",
];

const TEXTS: &[&str] = &[
    "a", "b", "c", "0", "7", "-", "_", " ", "é", "ß", "🐲", "\n", "\u{2028}", "/",
];

fn text(random: &mut Random) -> String {
    (0..random.below(7)).map(|_| *random.pick(TEXTS)).collect()
}

/// Returns a random pattern, which is usually valid.
fn pattern(random: &mut Random, depth: usize) -> String {
    let mut pattern = String::new();
    for _ in 0..1 + random.below(4) {
        let kind = random.below(if depth == 0 { 8 } else { 13 });
        match kind {
            0 if depth > 2 => pattern.push('^'),
            1 if depth > 2 => pattern.push('$'),
            0 => pattern.push_str(random.pick::<&str>(&["^", "$", "\\b", "\\B"])),
            1..8 => {
                pattern.push_str(random.pick::<&str>(ATOMS));
                pattern.push_str(random.pick::<&str>(QUANTIFIERS));
            }
            8..10 => {
                let inner = pattern_of_alternatives(random, depth - 1);
                // A backtracking engine takes exponential time and memory for nested loops.
                let is_loop = inner.contains(['*', '+', '{']);
                let quantifiers = if is_loop { &["", "?"] } else { QUANTIFIERS };
                pattern.push_str(&format!("({inner}){}", random.pick(quantifiers)));
            }
            _ => {
                let open = *random.pick(&["(?=", "(?!", "(?!", "(?<!", "(?<="]);
                let inner = pattern_of_alternatives(random, depth - 1);
                pattern.push_str(&format!("{open}{inner})"));
            }
        }
    }
    pattern
}

fn pattern_of_alternatives(random: &mut Random, depth: usize) -> String {
    let mut whole = pattern(random, depth);
    while random.below(4) == 0 {
        whole.push('|');
        whole.push_str(&pattern(random, depth));
    }
    match random.below(8) {
        0..3 => format!("^{whole}$"),
        3 => format!("^{whole}"),
        4 => format!("{whole}$"),
        _ => whole,
    }
}

fn count() -> usize {
    std::env::var("SPECWRIGHT_RANDOM")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(800)
}

/// The program of a pattern agrees with its matcher.
fn check_program(pattern: &str, text: &str, expected: bool) {
    let machine = program(pattern).expect("it compiles").machine();
    let found = machine.search(text);
    assert_eq!(
        found == Verdict::Match,
        expected,
        "{pattern:?} on {text:?} by the program"
    );
}

#[test]
fn soup() {
    let mut random = Random(0x5EED_0001);
    for _ in 0..4 * count() {
        let length = 1 + random.below(12);
        let pattern: String = (0..length).map(|_| *random.pick(TOKENS)).collect();
        let Ok(compiled) = compile(&pattern) else {
            continue;
        };
        for _ in 0..5 {
            let text = text(&mut random);
            if let Some(found) = compiled.is_match(&text) {
                check_program(&pattern, &text, found);
                let unicode = compiled.unicode;
                // The engine reads `\u{…}` as a code point even without the flag.
                let is_judge = unicode || !pattern.contains("\\u{");
                if is_judge && let Some(expected) = common::engine_match(&pattern, unicode, &text) {
                    assert_eq!(found, expected, "{pattern:?} on {text:?}");
                }
            }
        }
    }
}

#[test]
fn agreement() {
    let mut random = Random(0x5EED_0002);
    let mut compared = [0, 0];
    for _ in 0..count() {
        let pattern = pattern_of_alternatives(&mut random, 2);
        let Ok(compiled) = compile(&pattern) else {
            continue;
        };
        for _ in 0..30 {
            let text = text(&mut random);
            let Some(expected) = common::engine_match(&pattern, true, &text) else {
                continue;
            };
            check_program(&pattern, &text, expected);
            match compiled.is_match(&text) {
                Some(found) => assert_eq!(
                    found, expected,
                    "{pattern:?} on {text:?}: {:?}",
                    compiled.facts
                ),
                None => assert!(compiled.cost.is_some()),
            }
            compared[usize::from(compiled.is_match(&text).is_some())] += 1;
            common::check_facts(&compiled, &pattern, &text);
        }
    }
    println!(
        "{} strings compared, {} too costly",
        compared[1], compared[0]
    );
}

/// Groups and back-references: in and after look-around, in loops, before and after the group.
const REFERRING: &[&str] = &[
    "(a|b)",
    "(a*?)",
    "(a+|b)",
    "(?=(a+?))",
    "(?<=(a|b))",
    "(?!(b)a)",
    "(?:(a)|b)",
    "((a)|b)",
    "(|a)",
    "a",
    "b",
    "[ab]",
    "\\1",
    "\\2",
    "(?=\\1)",
    "(?!\\1)",
    "(?<=\\1)",
    "(?<!\\2)",
    "(?:\\1|a)",
    ".",
    "a*?",
    "b+",
    "(?:",
    ")",
    ")",
    ")*",
    ")+?",
    "){2}",
    "){0,2}",
    "|",
    "^",
    "$",
    "(?:(?=(b))|a)",
    "(",
    "(?=",
    "(?<=",
];

/// Patterns with back-references agree with an engine.
#[test]
fn references() {
    let mut random = Random(0x5EED_0003);
    let mut compared = 0;
    while compared < 10 * count() {
        let length = 2 + random.below(7);
        let pattern: String = (0..length).map(|_| *random.pick(REFERRING)).collect();
        let loops = pattern.bytes().filter(|byte| b"*+{".contains(byte)).count();
        let Ok(compiled) = compile(&pattern) else {
            continue;
        };
        if compiled.cost.is_none() || !compiled.unicode || loops > 3 {
            continue;
        }
        let Some(engine) = common::engine(&pattern, true) else {
            continue;
        };
        for _ in 0..10 {
            let length = random.below(7);
            let text: String = (0..length).map(|_| *random.pick(&["a", "b"])).collect();
            let expected = engine.find(&text).is_some();
            let found = compiled.is_match(&text);
            assert_eq!(found, Some(expected), "{pattern:?} on {text:?}");
            compared += 1;
        }
    }
}
