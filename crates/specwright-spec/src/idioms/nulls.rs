//! Nulls without meaning, which exporters write for absent values; unquoted nulls that stand for the type `null`; and
//! `{nullable: true}` as a member of a composition, which stands for null.

use super::Change::{Remove, Set};
use super::{Idiom, error};
use crate::grammar::{Field, FieldShape, ObjectKind};
use crate::{Location, Node, Version};

/// Required descriptive fields that are strings.
const TEXTS: [(ObjectKind, &str); 5] = [
    (ObjectKind::Info, "title"),
    (ObjectKind::Info, "version"),
    (ObjectKind::License, "name"),
    (ObjectKind::Response, "description"),
    (ObjectKind::Tag, "name"),
];

/// Required fields that may be empty objects.
const EMPTY: [(ObjectKind, &str); 2] = [
    (ObjectKind::Document, "paths"),
    (ObjectKind::OAuthFlow, "scopes"),
];

pub(super) fn find(
    kind: ObjectKind,
    node: &Node,
    at: &Location,
    version: Version,
    found: &mut Vec<Idiom>,
) {
    for (key, value) in node.members() {
        match (kind.field(key), value) {
            (Some(field), Node::Null) => found.extend(of_field(kind, field, at, version)),
            (None, Node::Null) if key == "$ref" => {
                let at = at.child(key);
                found.push(Idiom::new(&at, Remove, error::empty_field(&at)));
            }
            (Some(field), Node::Object(entries)) => {
                of_entries(field, entries, &at.child(key), found)
            }
            (Some(field), Node::Array(types))
                if (kind, field.name) == (ObjectKind::Schema, "type") =>
            {
                let nulls = types
                    .iter()
                    .enumerate()
                    .filter(|(_, it)| **it == Node::Null);
                found.extend(nulls.map(|(index, _)| null_type(&at.child(key).index(index))));
            }
            (Some(field), Node::Array(members))
                if kind == ObjectKind::Schema && ["anyOf", "oneOf"].contains(&field.name) =>
            {
                of_choice(members, &at.child(key), found);
            }
            _ => {}
        }
    }
}

fn of_field(kind: ObjectKind, field: &Field, at: &Location, version: Version) -> Option<Idiom> {
    let at = at.child(field.name);
    let is_in = |table: &[(ObjectKind, &str)]| table.contains(&(kind, field.name));
    let change = match field.shape {
        FieldShape::Any => return None,
        _ if (kind, field.name) == (ObjectKind::Schema, "type") && version >= Version::V3_1 => {
            return Some(null_type(&at));
        }
        _ if is_in(&TEXTS) => Set(Node::String(String::new())),
        _ if is_in(&EMPTY) => Set(Node::Object(Vec::new())),
        _ if field.is_required(version) => return None,
        _ => Remove,
    };
    Some(Idiom::new(&at, change, error::empty_field(&at)).or("or write a value"))
}

/// Finds null entries where an empty value is allowed.
fn of_entries(field: &Field, entries: &[(String, Node)], at: &Location, found: &mut Vec<Idiom>) {
    let empty = match field.shape {
        FieldShape::Map(FieldShape::Schema | FieldShape::Referable(ObjectKind::MediaType)) => {
            Node::Object(Vec::new())
        }
        FieldShape::Map(FieldShape::Text) if field.name == "scopes" => Node::String(String::new()),
        _ => return,
    };
    for (name, _) in entries.iter().filter(|(_, value)| *value == Node::Null) {
        let at = at.child(name);
        let diagnostic = error::empty_entry(&at);
        let idiom = Idiom::new(&at, Set(empty.clone()), diagnostic);
        found.push(idiom.or("or write a value"));
    }
}

/// Finds members with only `nullable`, which literally accept any value and make the composition ineffective. Exporters
/// write them for optional values (`schemars` for every `Option`).
fn of_choice(members: &[Node], at: &Location, found: &mut Vec<Idiom>) {
    let is_text = |key: &str| ["title", "description"].contains(&key) || key.starts_with("x-");
    let is_null = |node: &Node| {
        node.get("nullable").and_then(Node::as_bool) == Some(true)
            && (node.members().iter()).all(|(key, _)| key == "nullable" || is_text(key))
    };
    let nulls = members.iter().filter(|it| is_null(it)).count();
    if nulls == members.len() {
        return;
    }
    for (index, node) in members.iter().enumerate().filter(|(_, it)| is_null(it)) {
        let kept = node.members().iter().filter(|(key, _)| key != "nullable");
        let mut null: Vec<(String, Node)> = kept.cloned().collect();
        null.push(("enum".to_owned(), Node::Array(vec![Node::Null])));
        let at = at.index(index);
        let null = Set(Node::Object(null));
        let idiom = Idiom::new(&at, null, error::null_member(&at));
        found.push(
            idiom.not_offered(
                "write `nullable: true` beside the composition, and remove this member",
            ),
        );
    }
}

fn null_type(at: &Location) -> Idiom {
    let name = Set(Node::String("null".to_owned()));
    Idiom::new(at, name, error::null_type(at))
}
