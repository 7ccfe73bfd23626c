//! Annotations: defaults, deprecation, extensible lists and discriminators.

use specwright_spec::{Node, SchemaId};

use super::pair::{At, Context};
use crate::form::{Form, Held, Side};
use crate::rules::{ADDS, BREAKS, Effect, Level, NARROWS, declare_rules};
use crate::wire::lifecycle::Life;

/// Programs that leave out a value get another one.
const CHANGES_DEFAULT: Effect = (Level::Breaking, Level::Compatible);
const TELLS_DEFAULT: Effect = (Level::Risky, Level::Compatible);
const MAY_ADD: Effect = (Level::Compatible, Level::Risky);

declare_rules! { "annotations":
    DEFAULT_CHANGED = "default-changed", CHANGES_DEFAULT, "Requests without the value mean another one";
    DEFAULT_ADDED = "default-added", TELLS_DEFAULT, "Requests without the value mean a known one";
    DEFAULT_REMOVED = "default-removed", TELLS_DEFAULT, "The meaning of requests without the value is no longer known";
    EXTENSIBLE_REMOVED = "extensible-enum-value-removed", NARROWS, "A value of `x-extensible-enum` was removed";
    EXTENSIBLE_ADDED = "extensible-enum-value-added", MAY_ADD, "A value was added to `x-extensible-enum`";
    DISCRIMINATOR_ADDED = "discriminator-added", ADDS, "A property tells alternatives apart";
    DISCRIMINATOR_REMOVED = "discriminator-removed", ADDS, "No property tells alternatives apart";
    DISCRIMINATOR_CHANGED = "discriminator-changed", BREAKS, "Another property tells alternatives apart";
    MAPPING_ADDED = "discriminator-value-added", ADDS, "A value of the discriminator stands for a schema";
    MAPPING_REMOVED = "discriminator-value-removed", BREAKS, "A value of the discriminator no longer stands for a schema";
    MAPPING_CHANGED = "discriminator-value-changed", BREAKS, "A value of the discriminator stands for another schema";
}

/// Compares the annotations of two forms. Those of properties are compared with the properties.
pub(super) fn compare<'d>(context: &mut Context<'_, 'd>, old: &Form<'d>, new: &Form<'d>) {
    compare_defaults(context, &old.notes.default, &new.notes.default);
    let subject = context.subject();
    for change in life(old).changes(life(new)) {
        // The keyword may be in any of the schemas at the place.
        let finding = context.tell(change.rule, At::default(), "");
        finding.message = format!("{subject} {}", change.message);
        (finding.before, finding.after) = (change.before, change.after);
    }
    compare_extensible(context, &old.notes.extensible, &new.notes.extensible);
    compare_discriminators(
        context,
        &old.notes.discriminators,
        &new.notes.discriminators,
    );
}

fn life<'d>(form: &Form<'d>) -> Life<'d> {
    Life {
        deprecated: form.notes.deprecated,
        sunset: form.notes.sunset.as_ref().map(|it| it.value),
        stability: form.notes.stability.as_ref().map(|it| it.value),
    }
}

fn compare_defaults(
    context: &mut Context<'_, '_>,
    old: &Option<Held<&Node>>,
    new: &Option<Held<&Node>>,
) {
    let (rule, verb) = match (old, new) {
        (None, None) => return,
        (None, Some(_)) => (&DEFAULT_ADDED, "added"),
        (Some(_), None) => (&DEFAULT_REMOVED, "removed"),
        (Some(one), Some(other)) if one.value.same_value(other.value) => return,
        (Some(_), Some(_)) => (&DEFAULT_CHANGED, "changed"),
    };
    let text = |held: &Option<Held<&Node>>| held.as_ref().map(|it| it.value.canonical());
    let owner = |held: &Option<Held<&Node>>| held.as_ref().map(|it| it.owner);
    let at = At {
        old: owner(old),
        new: owner(new),
        keyword: "default",
    };
    let (before, after) = (text(old), text(new));
    let finding = context.tell(rule, at, &format!("default {verb}"));
    (finding.before, finding.after) = (before, after);
}

