//! The less common keywords.

use super::super::fields::{count, flag, text};
use super::keywords::{bound, dependent_required, discriminator};
use crate::grammar::is_extension;
use crate::{Node, Uncommon};

/// Reads the uncommon keywords without subschemas; `None` if the schema has no uncommon keyword.
pub(super) fn values(node: &Node) -> Option<Box<Uncommon>> {
    let mut members = node.members().iter();
    if !members.any(|(key, value)| is_uncommon(key, value)) {
        return None;
    }
    let extensions = node.members().iter().filter(|(key, _)| is_extension(key));
    Some(Box::new(Uncommon {
        const_value: node.get("const").cloned(),
        minimum: bound(node, "minimum", "exclusiveMinimum"),
        maximum: bound(node, "maximum", "exclusiveMaximum"),
        multiple_of: node.get("multipleOf").and_then(Node::as_number).cloned(),
        min_length: count(node, "minLength"),
        max_length: count(node, "maxLength"),
        pattern: text(node, "pattern"),
        content_encoding: text(node, "contentEncoding"),
        content_media_type: text(node, "contentMediaType"),
        min_items: count(node, "minItems"),
        max_items: count(node, "maxItems"),
        unique_items: flag(node, "uniqueItems"),
        min_contains: count(node, "minContains"),
        max_contains: count(node, "maxContains"),
        dependent_required: dependent_required(node),
        min_properties: count(node, "minProperties"),
        max_properties: count(node, "maxProperties"),
        discriminator: discriminator(node),
        extensions: extensions.cloned().collect(),
        ..Uncommon::NONE
    }))
}

/// Returns true if a keyword is not a field of [`Schema`](crate::Schema) itself.
fn is_uncommon(key: &str, value: &Node) -> bool {
    match key {
        "items" => value.as_array().is_some(),
        _ => !COMMON.contains(&key),
    }
}

/// The fields of [`Schema`](crate::Schema).
const COMMON: [&str; 19] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "deprecated",
    "description",
    "enum",
    "example",
    "examples",
    "format",
    "nullable",
    "oneOf",
    "properties",
    "readOnly",
    "required",
    "title",
    "type",
    "writeOnly",
];
