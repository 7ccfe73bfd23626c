//! Strings that a pattern admits.
//!
//! Of runs, they are put together; of a table, a walk through the automaton that knows from each state how many code points
//! lead to acceptance; of a pattern for an engine, the syntax tree, whose strings somebody else has to judge.

mod tree;
mod walk;

use crate::ast::Node;
use crate::compile::{automaton, read};
use crate::matcher::{Matcher, Run};
use crate::{Compiled, Facts, Table, compile};
use std::borrow::Cow;
use std::cell::RefCell;
use walk::Walker;

/// A source of choices: a number below the one that is given, which is not 0. To choose 0 means the simplest.
pub type Choose<'c> = dyn FnMut(u32) -> u32 + 'c;

/// The longest string that is drawn, in code points.
pub const MAX_LENGTH: u64 = 4096;

/// How many lengths beyond the shortest are looked at for one to choose.
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
    facts: Facts,
    /// The walk through the table, if there is one that is needed.
    walker: Option<RefCell<Walker>>,
}

impl Sampler {
    /// A sampler of a pattern; none if it does not compile.
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
        let walker = table.map(|table| RefCell::new(Walker::new(&table, &node)));
        Some(Self {
            node,
            matcher,
            facts,
            walker,
        })
    }

    /// Whether the pattern admits a string; none if only an engine can tell.
    pub fn admits(&self, text: &str) -> Option<bool> {
        self.matcher.is_match(text)
    }

    /// A string of at least `min` and at most `max` code points that the pattern admits; none if none is found.
    ///
    /// What the pattern alone does not tell, as an engine is needed for it, `admits` has to judge.
    pub fn draw(
        &self,
        min: u64,
        max: Option<u64>,
        choose: &mut Choose<'_>,
        admits: &dyn Fn(&str) -> bool,
    ) -> Option<String> {
        let max = max.unwrap_or(MAX_LENGTH).min(MAX_LENGTH);
        let longest = self.facts.max_length.map_or(MAX_LENGTH, u64::from);
        if max < u64::from(self.facts.min_length) || longest < min {
            return None;
        }
        match (&self.matcher, &self.walker) {
            (Matcher::Never, _) => None,
            (Matcher::Always, _) => draw_runs(&[any()], min, max, choose),
            (Matcher::Runs(runs), _) => draw_runs(runs, min, max, choose),
            (_, Some(walker)) => walker.borrow_mut().draw(min, max, choose),
            (matcher, None) => {
                let fits = |text: &str| {
                    let length = text.chars().count() as u64;
                    let admits = matcher.is_match(text).unwrap_or_else(|| admits(text));
                    (min..=max).contains(&length) && admits
                };
                tree::draw(&self.node, choose, &fits)
            }
        }
    }
}

/// Any letters.
fn any() -> Run {
    Run {
        set: crate::ByteSet::range(b'a', b'z'),
        min: 0,
        max: None,
    }
}

/// A length between the bounds, near the lower one.
fn draw_length(min: u64, max: u64, choose: &mut Choose<'_>) -> Option<u64> {
    let spread = max.checked_sub(min)?.min(SPREAD);
    Some(min + u64::from(choose(spread as u32 + 1)))
}

/// The run whose length is not fixed takes what the others leave.
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
        for _ in 0..count {
            text.push(*set.get(choose(set.len() as u32) as usize)?);
        }
    }
    Some(text)
}

/// Characters with those first that people like to read.
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

    /// Chooses by a generator of numbers; the first draw chooses what is simplest.
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
    fn what_is_drawn_is_admitted() {
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
    fn what_has_no_strings_gives_none() {
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
}
