//! Empty arrays instead of empty objects, as PHP encodes them.

use super::Change::Set;
use super::security::is_element;
use super::{Idiom, error};
use crate::grammar::FieldShape;
use crate::{Location, Node};

pub(super) fn find(shape: FieldShape, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    // An empty requirement would allow anonymous requests; the rule for requirements reports it.
    if is_object(shape) && is_empty(node) && !is_element(at) {
        empty(shape, at, found);
    }
}

/// Finds `items: []`, which could also be a list of schemas.
pub(super) fn find_items(schema: &Node, at: &Location, found: &mut Vec<Idiom>) {
    if schema.get("items").is_some_and(is_empty) {
        empty(FieldShape::Schema, &at.child("items"), found);
    }
}

fn empty(shape: FieldShape, at: &Location, found: &mut Vec<Idiom>) {
    let diagnostic = error::empty_array(at, &shape.describe());
    let intended = Node::Object(Vec::new());
    found.push(Idiom::new(at, Set(intended), diagnostic));
}

fn is_empty(node: &Node) -> bool {
    node.as_array().is_some_and(<[Node]>::is_empty)
}

/// Returns true if a value with this shape is an object.
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
