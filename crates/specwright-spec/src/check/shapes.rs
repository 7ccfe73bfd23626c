//! The JSON types that a schema accepts, in the classes that parameter styles distinguish, and the contents of arrays and
//! objects.
//!
//! Only simple keywords are evaluated: `type`, `enum`, `allOf`, `anyOf`, `oneOf`, references, and without a type the types
//! that the keywords apply to. Everything else counts as any type and causes no diagnostic.

use crate::resolve::Resolved;
use crate::styles::ValueShape;
use crate::{Location, Node};

use super::schemas::types;

/// The maximum number of schemas to visit per parameter; beyond it, any value is assumed to be possible.
const MAX_SCHEMAS: usize = 1000;

/// The maximum depth of `anyOf` and `oneOf`; beyond it, any value is assumed to be possible. It also ends cycles.
const MAX_DEPTH: usize = 16;

/// A set of shapes, in the order of [`ValueShape::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shapes([bool; 3]);

impl Shapes {
    const NONE: Self = Self([false; 3]);
    const ALL: Self = Self([true; 3]);

    fn one(shape: ValueShape) -> Self {
        Self(ValueShape::ALL.map(|it| it == shape))
    }

    pub(super) fn has(self, shape: ValueShape) -> bool {
        self.0[shape as usize]
    }

    fn and(self, other: Self) -> Self {
        Self(ValueShape::ALL.map(|it| self.has(it) && other.has(it)))
    }

    fn or(self, other: Self) -> Self {
        Self(ValueShape::ALL.map(|it| self.has(it) || other.has(it)))
    }

    /// Returns the shapes, in order.
    pub(super) fn each(self) -> impl Iterator<Item = ValueShape> {
        ValueShape::ALL.into_iter().filter(move |it| self.has(*it))
    }

    /// Returns true if every value is an array or an object.
    fn is_nested(self) -> bool {
        self != Self::NONE && !self.has(ValueShape::Primitive)
    }
}

/// The share of a schema's values with nested arrays or objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nesting {
    /// No value, as far as known.
    Never,
    /// Some values.
    Sometimes,
    /// All values, except for empty arrays.
    Always,
}

/// Returns the shapes of the values of a schema, and the share of nested ones.
pub(super) fn classify(resolved: &Resolved, schema: &Node, at: Location) -> (Shapes, Nesting) {
    let mut walk = ShapeWalk {
        resolved,
        left: MAX_SCHEMAS,
        depth: 0,
    };
    let found = walk.classify(schema, at);
    match walk.left {
        0 => (Shapes::ALL, Nesting::Never),
        _ => found,
    }
}

/// Returns the share of nested values of a schema.
pub(crate) fn nesting(resolved: &Resolved, schema: &Node, at: Location) -> Nesting {
    classify(resolved, schema, at).1
}

struct ShapeWalk<'a> {
    resolved: &'a Resolved,
    /// The number of schemas left to visit.
    left: usize,
    depth: usize,
}

impl<'a> ShapeWalk<'a> {
    fn classify(&mut self, schema: &'a Node, at: Location) -> (Shapes, Nesting) {
        let parts = self.parts(schema, at);
        let shapes = self.shapes(&parts);
        let own = shapes.each().map(|shape| match shape {
            ValueShape::Primitive => Nesting::Never,
            ValueShape::Array => self.in_arrays(&parts),
            ValueShape::Object => self.in_objects(&parts),
        });
        let own = joined(own);
        self.enter();
        let chosen: Vec<Nesting> = parts
            .iter()
            .flat_map(|(node, at)| self.choices(node, at))
            .collect();
        self.depth -= 1;
        (shapes, chosen.into_iter().fold(own, Nesting::max))
    }

