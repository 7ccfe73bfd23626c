//! What a pattern is compiled to.

use crate::error::Warning;
use crate::facts::Facts;
use crate::table::Table;

/// A pattern that was read, checked and analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// Decides which strings the pattern admits.
    pub matcher: Matcher,
    /// What holds for these strings.
    pub facts: Facts,
    /// What the pattern's author perhaps did not mean.
    pub warnings: Vec<Warning>,
}

impl Compiled {
    /// Whether the pattern admits `text`; none if only an engine can tell.
    pub fn is_match(&self, text: &str) -> Option<bool> {
        self.matcher.is_match(text)
    }
}

/// Decides which strings a pattern admits: those in which it matches somewhere, as patterns are not anchored (JSON Schema
/// Validation, section 6.3.3, and Core, section 6.4).
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one for each pattern of a document"
)]
pub enum Matcher {
    /// Admits every string.
    Always,
    /// Admits none.
    Never,
    /// Admits the strings that are these runs of ASCII characters, in order. At most one has no fixed length, so that every
    /// run stands at a fixed distance from the start or from the end. No two neighbours have the same set, and no run is
    /// always empty.
    Runs(Vec<Run>),
    /// Admits the strings that an automaton accepts.
    Table(Table),
    /// Needs a backtracking engine.
    Engine(Engine),
}

impl Matcher {
    /// Whether the pattern admits `text`; none if only an engine can tell.
    pub fn is_match(&self, text: &str) -> Option<bool> {
        match self {
            Matcher::Always => Some(true),
            Matcher::Never => Some(false),
            Matcher::Runs(runs) => Some(match_runs(runs, text.as_bytes())),
            Matcher::Table(table) => Some(table.admits(text.as_bytes())),
            Matcher::Engine(_) => None,
        }
    }
}

/// The run whose length is not fixed takes what the others leave.
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

/// A number of ASCII characters of one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub set: AsciiSet,
    /// The fewest of them.
    pub min: u32,
    /// The most of them.
    pub max: Option<u32>,
}

impl Run {
    /// Whether the run always has the same length, `min`.
    pub fn is_fixed(&self) -> bool {
        self.max == Some(self.min)
    }

    fn admits(&self, text: &[u8]) -> bool {
        text.len() >= self.min as usize
            && self.max.is_none_or(|max| text.len() <= max as usize)
            && text.iter().all(|&byte| self.set.contains(byte))
    }
}

/// A set of ASCII characters: bit `n` is character `n`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AsciiSet(u128);

impl AsciiSet {
    /// The characters from `first` to `last`, both included, as far as they are ASCII.
    pub fn range(first: u8, last: u8) -> Self {
        (first..=last.min(0x7F)).fold(Self::default(), |set, byte| Self(set.0 | 1 << byte))
    }

    /// Whether `byte` is one of the characters.
    pub fn contains(self, byte: u8) -> bool {
        byte.is_ascii() && self.0 >> byte & 1 == 1
    }

    /// The characters of either set.
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there are no characters.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many characters there are.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Bit `n` is character `n`.
    pub fn bits(self) -> u128 {
        self.0
    }

    /// The characters as the fewest ranges, both ends included, in ascending order.
    pub fn ranges(self) -> impl Iterator<Item = (u8, u8)> {
        let mut bits = self.0;
        let mut base = 0;
        std::iter::from_fn(move || {
            if bits == 0 {
                return None;
            }
            let start = base + bits.trailing_zeros();
            // A full set leaves nothing to shift; the shifts by 128 that this needs are checked.
            bits = bits.checked_shr(start - base).unwrap_or(0);
            let length = bits.trailing_ones();
            bits = bits.checked_shr(length).unwrap_or(0);
            base = start + length;
            Some((start as u8, (base - 1) as u8))
        })
    }
}

/// A pattern for a backtracking engine such as `regress`: one with look-around or back-references, or one whose table would
/// be too large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engine {
    /// The pattern, in ECMA-262.
    pub pattern: String,
    /// Whether it is to be read with the `u` flag. No other flags are.
    pub unicode: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_ranges() {
        let set = AsciiSet::range(b'0', b'9')
            .union(AsciiSet::range(b'a', b'f'))
            .union(AsciiSet::range(0x7F, 0xFF));
        assert_eq!(
            set.ranges().collect::<Vec<_>>(),
            [(b'0', b'9'), (b'a', b'f'), (0x7F, 0x7F)]
        );
        assert!(set.contains(0x7F) && !set.contains(0x80) && !set.contains(0xFF));
        assert_eq!(
            AsciiSet::range(0, 0x7F).ranges().collect::<Vec<_>>(),
            [(0, 0x7F)]
        );
        assert_eq!(AsciiSet::default().ranges().next(), None);
    }

    #[test]
    fn the_run_of_no_fixed_length_takes_what_is_left() {
        let run = |set: u8, min, max| Run {
            set: AsciiSet::range(set, set),
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
