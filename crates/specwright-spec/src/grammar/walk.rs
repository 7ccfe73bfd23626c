//! The walk over a tree, guided by the table.

use super::{FieldShape, FieldUse, ObjectKind, is_extension};
use crate::{Location, Node, Pointer};

/// A node that the walk visits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Seen {
    /// An object of this kind.
    Object(ObjectKind),
    /// An object with `$ref` where an object of this kind is expected.
    Reference(ObjectKind),
    /// A boolean schema.
    BooleanSchema,
    /// A value that does not have the expected shape.
    Mismatch(FieldShape),
    /// A number where a string is expected.
    Unquoted,
}

/// Walks a node and its descendants in document order. Annotations are visited too, since their rules apply as well.
/// `siblings` is true if siblings of the `$ref` of a schema apply.
pub(crate) fn walk<'a>(
    node: &'a Node,
    at: &Location,
    shape: FieldShape,
    siblings: bool,
    visit: &mut impl FnMut(Seen, &'a Node, &Location),
) {
    GrammarWalk {
        at: at.clone(),
        siblings,
        visit,
    }
    .node(node, shape);
}

/// The location is a single string that grows and shrinks, since most locations are never needed.
struct GrammarWalk<'v, V> {
    at: Location,
    siblings: bool,
    visit: &'v mut V,
}

impl<'a, V: FnMut(Seen, &'a Node, &Location)> GrammarWalk<'_, V> {
    fn node(&mut self, node: &'a Node, shape: FieldShape) {
        match (shape, node) {
            (FieldShape::Any, _)
            | (FieldShape::Text, Node::String(_))
            | (FieldShape::Boolean, Node::Bool(_))
            | (FieldShape::Number, Node::Number(_))
            | (FieldShape::BooleanOr(_), Node::Bool(_)) => {}
            (FieldShape::Text, Node::Number(_)) => self.visit(Seen::Unquoted, node),
            (FieldShape::Count, Node::Number(number)) if number.as_u64().is_some() => {}
            (FieldShape::Schema, Node::Bool(_)) => self.visit(Seen::BooleanSchema, node),
            (FieldShape::BooleanOr(other), _) => self.node(node, *other),
            (FieldShape::TextOr(other), Node::Array(_) | Node::Object(_)) => {
                self.node(node, *other)
            }
            (FieldShape::TextOr(_), _) => self.node(node, FieldShape::Text),
            (FieldShape::OrList(other), Node::Object(_) | Node::Bool(_)) => self.node(node, *other),
            (FieldShape::List(element) | FieldShape::OrList(element), Node::Array(elements)) => {
                for (index, value) in elements.iter().enumerate() {
                    self.child(&index.to_string(), value, *element);
                }
            }
            (FieldShape::Map(value), Node::Object(members)) => {
                for (key, node) in members {
                    self.child(key, node, *value);
                }
            }
            (FieldShape::Patterned(value), Node::Object(members)) => {
                for (key, node) in members.iter().filter(|(key, _)| !is_extension(key)) {
                    self.child(key, node, *value);
                }
            }
            (_, Node::Object(_)) if shape.kind().is_some() => self.object(node, shape),
            _ => self.visit(Seen::Mismatch(shape), node),
        }
    }

    fn object(&mut self, node: &'a Node, shape: FieldShape) {
        let Some(kind) = shape.kind() else { return };
        if shape.is_referable() && is_reference(node) {
            self.visit(Seen::Reference(kind), node);
            let goes_on = kind.applies_siblings() || self.siblings && kind == ObjectKind::Schema;
            if !goes_on || node.members().len() == 1 {
                return;
            }
        }
        self.visit(Seen::Object(kind), node);
        for (key, value) in node.members() {
            if let Some(shape) = kind.shape_of(key) {
                self.child(key, value, shape);
            }
        }
    }

    fn child(&mut self, segment: &str, node: &'a Node, shape: FieldShape) {
        let length = self.at.pointer.push(segment);
        self.node(node, shape);
        self.at.pointer.truncate(length);
    }

    fn visit(&mut self, seen: Seen, node: &'a Node) {
        (self.visit)(seen, node, &self.at);
    }
}

/// Returns true if an object has a `$ref` that is not null.
pub(crate) fn is_reference(node: &Node) -> bool {
    node.get("$ref").is_some_and(|text| *text != Node::Null)
}

/// Returns the shape of the node at a pointer relative to a node with a known shape; `None` if the table does not cover it,
/// such as within an example or beside a `$ref`. `step` returns a member or element of a node.
pub(crate) fn shape_at<'a>(
    node: &'a Node,
    shape: FieldShape,
    pointer: &Pointer,
    step: impl Fn(&'a Node, &str) -> Option<&'a Node>,
) -> Option<FieldShape> {
    let mut place = (node, shape);
    for segment in pointer.segments() {
        let (node, shape) = place;
        place = (step(node, &segment)?, shape.step(node, &segment)?);
    }
    Some(place.1)
}

