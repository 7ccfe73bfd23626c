//! A field that is not there, though it must be, and that nobody needs.

use super::Change::Beside;
use super::{Idiom, error};
use crate::grammar::Kind;
use crate::{Location, Node};

/// The name of a parameter `in: querystring` is never sent (OpenAPI 3.2.0, "Parameter Locations").
pub(super) fn find(kind: Kind, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let place = node.get("in").and_then(Node::as_str);
    if kind == Kind::Parameter && place == Some("querystring") && node.get("name").is_none() {
        let name = Beside("name", Node::String("query".to_owned()));
        found.push(Idiom::new(&at.child("in"), name, error::missing_name(at)));
    }
}
