//! Generates strings that a pattern admits.
//!
//! For runs, strings are put together. For a table, they are random walks through the automaton, with the lengths that lead from each
//! state to acceptance. For other patterns, strings are generated from the syntax tree and checked by the compiled pattern.

#[cfg(test)]
mod proof;
mod tree;
mod walk;

use crate::ast::Node;
use crate::compile::{automaton, read};
use crate::matcher::{Matcher, Run};
use crate::{Compiled, StringFacts, Table, compile};
use specwright_matcher::{Machine, Verdict};
use std::borrow::Cow;
use std::cell::RefCell;
use walk::Walker;

/// A source of choices: returns a number below its argument, which is not 0. The choice 0 is the simplest.
pub type Choose<'c> = dyn FnMut(u32) -> u32 + 'c;

/// The maximum length of a string in code points, unless the minimum is larger.
const MAX_LENGTH: u64 = 4096;

/// The maximum length of any string.
const LONGEST: u64 = 1 << 20;

/// The number of lengths beyond the shortest from which one is chosen.
const SPREAD: u64 = 12;

/// Draws strings that a pattern admits.
///
/// ```
/// use specwright_pattern::Sampler;
///
/// let sampler = Sampler::new("^[a-z]+(-[0-9]{2})?$").unwrap();
/// assert_eq!(sampler.draw(0, None, &mut |_| 0, &|_| true).as_deref(), Some("a"));
/// assert_eq!(sampler.draw(4, Some(4), &mut |_| 0, &|_| true).as_deref(), Some("aaaa"));
/// assert_eq!(sampler.draw(0, Some(0), &mut |_| 0, &|_| true), None);
/// ```
#[derive(Debug)]
pub struct Sampler {
    node: Node,
    matcher: Matcher,
    facts: StringFacts,
    /// The walk through the table, if it is needed.
    walker: Option<RefCell<Walker>>,
    /// The machine, if the pattern is a program.
    machine: Option<Machine>,
}

impl Sampler {
    /// Creates a sampler of a pattern; returns none if it does not compile.
    pub fn new(pattern: &str) -> Option<Self> {
        let Compiled { matcher, facts, .. } = compile(pattern).ok()?;
        let (_, parsed) = read(pattern).ok()?;
        let node = parsed.node;
        let table = match &matcher {
            Matcher::Table(table) => Some(Cow::Borrowed(table)),
            Matcher::Part(..) | Matcher::Stretch(..) | Matcher::Literals(_) => {
                let table = automaton(&node).and_then(|dfa| Table::new(&dfa));
                table.map(Cow::Owned)
            }
            _ => None,
        };
        let machine = match &matcher {
            Matcher::Program(program) => Some(program.machine()),
            _ => None,
        };
        let walker = table.map(|table| RefCell::new(Walker::new(&table, &node)));
        Some(Self {
            node,
            matcher,
            facts,
            walker,
            machine,
        })
    }

    /// Returns true if the pattern admits a string; none if the search exceeds the step limit.
    pub fn admits(&self, text: &str) -> Option<bool> {
        self.is_match(&self.matcher, text)
    }

    fn is_match(&self, matcher: &Matcher, text: &str) -> Option<bool> {
        match self.machine.as_ref().map(|it| it.search(text)) {
            None => matcher.is_match(text),
            Some(Verdict::Match) => Some(true),
            Some(Verdict::NoMatch) => Some(false),
            Some(Verdict::TooCostly) => None,
        }
    }

    /// Returns true if the pattern is known to admit no string.
    pub fn is_never(&self) -> bool {
        self.matcher == Matcher::Never
    }

