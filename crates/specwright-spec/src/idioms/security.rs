//! Requirements in another form than a list of objects. Each of them is kept: what is written always names a credential
//! that is needed.
//!
//! | written | read as |
//! |---|---|
//! | `security: {a: [], b: []}` | `[{a: [], b: []}]`: both are needed |
//! | `security: a`, `security: [a]` | `[{a: []}]` |
//! | `security: [[a, b]]` | `[{a: [], b: []}]` |
//! | `security: [{$ref: '#/components/securitySchemes/a'}]` | `[{a: []}]` |
//! | `security: [null]`, `security: true` | `[{unspecified: []}]`: a credential of which nothing is known |
//! | `security: null`, `security: false`, `security: {}` | as if it were not there: the requirements of the root apply |
//! | `[{a: {read: true}}]` | `[{a: [read]}]` |

use super::Change::{Remove, Set};
use super::{Idiom, error};
use crate::grammar::{Kind, Shape};
use crate::{Location, Node};

/// The name of a scheme where none can be read.
const UNSPECIFIED: &str = "unspecified";

/// Adds the idioms of a value that is no list, or of an element that is no object.
pub(super) fn find(shape: Shape, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let (change, meant) = match shape {
        Shape::List(Shape::Map(Shape::List(Shape::Text))) => match node {
            Node::Null => return,
            Node::Bool(false) => (Remove, None),
            Node::Object(members) if members.is_empty() => (Remove, None),
            _ => {
                let meant = Node::Array(vec![alternative(node)]);
                (Set(meant.clone()), Some(meant))
            }
        },
        // PHP writes an empty object as an empty array.
        Shape::Map(Shape::List(Shape::Text)) if is_element(at) && !is_empty_array(node) => {
            let meant = alternative(node);
            (Set(meant.clone()), Some(meant))
        }
        Shape::List(Shape::Text) if is_scopes(at) && matches!(node, Node::Object(_)) => {
            let meant = Node::Array(scopes(node));
            (Set(meant.clone()), Some(meant))
        }
        _ => return,
    };
    let repair = match &meant {
        Some(meant) => format!("read as `{}`", meant.compact()),
        None => "read as if it were not there".to_owned(),
    };
    let idiom = Idiom::new(at, change, error::wrong_type(at, &shape.describe(), node));
    let idiom = match &meant {
        // Only the author knows the name.
        Some(meant) if names_nothing(meant) => idiom.not_offered("name a security scheme"),
        _ => idiom,
    };
    found.push(idiom.repaired(repair));
}

/// Returns true for requirements in which no name can be read.
fn names_nothing(meant: &Node) -> bool {
    let is_unspecified = |node: &Node| node.get(UNSPECIFIED).is_some();
    is_unspecified(meant) || meant.elements().iter().any(is_unspecified)
}

/// Adds the idioms of requirements that are references.
pub(super) fn find_references(kind: Kind, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    if !matches!(kind, Kind::Document | Kind::Operation) {
        return;
    }
    let at = at.child("security");
    let elements = node.get("security").map(Node::elements).unwrap_or_default();
    for (index, element) in elements.iter().enumerate() {
        if element.get("$ref").and_then(Node::as_str).is_some() {
            let (at, meant) = (at.index(index), alternative(element));
            let repair = format!("read as `{}`", meant.compact());
            let diagnostic = error::requirement_by_reference(&at);
            found.push(Idiom::new(&at, Set(meant), diagnostic).repaired(repair));
        }
    }
}

/// Returns the object that names all schemes that a value names.
fn alternative(node: &Node) -> Node {
    let mut schemes = Vec::new();
    gather(node, &mut schemes);
    if schemes.is_empty() && !matches!(node, Node::Object(_)) {
        schemes.push((UNSPECIFIED.to_owned(), Node::Array(Vec::new())));
    }
    Node::Object(schemes)
}

fn gather(node: &Node, schemes: &mut Vec<(String, Node)>) {
    let mut add = |name: &str, scopes: Vec<Node>| {
        let name = if name.is_empty() { UNSPECIFIED } else { name };
        if !schemes.iter().any(|(known, _)| known == name) {
            schemes.push((name.to_owned(), Node::Array(scopes)));
        }
    };
    match node {
        Node::Object(members) => match node.get("$ref").and_then(Node::as_str) {
            Some(text) => add(text.rsplit('/').next().unwrap_or_default(), Vec::new()),
            None => members
                .iter()
                .for_each(|(name, value)| add(name, scopes(value))),
        },
        Node::Array(elements) => elements.iter().for_each(|it| gather(it, schemes)),
        _ => add(node.as_text().unwrap_or_default(), Vec::new()),
    }
}

/// Returns the scopes in a value: the elements of a list, the keys of an object, or the one text.
fn scopes(node: &Node) -> Vec<Node> {
    let texts: Vec<&str> = match node {
        Node::Array(elements) => elements.iter().filter_map(Node::as_text).collect(),
        Node::Object(members) => members.iter().map(|(name, _)| name.as_str()).collect(),
        _ => node.as_text().into_iter().collect(),
    };
    let texts = texts.into_iter();
    texts.map(|it| Node::String(it.to_owned())).collect()
}

/// Returns true for an element of a `security`.
fn is_element(at: &Location) -> bool {
    let last = at.pointer.last().unwrap_or_default();
    let list = at.parent();
    let list = list.as_ref().and_then(|list| list.pointer.last());
    !last.is_empty()
        && last.bytes().all(|byte| byte.is_ascii_digit())
        && list.as_deref() == Some("security")
}

/// Returns true for the scopes of a scheme in an element of a `security`.
fn is_scopes(at: &Location) -> bool {
    at.parent().is_some_and(|element| is_element(&element))
}

fn is_empty_array(node: &Node) -> bool {
    node.as_array().is_some_and(<[Node]>::is_empty)
}
