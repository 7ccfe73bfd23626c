//! The matchers that patterns are compiled to.

use crate::error::Warning;
use crate::facts::StringFacts;
use crate::program::Program;
use crate::spans::{CharSet, Span};
use crate::table::Table;
use specwright_matcher::Verdict;

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// The matcher of the strings that the pattern admits.
    pub matcher: Matcher,
    /// The facts that hold for these strings.
    pub facts: StringFacts,
    /// Parts with a possibly unintended meaning.
    pub warnings: Vec<Warning>,
    /// The reason why searches have a step limit, if they have one.
    pub cost: Option<Cost>,
    /// True if the pattern was parsed with the grammar of the `u` flag.
    pub unicode: bool,
}

/// The reason why the time of a pattern is not linear, so that it has a step limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// A back-reference, the first of which is at this byte.
    BackReference(usize),
    /// An automaton that would be too large.
    TooLarge,
}

impl Compiled {
    /// Returns true if the pattern admits `text`; none if the search exceeds the step limit.
    pub fn is_match(&self, text: &str) -> Option<bool> {
        self.matcher.is_match(text)
    }
}

/// A matcher of the strings that a pattern admits: those in which it matches anywhere, since patterns are not anchored (JSON Schema
/// Validation, section 6.3.3, and Core, section 6.4).
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one for each pattern of a document"
)]
pub enum Matcher {
    /// Admits every string.
    Always,
    /// Admits no string.
    Never,
    /// Admits the strings that consist of these runs of characters. At most one has a variable length, so that every run is at a
    /// fixed distance from the start or from the end; only that one, if it is unbounded, may have characters that are not ASCII.
    /// Adjacent runs have different sets, and no run is always empty.
    Runs(Vec<Run>),
    /// Admits the strings that have these runs of ASCII characters, each of fixed length, at one end.
    Part(Edge, Vec<Run>),
    /// Admits the strings that contain a number of consecutive characters of a set. The set has either all or none of the characters
    /// that are not ASCII, and all of them only if the number is one.
    Stretch(ByteSet, u32),
    /// Admits the strings that are one of these texts, or have it at its place.
    Literals(Vec<Literal>),
    /// Admits the strings that consist of these runs of code points. At most one has a variable length.
    Spans(Vec<Span>),
    /// Admits the strings that contain one of these code points.
    Contains(CharSet),
    /// Admits the strings that an automaton accepts.
    Table(Table),
    /// Admits the strings that satisfy all of these conditions.
    All(Vec<Part>),
    /// Admits the strings that a program matches, for any other pattern.
    Program(Program),
}

impl Matcher {
    /// Returns true if the pattern admits `text`; none if the search exceeds the step limit.
    pub fn is_match(&self, text: &str) -> Option<bool> {
        match self {
            Matcher::Always => Some(true),
            Matcher::Never => Some(false),
            Matcher::Runs(runs) => Some(match_runs(runs, text.as_bytes())),
            Matcher::Part(edge, runs) => Some(match_part(*edge, runs, text.as_bytes())),
            Matcher::Stretch(set, count) => Some(match_stretch(*set, *count, text.as_bytes())),
            Matcher::Literals(literals) => Some(literals.iter().any(|it| it.admits(text))),
            Matcher::Table(table) => Some(table.admits(text.as_bytes())),
            Matcher::Spans(spans) => Some(match_spans(spans, text)),
            Matcher::Contains(set) => Some(set.class().is_in(text)),
            Matcher::All(parts) => parts
                .iter()
                .map(|part| Some(part.matcher.is_match(text)? != part.negative))
                .try_fold(true, |all, part| Some(all && part?)),
            Matcher::Program(program) => match program.machine().search(text) {
                Verdict::Match => Some(true),
                Verdict::NoMatch => Some(false),
                Verdict::TooCostly => None,
            },
        }
    }

    /// Returns true if the generated matcher is a `const fn`.
    pub fn is_const(&self) -> bool {
        !matches!(self, Matcher::Program(_))
    }
}

fn match_spans(spans: &[Span], text: &str) -> bool {
    let max = |it: &Span| it.max.map_or(usize::MAX, |max| max as usize);
    let runs = spans
        .iter()
        .map(|it| (it.set.class(), it.min as usize, max(it)));
    specwright_matcher::spans(text, &runs.collect::<Vec<_>>())
}

/// The run of variable length matches the text that the others leave.
fn match_runs(runs: &[Run], text: &[u8]) -> bool {
    let fixed: usize = runs
        .iter()
        .filter(|run| run.is_fixed())
        .map(|run| run.min as usize)
        .sum();
    let Some(left) = text.len().checked_sub(fixed) else {
        return false;
    };
    let mut rest = text;
    for run in runs {
        let length = if run.is_fixed() {
            run.min as usize
        } else {
            left
        };
        let Some((found, behind)) = rest.split_at_checked(length) else {
            return false;
        };
        if !run.admits(found) {
            return false;
        }
        rest = behind;
    }
    rest.is_empty()
}

/// Matches the runs at one end of a text that is at least as long.
fn match_part(edge: Edge, runs: &[Run], text: &[u8]) -> bool {
    let length = runs.iter().map(|run| run.min as usize).sum();
    let (start, end) = (text.get(..length), text.len().checked_sub(length));
    let part = match edge {
        Edge::Start => start,
        Edge::End => end.and_then(|at| text.get(at..)),
    };
    part.is_some_and(|part| match_runs(runs, part))
}

fn match_stretch(set: ByteSet, count: u32, text: &[u8]) -> bool {
    let mut found = 0;
    text.iter().any(|byte| {
        found = if set.contains(*byte) { found + 1 } else { 0 };
        found == count
    })
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The matcher of the condition, which is not a program.
    pub matcher: Matcher,
    /// True if the matcher must not match.
    pub negative: bool,
}