    /// Returns a string of at least `min` and at most `max` code points that the pattern admits; none if none is found.
    ///
    /// `admits` decides for strings whose check exceeds the step limit.
    pub fn draw(
        &self,
        min: u64,
        max: Option<u64>,
        choose: &mut Choose<'_>,
        admits: &dyn Fn(&str) -> bool,
    ) -> Option<String> {
        let must = min.max(self.facts.min_length.into());
        let limit = MAX_LENGTH.max(must.saturating_add(SPREAD)).min(LONGEST);
        let max = max.map_or(limit, |max| max.min(limit));
        let longest = self.facts.max_length.map_or(LONGEST, u64::from);
        if max < u64::from(self.facts.min_length) || longest < min {
            return None;
        }
        match (&self.matcher, &self.walker) {
            (Matcher::Never, _) => None,
            (Matcher::Always, _) => draw_runs(&[any()], min, max, choose),
            (Matcher::Runs(runs), _) => draw_runs(runs, min, max, choose),
            (matcher, walker) => {
                if let Some(walker) = walker {
                    let mut walker = walker.borrow_mut();
                    let text = walker.draw(min, max, choose);
                    // If all lengths of the automaton were checked, there is no string.
                    if text.is_some() || !walker.gave_up {
                        return text;
                    }
                }
                let fits = |text: &str| {
                    let length = text.chars().count() as u64;
                    (min..=max).contains(&length)
                        && self.is_match(matcher, text).unwrap_or_else(|| admits(text))
                };
                tree::draw(&self.node, (min, max), choose, &fits)
            }
        }
    }
}

/// Returns arbitrary letters.
fn any() -> Run {
    Run {
        set: crate::ByteSet::range(b'a', b'z'),
        min: 0,
        max: None,
    }
}

/// Returns a length between the bounds, near the lower one.
fn draw_length(min: u64, max: u64, choose: &mut Choose<'_>) -> Option<u64> {
    let spread = max.checked_sub(min)?.min(SPREAD);
    Some(min + u64::from(choose(spread as u32 + 1)))
}

/// Distributes a length: the run of variable length takes the rest.
fn draw_runs(runs: &[Run], min: u64, max: u64, choose: &mut Choose<'_>) -> Option<String> {
    let least: u64 = runs.iter().map(|run| u64::from(run.min)).sum();
    let open = runs.iter().find(|run| !run.is_fixed());
    let most = open.map_or(Some(least), |run| {
        Some(least + u64::from(run.max?) - u64::from(run.min))
    });
    let max = most.map_or(max, |most| most.min(max));
    let length = draw_length(min.max(least), max, choose)?;
    let mut text = String::new();
    for run in runs {
        let count = if run.is_fixed() {
            u64::from(run.min)
        } else {
            u64::from(run.min) + length - least
        };
        let set = simple_first(
            (0..0x80_u8)
                .filter(|byte| run.set.contains(*byte))
                .map(char::from),
        );
        // A set without ASCII characters has all other characters.
        let set = if set.is_empty() { vec!['é'] } else { set };
        for _ in 0..count {
            text.push(*set.get(choose(set.len() as u32) as usize)?);
        }
    }
    Some(text)
}

