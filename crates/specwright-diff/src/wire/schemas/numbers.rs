//! Numbers: integers, factors and formats.

use super::limits;
use super::pair::{At, Context};
use crate::form::{Held, Limit, NumberForm};
use crate::inclusion::format_within;
use crate::rules::{BREAKS, NARROWS, WIDENS, declare_rules};

declare_rules! { "numbers":
    INTEGER = "became-integer", NARROWS, "Numbers with a fraction are no longer valid";
    NOT_INTEGER = "became-number", WIDENS, "Numbers with a fraction became valid";
    FACTOR_ADDED = "multiple-of-added", NARROWS, "Only multiples of a number are valid";
    FACTOR_REMOVED = "multiple-of-removed", WIDENS, "Other numbers than the multiples of a number are valid";
    FACTOR_NARROWED = "multiple-of-narrowed", NARROWS, "The factor is a multiple of the old one";
    FACTOR_WIDENED = "multiple-of-widened", WIDENS, "The factor is a divisor of the old one";
    FACTOR_CHANGED = "multiple-of-changed", BREAKS, "Multiples of another number are valid";
    FORMAT_NARROWED = "number-format-narrowed", NARROWS, "The format has fewer numbers";
    FORMAT_WIDENED = "number-format-widened", WIDENS, "The format has more numbers";
    FORMAT_CHANGED = "number-format-changed", BREAKS, "The format has other numbers";
}

/// Compares the constraints of numbers.
pub(super) fn compare<'d>(
    context: &mut Context<'_, 'd>,
    old: &NumberForm<'d>,
    new: &NumberForm<'d>,
) {
    let NumberForm {
        integer,
        minimum,
        maximum,
        factors: _,
        format,
    } = old;
    let at = At {
        old: *integer,
        new: new.integer,
        keyword: "type",
    };
    match (integer.is_some(), new.integer.is_some()) {
        (false, true) => {
            context.tell(&INTEGER, at, "only integers are valid now");
        }
        (true, false) => {
            context.tell(&NOT_INTEGER, at, "numbers with a fraction became valid");
        }
        _ => {}
    }
    limits::compare(
        context,
        &limits::MINIMUM,
        (minimum, &new.minimum),
        (Limit::compare_lower, Limit::text),
    );
    limits::compare(
        context,
        &limits::MAXIMUM,
        (maximum, &new.maximum),
        (Limit::compare_upper, Limit::text),
    );
    compare_factors(context, old, new);
    compare_formats(context, format, &new.format);
}

fn compare_factors(context: &mut Context<'_, '_>, old: &NumberForm<'_>, new: &NumberForm<'_>) {
    let includes = |inner: &NumberForm<'_>, outer: &NumberForm<'_>| {
        let mut factors = outer.factors.iter();
        factors.all(|it| {
            inner
                .factors
                .iter()
                .any(|own| own.value.is_multiple_of(it.value))
        })
    };
    let (is_within, is_around) = (includes(new, old), includes(old, new));
    let rule = match (old.factors.is_empty(), new.factors.is_empty()) {
        _ if is_within && is_around => return,
        (true, _) => &FACTOR_ADDED,
        (_, true) => &FACTOR_REMOVED,
        _ if is_within => &FACTOR_NARROWED,
        _ if is_around => &FACTOR_WIDENED,
        _ => &FACTOR_CHANGED,
    };
    let text = |form: &NumberForm<'_>| {
        let factors: Vec<&str> = form.factors.iter().map(|it| it.value.as_str()).collect();
        (!factors.is_empty()).then(|| factors.join(" and "))
    };
    let at = At {
        old: old.factors.first().map(|it| it.owner),
        new: new.factors.first().map(|it| it.owner),
        keyword: "multipleOf",
    };
    let (before, after) = (text(old), text(new));
    let message = format!(
        "factor changed from {} to {}",
        or_none(&before),
        or_none(&after)
    );
    let finding = context.tell(rule, at, &message);
    (finding.before, finding.after) = (before, after);
}

fn compare_formats(
    context: &mut Context<'_, '_>,
    old: &Option<Held<&str>>,
    new: &Option<Held<&str>>,
) {
    let value = |held: &Option<Held<&str>>| held.as_ref().map(|it| it.value.to_owned());
    let (before, after) = (value(old), value(new));
    let is_within = format_within(after.as_deref(), before.as_deref());
    let is_around = format_within(before.as_deref(), after.as_deref());
    let rule = match (is_within, is_around) {
        (true, true) => return,
        (true, false) => &FORMAT_NARROWED,
        (false, true) => &FORMAT_WIDENED,
        (false, false) => &FORMAT_CHANGED,
    };
    let at = At {
        old: old.as_ref().map(|it| it.owner),
        new: new.as_ref().map(|it| it.owner),
        keyword: "format",
    };
    let message = format!(
        "format changed from {} to {}",
        or_none(&before),
        or_none(&after)
    );
    let finding = context.tell(rule, at, &message);
    (finding.before, finding.after) = (before, after);
}

/// Returns a value for a message.
pub(super) fn or_none(value: &Option<String>) -> String {
    value
        .as_ref()
        .map_or_else(|| "none".to_owned(), |it| format!("`{it}`"))
}