impl FieldShape {
    /// Returns true if a node has the expected JSON type; its contents are not checked.
    pub(crate) fn fits(self, node: &Node) -> bool {
        match self {
            Self::Any => true,
            Self::Text => matches!(node, Node::String(_) | Node::Number(_)),
            Self::Boolean => matches!(node, Node::Bool(_)),
            Self::Count | Self::Number => matches!(node, Node::Number(_)),
            Self::List(_) => matches!(node, Node::Array(_)),
            Self::Schema => matches!(node, Node::Object(_) | Node::Bool(_)),
            Self::Object(_) | Self::Referable(_) | Self::Map(_) | Self::Patterned(_) => {
                matches!(node, Node::Object(_))
            }
            Self::OrList(other) => other.fits(node) || matches!(node, Node::Array(_)),
            Self::TextOr(other) => other.fits(node) || Self::Text.fits(node),
            Self::BooleanOr(other) => other.fits(node) || Self::Boolean.fits(node),
        }
    }

    /// Returns the shape of a member or element of a node with this shape.
    fn step(self, node: &Node, segment: &str) -> Option<Self> {
        match (self, node) {
            (Self::BooleanOr(other) | Self::TextOr(other), _) => other.step(node, segment),
            (Self::List(element) | Self::OrList(element), Node::Array(_)) => Some(*element),
            (Self::OrList(other), _) => other.step(node, segment),
            (Self::Map(value), Node::Object(_)) => Some(*value),
            (Self::Patterned(value), Node::Object(_)) => (!is_extension(segment)).then_some(*value),
            (Self::Referable(kind), Node::Object(_))
                if !kind.applies_siblings() && is_reference(node) =>
            {
                None
            }
            (_, Node::Object(_)) => self.kind()?.shape_of(segment),
            _ => None,
        }
    }
}

/// Rebuilds a node with only the fields that are read, each mapped by `change`, and with numbers converted to strings where
/// strings are expected, as the strict types of `openapiv3` require.
pub(crate) fn prune(
    node: &Node,
    shape: FieldShape,
    change: &impl Fn(ObjectKind, &Node) -> Option<Node>,
) -> Node {
    match (shape, node) {
        (FieldShape::Text, Node::Number(number)) => Node::String(number.as_str().to_owned()),
        (FieldShape::BooleanOr(other), Node::Object(_)) => prune(node, *other, change),
        (FieldShape::List(element), Node::Array(elements)) => Node::Array(
            elements
                .iter()
                .filter(|value| element.fits(value))
                .map(|value| prune(value, *element, change))
                .collect(),
        ),
        (FieldShape::Map(value) | FieldShape::Patterned(value), Node::Object(members)) => {
            Node::Object(
                members
                    .iter()
                    .filter(|(_, node)| value.fits(node))
                    .map(|(key, node)| (key.clone(), prune(node, *value, change)))
                    .collect(),
            )
        }
        (_, Node::Object(members)) => {
            let Some(kind) = shape.kind() else {
                return node.clone();
            };
            if let Some(changed) = change(kind, node) {
                return changed;
            }
            let keep = |(key, value): &(String, Node)| {
                let kept = match kind.field(key) {
                    Some(field) if field.shape == FieldShape::Text && *value == Node::Null => {
                        return None;
                    }
                    // `check` reports it.
                    Some(field) if !field.shape.fits(value) => return None,
                    Some(field) if field.usage == FieldUse::Read => {
                        prune(value, field.shape, change)
                    }
                    None if is_extension(key) => value.clone(),
                    _ => return None,
                };
                Some((key.clone(), kept))
            };
            let mut kept: Vec<_> = members.iter().filter_map(keep).collect();
            kept.extend(missing(kind, &kept));
            Node::Object(kept)
        }
        _ => node.clone(),
    }
}

/// Returns missing required fields with empty values; `check` has reported the important ones.
fn missing(kind: ObjectKind, members: &[(String, Node)]) -> Vec<(String, Node)> {
    let fields = kind.fields().iter();
    let missing = fields.filter(|field| {
        field.required.is_some() && !members.iter().any(|(name, _)| name == field.name)
    });
    let empty = |shape| match shape {
        FieldShape::Text => Some(Node::String(String::new())),
        FieldShape::Map(_) => Some(Node::Object(Vec::new())),
        _ => None,
    };
    missing
        .filter_map(|field| Some((field.name.to_owned(), empty(field.shape)?)))
        .collect()
}