/// Returns the characters of a set, readable ones first.
fn simple_first(set: impl Iterator<Item = char>) -> Vec<char> {
    let rank = |it: &char| match it {
        'a'..='z' => 0,
        '0'..='9' => 1,
        'A'..='Z' => 2,
        '-' | '_' | '.' | '/' | '@' | ':' => 3,
        '!'..='~' => 4,
        ' ' => 5,
        it if it.is_alphanumeric() => 6,
        it if !it.is_control() => 7,
        _ => 8,
    };
    let mut set: Vec<char> = set.collect();
    set.sort_by_key(|it| (rank(it), *it));
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chooses with a random number generator; the first draw makes the simplest choices.
    fn choices(seed: u64) -> impl FnMut(u32) -> u32 {
        let mut state = seed;
        move |below| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(seed);
            ((state >> 33) % u64::from(below)) as u32
        }
    }

    #[track_caller]
    fn check(pattern: &str, min: u64, max: Option<u64>) {
        let engine = regress::Regex::with_flags(pattern, "u").unwrap();
        let sampler = Sampler::new(pattern).unwrap();
        for seed in 0..40 {
            let text = sampler.draw(min, max, &mut choices(seed), &|text| {
                engine.find(text).is_some()
            });
            let text = text.unwrap_or_else(|| panic!("{pattern}: nothing drawn"));
            let length = text.chars().count() as u64;
            assert!(engine.find(&text).is_some(), "{pattern}: {text:?}");
            assert!(
                length >= min && max.is_none_or(|max| length <= max),
                "{text:?}"
            );
        }
    }

    #[test]
    fn samples_are_admitted() {
        check("^[0-9a-f]{24}$", 0, None);
        check("^[a-z0-9-]{2,100}$", 7, Some(9));
        check("a|b", 3, Some(5));
        check(r"^(\d{4}-\d\d|x+)$", 0, None);
        check(r"^(\d{4}-\d\d|x+)$", 30, Some(30));
        check("^[а-я]+ß?$", 2, Some(3));
        check("^[^\\x00-\\x7F]{3}$", 0, None);
        check(r"^(?!-)[a-z-]{1,63}(?<!-)$", 3, Some(10));
        check(r"^(?=.*[A-Z])(?=.*\d)[A-Za-z\d]{8,}$", 0, None);
        check(r"^\P{L}+$", 2, None);
    }

    #[test]
    fn an_unsatisfiable_pattern_has_no_sample() {
        let none = |pattern: &str, min, max| {
            let sampler = Sampler::new(pattern).unwrap();
            assert_eq!(
                sampler.draw(min, max, &mut |_| 0, &|_| true),
                None,
                "{pattern}"
            );
        };
        none("[^\\s\\S]", 0, None);
        none("^a{3}$", 4, None);
        none("^(ab)+$", 3, Some(3));
        assert!(Sampler::new("(").is_none());
    }

    /// Patterns with strings that are hard to guess, or long.
    const HARD: &[&str] = &[
        r#"["][ -~]{1000}["]"#,
        r"^\p{L}{3000,}$",
        "^a{5000}$",
        "^(ab|cde){2000}$",
        "(a|b)*a(a|b){40}c$",
        r"^(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{8,200}$",
        r"(?=^.{8,255}$)((?=.*\d)(?=.*[A-Z])(?=.*[a-z])|(?=.*\d)(?=.*[^A-Za-z0-9])(?=.*[a-z]))^.*",
        "^([a-z]+(?<!x))(-[a-z]+(?<!y))*$",
        r"^(\w+) \1$",
        r#"^(["']).{700}\1$"#,
        r"(?<a>x|y)(?<b>\d{2})-\k<b>\k<a>",
        r"\bword\b",
        r"^(?!.*(.)\1)[a-z]{5}$",
        "^https://([.a-z]+/?){3,1016}$",
        "^(?:a{1,9}b){1,99}$",
        r"^[^\x00-\x7F]+$",
    ];

    /// Checks that every pattern has a string, or is proved to have none.
    #[track_caller]
    fn has_strings(pattern: &str) -> bool {
        let Some(sampler) = Sampler::new(pattern) else {
            return false;
        };
        if sampler.is_never() {
            assert!(proof::is_empty(&sampler.node), "{pattern}: not proved");
            return false;
        }
        for seed in [0, 7] {
            let drawn = sampler.draw(0, None, &mut choices(seed), &|_| false);
            let text = drawn.unwrap_or_else(|| panic!("{pattern}: nothing drawn"));
            // The program is the reference, even if another matcher is faster.
            let found = crate::program(pattern).unwrap().machine().search(&text);
            assert_eq!(found, Verdict::Match, "{pattern}: {text:?}");
        }
        true
    }

    #[test]
    fn satisfiable_patterns_have_samples() {
        for pattern in HARD {
            assert!(has_strings(pattern), "{pattern}");
        }
        for pattern in [
            "[]", "^a^", "/^a$/", r"a\b\d", "^(?=a)b$", "a$b", "(?!)", r"\uD800", "x^|$y",
        ] {
            assert!(!has_strings(pattern), "{pattern}");
        }
    }

    /// Checks real patterns and those of the oracle, if they are present.
    #[test]
    fn real_patterns_have_strings() {
        let Some(folder) = specwright_testing::shared("conformance") else {
            return;
        };
        let read = |path: &str| std::fs::read_to_string(folder.join(path)).expect("the suite");
        let (rows, oracle) = (read("patterns.tsv"), read("ecma/ecma_oracle.json"));
        let rows = rows
            .lines()
            .skip(1)
            .filter_map(|row| row.split('\t').next());
        let mut patterns: Vec<String> = rows.map(|it| serde_json::from_str(it).unwrap()).collect();
        let oracle: Vec<serde_json::Value> = serde_json::from_str(&oracle).unwrap();
        patterns.extend(
            oracle
                .iter()
                .map(|it| it["pattern"].as_str().unwrap().to_owned()),
        );
        let found = patterns
            .iter()
            .filter(|pattern| has_strings(pattern))
            .count();
        println!("{found} of {} have strings", patterns.len());
    }
}
