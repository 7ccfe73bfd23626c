//! Null as a value of schemas.

use specwright_spec::{Document, Node, Schema, SchemaId, Types};

use super::choice::{chooses_null, has_null_member};
use super::merged::Contradiction;
use super::types::describe;
use super::{Merged, all_of, instance};

impl Merged<'_> {
    /// Records a contradiction where a schema admits null alone and the others have another type: no other value is left
    /// (2020-12 Core, section 10.2.1.1).
    pub(super) fn exclude_non_null(&mut self, document: &Document) {
        let Some(&alone) = self.parts.iter().find(|id| leaves_null(document, **id)) else {
            return;
        };
        let Some(types) = self
            .types(document)
            .filter(|_| self.contradiction.is_none())
        else {
            return;
        };
        let first = self.parts.iter().copied().find(|id| *id != alone);
        self.contradiction = Some(Contradiction {
            first: first.unwrap_or(alone),
            second: alone,
            reason: format!("{} and null have no common value", describe(types)),
            of_types: true,
        });
    }

    /// Returns true if one of the schemas admits null alone, and the others admit it too.
    pub(crate) fn is_null(&self, document: &Document) -> bool {
        self.nullable && self.parts.iter().any(|id| leaves_null(document, *id))
    }
}

/// Returns true if null is the only type of a schema.
fn is_only_null(document: &Document, id: SchemaId) -> bool {
    document.schemas[id].types == Some(NULL)
}

/// Returns true if null is the only type that a schema allows, by its `type`, or by the members of its `anyOf` or `oneOf`.
fn leaves_null(document: &Document, id: SchemaId) -> bool {
    is_only_null(document, id) || chooses_null(document, &document.schemas[id])
}

/// Returns true if null is the only value of a schema.
pub(crate) fn is_null(schema: &Schema) -> bool {
    let lists_null = |values: &Vec<Node>| values.iter().all(|value| *value == Node::Null);
    schema.types == Some(NULL) || schema.enumeration.as_ref().is_some_and(lists_null)
}

const NULL: Types = Types {
    null: true,
    boolean: false,
    integer: false,
    number: false,
    string: false,
    array: false,
    object: false,
};

/// Returns true if null is one of the values of these schemas.
pub(crate) fn is_nullable(document: &Document, ids: &[SchemaId]) -> bool {
    instance::admit_null(document, ids) && any_mentions_null(document, ids)
}

/// Returns true if one of these schemas, or of those that they take in, lists null as a type or a member.
pub(crate) fn any_mentions_null(document: &Document, ids: &[SchemaId]) -> bool {
    all_of::closure(document, ids).iter().any(|id| {
        let schema = &document.schemas[*id];
        schema.nullable || mentions_null(document, schema)
    })
}

/// Returns true if a schema lists null as a type, or as a member of its `anyOf` or `oneOf`.
pub(super) fn mentions_null(document: &Document, schema: &Schema) -> bool {
    schema.types.is_some_and(|types| types.null) || has_null_member(document, schema)
}

/// Returns true if null is the only type that one of some schemas allows.
pub(crate) fn allows_only_null(document: &Document, parts: &[SchemaId]) -> bool {
    parts.iter().any(|id| leaves_null(document, *id))
}

/// Returns true if a member of the `anyOf` or `oneOf` of one of some schemas is beside null. Where that member is `false`, null
/// is the only value.
pub(crate) fn is_beside_null(document: &Document, owners: &[SchemaId], member: SchemaId) -> bool {
    owners.iter().any(|id| {
        let schema = &document.schemas[*id];
        let lists = [&schema.any_of, &schema.one_of];
        lists.into_iter().any(|members| members.contains(&member))
            && has_null_member(document, schema)
    })
}
