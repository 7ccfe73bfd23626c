//! Values with superfluous quotes, or without required ones.

use super::Change::Set;
use super::security::is_scope;
use super::{Idiom, error};
use crate::grammar::FieldShape;
use crate::{Location, Node, Number};

pub(super) fn find(shape: FieldShape, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let intended = match (shape, node) {
        (FieldShape::Boolean, Node::String(text)) => truth(text).map(Node::Bool),
        // A boolean is tried before the other types that the keyword takes.
        (FieldShape::Number | FieldShape::Schema, Node::String(text)) if takes_boolean(at) => {
            truth(text).map(Node::Bool).or_else(|| number(shape, text))
        }
        (FieldShape::Number | FieldShape::Count, Node::String(text)) => number(shape, text),
        // The rule for requirements reports scopes.
        (FieldShape::Text, Node::Bool(value)) if !is_scope(at) => {
            Some(Node::String(value.to_string()))
        }
        // The rule for requirements reports `$ref`.
        (FieldShape::List(FieldShape::Text), Node::String(text))
            if truth(text).is_none() && at.pointer.last().as_deref() != Some("$ref") =>
        {
            Some(Node::Array(vec![Node::String(text.clone())]))
        }
        _ => None,
    };
    let Some(intended) = intended else { return };
    let read = format!("read as `{}`", intended.compact());
    let diagnostic = match (&intended, node) {
        (Node::Number(number), Node::String(_)) => error::quoted_number(at, number),
        _ => error::wrong_type(at, &shape.describe(), node),
    };
    found.push(Idiom::new(at, Set(intended), diagnostic).repaired(read));
}

/// Keywords that take a boolean or another type.
fn takes_boolean(at: &Location) -> bool {
    const KEYWORDS: [&str; 4] = [
        "exclusiveMinimum",
        "exclusiveMaximum",
        "additionalProperties",
        "unevaluatedProperties",
    ];
    at.pointer
        .last()
        .is_some_and(|key| KEYWORDS.contains(&&*key))
}

/// Returns the boolean that a text stands for in any version of YAML.
fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

fn number(shape: FieldShape, text: &str) -> Option<Node> {
    let number = Number::new(text.trim())?;
    let fits = match shape {
        FieldShape::Count => number.as_u64().is_some(),
        _ => shape == FieldShape::Number,
    };
    fits.then_some(Node::Number(number))
}
