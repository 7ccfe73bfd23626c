//! Values that a reader gets back as they were sent.
//!
//! Some styles join items by what the items themselves may have: an item of a header with a comma, one of an exploded label with
//! a dot. RFC 6570 says how such a value is written all the same, and so does `encode`; a request or a response that has one
//! is refused, for nobody can read it.

use super::decode::{Raw, decode};
use super::encode::{Unwritable, encode};
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::object::Property;
use crate::{Location, Parameter, Style};

/// Writes a tree as a parameter; none if there is nothing to be sent.
///
/// # Errors
///
/// If there is nothing to be sent of a parameter that is required, or another value would be read.
pub(crate) fn encode_faithfully(
    parameter: &Parameter,
    node: &Node,
    properties: Option<&'static [Property]>,
) -> Result<Option<String>, Unwritable> {
    let written = encode(parameter, node)?;
    match &written {
        None if parameter.required && parameter.location != Location::Path => {
            Err(Unwritable("an empty value of a required parameter"))
        }
        Some(text) if !is_plain(node) && !comes_back(parameter, node, text, properties) => {
            Err(Unwritable("a value that would be read as another"))
        }
        _ => Ok(written),
    }
}

/// Returns true if every text in a tree is one that no style has a use for.
fn is_plain(node: &Node) -> bool {
    let is_word = |text: &str| {
        let mut bytes = text.bytes();
        !text.is_empty() && bytes.all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it))
    };
    match node {
        Node::Null | Node::Boolean(_) => true,
        Node::Number(number) => is_word(&number.to_string()),
        Node::String(text) | Node::Wire(text) => is_word(text),
        Node::Array(items) => items.iter().all(is_plain),
        Node::Object(members) => members
            .iter()
            .all(|(name, it)| is_word(name) && is_plain(it)),
        Node::File(_) => false,
    }
}

fn comes_back(
    parameter: &Parameter,
    node: &Node,
    text: &str,
    properties: Option<&'static [Property]>,
) -> bool {
    // JSON in a parameter is read as it was written.
    if parameter.style == Style::Json || parameter.style.is_whole() {
        return true;
    }
    let json_types = match node {
        Node::Array(_) => JsonTypes::ARRAY,
        Node::Object(_) => JsonTypes::OBJECT,
        _ => JsonTypes::STRING,
    };
    let header = [text];
    let raw = match parameter.location {
        Location::Path => Raw::Path(text),
        Location::Query => Raw::Query(text),
        Location::Header => Raw::Header(&header),
        Location::Cookie => Raw::Cookie(text),
    };
    match decode(parameter, raw, json_types, properties) {
        Ok(Some(read)) => texts(&read).map(|it| it.to_json()) == texts(node).map(|it| it.to_json()),
        Ok(None) | Err(_) => false,
    }
}

/// A tree of texts, without what is not sent: null, and what is empty.
fn texts(node: &Node) -> Option<Node> {
    match node {
        Node::Array(items) => {
            let items: Vec<Node> = items.iter().filter_map(texts).collect();
            (!items.is_empty()).then_some(Node::Array(items.into()))
        }
        Node::Object(members) => {
            let members = members.iter();
            let members = members.filter_map(|(name, it)| Some((name.clone(), texts(it)?)));
            let members: Vec<(String, Node)> = members.collect();
            (!members.is_empty()).then_some(Node::Object(members.into()))
        }
        other => other.to_text().map(Node::Wire),
    }
}
