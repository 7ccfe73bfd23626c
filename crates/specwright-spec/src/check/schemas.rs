//! Keywords of a single schema object (OpenAPI 3.0.4, "Schema Object").

use std::collections::HashSet;

use super::error;
use crate::grammar::{FieldShape, ObjectKind};
use crate::resolve::Resolved;
use crate::suggest::nearest;
use crate::{Fix, Location, Node, Report, Version};

/// The types of OpenAPI 3.0 ("Data Types"); OpenAPI 3.1 adds `null`.
pub(crate) const TYPES: [&str; 6] = ["boolean", "integer", "number", "string", "array", "object"];

/// Pairs of a lower and an upper bound.
const RANGES: [(&str, &str); 4] = [
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minimum", "maximum"),
];

pub(super) fn check(resolved: &Resolved, schema: &Node, at: &Location, report: &mut Report) {
    let version = resolved.version(at.file);
    check_type(resolved, schema, at, report);
    check_ranges(schema, at, report);
    check_bounds(schema, at, version, report);
    check_items(schema, at, version, report);
    check_required(schema, at, report);
    check_effect(schema, at, report);
    check_discriminator(schema, at, report);
    check_compositions(schema, at, report);
    let flag = |key: &str| schema.get(key).and_then(Node::as_bool).unwrap_or_default();
    if flag("readOnly") && flag("writeOnly") {
        report.push(error::read_only_and_write_only(at));
    }
    let multiple = schema.get("multipleOf").and_then(Node::as_number);
    if let Some(number) = multiple.filter(|number| number.is_negative() || number.is_zero()) {
        let repair = match number.is_zero() {
            true => "every number is rejected",
            false => "read without its sign",
        };
        let error = error::multiple_of(&at.child("multipleOf"), number);
        report.push(error.repaired(resolved.leniency, repair));
    }
}

/// Checks that compositions have members: "This array MUST be a non-empty array" (JSON Schema 2020-12 Core, section 10.2.1).
fn check_compositions(schema: &Node, at: &Location, report: &mut Report) {
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let members = schema.get(keyword).and_then(Node::as_array);
        if members.is_some_and(<[Node]>::is_empty) {
            report.push(error::empty_composition(at, keyword));
        }
    }
}

fn check_type(resolved: &Resolved, schema: &Node, at: &Location, report: &mut Report) {
    let version = resolved.version(at.file);
    let type_at = at.child("type");
    match schema.get("type") {
        Some(Node::Array(names)) => {
            if version < Version::V3_1 {
                report.push(error::several_types(names, at, version));
            }
            if names.is_empty() {
                report.push(error::no_type(&type_at));
            }
            for (index, name) in names.iter().enumerate() {
                let at = type_at.index(index);
                check_type_name(name, &at, Version::V3_1, report);
            }
        }
        Some(name) => check_type_name(name, &type_at, version, report),
        None if schema.get("nullable") == Some(&Node::Bool(true)) => {
            let listed = schema.get("enum").map(Node::elements);
            let admits_null = listed.is_none_or(|values| values.contains(&Node::Null));
            report.push(error::nullable_without_type(at, admits_null));
        }
        None => {}
    }
    let arrays = types(schema).any(|name| name == "array");
    let holds = ["items", "prefixItems"];
    if version < Version::V3_1 && arrays && !holds.iter().any(|key| schema.get(key).is_some()) {
        report.push(error::array_without_items(at));
    }
}

fn check_type_name(name: &Node, at: &Location, version: Version, report: &mut Report) {
    match name.as_text() {
        Some(known) if TYPES.contains(&known) => {}
        Some("null") if version >= Version::V3_1 => {}
        Some("file") => report.push(error::file_type(at)),
        Some("null") => report.push(error::null_type(at, version)),
        Some(unknown) => {
            let null = version >= Version::V3_1 && nearest(unknown, ["null"]).is_some();
            let intended = intended_type(unknown).or(null.then_some("null"));
            report.push(error::unknown_type(at, unknown, intended));
        }
        None => {}
    }
}

/// Returns the type for a type name of another language, or for a format used as a type.
pub(crate) fn intended_type(name: &str) -> Option<&'static str> {
    #[rustfmt::skip]
    const INTENDED: &[(&str, &[&str])] = &[
        ("boolean", &["bool"]),
        ("integer", &["int", "int8", "int16", "int32", "int64", "long", "short", "byte", "uint", "uint8", "uint16", "uint32", "uint64"]),
        ("number", &["float", "double", "decimal", "float32", "float64"]),
        ("string", &["str", "text", "char", "date", "date-time", "datetime", "time", "timestamp", "uuid", "uri", "url", "email", "enum", "binary", "password"]),
        ("array", &["list", "set"]),
        ("object", &["map", "dict", "dictionary", "hash", "struct"]),
    ];
    let lower = name.to_lowercase();
    let intended = INTENDED
        .iter()
        .find(|(_, names)| names.contains(&lower.as_str()));
    intended
        .map(|(intended, _)| *intended)
        .or_else(|| nearest(name, TYPES))
}

/// Returns the names in `type`: one, or a list (since OpenAPI 3.1).
pub(super) fn types(schema: &Node) -> impl Iterator<Item = &str> {
    let written = schema.get("type");
    let one = written.and_then(Node::as_str);
    let several = written.map(Node::elements).unwrap_or_default();
    one.into_iter()
        .chain(several.iter().filter_map(Node::as_str))
}

