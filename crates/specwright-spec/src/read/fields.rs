//! Typed access to the fields of a node.

use crate::{Node, Number};

pub(super) fn text(node: &Node, key: &str) -> Option<String> {
    node.get(key).and_then(Node::as_text).map(str::to_owned)
}

/// Returns a boolean field; false if it is absent.
pub(super) fn flag(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool).unwrap_or_default()
}

pub(super) fn count(node: &Node, key: &str) -> Option<u64> {
    node.get(key)
        .and_then(Node::as_number)
        .and_then(Number::as_u64)
}

pub(super) fn members<'a>(node: &'a Node, key: &str) -> &'a [(String, Node)] {
    node.get(key).map(Node::members).unwrap_or_default()
}

pub(super) fn elements<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map(Node::elements).unwrap_or_default()
}

pub(super) fn texts(node: &Node, key: &str) -> Vec<String> {
    let elements = elements(node, key).iter();
    let texts = elements.filter_map(Node::as_text);
    texts.map(str::to_owned).collect()
}

/// The extensions that announce changes.
const LIFECYCLE: [&str; 2] = ["x-sunset", "x-stability-level"];

/// Returns the extensions of an object that announce changes.
pub(super) fn lifecycle(node: &Node) -> Vec<(String, Node)> {
    let present = LIFECYCLE
        .into_iter()
        .filter_map(|key| Some((key, node.get(key)?)));
    present
        .map(|(key, value)| (key.to_owned(), value.clone()))
        .collect()
}
