//! The languages of patterns, compared: does one admit each string that another admits?

use crate::compile::{automaton, read};
use crate::dfa::{self, Dfa};
use crate::lower::repetition;
use crate::product::combine;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir};

/// The set of strings that patterns and lengths admit, as a minimal automaton.
#[derive(Clone, Debug)]
pub struct Language(Dfa);

impl Language {
    /// Returns the strings that a pattern admits; `None` if the pattern is invalid, not regular, or too large.
    pub fn of_pattern(pattern: &str) -> Option<Self> {
        let (_, parsed) = read(pattern).ok()?;
        // Loops over any text run over bytes, also over those that are no text.
        Self(automaton(&parsed.node)?).intersect(&Self::of_length(0, None)?)
    }

    /// Returns the strings of some lengths in code points; `None` if there are too many.
    pub fn of_length(min: u32, max: Option<u32>) -> Option<Self> {
        let any = ClassUnicode::new([ClassUnicodeRange::new('\0', char::MAX)]);
        let any = Hir::class(Class::Unicode(any));
        let bounded = repetition(any, min, max.map(|max| max.max(min)));
        dfa::build(&bounded).map(Self)
    }

    /// Returns the strings in both; `None` if the automaton is too large.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        combine(&self.0, &other.0, |left, right| left && right).map(Self)
    }

    /// Returns true if the other language has each string of this one; `None` if the automaton that decides it is too large.
    pub fn is_within(&self, other: &Self) -> Option<bool> {
        let outside = combine(&self.0, &other.0, |left, right| left && !right)?;
        Some(!outside.accepting.contains(&true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(left: &str, right: &str) -> Option<bool> {
        Language::of_pattern(left)?.is_within(&Language::of_pattern(right)?)
    }

    #[test]
    fn languages_are_compared_and_not_spellings() {
        for (left, right) in [
            ("^[0-9]+$", r"^\d\d*$"),
            ("^(a|b)$", "^[ab]$"),
            ("^a{2,3}$", "^aaa?$"),
            ("", "^.*|[\\s\\S]*$"),
            ("^(?=.*a)[ab]{2}$", "^(aa|ab|ba)$"),
            ("é", "[é]"),
        ] {
            assert_eq!(within(left, right), Some(true), "{left} {right}");
            assert_eq!(within(right, left), Some(true), "{right} {left}");
        }
    }

    #[test]
    fn inclusion_has_a_direction() {
        for (narrow, wide) in [
            ("^[a-f]+$", "^[a-z]+$"),
            ("^ab$", "b"),
            ("^[a-z]$", "^[^0-9]$"),
        ] {
            assert_eq!(within(narrow, wide), Some(true), "{narrow} {wide}");
            assert_eq!(within(wide, narrow), Some(false), "{wide} {narrow}");
        }
        assert_eq!(within("^(a)\\1$", "a"), None);
    }

    #[test]
    fn lengths_are_languages() {
        let pattern = Language::of_pattern("^[a-z]{3}$").expect("a language");
        let exact = Language::of_length(3, Some(3)).expect("a language");
        let both = pattern.intersect(&exact).expect("a language");
        assert_eq!(pattern.is_within(&both), Some(true));
        assert_eq!(
            Language::of_length(4, None).and_then(|it| pattern.is_within(&it)),
            Some(false)
        );
        assert!(Language::of_length(0, Some(u32::MAX)).is_none());
    }
}
