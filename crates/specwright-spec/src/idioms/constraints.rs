//! Constraints in another form with an unambiguous meaning, which a lenient run applies ([`crate::lenient::constraints`]).

use super::Change::{Remove, Replace, Set};
use super::{Idiom, error};
use crate::check::TYPES;
use crate::grammar::{FieldShape, ObjectKind, is_extension};
use crate::{Location, Node, Number};

/// Lower bounds of counts: a negative number has no effect.
const LEAST: [&str; 4] = ["minLength", "minItems", "minProperties", "minContains"];

pub(super) fn find(shape: FieldShape, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let change = match (shape, node) {
        (FieldShape::Count, Node::Number(number)) => count(number, at),
        (FieldShape::Schema | FieldShape::OrList(FieldShape::Schema), Node::String(text)) => {
            schema(text)
        }
        (FieldShape::List(FieldShape::Schema), Node::Object(members)) => {
            let is_known = |key: &str| key == "$ref" || ObjectKind::Schema.field(key).is_some();
            let keys = members.iter().filter(|(key, _)| !is_extension(key));
            let is_schema = !members.is_empty() && keys.clone().all(|(key, _)| is_known(key));
            let list = Node::Array(vec![node.clone()]);
            is_schema.then(|| {
                (
                    Replace(list, shape),
                    "read as a list of one element".to_owned(),
                )
            })
        }
        (FieldShape::List(FieldShape::Referable(ObjectKind::Parameter)), Node::Object(_))
            if node.get("name").or(node.get("$ref")).is_some() =>
        {
            let list = Node::Array(vec![node.clone()]);
            Some((
                Replace(list, shape),
                "read as a list of one element".to_owned(),
            ))
        }
        (FieldShape::List(FieldShape::Any), Node::String(_) | Node::Number(_) | Node::Bool(_))
            if at.pointer.last().as_deref() == Some("enum") =>
        {
            Some(set(Node::Array(vec![node.clone()])))
        }
        _ => None,
    };
    if let Some((change, repair)) = change {
        let diagnostic = error::wrong_type(at, &shape.describe(), node);
        found.push(Idiom::new(at, change, diagnostic).repaired(repair));
    }
}

fn set(intended: Node) -> (super::Change, String) {
    let repair = format!("read as `{}`", intended.compact());
    (Set(intended), repair)
}

/// Returns the count with the same effect as a negative or fractional number; a negative upper bound has none.
fn count(number: &Number, at: &Location) -> Option<(super::Change, String)> {
    let key = at.pointer.last()?;
    let is_least = LEAST.contains(&&*key);
    let rounded = match is_least {
        true => number.ceil()?.max(0),
        false => number.floor()?,
    };
    match u64::try_from(rounded) {
        Ok(intended) => Some(set(Node::Number(Number::new(&intended.to_string())?))),
        Err(_) if is_least || rounded < 0 => None,
        Err(_) => Some((Remove, "ignored: no value reaches this bound".to_owned())),
    }
}

/// Returns the schema for the name of a type, or for a pointer.
fn schema(text: &str) -> Option<(super::Change, String)> {
    let key = match text {
        _ if TYPES.contains(&text) => "type",
        _ if text.starts_with("#/") => "$ref",
        _ => return None,
    };
    let schema = Node::Object(vec![(key.to_owned(), Node::String(text.to_owned()))]);
    let repair = format!("read as `{}`", schema.compact());
    Some((Replace(schema, FieldShape::Schema), repair))
}
