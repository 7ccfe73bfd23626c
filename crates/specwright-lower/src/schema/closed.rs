//! Objects and arrays that `unevaluatedProperties: false` and `unevaluatedItems: false` close.
//!
//! What is not evaluated is what no property names and what has no position, if nothing beside and below evaluates any but
//! `properties`, `prefixItems`, `$ref` and `allOf` (2020-12 Core, section 11): then a struct that refuses other names, or a
//! tuple without a rest, says the same, and no assertion is needed.

use specwright_spec::{AdditionalProperties, Document, Schema, SchemaId};

use super::Merged;
use super::atoms::{self, closure};

/// What a schema closes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Closed {
    pub properties: bool,
    pub items: bool,
}

/// What a schema closes of the value that it is a part of; none if nothing.
pub(super) fn by(document: &Document, merged: &Merged<'_>, id: SchemaId) -> Option<Closed> {
    let schema = &document.schemas[id];
    let properties = match schema.unevaluated_properties {
        Some(AdditionalProperties::Allowed(allowed)) => !allowed,
        Some(AdditionalProperties::Schema(schema)) => atoms::is_false(document, schema),
        None => false,
    };
    let items = schema.unevaluated_items;
    let items = items.is_some_and(|it| atoms::is_false(document, it));
    if !properties && !items {
        return None;
    }
    // A schema around it, or beside it, may evaluate what it refuses.
    let inside = closure(document, &[id]);
    let holds = |is_plain: fn(&Schema) -> bool, is_other: fn(&Schema) -> bool| {
        merged.parts.iter().all(|part| {
            let schema = &document.schemas[*part];
            let evaluates = chooses(document, schema) || !is_plain(schema);
            inside.contains(part) && !evaluates && (*part == id || !is_other(schema))
        })
    };
    let closed = Closed {
        properties: properties && holds(names_properties, |it| it.unevaluated_properties.is_some()),
        items: items
            && !merged.positions.is_empty()
            && holds(tells_positions, |it| it.unevaluated_items.is_some()),
    };
    (closed.properties || closed.items).then_some(closed)
}

/// Whether a schema evaluates in one way or another.
fn chooses(document: &Document, schema: &Schema) -> bool {
    let several = |members: &[SchemaId]| atoms::alternatives(document, members).len() > 1;
    several(&schema.any_of)
        || several(&schema.one_of)
        || schema.conditional.is_some()
        || !schema.dependent_schemas.is_empty()
}

/// Whether a schema evaluates no property but those that it names.
fn names_properties(schema: &Schema) -> bool {
    schema.pattern_properties.is_empty() && schema.additional_properties.is_none()
}

/// Whether a schema evaluates no item but those that have a position.
fn tells_positions(schema: &Schema) -> bool {
    schema.items.is_none() && schema.contains.is_none()
}
