//! Values in a schema: `enum`, `const` and `default`.

use std::collections::HashMap;

use super::error;
use super::schemas::{TYPES, types};
use crate::resolve::Resolved;
use crate::{Diagnostic, Location, Node, Report};

pub(super) fn check(resolved: &Resolved, schema: &Node, at: &Location, report: &mut Report) {
    if let Some(Node::Array(values)) = schema.get("enum") {
        check_enum(schema, values, &at.child("enum"), report);
    }
    if let Some(value) = schema.get("const") {
        check_const(schema, value, &at.child("const"), report);
    }
    if let Some(default) = schema.get("default") {
        let misfit = misfit(resolved, schema, default, at);
        misfit.into_iter().for_each(|misfit| report.push(misfit));
    }
}

fn check_enum(schema: &Node, values: &[Node], at: &Location, report: &mut Report) {
    if values.is_empty() {
        report.push(error::empty_enum(at));
    }
    let mut known = HashMap::new();
    for (index, value) in values.iter().enumerate() {
        if let Some(first) = known.insert(value.value_key(), index) {
            report.push(error::duplicate_enum_value(
                &at.index(index),
                &at.index(first),
                value,
            ));
        }
    }
    let mismatches: Vec<usize> = (0..values.len())
        .filter(|index| !has_type(schema, &values[*index]))
        .collect();
    if let [first, others @ ..] = mismatches.as_slice() {
        let others: Vec<Location> = others.iter().map(|index| at.index(*index)).collect();
        let names = names(schema);
        report.push(error::enum_mismatch(
            &at.index(*first),
            &values[*first],
            &names,
            &others,
        ));
    }
    if adds_null(schema) && !values.is_empty() && !values.contains(&Node::Null) {
        report.push(error::enum_without_null(at));
    }
}

fn check_const(schema: &Node, value: &Node, at: &Location, report: &mut Report) {
    if !has_type(schema, value) {
        report.push(error::const_mismatch(at, value, &names(schema)));
    }
    let values = schema.get("enum").and_then(Node::as_array);
    if values.is_some_and(|values| !values.iter().any(|it| it.same_value(value))) {
        report.push(error::const_not_in_enum(at, value));
    }
}

/// Returns the default of a schema, unless it is not one of the schema's values.
pub(crate) fn default<'a>(
    resolved: &Resolved,
    schema: &'a Node,
    at: &Location,
) -> Option<&'a Node> {
    let default = schema.get("default")?;
    misfit(resolved, schema, default, at)
        .is_none()
        .then_some(default)
}

/// Checks the default: "The default value represents what would be assumed by the consumer of the input as the value of the
/// schema if one is not provided", so it must be a value of the schema. Its type and `enum` are checked here; `lower` checks
/// bounds and patterns when it converts the value.
fn misfit(
    resolved: &Resolved,
    schema: &Node,
    default: &Node,
    schema_at: &Location,
) -> Option<Diagnostic> {
    let at = schema_at.child("default");
    if !has_type(schema, default) {
        return Some(error::default_type(&at, default, &names(schema)));
    }
    let values = schema.get("enum").and_then(Node::as_array);
    let is_added = *default == Node::Null && adds_null(schema);
    let values = values.filter(|values| !values.is_empty() && !is_added);
    if let Some(values) = values
        && !values.iter().any(|value| value.same_value(default))
    {
        return Some(error::default_not_in_enum(&at, default, values));
    }
    let items = schema
        .get("items")
        .filter(|_| !default.elements().is_empty())?;
    let (items, _) = resolved.follow_node(items, schema_at.child("items"));
    let mut elements = default.elements().iter().enumerate();
    let (index, element) = elements.find(|(_, element)| !has_type(items, element))?;
    Some(error::default_type(
        &at.index(index),
        element,
        &names(items),
    ))
}

/// Returns true if `nullable` adds null to the types of a schema: it does so only beside a `type` (OpenAPI 3.0.4, "Schema Object").
fn adds_null(schema: &Node) -> bool {
    schema.get("nullable") == Some(&Node::Bool(true)) && types(schema).next().is_some()
}

/// Returns true if a value has one of the schema's types (OpenAPI 3.0.4, "Data Types"). Every value has an unknown type.
fn has_type(schema: &Node, value: &Node) -> bool {
    let known = |name| TYPES.contains(&name) || name == "null";
    let is = |name| match value {
        Node::Null => name == "null",
        Node::Bool(_) => name == "boolean",
        Node::Number(number) => name == "number" || name == "integer" && number.is_integer(),
        Node::String(_) => name == "string",
        Node::Array(_) => name == "array",
        Node::Object(_) => name == "object",
    };
    types(schema).next().is_none()
        || types(schema).any(|name| is(name) || !known(name))
        || matches!(value, Node::Null) && adds_null(schema)
}

/// Returns the schema's types, for messages.
fn names(schema: &Node) -> String {
    types(schema).collect::<Vec<_>>().join(" or ")
}
