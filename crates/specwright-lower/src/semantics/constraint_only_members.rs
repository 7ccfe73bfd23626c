//! Choices whose members only constrain a value: `anyOf: [{required: [email]}, {required: [phone]}]` beside properties.
//!
//! An enum of their members would be one of equal structs. The type is that of the schemas beside the choice instead, and an
//! assertion enforces it. A member only constrains if it has no type of its own, no property with a schema, no item, format or
//! list of values, and requires no property that has a default or a direction.

use specwright_spec::{Document, Schema, SchemaId};

use super::all_of::{closure, constrains_beyond_type, included};
use super::types::is_within;
use super::{Access, Choice, Merged, access, default};

/// Returns true if all members of a choice only constrain the type that the schemas beside it have.
pub(crate) fn are_constraint_only(
    document: &Document,
    beside: &Merged<'_>,
    choice: Choice,
) -> bool {
    let owner = &document.schemas[choice.owner];
    let members = choice.members(document);
    owner.discriminator.is_none()
        && members.len() == choice.written(document).len()
        && members
            .iter()
            .all(|it| only_constrains(document, beside, *it))
}

fn only_constrains(document: &Document, beside: &Merged<'_>, member: SchemaId) -> bool {
    let shapes_nothing = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        has_no_shape(document, schema)
            && is_of_types(document, beside, schema)
            && schema
                .required
                .iter()
                .all(|it| is_plain(document, beside, it))
    };
    // The schemas that a member includes matter only if the member itself has no shape.
    shapes_nothing(&member) && closure(document, &[member]).iter().all(shapes_nothing)
}

fn has_no_shape(document: &Document, schema: &Schema) -> bool {
    let is_unconstrained = |(_, id): &(String, SchemaId)| {
        let schema = &document.schemas[*id];
        schema.types.is_none()
            && !constrains_beyond_type(schema)
            && included(document, schema).is_empty()
            && schema.any_of.is_empty()
            && schema.one_of.is_empty()
    };
    schema.properties.iter().all(is_unconstrained)
        && schema.pattern_properties.is_empty()
        && schema.additional_properties.is_none()
        && schema.unevaluated_properties.is_none()
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
        && schema.unevaluated_items.is_none()
        && schema.enumeration.is_none()
        && schema.format.is_none()
        && schema.content_encoding.is_none()
        && schema.content_media_type.is_none()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && schema.discriminator.is_none()
}

/// Returns true if a member admits every type that the schemas beside it admit.
fn is_of_types(document: &Document, beside: &Merged<'_>, schema: &Schema) -> bool {
    let Some(all) = beside.types(document) else {
        return false;
    };
    let null = !beside.nullable || schema.types.is_none_or(|own| own.null);
    null && schema.types.is_none_or(|own| is_within(all, own))
}

/// Returns true if a property is present exactly when the type has it: it has no default and no direction.
fn is_plain(document: &Document, beside: &Merged<'_>, name: &str) -> bool {
    let mut properties = beside.properties.iter();
    let found = properties.find(|(known, _)| *known == name);
    found.is_none_or(|(_, schemas)| {
        access(document, schemas) == Access::default() && default(document, schemas).is_none()
    })
}
