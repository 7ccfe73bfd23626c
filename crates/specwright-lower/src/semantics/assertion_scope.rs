//! The keywords that no Rust type enforces, so that an assertion has to.

use specwright_spec::{AdditionalProperties, Schema};

use super::closed::Closed;

/// The part of a schema that an assertion enforces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum AssertionScope {
    /// The keywords that no type enforces.
    Keywords,
    /// Its `oneOf` if true, else its `anyOf`.
    Choice(bool),
    /// All keywords.
    Whole,
    /// All keywords, for values other than null, of a schema that admits null whatever it is composed of.
    NonNull,
    /// Null alone.
    Null,
}

impl AssertionScope {
    /// Returns the part of a schema that only an assertion can enforce.
    pub(crate) fn of(schema: &Schema) -> Option<Self> {
        Self::beside(schema, Closed::default())
    }

    /// Returns the part of a schema that only an assertion can enforce, where a type already enforces `closed`.
    pub(crate) fn beside(schema: &Schema, closed: Closed) -> Option<Self> {
        let items = schema.unevaluated_items.is_some() && !closed.items;
        let properties = schema.unevaluated_properties.is_some() && !closed.properties;
        if items || properties {
            return Some(Self::Whole);
        }
        let others = schema.unreadable
            || schema.not.is_some()
            || schema.conditional.is_some()
            || schema.contains.is_some()
            || !schema.pattern_properties.is_empty()
            || schema.property_names.is_some()
            || !schema.dependent_required.is_empty()
            || !schema.dependent_schemas.is_empty();
        others.then_some(Self::Keywords)
    }
}

/// Returns true if a schema has a keyword that only an assertion can enforce.
pub(crate) fn asserts(schema: &Schema) -> bool {
    AssertionScope::of(schema).is_some()
}

/// Returns true if a schema has a keyword for arrays that only an assertion can enforce.
pub(crate) fn asserts_on_arrays(schema: &Schema) -> bool {
    schema.contains.is_some() || schema.unevaluated_items.is_some()
}

/// Returns true if a schema has a keyword for objects that only an assertion can enforce.
pub(crate) fn asserts_on_objects(schema: &Schema) -> bool {
    !schema.pattern_properties.is_empty()
        || schema.property_names.is_some()
        || !schema.dependent_required.is_empty()
        || !schema.dependent_schemas.is_empty()
        || schema.unevaluated_properties.is_some()
}

/// Returns true if `additionalProperties` restricts the properties that a schema does not name.
pub(crate) fn constrains_additional(schema: &Schema) -> bool {
    !matches!(
        schema.additional_properties,
        None | Some(AdditionalProperties::Allowed(true))
    )
}
