//! Constructors of the diagnostics of the check.

mod parameters;
mod paths;
mod schemas;
mod security;
mod structure;

pub(super) use parameters::*;
pub(super) use paths::*;
pub(super) use schemas::*;
pub(super) use security::*;
pub(super) use structure::*;

use crate::diagnostic::quote;
use crate::{Diagnostic, Fix, Location, Node};

/// Joins quoted names: `a`, `b` or `c`.
fn choices(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| quote(name)).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "no value".to_owned(),
    }
}

/// Adds the suggested value as a fix, if there is one.
fn intended_value(diagnostic: Diagnostic, at: &Location, intended: Option<&str>) -> Diagnostic {
    match intended {
        Some(intended) => diagnostic.fix(Fix::write(at, intended).likely()),
        None => diagnostic,
    }
}

/// Adds the suggested key as a fix.
fn intended_key(diagnostic: Diagnostic, at: &Location, intended: &str) -> Diagnostic {
    diagnostic.fix(Fix::rename(at, intended).likely())
}

/// Returns an object with one member.
fn object(key: &str, value: Node) -> Node {
    Node::Object(vec![(key.to_owned(), value)])
}

/// Returns a string node.
fn text(text: &str) -> Node {
    Node::String(text.to_owned())
}

/// Returns the subject of a message: the name of a field, or the list of an element.
pub(crate) fn subject(at: &Location) -> String {
    let name = at.pointer.last().unwrap_or_default();
    let list = at.parent();
    let holder = list.as_ref().and_then(|list| list.pointer.last());
    let is_index = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    match holder {
        // A status is a name, not an index.
        Some(list) if is_index && list != "responses" => format!("element of {}", quote(&list)),
        _ => quote(&name),
    }
}

/// Quotes a value for a message.
fn value(node: &Node) -> String {
    quote(&node.compact())
}
