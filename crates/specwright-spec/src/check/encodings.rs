//! The encoding of form properties (OpenAPI 3.0.4, "Encoding Object").

use super::error;
use super::schemas::types;
use super::styles::{self, StyledValue};
use crate::resolve::Resolved;
use crate::{Location, MediaKind, Node, ParameterLocation, Report, is_media_range};

/// Checks `encoding`: "The key, being the property name, MUST exist in the schema as a property" ("Media Type Object");
/// "`style` … follows the same values as `query` parameters".
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
        let (style, styles) = (
            encoding.get("style"),
            ParameterLocation::Query.style_names(),
        );
        match style.and_then(Node::as_text) {
            Some(style) if !styles.contains(&style) => {
                let at = encoding_at.child("style");
                report.push(error::invalid_style(&at, style, "encoding", &styles));
            }
            Some(_) if media_kind(at) == MediaKind::Form => {
                let styled =
                    StyledValue::new(encoding, &encoding_at, name, ParameterLocation::Query);
                if let Some((schema, at)) = property(resolved, media, at, name) {
                    styles::check_property(resolved, &styled, (schema, &at), report);
                }
            }
            _ => {}
        }
        if lacks(resolved, media, at, name) {
            report.push(error::encoding_of_nothing(&encoding_at, name));
        }
    }
}

/// Returns the kind of the media type at a place.
fn media_kind(at: &Location) -> MediaKind {
    MediaKind::of(&at.pointer.last().unwrap_or_default())
}

/// Returns the schema of a property with its location.
fn property<'a>(
    resolved: &'a Resolved,
    media: &'a Node,
    at: &Location,
    name: &str,
) -> Option<(&'a Node, Location)> {
    let (schema, at) = resolved.follow_node(media.get("schema")?, at.child("schema"));
    let property = schema.get("properties")?.get(name)?;
    Some((property, at.child("properties").child(name)))
}

/// Returns the reason if `encoding` has no effect: "The `encoding` attribute SHALL only apply to Request Body Objects when
/// the media type is `multipart` or `application/x-www-form-urlencoded`", and its keys are properties ("Media Type Object").
fn ineffective(resolved: &Resolved, media: &Node, at: &Location) -> Option<&'static str> {
    let name = at.pointer.last().unwrap_or_default();
    let is_form = matches!(MediaKind::of(&name), MediaKind::Form | MediaKind::Multipart);
    if name.contains('/') && !is_form && !is_media_range(&name) {
        return Some("the media type is not a form");
    }
    let (schema, _) = resolved.follow_node(media.get("schema")?, at.child("schema"));
    let mut types = types(schema).peekable();
    let is_other = types.peek().is_some() && types.all(|name| name != "object");
    is_other.then_some("the schema is not an object")
}

/// Returns true if the schema lists its properties without this one. A property of a composed or explicitly open schema may
/// be declared elsewhere.
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
