//! Constraints that are compared as a whole: `not`, conditions, `contains`, `propertyNames` and `dependentSchemas`.

use super::pair::{At, Context};
use crate::form::{Residual, ResidualKind, Side, Slice};
use crate::inclusion::Inclusion;
use crate::rules::{BREAKS, NARROWS, Rule, WIDENS, declare_rules};

declare_rules! { "conditions":
    NOT_ADDED = "not-added", NARROWS, "Values that match a schema are no longer valid";
    NOT_REMOVED = "not-removed", WIDENS, "Values that match a schema became valid";
    NOT_NARROWED = "not-narrowed", NARROWS, "`not` excludes more values";
    NOT_WIDENED = "not-widened", WIDENS, "`not` excludes fewer values";
    NOT_CHANGED = "not-changed", BREAKS, "`not` excludes other values";
    CONDITION_ADDED = "condition-added", NARROWS, "A condition (`if`) applies";
    CONDITION_REMOVED = "condition-removed", WIDENS, "A condition (`if`) no longer applies";
    CONDITION_NARROWED = "condition-narrowed", NARROWS, "A condition (`if`) leaves fewer values";
    CONDITION_WIDENED = "condition-widened", WIDENS, "A condition (`if`) leaves more values";
    CONDITION_CHANGED = "condition-changed", BREAKS, "A condition (`if`) leaves other values";
    CONTAINS_ADDED = "contains-added", NARROWS, "Arrays need an item of a kind";
    CONTAINS_REMOVED = "contains-removed", WIDENS, "Arrays no longer need an item of a kind";
    CONTAINS_NARROWED = "contains-narrowed", NARROWS, "Fewer arrays have the items that `contains` needs";
    CONTAINS_WIDENED = "contains-widened", WIDENS, "More arrays have the items that `contains` needs";
    CONTAINS_CHANGED = "contains-changed", BREAKS, "Arrays need other items";
    NAMES_ADDED = "property-names-added", NARROWS, "The names of properties are constrained";
    NAMES_REMOVED = "property-names-removed", WIDENS, "The names of properties are no longer constrained";
    NAMES_NARROWED = "property-names-narrowed", NARROWS, "Fewer names of properties are valid";
    NAMES_WIDENED = "property-names-widened", WIDENS, "More names of properties are valid";
    NAMES_CHANGED = "property-names-changed", BREAKS, "Other names of properties are valid";
    DEPENDENT_ADDED = "dependent-schema-added", NARROWS, "A schema applies to objects with a property";
    DEPENDENT_REMOVED = "dependent-schema-removed", WIDENS, "A schema no longer applies to objects with a property";
    DEPENDENT_NARROWED = "dependent-schema-narrowed", NARROWS, "The schema of objects with a property admits fewer";
    DEPENDENT_WIDENED = "dependent-schema-widened", WIDENS, "The schema of objects with a property admits more";
    DEPENDENT_CHANGED = "dependent-schema-changed", BREAKS, "The schema of objects with a property admits others";
}

/// The rules of a kind: added, removed, narrowed, widened, changed.
type KindRules = [&'static Rule; 5];

fn rules_of(kind: &ResidualKind<'_>) -> KindRules {
    match kind {
        ResidualKind::Not(_) => [
            &NOT_ADDED,
            &NOT_REMOVED,
            &NOT_NARROWED,
            &NOT_WIDENED,
            &NOT_CHANGED,
        ],
        ResidualKind::Condition(_) => [
            &CONDITION_ADDED,
            &CONDITION_REMOVED,
            &CONDITION_NARROWED,
            &CONDITION_WIDENED,
            &CONDITION_CHANGED,
        ],
        ResidualKind::Contains(..) => [
            &CONTAINS_ADDED,
            &CONTAINS_REMOVED,
            &CONTAINS_NARROWED,
            &CONTAINS_WIDENED,
            &CONTAINS_CHANGED,
        ],
        ResidualKind::Names(_) => [
            &NAMES_ADDED,
            &NAMES_REMOVED,
            &NAMES_NARROWED,
            &NAMES_WIDENED,
            &NAMES_CHANGED,
        ],
        ResidualKind::Dependent(..) => [
            &DEPENDENT_ADDED,
            &DEPENDENT_REMOVED,
            &DEPENDENT_NARROWED,
            &DEPENDENT_WIDENED,
            &DEPENDENT_CHANGED,
        ],
    }
}

/// Compares the constraints of two slices that are compared as a whole.
pub(super) fn compare<'d>(context: &mut Context<'_, 'd>, old: &Slice<'d>, new: &Slice<'d>) {
    let mut left: Vec<&Residual<'d>> = old.residuals.iter().collect();
    let mut right: Vec<&Residual<'d>> = new.residuals.iter().collect();
    // Equal ones first, so that the order has no meaning.
    left.retain(|one| {
        let equal = right.iter().position(|other| {
            let (one, other) = ((Side::Old, *one), (Side::New, *other));
            context.inclusions.residual_within(one, other).is_yes()
                && context.inclusions.residual_within(other, one).is_yes()
        });
        equal.map(|index| right.remove(index)).is_none()
    });
    for one in left {
        let same_kind = |other: &&Residual<'d>| match (&one.kind, &other.kind) {
            (ResidualKind::Dependent(name, _), ResidualKind::Dependent(key, _)) => name == key,
            (one, other) => one.keyword() == other.keyword(),
        };
        match right.iter().position(same_kind) {
            Some(index) => tell_changed(context, one, right.remove(index)),
            None => tell(
                context,
                rules_of(&one.kind)[1],
                (Some(one), None),
                "removed",
                None,
            ),
        }
    }
    for other in right {
        tell(
            context,
            rules_of(&other.kind)[0],
            (None, Some(other)),
            "added",
            None,
        );
    }
}

fn tell_changed<'d>(context: &mut Context<'_, 'd>, old: &Residual<'d>, new: &Residual<'d>) {
    let (one, other) = ((Side::Old, old), (Side::New, new));
    let narrowed = context.inclusions.residual_within(other, one);
    let widened = context.inclusions.residual_within(one, other);
    let rules = rules_of(&old.kind);
    let (rule, attempt) = match (narrowed, widened) {
        (Inclusion::Yes, _) => (rules[2], None),
        (_, Inclusion::Yes) => (rules[3], None),
        (Inclusion::Unknown(attempt), _) | (_, Inclusion::Unknown(attempt)) => {
            (rules[4], Some(attempt.to_string()))
        }
        (Inclusion::No, Inclusion::No) => (rules[4], None),
    };
    tell(context, rule, (Some(old), Some(new)), "changed", attempt);
}

fn tell(
    context: &mut Context<'_, '_>,
    rule: &'static Rule,
    (old, new): (Option<&Residual<'_>>, Option<&Residual<'_>>),
    verb: &str,
    attempt: Option<String>,
) {
    let Some(kind) = old.or(new).map(|it| &it.kind) else {
        return;
    };
    let at = At {
        old: old.map(|it| it.owner),
        new: new.map(|it| it.owner),
        keyword: kind.keyword(),
    };
    let message = match kind {
        ResidualKind::Dependent(name, _) => format!("schema of objects with `{name}` {verb}"),
        kind => format!("`{}` {verb}", kind.keyword()),
    };
    context.tell(rule, at, &message).undecided = attempt;
}
