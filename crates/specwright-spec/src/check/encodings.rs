//! How the properties of a form are written (OpenAPI 3.0.4, "Encoding Object").

use super::error;
use super::parameters::QUERY_STYLES;
use super::schemas::types;
use crate::resolve::Resolved;
use crate::{Location, Node, Report};

/// "The key, being the property name, MUST exist in the schema as a property" ("Media Type Object"); "`style` … follows the
/// same values as `query` parameters".
pub(super) fn check(resolved: &Resolved, media: &Node, at: &Location, report: &mut Report) {
    let encodings = media.get("encoding").map(Node::members).unwrap_or_default();
    let encodings_at = at.child("encoding");
    if !encodings.is_empty()
        && let Some(why) = ineffective(resolved, media, at)
    {
        report.push(error::ineffective_encoding(&encodings_at, why));
        return;
    }
    for (name, encoding) in encodings {
        let encoding_at = encodings_at.child(name);
        let style = encoding.get("style").and_then(Node::as_text);
        if let Some(style) = style.filter(|style| !QUERY_STYLES.contains(style)) {
            let at = encoding_at.child("style");
            report.push(error::invalid_style(
                &at,
                style,
                "an encoding",
                &QUERY_STYLES,
            ));
        }
        if lacks(resolved, media, at, name) {
            report.push(error::encoding_of_nothing(&encoding_at, name));
        }
    }
}

/// Why no encoding has an effect, if so: "The `encoding` attribute SHALL only apply to Request Body Objects when the media type
/// is `multipart` or `application/x-www-form-urlencoded`", and its keys are properties ("Media Type Object").
fn ineffective(resolved: &Resolved, media: &Node, at: &Location) -> Option<&'static str> {
    let name = at.pointer.last().unwrap_or_default().to_ascii_lowercase();
    let is_form =
        name.starts_with("multipart/") || name.starts_with("application/x-www-form-urlencoded");
    if name.contains('/') && !is_form && !name.contains('*') {
        return Some("the media type is not a form");
    }
    let (schema, _) = resolved.follow_node(media.get("schema")?, at.child("schema"));
    let mut types = types(schema).peekable();
    let is_other = types.peek().is_some() && types.all(|name| name != "object");
    is_other.then_some("the schema is not an object")
}

/// Whether the schema lists its properties, and this is none of them. A property of a schema that is composed, or open by
/// its own words, may be declared elsewhere.
fn lacks(resolved: &Resolved, media: &Node, at: &Location, name: &str) -> bool {
    let Some(schema) = media.get("schema") else {
        return false;
    };
    let (schema, _) = resolved.follow_node(schema, at.child("schema"));
    let open = [
        "allOf",
        "anyOf",
        "oneOf",
        "additionalProperties",
        "patternProperties",
        "$ref",
    ];
    let properties = schema.get("properties");
    !open.iter().any(|key| schema.get(key).is_some())
        && properties.is_some_and(|properties| properties.get(name).is_none())
}
