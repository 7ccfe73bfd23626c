//! One `oneOf` or `anyOf` of a schema, by itself.
//!
//! Null among its members makes the value nullable and is not an alternative; nor is `false` beside other members. What the
//! members that are left make of the schema is in the table of [`union`](super::union).

use specwright_ir::UnionKeyword;
use specwright_spec::{Document, Location, Schema, SchemaId, Types};

use super::all_of::{constrains, included};
use super::null::is_null;
use super::union::{Written, written};

/// A `oneOf` or `anyOf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The schema that has the keyword.
    pub owner: SchemaId,
    /// True for `oneOf`, false for `anyOf`.
    pub one: bool,
}

impl Choice {
    /// Returns the name of the keyword.
    pub(crate) fn keyword(self) -> &'static str {
        if self.one { "oneOf" } else { "anyOf" }
    }

    /// Returns the keyword as the IR has it.
    pub(crate) fn union_keyword(self) -> UnionKeyword {
        match self.one {
            true => UnionKeyword::OneOf,
            false => UnionKeyword::AnyOf,
        }
    }

    /// Returns all members as written, null among them.
    pub(crate) fn written(self, document: &Document) -> &[SchemaId] {
        let schema = &document.schemas[self.owner];
        if self.one {
            &schema.one_of
        } else {
            &schema.any_of
        }
    }

    /// Returns the alternatives: the members that are not just null nor, beside others, `false`.
    pub(crate) fn members(self, document: &Document) -> Vec<SchemaId> {
        match written(document, &document.schemas[self.owner], self.one) {
            Written::Absent | Written::OnlyNull => Vec::new(),
            Written::Single(member) => vec![member],
            Written::Several(members) => members,
        }
    }

    /// Returns the location of the keyword.
    pub(crate) fn at(self, document: &Document) -> Location {
        document.schemas[self.owner].at.child(self.keyword())
    }
}

/// Returns true if a schema is `false`, or `not` a schema that admits everything: it admits nothing.
pub(crate) fn is_false(document: &Document, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let is_true = |id| {
        let schema = &document.schemas[id];
        !constrains(document, schema) && included(document, schema).is_empty()
    };
    schema.types == Some(Types::default()) || schema.not.is_some_and(is_true)
}

/// Returns true if null is a member of the `anyOf` or `oneOf` of a schema.
pub(crate) fn has_null_member(document: &Document, schema: &Schema) -> bool {
    schema
        .any_of
        .iter()
        .chain(&schema.one_of)
        .any(|id| is_null(&document.schemas[*id]))
}

/// Returns true if null is every member of the `anyOf` or `oneOf` of a schema.
pub(crate) fn chooses_null(document: &Document, schema: &Schema) -> bool {
    [true, false]
        .into_iter()
        .any(|one| matches!(written(document, schema, one), Written::OnlyNull))
}
