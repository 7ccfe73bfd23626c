//! Parameters and headers.

use std::borrow::Cow;

use super::Reader;
use super::fields::{self, flag, members};
use super::media::content;
use crate::check::{is_token, media_types, styles};
use crate::{Location, Node, Parameter, ParameterLocation, ParameterStyle, Serialization};

/// The parameter at a place.
pub(super) fn read<'a>(reader: &mut Reader<'a>, node: &'a Node, at: Location) -> Option<Parameter> {
    let (location, default) = match node.get("in")?.as_str()? {
        "path" => (ParameterLocation::Path, ParameterStyle::Simple),
        "query" => (ParameterLocation::Query, ParameterStyle::Form),
        "header" => (ParameterLocation::Header, ParameterStyle::Simple),
        "cookie" => (ParameterLocation::Cookie, ParameterStyle::Form),
        "querystring" => (ParameterLocation::Querystring, ParameterStyle::Form),
        _ => return None,
    };
    Some(Parameter {
        component: component(&at, "parameters"),
        name: fields::text(node, "name")?,
        location,
        description: fields::text(node, "description"),
        // `check` warns where a path parameter does not say so.
        required: flag(node, "required") || location == ParameterLocation::Path,
        deprecated: flag(node, "deprecated"),
        serialization: serialization(reader, node, &at, location, default)?,
        at,
    })
}

/// The headers of a response or encoding, in order. "If a response header is defined with the name `Content-Type`, it SHALL
/// be ignored" (OpenAPI 3.0.4, "Response Object").
pub(super) fn headers<'a>(
    reader: &mut Reader<'a>,
    holder: &'a Node,
    at: &Location,
) -> Option<Vec<Parameter>> {
    let (at, resolved) = (at.child("headers"), reader.resolved);
    let headers = members(holder, "headers").iter();
    headers
        .filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"))
        .map(|(name, node)| (name, resolved.follow_node(node, at.child(name))))
        // A reference that is still here leads nowhere.
        .filter(|(name, (node, _))| is_token(name) && node.get("$ref").is_none())
        .filter(|(_, (node, _))| has_form(node))
        .map(|(name, (node, at))| header(reader, name, node, at))
        .collect()
}

/// A header, under the name it is sent by.
fn header<'a>(
    reader: &mut Reader<'a>,
    name: &str,
    node: &'a Node,
    at: Location,
) -> Option<Parameter> {
    let (location, style) = (ParameterLocation::Header, ParameterStyle::Simple);
    Some(Parameter {
        component: component(&at, "headers"),
        name: name.to_owned(),
        location,
        description: fields::text(node, "description"),
        required: flag(node, "required"),
        deprecated: flag(node, "deprecated"),
        serialization: serialization(reader, node, &at, location, style)?,
        at,
    })
}

fn serialization<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node,
    at: &Location,
    location: ParameterLocation,
    default: ParameterStyle,
) -> Option<Serialization> {
    let schema = match node.get("schema") {
        Some(schema) => reader.schemas.id(schema, at.child("schema")),
        None => match content(reader, node, at)?.into_iter().next() {
            Some(media) => return Some(Serialization::Content(media)),
            // `check` refuses it; where faults are repaired, what has no form is a string.
            None => reader.schemas.text(at.child("schema")),
        },
    };
    let style = style(node, place(location)).unwrap_or(default);
    // "When `style` is `form` or `cookie`, the default value is `true`. For all other styles, the default value is `false`."
    let explode = node.get("explode").and_then(Node::as_bool);
    Some(Serialization::Style {
        schema,
        style,
        explode: explode.unwrap_or(matches!(
            style,
            ParameterStyle::Form | ParameterStyle::Cookie
        )),
        allow_reserved: location == ParameterLocation::Query && flag(node, "allowReserved"),
    })
}

/// A required parameter that is a string, and stands nowhere but in the path of an operation.
pub(super) fn text(
    reader: &mut Reader<'_>,
    name: &str,
    location: ParameterLocation,
    at: &Location,
) -> Parameter {
    let schema = reader.schemas.text(at.child(name));
    let mut parameter = Parameter {
        at: at.clone(),
        component: None,
        name: name.to_owned(),
        location,
        description: None,
        required: true,
        deprecated: false,
        serialization: Serialization::Style {
            schema,
            style: ParameterStyle::Simple,
            explode: false,
            allow_reserved: false,
        },
    };
    if location == ParameterLocation::Query {
        move_to_query(&mut parameter);
    }
    parameter
}

/// A parameter that is declared for the path, and stands in the query: in the style that the query has.
pub(super) fn move_to_query(parameter: &mut Parameter) {
    if parameter.location == ParameterLocation::Query {
        return;
    }
    parameter.location = ParameterLocation::Query;
    if let Serialization::Style { style, .. } = &mut parameter.serialization {
        *style = ParameterStyle::Form;
    }
}

/// Whether a parameter says what has to be known of it; `check` refuses others. One that says nothing of its value is a string.
pub(super) fn is_whole(node: &Node) -> bool {
    let place = node.get("in").and_then(Node::as_str).unwrap_or_default();
    let name = fields::text(node, "name");
    let sendable = |name: &str| match place {
        "header" | "cookie" => is_token(name),
        "querystring" => true,
        _ => !styles(place).is_empty(),
    };
    name.is_some_and(|name| sendable(&name)) && (place != "querystring" || has_form(node))
}

/// Whether a parameter or header says of what form its value is; `check` refuses others.
pub(super) fn has_form(node: &Node) -> bool {
    node.get("schema").is_some() || !media_types(node).is_empty()
}

/// The word of OpenAPI for a place.
fn place(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::Querystring => "querystring",
    }
}

/// `style`, if it is written and the place of the parameter has it.
pub(super) fn style(node: &Node, place: &str) -> Option<ParameterStyle> {
    let written = node.get("style")?.as_str()?;
    let name = styles(place).iter().find(|style| **style == written)?;
    Some(match *name {
        "matrix" => ParameterStyle::Matrix,
        "label" => ParameterStyle::Label,
        "simple" => ParameterStyle::Simple,
        "form" => ParameterStyle::Form,
        "spaceDelimited" => ParameterStyle::SpaceDelimited,
        "pipeDelimited" => ParameterStyle::PipeDelimited,
        "deepObject" => ParameterStyle::DeepObject,
        "cookie" => ParameterStyle::Cookie,
        _ => return None,
    })
}

/// The name of an object that stands directly under a kind of components.
pub(super) fn component(at: &Location, kind: &str) -> Option<String> {
    let rest = at.pointer.as_str().strip_prefix("/components/")?;
    let name = rest.strip_prefix(kind)?.strip_prefix('/')?;
    if name.contains('/') {
        return None;
    }
    at.pointer.last().map(Cow::into_owned)
}