fn compare_extensible(
    context: &mut Context<'_, '_>,
    old: &Option<Held<&[Node]>>,
    new: &Option<Held<&[Node]>>,
) {
    let (Some(old), Some(new)) = (old, new) else {
        return;
    };
    let at = At {
        old: Some(old.owner),
        new: Some(new.owner),
        keyword: "x-extensible-enum",
    };
    let missing = |from: &Held<&[Node]>, others: &Held<&[Node]>| -> Vec<String> {
        let is_missing = |value: &&Node| !others.value.iter().any(|it| it.same_value(value));
        from.value
            .iter()
            .filter(is_missing)
            .map(Node::canonical)
            .collect()
    };
    for value in missing(old, new) {
        let message = format!("value `{value}` removed");
        context.tell(&EXTENSIBLE_REMOVED, at, &message).before = Some(value);
    }
    for value in missing(new, old) {
        let message = format!("value `{value}` added");
        context.tell(&EXTENSIBLE_ADDED, at, &message).after = Some(value);
    }
}

fn compare_discriminators(context: &mut Context<'_, '_>, old: &[SchemaId], new: &[SchemaId]) {
    let at = At {
        old: old.first().copied(),
        new: new.first().copied(),
        keyword: "discriminator",
    };
    let (one, other) = match (old.first(), new.first()) {
        (None, None) => return,
        (None, Some(_)) => {
            context.tell(&DISCRIMINATOR_ADDED, at, "discriminator added");
            return;
        }
        (Some(_), None) => {
            context.tell(&DISCRIMINATOR_REMOVED, at, "discriminator removed");
            return;
        }
        (Some(one), Some(other)) => (*one, *other),
    };
    let property = |side, id| {
        let discriminator = context.schema(side, id).discriminator.as_ref();
        discriminator
            .map(|it| it.property_name.clone())
            .unwrap_or_default()
    };
    let (before, after) = (property(Side::Old, one), property(Side::New, other));
    if before != after {
        let message = format!("discriminator changed from `{before}` to `{after}`");
        let finding = context.tell(&DISCRIMINATOR_CHANGED, at, &message);
        *finding = finding.clone().values(before, after);
        return;
    }
    compare_mappings(context, (one, other), at);
}

fn compare_mappings(context: &mut Context<'_, '_>, (one, other): (SchemaId, SchemaId), at: At<'_>) {
    let (old, new) = (
        mapping(context, Side::Old, one),
        mapping(context, Side::New, other),
    );
    for (value, target) in &old {
        match new.iter().find(|(it, _)| it == value) {
            None => {
                let message = format!("discriminator value `{value}` removed");
                context.tell(&MAPPING_REMOVED, at, &message);
            }
            Some((_, after)) => {
                let site = |side, id: SchemaId| crate::form::Site {
                    side,
                    ids: [id].into(),
                };
                let is_named = |side, id: SchemaId| context.schema(side, id).component.clone();
                let is_same = is_named(Side::Old, *target) == is_named(Side::New, *after);
                if !is_same
                    && !context
                        .inclusions
                        .equal(&site(Side::Old, *target), &site(Side::New, *after))
                {
                    let message =
                        format!("discriminator value `{value}` stands for another schema");
                    context.tell(&MAPPING_CHANGED, at, &message);
                }
            }
        }
    }
    for (value, _) in new
        .iter()
        .filter(|(value, _)| !old.iter().any(|(it, _)| it == value))
    {
        let message = format!("discriminator value `{value}` added");
        context.tell(&MAPPING_ADDED, at, &message);
    }
}

/// Returns the values of a discriminator with their schemas: those of `mapping`, and the names of components without one.
fn mapping(context: &Context<'_, '_>, side: Side, id: SchemaId) -> Vec<(String, SchemaId)> {
    let schema = context.schema(side, id);
    let mut mapping = schema.mapping.clone();
    for member in schema.one_of.iter().chain(&schema.any_of) {
        if let Some(name) = &context.schema(side, *member).component
            && !mapping.iter().any(|(_, id)| id == member)
        {
            mapping.push((name.clone(), *member));
        }
    }
    mapping
}
