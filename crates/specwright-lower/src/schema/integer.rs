//! The widths and bounds of integers.
//!
//! | bounds                                | type                                                         |
//! |---------------------------------------|--------------------------------------------------------------|
//! | none beyond 63 bits                   | `i64`                                                        |
//! | from zero up, beyond 63 bits          | `u64`; `u128` beyond 64 bits                                 |
//! | others beyond 63 bits                 | `i128`                                                       |
//! | beyond 128 bits                       | says nothing about the type                                  |
//!
//! The greatest integers of 64 bits, as exporters round them to an `f64`, do not count as beyond.

use specwright_ir::{Constraint, IntegerWidth};
use specwright_spec::{Bound, Number, Schema};

use super::SchemaSite;
use super::scalar::{note_format, report_rounded};
use crate::context::Context;
use crate::diagnostics::{self, Formatted};
use crate::semantics::formats::{greatest, integer_width as width_of_format, range};
use crate::semantics::{Merged, numbers};

pub(super) fn integer_width(context: &mut Context<'_>, it: &SchemaSite<'_>) -> IntegerWidth {
    if let Some(format) = it.merged.format {
        match width_of_format(format) {
            Some(width) => return width,
            None => note_format(context, it, format, Formatted::Integer),
        }
    }
    implied_width(&it.merged)
}

/// Returns the narrowest width that has all values within the bounds.
fn implied_width(merged: &Merged<'_>) -> IntegerWidth {
    /// The greatest integer of 63 bits, and of 64, as an `f64`.
    const LARGE: (f64, f64) = (9_223_372_036_854_775_808.0, 18_446_744_073_709_551_616.0);
    /// Beyond 128 bits.
    const HUGE: f64 = 340_282_366_920_938_463_463_374_607_431_768_211_456.0;
    let near = |bound: &&Bound| Some(bound.value.as_f64()).filter(|value| value.abs() <= HUGE);
    let least = merged.minimum.as_ref().and_then(near);
    let most = merged.maximum.as_ref().and_then(near).unwrap_or(0.0);
    let is_unsigned = merged.minimum.is_some_and(|bound| {
        let (value, exclusive) = rounded(bound, Number::ceil);
        value.saturating_add(i128::from(exclusive)) >= 0
    });
    match is_unsigned {
        true if most > LARGE.1 || least.is_some_and(|least| least > LARGE.1) => IntegerWidth::U128,
        true if most > LARGE.0 || least.is_some_and(|least| least > LARGE.0) => IntegerWidth::U64,
        true => IntegerWidth::I64,
        false if most > LARGE.0 || least.is_some_and(|least| least < -LARGE.0) => {
            IntegerWidth::I128
        }
        false => IntegerWidth::I64,
    }
}

/// Returns the bounds and factors of an integer, or the reason why no value of the width satisfies them.
pub(super) fn integer_constraints(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    width: IntegerWidth,
) -> Result<Vec<Constraint>, &'static str> {
    let mut constraints = match width {
        IntegerWidth::I128 | IntegerWidth::U128 => wide_bounds(context, it, width),
        _ => integer_bounds(&it.merged, width)?,
    };
    for factor in it.merged.multiple_of.clone() {
        let lexeme = numbers::integer_factor(factor);
        report_rounded(context, it, factor, lexeme.as_ref());
        constraints.extend(lexeme.map(|(lexeme, _)| Constraint::MultipleOf(lexeme)));
    }
    Ok(constraints)
}

/// Returns the bounds of an integer, rounded to integers; those that the width implies are left out.
fn integer_bounds(
    merged: &Merged<'_>,
    width: IntegerWidth,
) -> Result<Vec<Constraint>, &'static str> {
    let (least, greatest) = range(width);
    let mut constraints = Vec::new();
    if let Some(bound) = merged.minimum {
        let (value, exclusive) = rounded(bound, Number::ceil);
        let first = value.saturating_add(i128::from(exclusive));
        if first > greatest {
            return Err("`minimum` is greater than every value of the format");
        } else if first > least {
            constraints.push(if exclusive {
                Constraint::ExclusiveMinimum(value.to_string())
            } else {
                Constraint::Minimum(value.to_string())
            });
        }
    }
    if let Some(bound) = merged.maximum {
        let (value, exclusive) = rounded(bound, Number::floor);
        let last = value.saturating_sub(i128::from(exclusive));
        if last < least {
            return Err("`maximum` is less than every value of the format");
        } else if last < greatest {
            constraints.push(if exclusive {
                Constraint::ExclusiveMaximum(value.to_string())
            } else {
                Constraint::Maximum(value.to_string())
            });
        }
    }
    Ok(constraints)
}

/// Returns a bound as an integer, with true if it is still exclusive: a bound between two integers becomes the nearer one that
/// satisfies it.
fn rounded(bound: &Bound, round: fn(&Number) -> Option<i128>) -> (i128, bool) {
    let value = &bound.value;
    let integer = round(value);
    // Beyond every width of 64 bits.
    let beyond = if value.is_negative() {
        i128::MIN
    } else {
        i128::MAX
    };
    (
        integer.unwrap_or(beyond),
        bound.exclusive && value.is_integer(),
    )
}

/// Returns the bounds of an integer of 128 bits that its type does not imply. The runtime compares with numbers of 19 digits: a bound of
/// more is rounded, with a warning.
fn wide_bounds(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    width: IntegerWidth,
) -> Vec<Constraint> {
    let (least, most) = (range(width).0.to_string(), greatest(width));
    let is_within = |bound: &&Bound, limit: &str, wanted: std::cmp::Ordering| {
        Number::new(limit).is_some_and(|limit| bound.value.compare(&limit) == wanted)
    };
    let minimum = it.merged.minimum;
    let minimum = minimum.filter(|it| is_within(it, &least, std::cmp::Ordering::Greater));
    let maximum = it.merged.maximum;
    let maximum = maximum.filter(|it| is_within(it, &most, std::cmp::Ordering::Less));
    report_rounded_bound(context, it, minimum, "minimum");
    report_rounded_bound(context, it, maximum, "maximum");
    numbers::bounds(minimum, maximum)
}

fn report_rounded_bound(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    bound: Option<&Bound>,
    keyword: &str,
) {
    let rounded = bound.and_then(|bound| numbers::rounded_bound(&bound.value));
    let Some(lexeme) = rounded else { return };
    let schemas = &context.session.document.schemas;
    let has_bound =
        |schema: &&Schema| schema.minimum.as_ref() == bound || schema.maximum.as_ref() == bound;
    let owner = it
        .merged
        .parts
        .iter()
        .map(|id| &schemas[*id])
        .find(has_bound);
    let at = owner.map_or(&it.at, |schema| &schema.at);
    let finding = diagnostics::rounded_bound(at, keyword, &lexeme);
    context.session.report(finding);
}
