//! Listed values: `enum` and `const`.

use specwright_spec::{Node, SchemaId};

use super::pair::{At, Context};
use crate::form::{Held, Side, Slice, contains};
use crate::inclusion::Inclusion;
use crate::rules::{BREAKS, NARROWS, WIDENS, declare_rules};

declare_rules! { "values":
    VALUE_REMOVED = "enum-value-removed", NARROWS, "A listed value is no longer valid";
    VALUE_ADDED = "enum-value-added", WIDENS, "A listed value became valid";
    CONSTANT_CHANGED = "constant-changed", BREAKS, "The only valid value is another one";
    LISTED = "enum-added", NARROWS, "Only listed values are valid";
    UNLISTED = "enum-removed", WIDENS, "Values are no longer listed";
    REPLACED = "enum-replaced", BREAKS, "Listed values and other constraints replace each other";
}

/// Compares the listed values of two slices. Returns true if one lists values, so that its other constraints are applied.
pub(super) fn compare<'d>(context: &mut Context<'_, 'd>, old: &Slice<'d>, new: &Slice<'d>) -> bool {
    match (&old.values, &new.values) {
        (None, None) => return false,
        (Some(before), Some(after)) => compare_lists(context, before, after),
        (None, Some(after)) => tell_one(context, (new, Side::New), (old, Side::Old), after),
        (Some(before), None) => tell_one(context, (old, Side::Old), (new, Side::New), before),
    }
    true
}

fn compare_lists(
    context: &mut Context<'_, '_>,
    before: &Held<Vec<&Node>>,
    after: &Held<Vec<&Node>>,
) {
    if let ([one], [other]) = (before.value.as_slice(), after.value.as_slice()) {
        if !one.same_value(other) {
            let at = At {
                old: Some(before.owner),
                new: Some(after.owner),
                keyword: "",
            };
            let (one, other) = (one.canonical(), other.canonical());
            let finding = context.tell(
                &CONSTANT_CHANGED,
                at,
                &format!("value changed from `{one}` to `{other}`"),
            );
            *finding = finding.clone().values(one, other);
        }
        return;
    }
    for value in before.value.iter().filter(|it| !contains(&after.value, it)) {
        let at = At {
            old: Some(before.owner),
            new: Some(after.owner),
            keyword: "enum",
        };
        let text = value.canonical();
        let message = format!("value `{text}` removed");
        context.tell(&VALUE_REMOVED, at, &message).before = Some(text);
    }
    for value in after.value.iter().filter(|it| !contains(&before.value, it)) {
        let at = At {
            old: Some(before.owner),
            new: Some(after.owner),
            keyword: "enum",
        };
        let text = value.canonical();
        let message = format!("value `{text}` added");
        context.tell(&VALUE_ADDED, at, &message).after = Some(text);
    }
}

/// Reports values that only one document lists.
fn tell_one<'d>(
    context: &mut Context<'_, 'd>,
    (listed, side): (&Slice<'d>, Side),
    (open, other): (&Slice<'d>, Side),
    values: &Held<Vec<&Node>>,
) {
    let is_within = context
        .inclusions
        .slice_within((side, listed), (other, open))
        != Inclusion::No;
    let owner = |wanted: Side| -> Option<SchemaId> { (side == wanted).then_some(values.owner) };
    let at = At {
        old: owner(Side::Old),
        new: owner(Side::New),
        keyword: "enum",
    };
    let list: Vec<String> = values.value.iter().map(|it| it.canonical()).collect();
    let list = list.join(", ");
    let (rule, message) = match side {
        _ if !is_within => (
            &REPLACED,
            "listed values and other constraints replace each other",
        ),
        Side::New => (&LISTED, "only listed values are valid now"),
        Side::Old => (&UNLISTED, "values are no longer listed"),
    };
    let finding = context.tell(rule, at, message);
    match side {
        Side::Old => finding.before = Some(list),
        Side::New => finding.after = Some(list),
    }
}
