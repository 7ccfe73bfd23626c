//! Constraints of numbers.

use super::{Constraint, Constraints};
use crate::decimal::shortest;
use crate::json::node::Number;
use crate::{Path, Report};
use std::cmp::Ordering;

impl Constraints {
    /// Reports the constraints of numbers that `number` violates.
    pub(crate) fn check_number(&self, number: Number, at: &Path<'_>, report: &mut Report) {
        for constraint in self.constraints {
            if !fits_number(constraint, number) {
                self.broken(constraint, number, at, report);
            }
        }
    }
}

/// Returns true if a number satisfies a constraint; those of other types are satisfied.
pub(crate) fn fits_number(constraint: &Constraint, number: Number) -> bool {
    match *constraint {
        // A number that JSON cannot express satisfies no bound.
        Constraint::Minimum(_)
        | Constraint::Maximum(_)
        | Constraint::ExclusiveMinimum(_)
        | Constraint::ExclusiveMaximum(_)
            if !number.is_finite() =>
        {
            false
        }
        Constraint::Minimum(bound) => number.compare(bound) != Ordering::Less,
        Constraint::Maximum(bound) => number.compare(bound) != Ordering::Greater,
        Constraint::ExclusiveMinimum(bound) => number.compare(bound) == Ordering::Greater,
        Constraint::ExclusiveMaximum(bound) => number.compare(bound) == Ordering::Less,
        Constraint::OneOfIntegers(_, values) => number
            .as_integer()
            .is_some_and(|number| values.iter().any(|&value| i128::from(value) == number)),
        Constraint::MultipleOf(step) => match number {
            Number::Integer(value) => step.divides(value.unsigned_abs(), 0),
            Number::Float(value) => {
                shortest(value).is_some_and(|(digits, exponent)| step.divides(digits, exponent))
            }
        },
        _ => true,
    }
}
