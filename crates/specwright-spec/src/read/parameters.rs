//! Parameters and headers.

use std::borrow::Cow;

use super::Reader;
use super::fields::{self, flag, lifecycle, members};
use super::media::content;
use crate::check::{Nesting, is_token, nesting};
use crate::lenient::placement::{has_form, is_required, reference};
use crate::{
    Leniency, Location, MediaType, Node, Parameter, ParameterLocation, ParameterStyle,
    Serialization,
};

/// Reads a parameter.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    (node, at): (&'a Node, Location),
    place: &str,
) -> Option<Parameter> {
    let location = ParameterLocation::of_name(place)?;
    // `check` reports a path parameter without `required: true`.
    let required = is_required(node.get("required")) || location == ParameterLocation::Path;
    Some(Parameter {
        component: component(&at, "parameters"),
        name: fields::text(node, "name")?,
        location,
        description: fields::text(node, "description"),
        required,
        deprecated: flag(node, "deprecated"),
        serialization: match has_no_valid_content(reader, node, &at) {
            true => refused(reader, &at, location.default_style()),
            false => serialization(reader, node, &at, location, required)?,
        },
        lifecycle: lifecycle(node),
        at,
    })
}

/// Returns true for a parameter with `content` that has no valid media type.
fn has_no_valid_content(reader: &Reader<'_>, node: &Node, at: &Location) -> bool {
    let content = node.get("content").filter(|it| **it != Node::Null);
    let Some(content) = content.filter(|_| node.get("schema").is_none()) else {
        return false;
    };
    let at = at.child("content");
    let is_read = |(name, media): &(String, Node)| {
        let (media, _) = reader.resolved.follow_node(media, at.child(name));
        matches!(media, Node::Object(_)) && media.get("$ref").is_none()
    };
    content.members().first().is_none_or(|it| !is_read(it))
}

/// Returns the serialization of a value that is never valid.
fn refused(reader: &mut Reader<'_>, at: &Location, style: ParameterStyle) -> Serialization {
    Serialization::Style {
        schema: reader.schemas.refused(at.child("schema")),
        style,
        explode: style.explodes(),
        allow_reserved: false,
    }
}

/// Returns a required parameter that no request can have, since its name or location is unknown.
pub(super) fn unmet(reader: &mut Reader<'_>, node: &Node, at: Location) -> Parameter {
    let name = fields::text(node, "name").or_else(|| reference(node).map(str::to_owned));
    let name = name.filter(|name| !name.is_empty());
    let description = "The declaration of this parameter is invalid. No value is accepted.";
    Parameter {
        component: None,
        name: name.unwrap_or_else(|| "unreadable".to_owned()),
        location: ParameterLocation::Query,
        description: Some(description.to_owned()),
        required: true,
        deprecated: false,
        serialization: refused(reader, &at, ParameterStyle::Form),
        lifecycle: Vec::new(),
        at,
    }
}

/// Applies another declaration of a parameter to the first: a value has to be valid for both.
pub(super) fn join(reader: &mut Reader<'_>, first: &mut Parameter, other: &Parameter) {
    first.required |= other.required;
    let at = first.at.child("schema");
    let Some(other) = other.serialization.schema() else {
        return;
    };
    match &mut first.serialization {
        Serialization::Style { schema, .. } => *schema = reader.schemas.both(at, *schema, other),
        Serialization::Content(media) => {
            let both = media
                .schema
                .map(|schema| reader.schemas.both(at, schema, other));
            media.schema = both.or(Some(other));
        }
    }
}

/// Reads the headers of a response or encoding in order: "If a response header is defined with the name `Content-Type`, it
/// SHALL be ignored" (OpenAPI 3.0.4, "Response Object").
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
        // Resolved references have been followed, so this one is unresolved.
        .filter(|(name, (node, _))| is_token(name) && node.get("$ref").is_none())
        .filter(|(_, (node, _))| has_form(node))
        .map(|(name, (node, at))| header(reader, name, node, at))
        .collect()
}

/// Reads a header with the given name.
fn header<'a>(
    reader: &mut Reader<'a>,
    name: &str,
    node: &'a Node,
    at: Location,
) -> Option<Parameter> {
    let (location, required) = (ParameterLocation::Header, flag(node, "required"));
    Some(Parameter {
        component: component(&at, "headers"),
        name: name.to_owned(),
        location,
        description: fields::text(node, "description"),
        required,
        deprecated: flag(node, "deprecated"),
        serialization: serialization(reader, node, &at, location, required)?,
        lifecycle: lifecycle(node),
        at,
    })
}

fn serialization<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node,
    at: &Location,
    location: ParameterLocation,
    is_required: bool,
) -> Option<Serialization> {
    let style = style(node, location).unwrap_or(location.default_style());
    let schema = match node.get("schema") {
        Some(schema) if is_required && is_unsendable(reader, schema, at, style) => {
            return Some(in_json(reader, schema, at));
        }
        Some(schema) => reader.schemas.id(schema, at.child("schema")),
        None => match content(reader, node, at)?.into_iter().next() {
            Some(media) => return Some(Serialization::Content(media)),
            // `check` reports it; in a lenient run, a parameter without `schema` and `content` is a string.
            None => reader.schemas.text(at.child("schema")),
        },
    };
    let explode = node.get("explode").and_then(Node::as_bool);
    Some(Serialization::Style {
        schema,
        style,
        explode: explode.unwrap_or(style.explodes()),
        allow_reserved: location == ParameterLocation::Query && flag(node, "allowReserved"),
    })
}

/// Returns true for a value that no style can represent, which `check` rejects in a strict run.
fn is_unsendable(reader: &Reader<'_>, schema: &Node, at: &Location, style: ParameterStyle) -> bool {
    let resolved = reader.resolved;
    resolved.leniency == Leniency::Lenient
        && !style.nests()
        && nesting(resolved, schema, at.child("schema")) == Nesting::Always
}

/// Reads `schema` as `content` in JSON: "For more complex scenarios, the `content` property can define the media type and
/// schema of the parameter" (OpenAPI 3.0.4, "Parameter Object").
fn in_json<'a>(reader: &mut Reader<'a>, schema: &'a Node, at: &Location) -> Serialization {
    Serialization::Content(MediaType {
        at: at.clone(),
        name: "application/json".to_owned(),
        schema: Some(reader.schemas.id(schema, at.child("schema"))),
        item_schema: None,
        encoding: Vec::new(),
    })
}

/// Returns a required string parameter for an undeclared name in a path.
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
        lifecycle: Vec::new(),
    };
    if location == ParameterLocation::Query {
        move_to_query(&mut parameter);
    }
    parameter
}

/// Moves a parameter that is declared for the path to the query, with the default style of the query.
pub(super) fn move_to_query(parameter: &mut Parameter) {
    if parameter.location == ParameterLocation::Query {
        return;
    }
    parameter.location = ParameterLocation::Query;
    if let Serialization::Style { style, .. } = &mut parameter.serialization {
        *style = ParameterStyle::Form;
    }
}

/// Returns `style`, if it is present and valid for the location.
pub(super) fn style(node: &Node, location: ParameterLocation) -> Option<ParameterStyle> {
    let style = ParameterStyle::of_name(node.get("style")?.as_str()?)?;
    location.styles().contains(&style).then_some(style)
}

/// Returns the name of a component.
pub(super) fn component(at: &Location, kind: &str) -> Option<String> {
    let rest = at.pointer.as_str().strip_prefix("/components/")?;
    let name = rest.strip_prefix(kind)?.strip_prefix('/')?;
    if name.contains('/') {
        return None;
    }
    at.pointer.last().map(Cow::into_owned)
}
