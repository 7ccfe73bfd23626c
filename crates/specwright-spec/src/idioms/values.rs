//! Values of a schema that match its type only with or without quotes.

use super::Change::Set;
use super::{Idiom, case, error};
use crate::{Location, Node, Number};

pub(super) fn find(schema: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let Some(name) = schema.get("type").and_then(Node::as_str) else {
        return;
    };
    let name = case::intended_type(name);
    if let Some(default) = schema.get("default")
        && let Some(intended) = intended(&name, default)
    {
        let at = at.child("default");
        let diagnostic = error::default_type(&at, default, &name, &intended);
        found.push(Idiom::new(&at, Set(intended), diagnostic));
    }
    find_enum(schema, &name, &at.child("enum"), found);
}

/// A list has a single warning.
fn find_enum(schema: &Node, name: &str, at: &Location, found: &mut Vec<Idiom>) {
    let values = schema.get("enum").map(Node::elements).unwrap_or_default();
    let mut reported = false;
    for (index, value) in values.iter().enumerate() {
        let Some(intended) = intended(name, value) else {
            continue;
        };
        let at = at.index(index);
        found.push(match reported {
            true => Idiom::silent(&at, Set(intended)),
            false => {
                let diagnostic = error::enum_value(&at, value, name, &intended);
                Idiom::new(&at, Set(intended), diagnostic)
            }
        });
        reported = true;
    }
}

/// Converts a value to a type by adding or removing quotes.
fn intended(name: &str, value: &Node) -> Option<Node> {
    match (name, value) {
        ("string", Node::Number(number)) => Some(Node::String(number.as_str().to_owned())),
        ("string", Node::Bool(value)) => Some(Node::String(value.to_string())),
        ("integer", Node::String(text)) => {
            let number = Number::new(text).filter(Number::is_integer);
            number.map(Node::Number)
        }
        ("number", Node::String(text)) => Number::new(text).map(Node::Number),
        ("boolean", Node::String(text)) => text.parse().ok().map(Node::Bool),
        _ => None,
    }
}
