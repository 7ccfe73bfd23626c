//! Objects and arrays that `unevaluatedProperties: false` and `unevaluatedItems: false` close.
//!
//! Where only `properties`, `prefixItems`, `$ref` and `allOf` evaluate anything, the unevaluated properties are those without a
//! name, and the unevaluated items those without a position (2020-12 Core, section 11). A struct that refuses other names, or a
//! tuple without a rest, then enforces the keyword, and no assertion is needed.

use specwright_spec::{AdditionalProperties, Document, Schema, SchemaId};

use super::Merged;
use super::all_of::closure;
use super::choice::is_false;
use super::union::{Written, written};

/// The parts of a value that a schema closes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Closed {
    pub properties: bool,
    pub items: bool,
}

/// Returns the parts of a value that a schema closes, if any, of a value for which all schemas of `merged` hold.
pub(crate) fn closed_parts(
    document: &Document,
    merged: &Merged<'_>,
    id: SchemaId,
) -> Option<Closed> {
    let schema = &document.schemas[id];
    let properties = match schema.unevaluated_properties {
        Some(AdditionalProperties::Allowed(allowed)) => !allowed,
        Some(AdditionalProperties::Schema(schema)) => is_false(document, schema),
        None => false,
    };
    let items = schema.unevaluated_items;
    let items = items.is_some_and(|it| is_false(document, it));
    if !properties && !items {
        return None;
    }
    // A schema that includes it, or is beside it, may evaluate more.
    let inside = closure(document, &[id]);
    let holds = |is_plain: fn(&Schema) -> bool, is_other: fn(&Schema) -> bool| {
        merged.parts.iter().all(|part| {
            let schema = &document.schemas[*part];
            let evaluates = chooses(document, schema) || !is_plain(schema);
            inside.contains(part) && !evaluates && (*part == id || !is_other(schema))
        })
    };
    let closed = Closed {
        properties: properties
            && holds(evaluates_named_properties_only, |it| {
                it.unevaluated_properties.is_some()
            }),
        items: items
            && !merged.positions.is_empty()
            && holds(evaluates_positions_only, |it| {
                it.unevaluated_items.is_some()
            }),
    };
    (closed.properties || closed.items).then_some(closed)
}

/// Returns true if it depends on the value which properties and items a schema evaluates.
fn chooses(document: &Document, schema: &Schema) -> bool {
    let several = |one| matches!(written(document, schema, one), Written::Several(_));
    several(false)
        || several(true)
        || schema.conditional.is_some()
        || !schema.dependent_schemas.is_empty()
}

/// Returns true if a schema evaluates no property but those in `properties`.
fn evaluates_named_properties_only(schema: &Schema) -> bool {
    schema.pattern_properties.is_empty() && schema.additional_properties.is_none()
}

/// Returns true if a schema evaluates no item but those with a position.
fn evaluates_positions_only(schema: &Schema) -> bool {
    schema.items.is_none() && schema.contains.is_none()
}
