//! Missing required fields with a known value.

use super::Change::{Beside, Remove};
use super::{Idiom, error};
use crate::grammar::ObjectKind;
use crate::upgrade::v2::KEYWORDS;
use crate::{Location, Node};

pub(super) fn find(kind: ObjectKind, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    if matches!(kind, ObjectKind::Parameter | ObjectKind::Header) {
        find_schema(node, at, found);
    }
    if kind == ObjectKind::Parameter {
        find_name(node, at, found);
    }
}

/// Adds the name of a parameter with `in: querystring`, which is never sent (OpenAPI 3.2.0, "Parameter Locations").
fn find_name(node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let place = node.get("in").and_then(Node::as_str);
    if place == Some("querystring") && node.get("name").is_none() {
        let name = Node::String("query".to_owned());
        let name = Beside("name", name, at.pointer.clone());
        found.push(Idiom::new(&at.child("in"), name, error::missing_name(at)));
    }
}

/// Moves the keywords that Swagger 2.0 writes beside `in` to `schema`.
fn find_schema(node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let is_present = |key: &str| node.get(key).is_some();
    if is_present("schema") || is_present("content") || !is_present("type") {
        return;
    }
    let keywords = node
        .members()
        .iter()
        .filter(|(key, _)| KEYWORDS.contains(&&**key));
    let keywords: Vec<_> = keywords.cloned().collect();
    let type_at = at.child("type");
    let diagnostic = error::missing_schema(&type_at);
    let removed: Vec<_> = keywords
        .iter()
        .map(|(key, _)| Idiom::silent(&at.child(key), Remove))
        .collect();
    let schema = Beside("schema", Node::Object(keywords), at.pointer.clone());
    found.push(Idiom::new(&type_at, schema, diagnostic).repaired("read as its schema"));
    found.extend(removed);
}
