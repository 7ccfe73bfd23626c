//! Objects: other properties than those with a name, and the dependencies between properties.

use specwright_spec::SchemaId;

use super::limits;
use super::pair::{At, Context};
use super::properties;
use crate::form::{ObjectForm, Slice};
use crate::rules::{NARROWS, WIDENS, declare_rules};

declare_rules! { "objects":
    FORBIDDEN = "additional-properties-forbidden", NARROWS, "Objects with other properties are no longer valid";
    ALLOWED = "additional-properties-allowed", WIDENS, "Objects with other properties became valid";
    PATTERN_ADDED = "pattern-property-added", NARROWS, "Properties whose names match a pattern have a schema";
    PATTERN_REMOVED = "pattern-property-removed", WIDENS, "Properties whose names match a pattern no longer have a schema";
    NAMES_ALLOWED = "pattern-property-allowed", WIDENS, "Properties whose names match a pattern became valid";
    NAMES_FORBIDDEN = "pattern-property-forbidden", NARROWS, "Properties whose names match a pattern are no longer valid";
    DEPENDENCY_ADDED = "dependent-required-added", NARROWS, "A property requires another one";
    DEPENDENCY_REMOVED = "dependent-required-removed", WIDENS, "A property no longer requires another one";
}

/// Compares the constraints of objects.
pub(super) fn compare<'d>(
    context: &mut Context<'_, 'd>,
    (before, old): (&Slice<'d>, &ObjectForm<'d>),
    (after, new): (&Slice<'d>, &ObjectForm<'d>),
) {
    let ObjectForm {
        properties: _,
        closed,
        additional,
        patterns: _,
        min_properties,
        max_properties,
        dependent: _,
    } = old;
    let (one, other) = (before.owner(), after.owner());
    limits::compare_count(
        context,
        &limits::MIN_PROPERTIES,
        (min_properties, &new.min_properties),
    );
    limits::compare_count(
        context,
        &limits::MAX_PROPERTIES,
        (max_properties, &new.max_properties),
    );
    properties::compare(context, (old, one), (new, other));
    let at = At {
        old: *closed,
        new: new.closed,
        keyword: "additionalProperties",
    };
    match (closed.is_some(), new.closed.is_some()) {
        (false, true) => {
            context.tell(&FORBIDDEN, at, "other properties are forbidden now");
        }
        (true, false) => {
            context.tell(&ALLOWED, at, "other properties are allowed now");
        }
        (true, true) => {}
        (false, false) => context.child((additional, one), (&new.additional, other)),
    }
    compare_patterns(context, (old, one), (new, other));
    compare_dependencies(context, old, new);
}

fn compare_patterns<'d>(
    context: &mut Context<'_, 'd>,
    (old, one): (&ObjectForm<'d>, Option<SchemaId>),
    (new, other): (&ObjectForm<'d>, Option<SchemaId>),
) {
    let schemas = |form: &ObjectForm<'d>, pattern: &str| -> Vec<SchemaId> {
        let own = form.patterns.iter().filter(|(it, _)| *it == pattern);
        own.map(|(_, held)| held.value).collect()
    };
    let mut patterns: Vec<&str> = old
        .patterns
        .iter()
        .chain(&new.patterns)
        .map(|it| it.0)
        .collect();
    patterns.sort_unstable();
    patterns.dedup();
    for pattern in patterns {
        let (before, after) = (schemas(old, pattern), schemas(new, pattern));
        let place = |has: bool, owner: Option<SchemaId>| owner.filter(|_| has);
        let at = At {
            old: place(!before.is_empty(), one),
            new: place(!after.is_empty(), other),
            keyword: "patternProperties",
        };
        let (rule, verb) = match (before.is_empty(), after.is_empty()) {
            (false, false) => {
                context.child((&before, one), (&after, other));
                continue;
            }
            (true, _) if old.closed.is_some() => (&NAMES_ALLOWED, "are allowed now"),
            (true, _) => (&PATTERN_ADDED, "have a schema now"),
            (_, true) if new.closed.is_some() => (&NAMES_FORBIDDEN, "are forbidden now"),
            (_, true) => (&PATTERN_REMOVED, "have no schema any longer"),
        };
        context.tell(
            rule,
            at,
            &format!("properties whose names match `{pattern}` {verb}"),
        );
    }
}

fn compare_dependencies(context: &mut Context<'_, '_>, old: &ObjectForm<'_>, new: &ObjectForm<'_>) {
    let has = |form: &ObjectForm<'_>, (trigger, name, _): &(&str, &str, SchemaId)| {
        let is_required = form.property(name).is_some_and(|it| it.required.is_some());
        is_required
            || form
                .dependent
                .iter()
                .any(|it| (it.0, it.1) == (*trigger, *name))
    };
    let mut tell = |rule, dependency: &(&str, &str, SchemaId), is_old: bool, verb: &str| {
        let (trigger, name, owner) = dependency;
        let at = At {
            old: is_old.then_some(*owner),
            new: (!is_old).then_some(*owner),
            keyword: "dependentRequired",
        };
        context.tell(
            rule,
            at,
            &format!("property `{trigger}` {verb} property `{name}`"),
        );
    };
    for dependency in new.dependent.iter().filter(|it| !has(old, it)) {
        tell(&DEPENDENCY_ADDED, dependency, false, "requires");
    }
    let is_optional = |(_, name, _): &&(&str, &str, SchemaId)| {
        new.property(name).is_none_or(|it| it.required.is_none())
    };
    for dependency in old
        .dependent
        .iter()
        .filter(|it| !has(new, it))
        .filter(is_optional)
    {
        tell(&DEPENDENCY_REMOVED, dependency, true, "no longer requires");
    }
}
