//! Values that stand in a schema: `enum` and `default`.

use std::collections::HashMap;

use super::error;
use super::schemas::TYPES;
use crate::resolve::Resolved;
use crate::{Location, Node, Report};

pub(super) fn check(resolved: &Resolved, schema: &Node, at: &Location, report: &mut Report) {
    if let Some(Node::Array(values)) = schema.get("enum") {
        check_enum(schema, values, &at.child("enum"), report);
    }
    if let Some(default) = schema.get("default") {
        check_default(resolved, schema, default, &at.child("default"), report);
    }
}

fn check_enum(schema: &Node, values: &[Node], at: &Location, report: &mut Report) {
    if values.is_empty() {
        report.push(error::empty_enum(at));
    }
    let mut known = HashMap::new();
    for (index, value) in values.iter().enumerate() {
        if let Some(first) = known.insert(value.canonical(), index) {
            report.push(error::duplicate_enum_value(
                &at.index(index),
                &at.index(first),
                value,
            ));
        }
    }
    let mismatch = values.iter().position(|value| !has_type(schema, value));
    if let (Some(index), Some(name)) = (mismatch, schema.get("type").and_then(Node::as_str)) {
        report.push(error::enum_mismatch(&at.index(index), &values[index], name));
    }
    let nullable = schema.get("nullable") == Some(&Node::Bool(true));
    if nullable && !values.is_empty() && !values.contains(&Node::Null) {
        report.push(error::enum_without_null(at));
    }
}

/// "The default value represents what would be assumed by the consumer of the input as the value of the schema if one is
/// not provided": it has to be a value of the schema. Its type and its place in the `enum` are checked here; bounds and
/// patterns where `lower` writes the value.
fn check_default(
    resolved: &Resolved,
    schema: &Node,
    default: &Node,
    at: &Location,
    report: &mut Report,
) {
    let Some(name) = schema.get("type").and_then(Node::as_str) else {
        return;
    };
    if !has_type(schema, default) {
        return report.push(error::default_type(at, default, name));
    }
    let values = schema
        .get("enum")
        .and_then(Node::as_array)
        .filter(|_| !matches!(default, Node::Null));
    if let Some(values) =
        values.filter(|values| !values.iter().any(|value| value.same_value(default)))
    {
        return report.push(error::default_not_in_enum(at, default, values));
    }
    let items_at = at
        .parent()
        .map(|schema| schema.child("items"))
        .unwrap_or_else(|| at.clone());
    let items = resolved.node(resolved.follow(&items_at));
    for (index, element) in default.elements().iter().enumerate() {
        if let Some(name) = items
            .get("type")
            .and_then(Node::as_str)
            .filter(|_| !has_type(items, element))
        {
            report.push(error::default_type(&at.index(index), element, name));
        }
    }
}

/// Whether a value is of the schema's type (OpenAPI 3.0.4, "Data Types"); of one that is not known every value is.
fn has_type(schema: &Node, value: &Node) -> bool {
    let Some(name) = schema
        .get("type")
        .and_then(Node::as_str)
        .filter(|name| TYPES.contains(name))
    else {
        return true;
    };
    match value {
        Node::Null => schema.get("nullable") == Some(&Node::Bool(true)),
        Node::Bool(_) => name == "boolean",
        Node::Number(number) => name == "number" || name == "integer" && number.is_integer(),
        Node::String(_) => name == "string",
        Node::Array(_) => name == "array",
        Node::Object(_) => name == "object",
    }
}
