//! The values of places and components.

use specwright_ir::{Type, UntypedReason, Value};
use specwright_spec::{Document, Location, SchemaId};

use super::new_draft::{add_alias, has_shape};
use super::{foreign, shape, site, wrapper};
use crate::context::{Context, Known, any, plain};
use crate::diagnostics;
use crate::draft::index;
use crate::semantics::null::{any_mentions_null, is_nullable};
use crate::semantics::{all_of, instance, parts};

/// Deepest nesting of arrays, maps and aliases.
const MAX_DEPTH: usize = 100;

/// Lowers a nested value; reports one that is nested too deep as a gap.
fn with_depth(
    context: &mut Context<'_>,
    id: SchemaId,
    lower: impl FnOnce(&mut Context<'_>) -> Value,
) -> Value {
    if context.arena.depth >= MAX_DEPTH {
        let at = context.session.document.schemas[id].at.clone();
        let feature =
            format!("a schema nested in more than {MAX_DEPTH} arrays, maps or references");
        return context.gap(diagnostics::unsupported_feature(&at, &feature));
    }
    context.arena.depth += 1;
    let value = lower(context);
    context.arena.depth -= 1;
    value
}

/// Returns the value of the schemas that hold at a place, all at once; the last is the schema of the place.
pub(crate) fn value(context: &mut Context<'_>, ids: &[SchemaId]) -> Value {
    let document = context.session.document;
    let Some(&own) = ids.last() else {
        return any(UntypedReason::Schema);
    };
    let conjuncts = all_of::conjuncts(document, context.session.options.untyped, ids);
    let admits_null = instance::admit_null(document, ids);
    let nullable = admits_null && any_mentions_null(document, ids);
    let mut value = with_depth(context, own, |context| match conjuncts.as_slice() {
        [one]
            if document.schemas[*one].component.is_some()
                && (*one == own || !foreign::is_named(context, own)) =>
        {
            component(context, *one)
        }
        _ => inline(context, own, conjuncts),
    });
    if nullable && !wrapper::holds_null(context, &value) {
        add_null(&mut value);
    }
    // The schemas of this place may exclude the null that a component admits.
    value.nullable &= admits_null;
    value
}

/// Adds null to the values of a type.
fn add_null(value: &mut Value) {
    match value.ty {
        Type::Any(_) | Type::Null => {}
        Type::Never => *value = plain(Type::Null),
        _ => value.nullable = true,
    }
}

/// Returns the value of an inline schema.
fn inline(context: &mut Context<'_>, own: SchemaId, conjuncts: Vec<SchemaId>) -> Value {
    let key = (own, conjuncts);
    if let Some(known) = context.arena.values.get(&key) {
        return known_or_cycle(context, known.clone(), own);
    }
    context.arena.values.insert(key.clone(), Known::Open);
    let at = inline_place(context.session.document, own, &key.1);
    let parts = parts(context.session.document, &key.1);
    let site = site::new(context, key.clone(), at, None, parts);
    let value = shape(context, &site);
    context
        .arena
        .values
        .insert(key, Known::Value(value.clone()));
    value
}

/// Returns the place of a type of several schemas: the schema of the place, or, if that is a component or does not shape the type,
/// the last inline schema that does.
fn inline_place(document: &Document, own: SchemaId, conjuncts: &[SchemaId]) -> Location {
    let inline = |id: &SchemaId| document.schemas[*id].component.is_none();
    let shapes = |id: &SchemaId| inline(id) && has_shape(&document.schemas[*id]);
    let last = |is: &dyn Fn(&SchemaId) -> bool| conjuncts.iter().copied().rfind(|id| is(id));
    let id = match last(&shapes) {
        Some(_) if shapes(&own) => own,
        Some(shaping) => shaping,
        None if inline(&own) => own,
        None => last(&inline).unwrap_or(own),
    };
    document.schemas[id].at.clone()
}

/// Returns the value of a component.
pub(crate) fn component(context: &mut Context<'_>, id: SchemaId) -> Value {
    let document = context.session.document;
    let schema = &document.schemas[id];
    let key = (id, Vec::new());
    if let Some(known) = context.arena.values.get(&key) {
        return known_or_cycle(context, known.clone(), id);
    }
    context.arena.values.insert(key.clone(), Known::Open);
    let definition = all_of::definition(document, context.session.options.untyped, id);
    let value = match definition.as_slice() {
        [target]
            if *target != id
                && document.schemas[*target].component.is_some()
                && !foreign::is_named(context, id) =>
        {
            let target = with_depth(context, *target, |context| component(context, *target));
            add_alias(context, id, target)
        }
        _ => {
            let site = site::new(
                context,
                key.clone(),
                schema.at.clone(),
                schema.component.clone(),
                parts(document, &[id]),
            );
            let before = context.arena.drafts.len();
            let mut value = shape(context, &site);
            if is_nullable(document, &[id]) && !wrapper::holds_null(context, &value) {
                add_null(&mut value);
            }
            let own = matches!(value.ty, Type::Named(ty) if index(ty) >= before && context.arena.drafts[index(ty)].at == schema.at);
            if own {
                value
            } else {
                add_alias(context, id, value)
            }
        }
    };
    context
        .arena
        .values
        .insert(key, Known::Value(value.clone()));
    value
}

/// Returns a known value, or reports a schema that contains itself.
fn known_or_cycle(context: &mut Context<'_>, known: Known, id: SchemaId) -> Value {
    match known {
        Known::Value(value) => value,
        Known::Open => {
            if let Some(value) = through_aliases(context, id) {
                return value;
            }
            let at = context.session.document.schemas[id].at.clone();
            context.gap(diagnostics::unsupported_feature(
                &at,
                "a schema that contains itself without an object between",
            ))
        }
    }
}

/// Returns the value of the component that an alias refers to, if it is known while the alias is not: a list or a map that contains
/// itself through the alias.
fn through_aliases(context: &Context<'_>, id: SchemaId) -> Option<Value> {
    let document = context.session.document;
    let mut nullable = false;
    let mut name = id;
    // No chain of aliases is longer than the number of components.
    for _ in 0..document.components.len() {
        nullable |= is_nullable(document, &[name]);
        let definition = all_of::definition(document, context.session.options.untyped, name);
        let &[target] = definition.as_slice() else {
            return None;
        };
        if target == name || document.schemas[target].component.is_none() {
            return None;
        }
        if let Some(Known::Value(value)) = context.arena.values.get(&(target, Vec::new())) {
            let mut value = value.clone();
            if nullable {
                add_null(&mut value);
            }
            return Some(value);
        }
        name = target;
    }
    None
}