/// The keywords for the contents of arrays and objects.
const HOLDING: [(&str, &[&str]); 2] = [
    ("array", &["items", "prefixItems"]),
    ("object", &["properties", "additionalProperties"]),
];

/// Reports keywords for arrays or objects beside another type (JSON Schema 2020-12 Core, section 7.6.1). Keywords without
/// constraints, such as `items: {}`, are not reported.
fn check_effect(schema: &Node, at: &Location, report: &mut Report) {
    let names: Vec<&str> = types(schema).collect();
    let is_known = |name: &&str| TYPES.contains(name) || *name == "null";
    if names.is_empty() || !names.iter().all(is_known) {
        return;
    }
    for (of, keywords) in HOLDING.iter().filter(|(of, _)| !names.contains(of)) {
        let is_nonempty = |key: &&&str| {
            let value = schema.get(key);
            value.is_some_and(|it| !it.members().is_empty() || !it.elements().is_empty())
        };
        for key in keywords.iter().filter(is_nonempty) {
            report.push(error::ineffective_keyword(&at.child(key), key, of, &names));
        }
    }
}

/// Checks `exclusiveMinimum` and `exclusiveMaximum`: booleans before OpenAPI 3.1, numbers since.
fn check_bounds(schema: &Node, at: &Location, version: Version, report: &mut Report) {
    for (key, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        match schema.get(key) {
            Some(Node::Number(number)) if version < Version::V3_1 => {
                let number = Node::Number(number.clone());
                let fix = Fix::insert(at, bound, number)
                    .and(Fix::replace(&at.child(key), Node::Bool(true)));
                let fix = match schema.get(bound) {
                    None => Ok(fix),
                    Some(_) => Err("write the stricter of the two bounds"),
                };
                report.push(error::exclusive_bound(&at.child(key), key, version, fix));
            }
            Some(Node::Bool(true)) if version >= Version::V3_1 => {
                let key_at = at.child(key);
                let fix = match schema.get(bound) {
                    Some(number) => {
                        Fix::replace(&key_at, number.clone()).and(Fix::remove(&at.child(bound)))
                    }
                    None => Fix::remove(&key_at),
                };
                report.push(error::exclusive_bound(&key_at, key, version, Ok(fix)));
            }
            _ => {}
        }
    }
}

/// Reports a list in `items`, the JSON Schema draft 7 form of `prefixItems`.
fn check_items(schema: &Node, at: &Location, version: Version, report: &mut Report) {
    let Some(items @ Node::Array(_)) = schema.get("items") else {
        return;
    };
    report.push(
        match version >= Version::V3_1 && schema.get("prefixItems").is_none() {
            true => error::list_of_items(schema, at, version),
            false => {
                let at = at.child("items");
                let hint = "write one schema for all elements, with `oneOf` if they differ";
                let hint = Some(hint.to_owned());
                error::wrong_type(&at, &FieldShape::Schema.describe(), items, hint)
            }
        },
    );
}

fn check_ranges(schema: &Node, at: &Location, report: &mut Report) {
    for (lower, upper) in RANGES {
        let number = |key: &str| schema.get(key).and_then(Node::as_number);
        let both = number(lower).zip(number(upper));
        if let Some((low, high)) = both.filter(|(low, high)| low.compare(high).is_gt()) {
            report.push(error::empty_range(
                &at.child(lower),
                &at.child(upper),
                low,
                high,
            ));
        }
    }
}

fn check_required(schema: &Node, at: &Location, report: &mut Report) {
    let at = at.child("required");
    let mut known = HashSet::new();
    let names = schema.get("required").map(Node::elements);
    for (index, name) in names.unwrap_or_default().iter().enumerate() {
        let Some(name) = name.as_text() else { continue };
        if !known.insert(name) {
            report.push(error::duplicate_required(&at.index(index), name));
        }
        if is_forbidden(schema, name) {
            let properties = schema.get("properties").map(Node::members);
            let names = properties.unwrap_or_default().iter();
            let intended = nearest(name, names.map(|(name, _)| name.as_str()));
            report.push(error::forbidden_required(&at.index(index), name, intended));
        }
    }
}

/// Returns true if a property with this name is neither declared nor allowed. With `allOf`, a member may declare it; `lower`
/// decides whether both can be valid.
pub(crate) fn is_forbidden(schema: &Node, name: &str) -> bool {
    let declares = |key: &str| schema.get(key).is_some();
    let declared = || {
        schema
            .get("properties")
            .is_some_and(|properties| properties.get(name).is_some())
    };
    schema.get("additionalProperties") == Some(&Node::Bool(false))
        && !declares("allOf")
        && !declares("patternProperties")
        && !declared()
}

fn check_discriminator(schema: &Node, at: &Location, report: &mut Report) {
    let at_discriminator = at.child("discriminator");
    match schema.get("discriminator") {
        Some(Node::String(name)) if !name.is_empty() => {
            report.push(error::discriminator_text(&at_discriminator, name));
        }
        Some(text @ Node::String(_)) => {
            let expected = FieldShape::Object(ObjectKind::Discriminator).describe();
            report.push(error::wrong_type(&at_discriminator, &expected, text, None));
        }
        _ => {}
    }
    let choices = ["oneOf", "anyOf", "allOf", "properties"];
    if schema.get("discriminator").is_some() && !choices.iter().any(|key| schema.get(key).is_some())
    {
        report.push(error::unused_discriminator(&at.child("discriminator")));
    }
}