    /// Descends one level, unless a limit is reached.
    fn enter(&mut self) {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.left = 0;
        }
    }

    /// Returns a schema, the targets of its references, and the members of its `allOf`.
    fn parts(&mut self, schema: &'a Node, at: Location) -> Vec<(&'a Node, Location)> {
        let (mut open, mut parts) = (vec![(schema, at)], Vec::new());
        while let Some((node, at)) = open.pop() {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            let (target, target_at) = self.resolved.follow_node(node, at.clone());
            let is_reference = target_at != at;
            if is_reference {
                open.push((target, target_at));
            }
            if !is_reference || self.resolved.siblings_count(at.file) {
                open.extend(members(node, &at, "allOf"));
                parts.push((node, at));
            }
        }
        parts
    }

    fn shapes(&mut self, parts: &[(&'a Node, Location)]) -> Shapes {
        self.enter();
        let mut shapes = Shapes::ALL;
        for (node, at) in parts {
            shapes = shapes.and(own(node));
            for keyword in ["anyOf", "oneOf"] {
                let members = members(node, at, keyword).collect::<Vec<_>>();
                let chosen = members.into_iter().map(|(member, at)| {
                    let parts = self.parts(member, at);
                    self.shapes(&parts)
                });
                if let Some(chosen) = chosen.reduce(Shapes::or) {
                    shapes = shapes.and(chosen);
                }
            }
        }
        self.depth -= 1;
        shapes
    }

    fn shapes_of(&mut self, schema: &'a Node, at: Location) -> Shapes {
        let parts = self.parts(schema, at);
        self.shapes(&parts)
    }

    fn in_arrays(&mut self, parts: &[(&'a Node, Location)]) -> Nesting {
        let items = parts.iter().filter_map(|(node, at)| {
            let items = node.get("items").filter(|it| it.as_object().is_some())?;
            Some(self.shapes_of(items, at.child("items")))
        });
        match items.reduce(Shapes::and).is_some_and(Shapes::is_nested) {
            true => Nesting::Always,
            false => Nesting::Never,
        }
    }

    fn in_objects(&mut self, parts: &[(&'a Node, Location)]) -> Nesting {
        let required = |name: &str| {
            let lists = parts.iter().filter_map(|(node, _)| node.get("required"));
            let mut names = lists.flat_map(Node::elements);
            names.any(|it| it.as_str() == Some(name))
        };
        let mut nesting = Nesting::Never;
        for (node, at) in parts {
            let properties_at = at.child("properties");
            let properties = node.get("properties").map(Node::members);
            for (name, property) in properties.unwrap_or_default() {
                if self
                    .shapes_of(property, properties_at.child(name))
                    .is_nested()
                {
                    nesting = nesting.max(match required(name) {
                        true => Nesting::Always,
                        false => Nesting::Sometimes,
                    });
                }
            }
            let others = node.get("additionalProperties");
            if let Some(others) = others.filter(|it| it.as_object().is_some())
                && self
                    .shapes_of(others, at.child("additionalProperties"))
                    .is_nested()
            {
                nesting = nesting.max(Nesting::Sometimes);
            }
        }
        nesting
    }

    /// Combines the shapes of the members of `anyOf` and `oneOf`.
    fn choices(&mut self, node: &'a Node, at: &Location) -> Vec<Nesting> {
        let keywords = ["anyOf", "oneOf"].into_iter();
        let chosen = keywords.map(|keyword| {
            let members = members(node, at, keyword).collect::<Vec<_>>();
            joined(
                members
                    .into_iter()
                    .map(|(member, at)| self.classify(member, at).1),
            )
        });
        chosen.collect()
    }
}

/// Returns the nesting of alternatives.
fn joined(all: impl Iterator<Item = Nesting>) -> Nesting {
    let differ = |left: Nesting, right: Nesting| match left == right {
        true => left,
        false => Nesting::Sometimes,
    };
    all.reduce(differ).unwrap_or(Nesting::Never)
}

fn members<'n>(
    node: &'n Node,
    at: &Location,
    keyword: &str,
) -> impl Iterator<Item = (&'n Node, Location)> + use<'n> {
    let at = at.child(keyword);
    let members = node.get(keyword).map(Node::elements).unwrap_or_default();
    let members = members.iter().enumerate();
    members.map(move |(index, member)| (member, at.index(index)))
}

/// Returns the shapes that the keywords of a schema itself accept.
fn own(schema: &Node) -> Shapes {
    if schema.as_object().is_none() {
        return Shapes::ALL;
    }
    if schema.get("type").is_some() {
        return types(schema).map(of_type).fold(Shapes::NONE, Shapes::or);
    }
    let listed = schema.get("enum").map(Node::elements);
    if let Some(listed) = listed.filter(|it| !it.is_empty()) {
        return listed.iter().map(of_value).fold(Shapes::NONE, Shapes::or);
    }
    implied(schema)
}

fn of_type(name: &str) -> Shapes {
    match name {
        "null" => Shapes::NONE,
        "array" => Shapes::one(ValueShape::Array),
        "object" => Shapes::one(ValueShape::Object),
        "boolean" | "integer" | "number" | "string" => Shapes::one(ValueShape::Primitive),
        _ => Shapes::ALL,
    }
}

fn of_value(value: &Node) -> Shapes {
    match value {
        Node::Null => Shapes::NONE,
        Node::Array(_) => Shapes::one(ValueShape::Array),
        Node::Object(_) => Shapes::one(ValueShape::Object),
        _ => Shapes::one(ValueShape::Primitive),
    }
}

/// Keywords that apply to values of a single shape (JSON Schema 2020-12 Validation, section 6).
#[rustfmt::skip]
const KEYWORDS: [(ValueShape, &[&str]); 3] = [
    (ValueShape::Primitive, &["pattern", "format", "minLength", "maxLength", "minimum", "maximum", "multipleOf"]),
    (ValueShape::Array, &["items", "prefixItems", "minItems", "maxItems", "uniqueItems"]),
    (ValueShape::Object, &["properties", "additionalProperties", "patternProperties", "minProperties", "maxProperties"]),
];

fn implied(schema: &Node) -> Shapes {
    let admits = |shape: ValueShape| {
        let keywords = KEYWORDS[shape as usize].1.iter();
        keywords.clone().any(|key| schema.get(key).is_some())
    };
    match Shapes(ValueShape::ALL.map(admits)) {
        Shapes::NONE => Shapes::ALL,
        shapes => shapes,
    }
}
