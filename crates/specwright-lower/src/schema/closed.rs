//! Objects that `unevaluatedProperties: false` closes.
//!
//! What it has not evaluated is what no property names, if nothing beside and below it evaluates properties but `properties`,
//! `$ref` and `allOf` (2020-12 Core, section 11.3): then a struct that refuses other names says the same, and no assertion
//! is needed.

use specwright_spec::{AdditionalProperties, Document, Schema, SchemaId};

use super::Merged;
use super::atoms::{self, closure};

/// Whether a schema closes the object that it is a part of.
pub(super) fn closes(document: &Document, merged: &Merged<'_>, id: SchemaId) -> bool {
    let is_false = match document.schemas[id].unevaluated_properties {
        Some(AdditionalProperties::Allowed(allowed)) => !allowed,
        Some(AdditionalProperties::Schema(schema)) => atoms::is_false(document, schema),
        None => false,
    };
    if !is_false {
        return false;
    }
    // A schema around it, or beside it, may have properties that it refuses.
    let inside = closure(document, &[id]);
    let mut parts = merged.parts.iter();
    parts.all(|part| {
        inside.contains(part) && is_plain(document, &document.schemas[*part], *part == id)
    })
}

/// Whether a schema evaluates no property but those that it names.
fn is_plain(document: &Document, schema: &Schema, closing: bool) -> bool {
    let chooses = |members: &[SchemaId]| atoms::alternatives(document, members).len() > 1;
    !chooses(&schema.any_of)
        && !chooses(&schema.one_of)
        && schema.conditional.is_none()
        && schema.dependent_schemas.is_empty()
        && schema.pattern_properties.is_empty()
        && schema.additional_properties.is_none()
        && (closing || schema.unevaluated_properties.is_none())
}
