//! Names in the wrong case, and formats used as types.

use std::borrow::Cow;

use super::Change::{Beside, Remove, Rename, Set};
use super::{Idiom, error};
use crate::check::TYPES;
use crate::grammar::{Field, ObjectKind, is_extension};
use crate::requirements::opens;
use crate::{Location, Node, ParameterStyle, Version};

/// Fields that take one of a set of names.
const NAMES: [(ObjectKind, &str, &[&str]); 7] = [
    (ObjectKind::Schema, "type", &TYPES),
    (
        ObjectKind::Parameter,
        "in",
        &["path", "query", "header", "cookie", "querystring"],
    ),
    (ObjectKind::Parameter, "style", &ParameterStyle::NAMES),
    (ObjectKind::Header, "style", &ParameterStyle::NAMES),
    (ObjectKind::Encoding, "style", &ParameterStyle::NAMES),
    (
        ObjectKind::SecurityScheme,
        "type",
        &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"],
    ),
    (
        ObjectKind::SecurityScheme,
        "in",
        &["query", "header", "cookie"],
    ),
];

/// Formats that imply their type (OpenAPI Format Registry).
const FORMATS: [(&str, &str); 16] = [
    ("int32", "integer"),
    ("int64", "integer"),
    ("float", "number"),
    ("double", "number"),
    ("byte", "string"),
    ("binary", "string"),
    ("date", "string"),
    ("date-time", "string"),
    ("password", "string"),
    ("uuid", "string"),
    ("uri", "string"),
    ("email", "string"),
    ("hostname", "string"),
    ("ipv4", "string"),
    ("ipv6", "string"),
    ("duration", "string"),
];

pub(super) fn find(kind: ObjectKind, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    for (_, field, names) in NAMES.iter().filter(|(of, ..)| *of == kind) {
        let written = node.get(field).and_then(Node::as_str);
        let intended = written.and_then(|text| ignoring_case(text, names));
        if let Some((written, intended)) = written.zip(intended) {
            found.push(wrong_case(&at.child(field), written, intended));
        }
    }
    if kind == ObjectKind::Schema {
        find_formats(node, at, found);
        find_required(node, at, found);
    }
}

/// Keywords that may declare a property elsewhere.
const ELSEWHERE: [&str; 4] = ["$ref", "allOf", "anyOf", "oneOf"];

/// Finds names in `required` that differ only in case from a property.
fn find_required(schema: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let list = at
        .parent()
        .and_then(|list| list.pointer.last().map(Cow::into_owned));
    let is_member = list.is_some_and(|list| ELSEWHERE.contains(&&*list));
    if is_member || ELSEWHERE.iter().any(|key| schema.get(key).is_some()) {
        return;
    }
    let properties = schema.get("properties").map(Node::members);
    let properties = properties.unwrap_or_default();
    let names: Vec<&str> = properties.iter().map(|(name, _)| name.as_str()).collect();
    let required = schema.get("required").map(Node::elements);
    for (index, name) in required.unwrap_or_default().iter().enumerate() {
        let Some(name) = name.as_str().filter(|name| !names.contains(name)) else {
            continue;
        };
        let mut alike = names.iter().filter(|it| it.eq_ignore_ascii_case(name));
        if let (Some(intended), None) = (alike.next(), alike.next()) {
            found.push(wrong_case(
                &at.child("required").index(index),
                name,
                intended,
            ));
        }
    }
}

/// Finds unknown keys that differ only in case from an absent field. Returns the corrected object, if there are any, to find
/// further idioms in it.
pub(super) fn rename_keys(
    kind: ObjectKind,
    node: &Node,
    at: &Location,
    version: Version,
    found: &mut Vec<Idiom>,
) -> Option<Node> {
    super::rename_keys(node, |key, _, now| {
        if is_extension(key) || kind.shape_of(key).is_some() {
            return None;
        }
        let mut fields = kind.fields().iter().filter(|field| field.is_of(version));
        let intended = fields.find(|field| field.name.eq_ignore_ascii_case(key));
        // An empty `security` would remove the requirements of the document.
        let opens = |field: &Field| field.name == "security" && node.get(key).is_some_and(opens);
        let field = intended.filter(|field| now.get(field.name).is_none() && !opens(field))?;
        let at = at.child(key);
        let diagnostic = error::other_key(&at, key, field.name);
        // References contain these keys and would become unresolved.
        let is_named = matches!(kind, ObjectKind::Document | ObjectKind::Components);
        found.push(match is_named {
            true => Idiom::new(&at, Rename(field), diagnostic)
                .not_offered(format!("write `{}`, also in references", field.name)),
            false => Idiom::new(&at, Rename(field), diagnostic),
        });
        Some(field.name)
    })
}

fn find_formats(schema: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let names = FORMATS.map(|(name, _)| name);
    let written = |key| schema.get(key).and_then(Node::as_str);
    let format = written("format");
    if let Some(text) = format
        && let Some(intended) = ignoring_case(text, &names)
    {
        found.push(wrong_case(&at.child("format"), text, intended));
    }
    let Some(text) = written("type") else {
        return find_type(schema, at, found);
    };
    let known = FORMATS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text));
    if let Some((name, of)) = known {
        let at = at.child("type");
        let diagnostic = error::format_as_type(&at, text, of, name);
        found.push(Idiom::new(
            &at,
            Set(Node::String((*of).to_owned())),
            diagnostic,
        ));
        if format.is_none() {
            let format = Node::String((*name).to_owned());
            let beside = Beside("format", format, at.pointer.clone());
            found.push(Idiom::silent(&at, beside));
        }
    }
}

/// Keywords that declare the type of a value.
const TYPING: [&str; 8] = [
    "type",
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
    "const",
    "properties",
];

/// Finds a type name in `format` where no other keyword declares the type.
fn find_type(schema: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let format = schema.get("format").and_then(Node::as_str);
    let is_known = |text: &&str| TYPES.iter().find(|name| name.eq_ignore_ascii_case(text));
    let Some((text, intended)) = format.and_then(|text| Some((text, *is_known(&text)?))) else {
        return;
    };
    if TYPING.iter().all(|key| schema.get(key).is_none()) {
        let at = at.child("format");
        let name = Node::String(intended.to_owned());
        let named = Beside("type", name, at.pointer.clone());
        let diagnostic = error::type_as_format(&at, text, intended);
        found.push(Idiom::new(&at, named, diagnostic));
        found.push(Idiom::silent(&at, Remove));
    }
}

/// Returns the type for a name, in lowercase.
pub(super) fn intended_type(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let known = FORMATS.iter().find(|(name, _)| *name == lower);
    known.map_or(lower, |(_, of)| (*of).to_owned())
}

/// Returns the name that differs from a text only in case.
fn ignoring_case<'a>(text: &str, names: &[&'a str]) -> Option<&'a str> {
    match names.contains(&text) {
        true => None,
        false => names
            .iter()
            .find(|name| name.eq_ignore_ascii_case(text))
            .copied(),
    }
}

fn wrong_case(at: &Location, written: &str, intended: &str) -> Idiom {
    let name = Set(Node::String(intended.to_owned()));
    Idiom::new(at, name, error::wrong_case(at, written, intended))
}
