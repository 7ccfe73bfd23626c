//! Request bodies, and parameters that are read as a body in a lenient run.

use std::collections::HashMap;

use super::Reader;
use super::fields::text;
use super::media::content;
use super::parameters::component;
use super::schemas::FormField;
use crate::lenient::placement::{Placement, is_required};
use crate::paths::FoundOperation;
use crate::{Location, MediaType, Node, RequestBody};

/// A parameter, its location, and the location of its value in a request.
pub(super) type PlacedParameter<'a> = (&'a Node, Location, Placement);

/// Reads the request body of an operation.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    found: &FoundOperation<'a>,
    parameters: &[PlacedParameter<'a>],
) -> Option<Option<RequestBody>> {
    let at = found.at.child("requestBody");
    let is_body =
        |it: &&PlacedParameter<'_>| matches!(it.2, Placement::Body | Placement::FormField);
    let placed: Vec<&PlacedParameter<'a>> = parameters.iter().filter(is_body).collect();
    let required = placed
        .iter()
        .any(|(node, ..)| is_required(node.get("required")));
    if let Some((node, at)) = found.request_body() {
        let mut body = declared(reader, node, at)?;
        body.required |= required;
        return Some(Some(body));
    }
    if placed.is_empty() {
        return Some(None);
    }
    let (bodies, fields): (Vec<_>, Vec<_>) = placed
        .iter()
        .copied()
        .partition(|it| it.2 == Placement::Body);
    let mut body = None;
    for (node, at, _) in bodies {
        let media = json(reader, node, at);
        body = Some(match body {
            Some(first) => both(reader, first, media),
            None => media,
        });
    }
    // A request has a body or a form.
    let form = (!fields.is_empty()).then(|| form(reader, &fields, &at));
    Some(Some(RequestBody {
        component: None,
        description: placed
            .first()
            .and_then(|(node, ..)| text(node, "description")),
        required,
        content: body.into_iter().chain(form).collect(),
        at,
    }))
}

fn declared<'a>(reader: &mut Reader<'a>, node: &'a Node, at: Location) -> Option<RequestBody> {
    let (node, at) = reader.resolved.follow_node(node, at);
    let mut content = content(reader, node, &at)?;
    // The content of an invalid media type is unknown: no request may use it.
    content.retain(|media| {
        let node = reader.resolved.node(&media.at);
        node.as_object().is_some() && node.get("$ref").is_none_or(|it| *it == Node::Null)
    });
    let is_empty = matches!(node.get("content"), Some(Node::Object(types)) if types.is_empty());
    // A body without a valid media type is read as bytes, which the implementation of the server receives.
    let is_lost = content.is_empty() && (!is_empty || is_required(node.get("required")));
    if is_lost {
        content.push(media_type("*/*", None, at.clone()));
    }
    Some(RequestBody {
        component: component(&at, "requestBodies"),
        description: text(node, "description"),
        required: is_lost || is_required(node.get("required")),
        content,
        at,
    })
}

/// Reads a parameter with `in: body` (Swagger 2.0, "Parameter Object").
fn json<'a>(reader: &mut Reader<'a>, node: &'a Node, at: &Location) -> MediaType {
    let schema = node.get("schema");
    let schema = schema.map(|schema| reader.schemas.id(schema, at.child("schema")));
    media_type("application/json", schema, at.clone())
}

/// Joins the declarations of a body: a value has to be valid for both.
fn both(reader: &mut Reader<'_>, first: MediaType, other: MediaType) -> MediaType {
    let schema = match (first.schema, other.schema) {
        (Some(one), Some(other)) => Some(reader.schemas.both(first.at.child("schema"), one, other)),
        (one, other) => one.or(other),
    };
    MediaType { schema, ..first }
}

/// Reads the parameters with `in: formData` (Swagger 2.0, "Parameter Object").
fn form<'a>(reader: &mut Reader<'a>, placed: &[&PlacedParameter<'a>], at: &Location) -> MediaType {
    let is_file = |schema: &Node| {
        let is = |key, name| schema.get(key).and_then(Node::as_str) == Some(name);
        is("type", "file") || is("format", "binary")
    };
    let mut schemas = placed.iter().filter_map(|(node, ..)| node.get("schema"));
    let name = match schemas.any(is_file) {
        true => "multipart/form-data",
        false => "application/x-www-form-urlencoded",
    };
    let at = at.child("content").child(name);
    let mut fields: Vec<FormField> = Vec::new();
    let mut known = HashMap::new();
    for (node, at, _) in placed {
        let Some(name) = text(node, "name") else {
            continue;
        };
        let schema = match node.get("schema") {
            Some(schema) => reader.schemas.id(schema, at.child("schema")),
            None => reader.schemas.text(at.child("schema")),
        };
        let required = is_required(node.get("required"));
        if let Some(first) = known.get(&name) {
            let first: &mut FormField = &mut fields[*first];
            first.required |= required;
            let at = at.child("schema");
            first.schema = reader.schemas.both(at, first.schema, schema);
            continue;
        }
        known.insert(name.clone(), fields.len());
        fields.push(FormField {
            name,
            schema,
            required,
        });
    }
    let schema = reader.schemas.form(at.child("schema"), fields);
    media_type(name, Some(schema), at)
}

fn media_type(name: &str, schema: Option<crate::SchemaId>, at: Location) -> MediaType {
    MediaType {
        at,
        name: name.to_owned(),
        schema,
        item_schema: None,
        encoding: Vec::new(),
    }
}
