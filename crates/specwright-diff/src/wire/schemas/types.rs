//! The types of values.

use super::pair::{At, Context};
use crate::form::{Family, Form, Shape, Side};
use crate::rules::{BREAKS, Effect, Level, NARROWS, WIDENS, declare_rules};

/// Other keywords are about one type only, so that few programs send another.
const DECLARES: Effect = (Level::Risky, Level::Compatible);
const HIDES: Effect = (Level::Compatible, Level::Risky);

declare_rules! { "types":
    ADDED = "schema-added", NARROWS, "A place that admitted any value has a schema";
    REMOVED = "schema-removed", WIDENS, "A place that had a schema admits any value";
    NARROWED = "type-narrowed", NARROWS, "Values of some types are no longer valid";
    WIDENED = "type-widened", WIDENS, "Values of more types are valid";
    CHANGED = "type-changed", BREAKS, "Values of some types are no longer valid, and those of others became valid";
    DECLARED = "type-declared", DECLARES, "The type that other keywords imply is declared";
    UNDECLARED = "type-undeclared", HIDES, "The type is only implied by other keywords";
    NULLABLE = "became-nullable", WIDENS, "Null became valid";
    NOT_NULLABLE = "became-not-nullable", NARROWS, "Null is no longer valid";
    FORBIDDEN = "value-forbidden", NARROWS, "No value is valid any longer";
    PERMITTED = "value-permitted", WIDENS, "Values became valid where none was";
}

/// Compares the types of two forms. Returns true if nothing else is to be compared.
pub(super) fn compare(context: &mut Context<'_, '_>, old: &Form<'_>, new: &Form<'_>) -> bool {
    let at = places(context);
    match (is_anything(old), is_anything(new)) {
        (true, true) => return true,
        (true, false) => {
            context.tell(&ADDED, at, "values are constrained now");
            return true;
        }
        (false, true) => {
            context.tell(&REMOVED, at, "any value is valid now");
            return true;
        }
        (false, false) => {}
    }
    let (before, after) = (old.families(), new.families());
    if before.is_empty() != after.is_empty() {
        let (rule, message) = match after.is_empty() {
            true => (&FORBIDDEN, "no value is valid any longer"),
            false => (&PERMITTED, "values became valid"),
        };
        context.tell(rule, at, message);
        return true;
    }
    compare_types(context, (old, &before), (new, &after));
    compare_null(context, &before, &after);
    false
}

fn compare_null(context: &mut Context<'_, '_>, before: &[Family], after: &[Family]) {
    let null = [Family::Null].as_slice();
    let has_null = |families: &[Family]| families.contains(&Family::Null);
    // Null alone is a type; beside others, it is an option.
    if before == null || after == null || has_null(before) == has_null(after) {
        return;
    }
    let at = places(context);
    match has_null(after) {
        // The declaration of an implied type is reported as one change.
        _ if before.len() == Family::ALL.len() || after.len() == Family::ALL.len() => return,
        true => context.tell(&NULLABLE, at, "became nullable"),
        false => context.tell(&NOT_NULLABLE, at, "is no longer nullable"),
    };
}

fn compare_types(
    context: &mut Context<'_, '_>,
    (old, before): (&Form<'_>, &[Family]),
    (new, after): (&Form<'_>, &[Family]),
) {
    let null = [Family::Null].as_slice();
    let is_option = |family: &Family| *family == Family::Null && before != null && after != null;
    let missing = |from: &[Family], others: &[Family]| {
        let mut missing = from
            .iter()
            .filter(|it| !is_option(it) && !others.contains(it));
        missing.next().is_some()
    };
    let (is_narrowed, is_widened) = (missing(before, after), missing(after, before));
    let implied = |form: &Form<'_>, families: &[Family]| {
        let is_free = |family: &Family| form.of(*family).iter().all(|it| it.is_anything());
        form.is_untyped
            && families
                .iter()
                .all(|it| *it == Family::Null || !is_free(it))
    };
    let rule = match (is_narrowed, is_widened) {
        (false, false) => return,
        (true, false) if implied(old, after) => &DECLARED,
        (false, true) if implied(new, before) => &UNDECLARED,
        (true, false) => &NARROWED,
        (false, true) => &WIDENED,
        (true, true) => &CHANGED,
    };
    let (one, other) = (names(old, before), names(new, after));
    let at = places(context);
    let finding = context.tell(rule, at, &format!("type changed from {one} to {other}"));
    *finding = finding.clone().values(one, other);
}

/// Returns true if a form admits each value.
fn is_anything(form: &Form<'_>) -> bool {
    let is_free = |family: Family| form.of(family).iter().any(|it| it.is_anything());
    !form.is_cut && Family::ALL.into_iter().all(is_free)
}

/// Returns types in words, such as `string or null`.
fn names(form: &Form<'_>, families: &[Family]) -> String {
    if families.len() == Family::ALL.len() {
        return "any".to_owned();
    }
    let name = |family: &Family| match family {
        Family::Null => "null",
        Family::Boolean => "boolean",
        Family::Number => {
            let is_integer =
                |shape: &Shape<'_>| matches!(shape, Shape::Number(it) if it.integer.is_some());
            let all = form
                .of(Family::Number)
                .iter()
                .all(|it| is_integer(&it.shape));
            if all { "integer" } else { "number" }
        }
        Family::Text => "string",
        Family::Array => "array",
        Family::Object => "object",
    };
    families.iter().map(name).collect::<Vec<_>>().join(" or ")
}

/// Returns the schemas that declare types.
fn places(context: &Context<'_, '_>) -> At<'static> {
    let find = |side: Side| {
        let ids = match side {
            Side::Old => &context.pair.old.0,
            Side::New => &context.pair.new.0,
        };
        let mut ids = ids.iter().rev().copied();
        ids.find(|id| context.schema(side, *id).types.is_some())
    };
    At {
        old: find(Side::Old),
        new: find(Side::New),
        keyword: "type",
    }
}
