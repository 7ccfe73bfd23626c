//! Arrays: their items.

use super::limits;
use super::pair::{At, Context};
use crate::form::{ArrayForm, Slice};
use crate::rules::{NARROWS, WIDENS, declare_rules};

declare_rules! { "arrays":
    UNIQUE = "unique-items-added", NARROWS, "Equal items are no longer valid";
    NOT_UNIQUE = "unique-items-removed", WIDENS, "Equal items became valid";
}

/// Compares the constraints of arrays.
pub(super) fn compare<'d>(
    context: &mut Context<'_, 'd>,
    (before, old): (&Slice<'d>, &ArrayForm),
    (after, new): (&Slice<'d>, &ArrayForm),
) {
    let ArrayForm {
        positions,
        items,
        min_items,
        max_items,
        unique,
    } = old;
    limits::compare_count(context, &limits::MIN_ITEMS, (min_items, &new.min_items));
    limits::compare_count(context, &limits::MAX_ITEMS, (max_items, &new.max_items));
    let at = At {
        old: *unique,
        new: new.unique,
        keyword: "uniqueItems",
    };
    match (unique.is_some(), new.unique.is_some()) {
        (false, true) => {
            context.tell(&UNIQUE, at, "items must be unique now");
        }
        (true, false) => {
            context.tell(&NOT_UNIQUE, at, "items need not be unique any longer");
        }
        _ => {}
    }
    let (one, other) = (before.owner(), after.owner());
    let most = |form: &ArrayForm| form.max_items.as_ref().map_or(u64::MAX, |it| it.value);
    let both = most(old).min(most(new));
    for index in 0..positions.len().max(new.positions.len()) {
        if (index as u64) < both {
            context.child((old.item(index), one), (new.item(index), other));
        }
    }
    if both > positions.len().max(new.positions.len()) as u64 {
        context.child((items, one), (&new.items, other));
    }
}
