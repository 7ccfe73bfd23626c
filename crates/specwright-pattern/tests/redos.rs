//! The time of every pattern is linear in the length of the text, or limited by its steps. The tests count steps, which are the same on
//! every machine.

use specwright_matcher::Verdict;
use specwright_pattern::{Cost, compile, program};

/// The length of the longest text, in bytes.
const LONGEST: usize = 100_000;

/// Patterns that were published as denials of service, or similar ones, with the start, the repeated part and the end of their texts.
const EVIL: &[(&str, &str, &str, &str)] = &[
    // OWASP, "Regular expression Denial of Service".
    ("^(a+)+$", "", "a", "!"),
    ("^([a-zA-Z]+)*$", "", "a", "!"),
    ("^(a|aa)+$", "", "a", "!"),
    ("^(a|a?)+$", "", "a", "!"),
    ("^(.*a){20}$", "", "a", "!"),
    (
        r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
        "",
        "a",
        "!",
    ),
    ("^(([a-z])+.)+[A-Z]([a-z])+$", "", "a", "!"),
    // regular-expressions.info, "Catastrophic Backtracking".
    ("(x+x+)+y", "", "x", ""),
    ("^(.*?,){11}P", "", "1,", ""),
    // Cloudflare, 2 July 2019.
    (
        r#"(?:(?:"|'|\]|\}|\\|\d|(?:nan|infinity|true|false|null|undefined|symbol|math)|`|-|\+)+[)]*;?((?:\s|-|~|!|\{\}|\|\||\+)*.*(?:.*=.*)))"#,
        "x",
        "=",
        "",
    ),
    // Stack Overflow, 20 July 2016.
    (r"^[\s\u200c]+|[\s\u200c]+$", "a", " ", "a"),
    // CVE-2017-18214, moment.
    (r"D[oD]?(\[[^\[\]]*\]|\s+)+MMMM?", "D", " ", "!"),
    // CVE-2017-18077, brace-expansion.
    (r"^(.*,)+(.+)?$", "", ",", "\n"),
    // CVE-2017-20162, ms.
    (
        r"^((?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|years?|yrs?|y)?$",
        "",
        "5",
        " minutea",
    ),
    // CVE-2016-1000232, tough-cookie.
    (r"^(([^=;]+))\s*=\s*([^\n\r\0]*)", "x", " ", "x"),
    // CVE-2017-16137, debug.
    (r"\s*\n\s*", "", " ", "x"),
    // CVE-2017-16138, mime.
    (r".*[\.\/\\]", "", "a", ""),
    // CVE-2017-16098, charset.
    (
        r#"(?:charset|encoding)\s*=\s*['"]? *([\w\-]+)"#,
        "charset=",
        " ",
        "!",
    ),
    // CVE-2021-3807, ansi-regex.
    (
        r"[\u001B\u009B][[\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\d\/#&.:=?%@~_]+)*|[a-zA-Z\d]+(?:;[-a-zA-Z\d\/#&.:=?%@~_]*)*)?\u0007)|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-ntqry=><~]))",
        "\u{1b}[",
        ";",
        "!",
    ),
    // CVE-2021-23343, path-parse.
    (
        r"^(\/?|)([\s\S]*?)((?:\.{1,2}|[^\/]+?|)(\.[^.\/]*|))(?:[\/]*)$",
        "",
        ".",
        "/\n",
    ),
    // CVE-2021-3803, nth-check.
    (r"^([+-]?\d*n)?\s*(?:([+-]?)\s*(\d+))?$", "n", " ", "!"),
    // CVE-2020-7753, trim.
    (r"^\s*(.*?)\s*$", "\n", " ", "a\n"),
    // CVE-2022-25883, semver.
    (r"^(\s*)([<>=~^]*)\s*(\d+)?\s*-\s*(\d+)?\s*$", "1", " ", "!"),
    // Lists of URLs, as in real documents.
    (
        r"^(https?:\/\/([\w-]+\.)+[\w-]+(\/[\w\-.\/?%&=]*)?,?\s*)+$",
        "http://",
        "a.",
        "!",
    ),
    // Counts whose states multiply.
    ("^(?:a?){50}a{50}$", "", "a", "!"),
    ("(a|b)*a(a|b){500}$", "", "ab", "c"),
    ("^(?:.{0,300}x){1,20}$", "", "xy", "\n"),
    // Look-around: Barrière and Pit-Claudel, 2024.
    ("^(?:(?=(?:a+)+$)a|(?!(?:a+)+b)a)*!$", "", "a", ""),
    ("(?:(?<=a*)(?=a*b)a)*c", "", "a", ""),
    ("(?=(?:a|aa)+$)(?<!(?:b|bb)+)c", "", "a", "!"),
    // Back-references.
    (r"^((a+)+)\1b$", "", "a", ""),
    (r"^((a+)+)\1b$", "", "a", "bb"),
    (r"(a*)(a*)(a*)\1\2\3b", "", "a", "cb"),
    (r"^(?:(.)(?=.*\1))+$", "", "ab", "c"),
    (r"(.+)\1c", "", "ab", "dc"),
];

