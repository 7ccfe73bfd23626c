//! The keywords of one schema object (OpenAPI 3.0.4, "Schema Object").

use std::collections::HashSet;

use super::error;
use crate::suggest::nearest;
use crate::{Location, Node, Report};

/// The types of OpenAPI 3.0 ("Data Types").
pub(super) const TYPES: [&str; 6] = ["boolean", "integer", "number", "string", "array", "object"];

/// Keywords that bound one measure from below and above.
const RANGES: [(&str, &str); 4] = [
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minimum", "maximum"),
];

pub(super) fn check(schema: &Node, at: &Location, report: &mut Report) {
    check_type(schema, at, report);
    check_ranges(schema, at, report);
    check_required(schema, at, report);
    check_discriminator(schema, at, report);
    let flag = |key: &str| schema.get(key).and_then(Node::as_bool).unwrap_or_default();
    if flag("readOnly") && flag("writeOnly") {
        report.push(error::read_only_and_write_only(at));
    }
    let multiple = schema.get("multipleOf").and_then(Node::as_number);
    if let Some(number) = multiple.filter(|number| number.is_negative() || number.is_zero()) {
        report.push(error::multiple_of(&at.child("multipleOf"), number));
    }
}

fn check_type(schema: &Node, at: &Location, report: &mut Report) {
    match schema.get("type").and_then(Node::as_str) {
        Some("array") if schema.get("items").is_none() => {
            report.push(error::array_without_items(at))
        }
        Some(known) if TYPES.contains(&known) => {}
        Some("null") => report.push(error::null_type(&at.child("type"))),
        Some(unknown) => report.push(error::unknown_type(
            &at.child("type"),
            unknown,
            nearest(unknown, TYPES),
        )),
        None if schema.get("type").is_none()
            && schema.get("nullable") == Some(&Node::Bool(true)) =>
        {
            let composed = ["allOf", "anyOf", "oneOf"]
                .iter()
                .any(|key| schema.get(key).is_some());
            report.push(error::nullable_without_type(at, composed));
        }
        None => {}
    }
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
    let closed = schema.get("additionalProperties") == Some(&Node::Bool(false));
    let properties = schema.get("properties");
    let mut known = HashSet::new();
    for (index, name) in schema
        .get("required")
        .map(Node::elements)
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        let Some(name) = name.as_text() else { continue };
        if !known.insert(name) {
            report.push(error::duplicate_required(&at.index(index), name));
        }
        let declared = properties.is_some_and(|properties| properties.get(name).is_some());
        // With `allOf` the property may come from a member; whether both can hold is for `lower` to say.
        if closed && !declared && schema.get("allOf").is_none() {
            let names = properties
                .map(Node::members)
                .unwrap_or_default()
                .iter()
                .map(|(name, _)| name.as_str());
            report.push(error::forbidden_required(
                &at.index(index),
                name,
                nearest(name, names),
            ));
        }
    }
}

fn check_discriminator(schema: &Node, at: &Location, report: &mut Report) {
    let choices = ["oneOf", "anyOf", "allOf", "properties"];
    if schema.get("discriminator").is_some() && !choices.iter().any(|key| schema.get(key).is_some())
    {
        report.push(error::unused_discriminator(&at.child("discriminator")));
    }
}