/// An end of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its start.
    Start,
    /// Its end.
    End,
}

/// A text that a string is or contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The place of the text.
    pub place: LiteralPlace,
    /// The text.
    pub text: String,
}

impl Literal {
    fn admits(&self, text: &str) -> bool {
        let literal = self.text.as_str();
        match self.place {
            LiteralPlace::Whole => text == literal,
            LiteralPlace::Start => text.starts_with(literal),
            LiteralPlace::End => text.ends_with(literal),
            LiteralPlace::Anywhere => text.contains(literal),
        }
    }
}

/// The place of a text in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralPlace {
    /// The whole string.
    Whole,
    /// At the start.
    Start,
    /// At the end.
    End,
    /// Anywhere.
    Anywhere,
}

/// A number of characters of one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub set: ByteSet,
    /// The minimum number.
    pub min: u32,
    /// The maximum number.
    pub max: Option<u32>,
}

impl Run {
    /// Returns true if the length is always `min`.
    pub fn is_fixed(&self) -> bool {
        self.max == Some(self.min)
    }

    fn admits(&self, text: &[u8]) -> bool {
        text.len() >= self.min as usize
            && self.max.is_none_or(|max| text.len() <= max as usize)
            && text.iter().all(|&byte| self.set.contains(byte))
    }
}

/// A set of ASCII characters, with either all or none of the other characters. Each byte of another character is in the set, which
/// is correct where characters are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ByteSet {
    /// The ASCII characters; bit `n` is character `n`.
    ascii: u128,
    others: bool,
}

impl ByteSet {
    /// Returns the ASCII characters from `first` to `last`, inclusive.
    pub fn range(first: u8, last: u8) -> Self {
        let bits = (first..=last.min(0x7F)).fold(0, |bits, byte| bits | 1 << byte);
        Self {
            ascii: bits,
            others: false,
        }
    }

    /// True if the characters that are not ASCII are in the set.
    pub const OTHERS: Self = Self {
        ascii: 0,
        others: true,
    };

    /// Returns true if `byte` is a character of the set, or part of one.
    pub fn contains(self, byte: u8) -> bool {
        match byte.is_ascii() {
            true => self.ascii >> byte & 1 == 1,
            false => self.others,
        }
    }

    /// Returns the union of two sets.
    pub fn union(self, other: Self) -> Self {
        Self {
            ascii: self.ascii | other.ascii,
            others: self.others || other.others,
        }
    }

    /// Returns true if the set is empty.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Returns true if all characters are ASCII.
    pub fn is_ascii(self) -> bool {
        !self.others
    }

    /// Returns the bytes as the fewest inclusive ranges, in ascending order.
    pub fn ranges(self) -> impl Iterator<Item = (u8, u8)> {
        let mut next = Some(0);
        std::iter::from_fn(move || {
            let first = (next?..=0xFF).find(|byte| self.contains(*byte))?;
            let behind = (first..=0xFF).find(|byte| !self.contains(*byte));
            next = behind;
            Some((first, behind.map_or(0xFF, |behind| behind - 1)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_ranges() {
        let ranges = |set: ByteSet| set.ranges().collect::<Vec<_>>();
        let set = ByteSet::range(b'0', b'9')
            .union(ByteSet::range(b'a', b'f'))
            .union(ByteSet::range(0x7F, 0xFF));
        assert_eq!(ranges(set), [(b'0', b'9'), (b'a', b'f'), (0x7F, 0x7F)]);
        assert!(set.contains(0x7F) && !set.contains(0x80) && !set.contains(0xFF));
        assert_eq!(
            ranges(set.union(ByteSet::OTHERS)).last(),
            Some(&(0x7F, 0xFF))
        );
        assert_eq!(ranges(ByteSet::OTHERS), [(0x80, 0xFF)]);
        assert_eq!(ranges(ByteSet::range(0, 0x7F)), [(0, 0x7F)]);
        assert_eq!(ranges(ByteSet::default()), []);
    }

    #[test]
    fn parts_and_stretches() {
        let digits = ByteSet::range(b'0', b'9');
        let run = |set, min| Run {
            set,
            min,
            max: Some(min),
        };
        let runs = [run(digits, 2), run(ByteSet::range(b'-', b'-'), 1)];
        for (text, start, end) in [
            ("12-", true, true),
            ("12-é", true, false),
            ("é12-", false, true),
            ("2-", false, false),
            ("", false, false),
        ] {
            assert_eq!(
                match_part(Edge::Start, &runs, text.as_bytes()),
                start,
                "{text}"
            );
            assert_eq!(match_part(Edge::End, &runs, text.as_bytes()), end, "{text}");
        }
        assert!(match_stretch(digits, 3, b"12-345") && !match_stretch(digits, 3, b"12-34-5"));
    }

    #[test]
    fn the_run_of_variable_length_matches_the_rest() {
        let run = |set: u8, min, max| Run {
            set: ByteSet::range(set, set),
            min,
            max,
        };
        let runs = [
            run(b'a', 1, Some(1)),
            run(b'b', 1, None),
            run(b'a', 2, Some(2)),
        ];
        for (text, expected) in [
            ("abaa", true),
            ("abbbaa", true),
            ("aaa", false),
            ("abba", false),
            ("", false),
            ("abbaaa", false),
        ] {
            assert_eq!(match_runs(&runs, text.as_bytes()), expected, "{text}");
        }
        assert!(match_runs(&[], b"") && !match_runs(&[], b"a"));
    }
}
