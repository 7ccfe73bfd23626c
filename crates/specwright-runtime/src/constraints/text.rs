//! Constraints of strings.

use super::{Constraint, Constraints, Count};
use crate::newtype::{fits_max_length, fits_min_length};
use crate::{Path, Report};
use specwright_matcher::budget;
use std::fmt;

impl Constraints {
    /// Reports the constraints of strings that `text` violates. A text beyond `maxLength` is not matched with patterns and formats,
    /// which could take long; its length is a violation already.
    #[doc(hidden)]
    pub fn check_text(&self, text: &str, at: &Path<'_>, report: &mut Report) {
        for constraint in self.constraints {
            match *constraint {
                Constraint::MinLength(limit) if !fits_min_length(text, limit) => {
                    self.broken_length(constraint, text, at, report)
                }
                Constraint::MaxLength(limit) if !fits_max_length(text, limit) => {
                    self.broken_length(constraint, text, at, report)
                }
                Constraint::Pattern(source, matches)
                    if !self.is_too_long(text) && !matches(text) =>
                {
                    match constraint.is_too_costly(text) {
                        true => self.too_costly(source, text, at, report),
                        false => self.broken(constraint, Shown(text), at, report),
                    }
                }
                Constraint::Format(format) if !self.is_too_long(text) && !format.admits(text) => {
                    self.broken(constraint, Shown(text), at, report)
                }
                Constraint::OneOf(_, values) if !values.contains(&text) => {
                    self.broken(constraint, Shown(text), at, report)
                }
                _ => {}
            }
        }
    }

    /// Returns true if `text` is longer than a constraint allows.
    pub(crate) fn is_too_long(&self, text: &str) -> bool {
        let is_broken = |constraint: &Constraint| matches!(*constraint, Constraint::MaxLength(limit) if !fits_max_length(text, limit));
        self.constraints.iter().any(is_broken)
    }

    #[cold]
    fn broken_length(
        &self,
        constraint: &Constraint,
        text: &str,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        self.broken(
            constraint,
            Count(text.chars().count() as u64, "character"),
            at,
            report,
        );
    }

    #[cold]
    fn too_costly(&self, source: &'static str, text: &str, at: &Path<'_>, report: &mut Report) {
        report.redacting(self.is_secret(), |report| {
            let schema = self.schema_of("pattern");
            report.add(at, schema, "pattern", Checkable(source), Shown(text));
        });
    }
}

impl Constraint {
    /// Returns true if this is a pattern and matching the text exceeds the step budget, so that the result is unknown.
    pub(crate) fn is_too_costly(&self, text: &str) -> bool {
        matches!(*self, Self::Pattern(_, matches) if exceeds_budget(matches, text))
    }
}

/// The expectation for a text that exceeds the step budget of a pattern.
pub(crate) struct Checkable(pub &'static str);

impl fmt::Display for Checkable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.0;
        write!(
            f,
            "a text that can be checked against `{source}` within the step budget"
        )
    }
}

/// A string for messages: quoted, on one line, cut if it is long.
pub(crate) struct Shown<'a>(pub &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 64;
        match self.0.char_indices().nth(LONGEST) {
            Some((end, _)) => write!(f, "{:?}…", &self.0[..end]),
            None => write!(f, "{:?}", self.0),
        }
    }
}

/// Returns true if a pattern does not match a text because the step budget is exceeded. Restores a flag that was set before.
#[cold]
fn exceeds_budget(matches: fn(&str) -> bool, text: &str) -> bool {
    let before = budget::take_exceeded();
    matches(text);
    let exceeded = budget::take_exceeded();
    if before || exceeded {
        budget::exceed();
    }
    exceeded
}