#[test]
fn time_is_linear_or_bounded() {
    let mut wrong = Vec::new();
    for (pattern, begin, repeated, end) in EVIL {
        let cost = compile(pattern).unwrap().cost;
        let machine = program(pattern).unwrap().machine();
        let text =
            |length: usize| format!("{begin}{}{end}", repeated.repeat(length / repeated.len()));
        let lengths = [LONGEST / 8, LONGEST / 4, LONGEST / 2, LONGEST];
        let steps = lengths.map(|length| machine.search_counted(&text(length)));
        let ratios: Vec<f64> = steps
            .windows(2)
            .map(|it| it[1].1 as f64 / it[0].1 as f64)
            .collect();
        let verdicts = steps.map(|it| it.0);
        let shown: Vec<String> = ratios.iter().map(|it| format!("{it:.2}")).collect();
        println!(
            "{:>28} steps, {} {:?} {pattern:.60}",
            steps[3].1,
            shown.join(" "),
            verdicts[3]
        );
        let is_linear = ratios.iter().all(|ratio| *ratio < 2.1);
        let is_bounded = cost.is_some()
            && steps.iter().zip(lengths).all(|(it, length)| {
                // The step limit, plus the steps of the automaton before.
                it.1 <= 65_536 + (64 + 40) * (length as u64 + 64)
            });
        if !(is_linear && (cost.is_some() || !verdicts.contains(&Verdict::TooCostly)) || is_bounded)
        {
            wrong.push(format!("{pattern}: {steps:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(EVIL.len() >= 30);
}

/// The results for patterns that are exponential for an engine are those of the engine on short texts.
#[test]
fn results_are_correct() {
    for (pattern, text, expected) in [
        (r"^((a+)+)\1b$", format!("{}b", "a".repeat(26)), true),
        (r"^((a+)+)\1b$", "a".repeat(5_000), false),
        ("^(a+)+$", "a".repeat(LONGEST), true),
        ("^(?:.{0,300}x){1,20}$", "x".repeat(6_020), true),
        ("^(?:.{0,300}x){1,20}$", "x".repeat(6_021), false),
        ("(a|b)*a(a|b){500}$", format!("a{}", "b".repeat(500)), true),
        ("(a|b)*a(a|b){500}$", format!("a{}", "b".repeat(501)), false),
    ] {
        let machine = program(pattern).unwrap().machine();
        let verdict = if expected {
            Verdict::Match
        } else {
            Verdict::NoMatch
        };
        assert_eq!(
            machine.search(&text),
            verdict,
            "{pattern} on {} bytes",
            text.len()
        );
    }
}

/// Among patterns of real documents, only those with back-references need a step limit.
#[test]
fn budgets_are_known() {
    for (pattern, cost) in [
        (r"^(a)\1$", Some(Cost::BackReference(4))),
        (r"(?<q>a)b\k<q>", Some(Cost::BackReference(8))),
        ("^(?:(?:a{1,9}b){1,99}c){1,99}$", Some(Cost::TooLarge)),
        ("^(?:a{1,1000}){1,1000}b{99}$", None),
        ("(?<=(a))b", None),
        ("(a)(?<!b)c", None),
    ] {
        assert_eq!(compile(pattern).unwrap().cost, cost, "{pattern}");
    }
}
