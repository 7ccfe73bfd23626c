//! Choices whose members are conditions, not shapes: `anyOf: [{required: [email]}, {required: [phone]}]` beside properties.
//!
//! They make no enum of structs that are all alike: the type is that of what stands beside them, and an assertion judges the
//! choice. A member is a condition if it says nothing of what a value is made of: no type of its own, no property, item,
//! format or list of values, and no name whose absence the type fills in or leaves to a direction.

use specwright_spec::{Document, Schema, SchemaId};

use super::atoms::{self, closure};
use super::{Choice, Merged, access, default, types};
use crate::draft::Access;

/// Whether all members of a choice are conditions of what some schemas say beside it.
pub(super) fn is_bare(document: &Document, beside: &Merged<'_>, choice: Choice) -> bool {
    let owner = &document.schemas[choice.owner];
    let members = choice.members(document);
    owner.discriminator.is_none()
        && members.len() == choice.written(document).len()
        && members.iter().all(|it| is_condition(document, beside, *it))
}

fn is_condition(document: &Document, beside: &Merged<'_>, member: SchemaId) -> bool {
    let says_no_shape = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        has_no_shape(document, schema)
            && is_of_types(document, beside, schema)
            && schema
                .required
                .iter()
                .all(|it| is_plain(document, beside, it))
    };
    // What a member takes in is looked at only if the member itself says nothing.
    says_no_shape(&member) && closure(document, &[member]).iter().all(says_no_shape)
}

fn has_no_shape(document: &Document, schema: &Schema) -> bool {
    let says_nothing = |(_, id): &(String, SchemaId)| {
        let schema = &document.schemas[*id];
        schema.types.is_none()
            && !atoms::is_typed(schema)
            && atoms::members(document, schema).is_empty()
            && schema.any_of.is_empty()
            && schema.one_of.is_empty()
    };
    schema.properties.iter().all(says_nothing)
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

/// Whether a member leaves the types as they are.
fn is_of_types(document: &Document, beside: &Merged<'_>, schema: &Schema) -> bool {
    let Some(all) = beside.types(document) else {
        return false;
    };
    let null = !beside.nullable || schema.types.is_none_or(|own| own.null);
    null && schema.types.is_none_or(|own| types::is_within(all, own))
}

/// Whether a name is there when the type says so: it has no default, and is sent both ways.
fn is_plain(document: &Document, beside: &Merged<'_>, name: &str) -> bool {
    let mut properties = beside.properties.iter();
    let found = properties.find(|(known, _)| *known == name);
    found.is_none_or(|(_, schemas)| {
        access(document, schemas) == Access::default() && default(document, schemas).is_none()
    })
}
