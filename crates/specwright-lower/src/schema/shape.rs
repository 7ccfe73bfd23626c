//! The shape of a schema: the index of the files that lower each kind.

use specwright_ir::{Type, UntypedReason, Value};
use specwright_spec::{Location, SchemaId};

use super::{SchemaSite, array, enums, foreign, object, owners, scalar, union, untyped, wrapper};
use crate::context::{Context, any, plain};
use crate::diagnostics;
use crate::semantics::assertion_scope::asserts;
use crate::semantics::choice::is_false;
use crate::semantics::null::{allows_only_null, is_beside_null, is_nullable};
use crate::semantics::{Contradiction, types};

/// Lowers a schema at its place.
pub(super) fn shape<'d>(context: &mut Context<'d>, it: &SchemaSite<'d>) -> Value {
    if let Some(value) = foreign::lower(context, it) {
        return value;
    }
    if let Some(value) = untyped::lower(context, it) {
        return value;
    }
    if it.merged.is_null(context.session.document) {
        return plain(Type::Null);
    }
    if let Some(contradiction) = &it.merged.contradiction {
        return contradictory(context, it, contradiction);
    }
    if it.merged.enumeration.is_some() {
        // Each listed value is judged by all other keywords.
        return enums::lower(context, it);
    }
    if let Some(fewer) = union::limit_combinations(context, it) {
        return shape(context, &fewer);
    }
    let admits_nothing = |id: &SchemaId| is_false(context.session.document, *id);
    if it.merged.assertions.is_empty() || it.merged.parts.iter().any(admits_nothing) {
        let value = shape_without_assertions(context, it);
        return wrapper::of_component(context, it, value);
    }
    if !is_struct(context, it) {
        return wrapper::lower(context, it);
    }
    union::of_subtypes(context, it).unwrap_or_else(|| object::lower(context, it))
}

/// Returns true if a schema is a struct, which has its assertions as constraints.
fn is_struct(context: &Context<'_>, it: &SchemaSite<'_>) -> bool {
    let merged = &it.merged;
    let types = merged
        .types(context.session.document)
        .map(|types| types::names(types).collect::<Vec<_>>());
    merged.unions.is_empty()
        && merged.enumeration.is_none()
        && !merged.nullable
        && types.as_deref() == Some(&["object"])
        && (object::has_named_properties(it) || object::is_recursive_map(context, it))
}

/// Lowers a schema without its assertions.
pub(super) fn shape_without_assertions<'d>(
    context: &mut Context<'d>,
    it: &SchemaSite<'d>,
) -> Value {
    let merged = &it.merged;
    if let Some(id) = merged
        .parts
        .iter()
        .find(|id| is_false(context.session.document, **id))
    {
        let at = &context.session.document.schemas[*id].at;
        let owners = [merged.parts.as_slice(), &[it.id]].concat();
        return match at == &it.at {
            _ if is_beside_null(context.session.document, &owners, *id)
                && is_nullable(context.session.document, &[it.id]) =>
            {
                plain(Type::Null)
            }
            true => owners::never(context, *id, "not"),
            false => never(
                context,
                &it.at.clone(),
                "a schema that holds here allows nothing",
                (*id, "not"),
            ),
        };
    }
    if !merged.unions.is_empty() {
        return union::lower(context, it);
    }
    if let Some(value) = union::of_subtypes(context, it) {
        return value;
    }
    match merged.types(context.session.document) {
        None if allows_only_null(context.session.document, &merged.parts) => plain(Type::Null),
        None => untyped_value(context, it),
        Some(types) => match types::names(types).collect::<Vec<_>>().as_slice() {
            [] => any(UntypedReason::Schema),
            ["object"] => object::lower(context, it),
            ["array"] => array::lower(context, it),
            [one] => scalar::lower(context, it, one),
            ["integer", "number"] => scalar::lower(context, it, "number"),
            _ => union::of_types(context, it, types),
        },
    }
}

/// Returns the value of a schema without a type.
fn untyped_value(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Value {
    let asserted = |id: &SchemaId| {
        let schema = &context.session.document.schemas[*id];
        asserts(schema) && !schema.unreadable
    };
    if it.merged.parts.iter().any(asserted) {
        context.session.untyped(&it.at, UntypedReason::Asserted)
    } else if it.merged.format.is_some() {
        context.session.untyped(&it.at, UntypedReason::Format)
    } else {
        any(UntypedReason::Schema)
    }
}

/// Reports a place where no value is valid, and returns its value, with the schema and the keyword that exclude all.
pub(super) fn never(
    context: &mut Context<'_>,
    at: &Location,
    why: &str,
    (owner, keyword): (SchemaId, &'static str),
) -> Value {
    context
        .session
        .report(diagnostics::impossible_value(at, why));
    owners::never(context, owner, keyword)
}

/// Reports contradictory schemas: an error in a component whose types exclude each other. Any other place has no value, which can
/// be intended for an optional property or a member of a union.
pub(super) fn contradictory(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    contradiction: &Contradiction,
) -> Value {
    let document = context.session.document;
    let place = |id| &document.schemas[id].at;
    let (first, second) = (place(contradiction.first), place(contradiction.second));
    if it.component.is_some() && contradiction.of_types {
        let found = diagnostics::contradiction(&it.at, first, second, &contradiction.reason);
        let found = found.repaired(document.leniency, "generated as a type without a value");
        if found.is_error() {
            return context.gap(found);
        }
        context.session.report(found);
    } else {
        let nullable = it.merged.nullable;
        context.session.report(diagnostics::exclusion(
            &it.at,
            first,
            second,
            &contradiction.reason,
            nullable,
        ));
    }
    let owner = &document.schemas[contradiction.second];
    let keyword = match owner.enumeration {
        Some(_) if !contradiction.of_types => owners::list_keyword(owner).as_str(),
        _ => "type",
    };
    match it.merged.nullable {
        true => plain(Type::Null),
        false => owners::never(context, contradiction.second, keyword),
    }
}
