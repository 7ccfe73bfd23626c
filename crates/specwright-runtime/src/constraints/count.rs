//! Constraints of arrays and objects: how many items and properties, and whether items repeat.

use super::{Constraint, Constraints};
use crate::{Path, Report};
use std::fmt;

impl Constraints {
    /// Reports the constraints of arrays that a number of items violates.
    pub(crate) fn check_item_count(&self, count: usize, at: &Path<'_>, report: &mut Report) {
        for constraint in self.constraints {
            match *constraint {
                Constraint::MinItems(limit) if (count as u64) < limit => {
                    self.broken(constraint, Count(count as u64, "item"), at, report)
                }
                Constraint::MaxItems(limit) if count as u64 > limit => {
                    self.broken(constraint, Count(count as u64, "item"), at, report)
                }
                _ => {}
            }
        }
    }

    /// Reports a repeated item if items must be unique. `repeated` returns the positions of an item and of its repetition.
    pub(crate) fn check_unique(
        &self,
        at: &Path<'_>,
        report: &mut Report,
        repeated: impl FnOnce() -> Option<(usize, usize)>,
    ) {
        let Some(constraint) = self
            .constraints
            .iter()
            .find(|constraint| matches!(constraint, Constraint::UniqueItems))
        else {
            return;
        };
        if let Some((first, second)) = repeated() {
            self.broken(
                constraint,
                format_args!("item {second} equal to item {first}"),
                at,
                report,
            );
        }
    }

    /// Reports the constraints of objects that a number of properties violates.
    pub(crate) fn check_property_count(&self, count: usize, at: &Path<'_>, report: &mut Report) {
        for constraint in self.constraints {
            match *constraint {
                Constraint::MinProperties(limit) if (count as u64) < limit => {
                    self.broken(constraint, Count(count as u64, "property"), at, report);
                }
                Constraint::MaxProperties(limit) if count as u64 > limit => {
                    self.broken(constraint, Count(count as u64, "property"), at, report);
                }
                _ => {}
            }
        }
    }
}

/// A number with its noun: `2 characters`.
pub(crate) struct Count(pub u64, pub &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Count(1, thing) => write!(f, "1 {thing}"),
            Count(count, "property") => write!(f, "{count} properties"),
            Count(count, thing) => write!(f, "{count} {thing}s"),
        }
    }
}
