//! Operations, their bodies and responses.

use super::Reader;
use super::parameters::{self, component, content};
use crate::grammar::{Kind, is_extension};
use crate::paths::{Found, Path, paths};
use crate::{
    Location, Node, Operation, Parameter, RequestBody, Response, SecurityRequirement, StatusRange,
};

/// Every operation, in document order.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<Vec<Operation>> {
    let mut operations = Vec::new();
    for path in paths(reader.resolved) {
        for found in path.operations() {
            operations.push(operation(reader, &path, &found)?);
        }
    }
    Some(operations)
}

fn operation(reader: &mut Reader<'_>, path: &Path<'_>, found: &Found<'_>) -> Option<Operation> {
    let typed: openapiv3::Operation = reader.typed(Kind::Operation, &found.at)?;
    let body_at = found.at.child("requestBody");
    Some(Operation {
        at: found.at.clone(),
        path: path.template.to_owned(),
        method: found.method,
        operation_id: typed.operation_id,
        tags: typed.tags,
        summary: typed.summary,
        description: typed.description,
        deprecated: typed.deprecated,
        parameters: operation_parameters(reader, path, found)?,
        request_body: match typed.request_body {
            Some(_) => Some(request_body(reader, &body_at)?),
            None => None,
        },
        responses: responses(reader, found)?,
        security: security(reader, typed.security)?,
        servers: match typed.servers {
            own if own.is_empty() => reader.list(
                Kind::Server,
                path.item.get("servers"),
                &path.item_at.child("servers"),
            )?,
            own => own,
        },
    })
}

fn operation_parameters(
    reader: &mut Reader<'_>,
    path: &Path<'_>,
    found: &Found<'_>,
) -> Option<Vec<Parameter>> {
    let places = path.parameters(reader.resolved, found);
    let counted = places
        .iter()
        .filter(|at| !is_ignored(reader.resolved.node(at)));
    counted.map(|at| parameters::read(reader, at)).collect()
}

/// "If `in` is `header` and the `name` field is `Accept`, `Content-Type` or `Authorization`, the parameter definition SHALL
/// be ignored" (OpenAPI 3.0.4, "Parameter Object").
pub(crate) fn is_ignored(parameter: &Node) -> bool {
    let ignored = ["accept", "content-type", "authorization"];
    crate::paths::key(parameter)
        .is_some_and(|(location, name)| location == "header" && ignored.contains(&name.as_str()))
}

fn request_body(reader: &mut Reader<'_>, at: &Location) -> Option<RequestBody> {
    let at = reader.resolved.follow(at).clone();
    let typed: openapiv3::RequestBody = reader.typed(Kind::RequestBody, &at)?;
    let content = content(reader, &at);
    let component = component(&at, "requestBodies");
    Some(RequestBody {
        at,
        component,
        description: typed.description,
        required: typed.required,
        content,
    })
}

fn responses(reader: &mut Reader<'_>, found: &Found<'_>) -> Option<Vec<(StatusRange, Response)>> {
    let at = found.at.child("responses");
    let members = found
        .node
        .get("responses")
        .map(Node::members)
        .unwrap_or_default();
    let statuses = members.iter().filter(|(key, _)| !is_extension(key));
    statuses
        .map(|(key, _)| Some((StatusRange::parse(key)?, response(reader, &at.child(key))?)))
        .collect()
}

fn response(reader: &mut Reader<'_>, at: &Location) -> Option<Response> {
    let at = reader.resolved.follow(at).clone();
    let typed: openapiv3::Response = reader.typed(Kind::Response, &at)?;
    let content = content(reader, &at);
    // "If a response header is defined with the name `Content-Type`, it SHALL be ignored" (OpenAPI 3.0.4, "Response Object").
    let names = typed
        .headers
        .keys()
        .filter(|name| !name.eq_ignore_ascii_case("content-type"));
    let headers_at = at.child("headers");
    let headers = names.map(|name| {
        let at = reader.resolved.follow(&headers_at.child(name)).clone();
        parameters::header(reader, name, &at)
    });
    let headers = headers.collect::<Option<_>>()?;
    let component = component(&at, "responses");
    Some(Response {
        at,
        component,
        description: typed.description,
        content,
        headers,
    })
}

/// The alternatives of an operation, or of the root where the operation is silent. An empty list allows anyone, as one
/// empty alternative does (OpenAPI 3.0.4, "Operation Object").
fn security(
    reader: &mut Reader<'_>,
    own: Option<Vec<openapiv3::SecurityRequirement>>,
) -> Option<Vec<SecurityRequirement>> {
    let alternatives = match own {
        Some(own) => own,
        None => root_security(reader)?,
    };
    let requirement = |schemes: openapiv3::SecurityRequirement| SecurityRequirement {
        schemes: schemes.into_iter().collect(),
    };
    Some(alternatives.into_iter().map(requirement).collect())
}

fn root_security(reader: &mut Reader<'_>) -> Option<Vec<openapiv3::SecurityRequirement>> {
    use serde::Deserialize;
    let (root, _) = reader.resolved.document();
    // `check` has seen to it that this is a list of objects of lists of strings.
    Vec::deserialize(root.get("security").unwrap_or(&Node::Array(Vec::new()))).ok()
}

impl StatusRange {
    /// Reads a key of `responses` (OpenAPI 3.0.4, "Responses Object").
    pub fn parse(key: &str) -> Option<Self> {
        match key.as_bytes() {
            b"default" => Some(Self::Default),
            [hundred @ b'1'..=b'5', b'X', b'X'] => Some(Self::Range(hundred - b'0')),
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(Self::Code),
            _ => None,
        }
    }
}
