//! Empty arrays in the place of empty objects, which is how PHP writes them.

use super::Change::Set;
use super::security::is_element;
use super::{Idiom, error};
use crate::grammar::FieldShape;
use crate::{Location, Node};

pub(super) fn find(shape: FieldShape, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    // An empty requirement would let every request pass: a rule of requirements speaks of it.
    if is_object(shape) && is_empty(node) && !is_element(at) {
        empty(shape, at, found);
    }
}

/// `items: []` of a schema, which could be a list of schemas as well.
pub(super) fn find_items(schema: &Node, at: &Location, found: &mut Vec<Idiom>) {
    if schema.get("items").is_some_and(is_empty) {
        empty(FieldShape::Schema, &at.child("items"), found);
    }
}

fn empty(shape: FieldShape, at: &Location, found: &mut Vec<Idiom>) {
    let diagnostic = error::empty_array(at, &shape.describe());
    let meant = Node::Object(Vec::new());
    found.push(Idiom::new(at, Set(meant), diagnostic));
}

fn is_empty(node: &Node) -> bool {
    node.as_array().is_some_and(<[Node]>::is_empty)
}

/// Whether a value of this shape is an object.
fn is_object(shape: FieldShape) -> bool {
    match shape {
        FieldShape::Schema
        | FieldShape::Object(_)
        | FieldShape::Referable(_)
        | FieldShape::Map(_)
        | FieldShape::Patterned(_) => true,
        FieldShape::BooleanOr(other) => is_object(*other),
        _ => false,
    }
}
