//! Operations with their bodies and responses.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::bodies::PlacedParameter;
use super::fields::{flag, lifecycle, members, text, texts};
use super::media::content;
use super::parameters::{self, component};
use super::{Reader, bodies, security};
use crate::check::is_repeated_range;
use crate::grammar::is_extension;
use crate::lenient::placement::{Placement, placement};
use crate::node::MAX_COPIED;
use crate::paths::{self, FoundOperation, Path};
use crate::suggest::nearest;
use crate::template::{PathPart, Template, TemplatePart, declared_name, path_of};
use crate::{
    Callback, Code, Diagnostic, ExternalDocs, Link, Location, Node, Operation, Parameter,
    ParameterLocation, Response, StatusRange, Webhook,
};

/// Reads all operations in document order.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<Vec<Operation>> {
    let mut operations = Vec::new();
    for path in paths::paths(reader.resolved) {
        let Ok(template) = Template::parse(path.template) else {
            continue;
        };
        for found in path.operations() {
            let mut operation = operation(reader, &path, &found)?;
            read_template(reader, &mut operation, &template);
            operation.callbacks = callbacks(reader, &found)?;
            operations.push(operation);
        }
    }
    Some(operations)
}

/// Splits a template into path, query and fragment, with the parameters that they contain. In a lenient run, an undeclared
/// path parameter is a string, and an unused one is dropped.
fn read_template(reader: &mut Reader<'_>, operation: &mut Operation, template: &Template<'_>) {
    use ParameterLocation::{Path, Query};
    operation.query = template.fixed().map(str::to_owned).collect();
    operation.query_keys = template
        .parameters()
        .map(|(key, _)| key.to_owned())
        .collect();
    operation.fragment = template.fragment.map(str::to_owned);
    operation.parts.clear();
    let mut names = Vec::new();
    for part in &template.parts {
        let written = match part {
            TemplatePart::Text(text) => {
                operation.parts.push(PathPart::Text((*text).to_owned()));
                continue;
            }
            TemplatePart::Name(written) => *written,
        };
        let parameters = &mut operation.parameters;
        let in_path = parameters.iter().filter(|it| it.location == Path);
        let declared: Vec<&str> = in_path.map(|it| it.name.as_str()).collect();
        let name = declared_name(written, &declared);
        let spare = spare(name, template, &declared).and_then(|spare| {
            let is_spare = |it: &Parameter| it.location == Path && it.name == spare;
            parameters.iter().position(is_spare)
        });
        if let Some(index) = spare {
            name.clone_into(&mut parameters[index].name);
        } else if !declared.contains(&name) {
            parameters.push(parameters::text(reader, name, Path, &operation.at));
        }
        names.push(name);
        operation.parts.push(PathPart::Parameter(name.to_owned()));
    }
    operation.path = path_of(&operation.parts);
    if !operation.path.starts_with('/') {
        operation.path.insert(0, '/');
        operation.parts.insert(0, PathPart::Text("/".to_owned()));
    }
    for (key, name) in template.parameters() {
        place_in_query(reader, operation, key, name);
    }
    let fixed = |it: &Parameter| {
        let mut keys = template.fixed().map(|pair| pair.split('=').next());
        it.location == Query && keys.any(|key| key == Some(it.name.as_str()))
    };
    let unused = |it: &Parameter| it.location == Path && !names.contains(&it.name.as_str());
    operation.parameters.retain(|it| !unused(it) && !fixed(it));
}

/// Returns the unused declared path parameter that an undeclared name stands for.
fn spare<'a>(name: &str, template: &Template<'_>, declared: &[&'a str]) -> Option<&'a str> {
    if declared.contains(&name) {
        return None;
    }
    let in_path = template.names();
    let in_path: Vec<&str> = in_path.map(|it| declared_name(it, declared)).collect();
    let in_query = template.parameters().map(|(_, name)| name);
    let used: Vec<&str> = in_path.iter().copied().chain(in_query).collect();
    let spare = declared.iter().copied().filter(|it| !used.contains(it));
    let spare: Vec<&str> = spare.collect();
    let undeclared = in_path.iter().filter(|it| !declared.contains(it)).count();
    match spare.as_slice() {
        [only] if undeclared == 1 => Some(only),
        several => nearest(name, several.iter().copied()),
    }
}

/// Reads a parameter in the query of a template: declared for the query, for the path, or undeclared.
fn place_in_query(reader: &mut Reader<'_>, operation: &mut Operation, key: &str, name: &str) {
    use ParameterLocation::{Path, Query};
    let is = |it: &Parameter, location, name| it.location == location && it.name == name;
    let parameters = &mut operation.parameters;
    if parameters.iter().any(|it| is(it, Query, key)) {
        return;
    }
    let declared = |location| parameters.iter().position(|it| is(it, location, name));
    match declared(Query).or_else(|| declared(Path)) {
        Some(index) => {
            let parameter = &mut parameters[index];
            key.clone_into(&mut parameter.name);
            parameters::move_to_query(parameter);
        }
        None => parameters.push(parameters::text(reader, key, Query, &operation.at)),
    }
}

/// Reads the operations of the webhooks.
pub(super) fn webhooks(reader: &mut Reader<'_>) -> Option<Vec<Webhook>> {
    let mut webhooks = Vec::new();
    for path in paths::webhooks(reader.resolved) {
        for found in path.operations() {
            let mut operation = operation(reader, &path, &found)?;
            operation.path.clear();
            operation.parts.clear();
            webhooks.push(Webhook {
                name: path.template.to_owned(),
                operation,
            });
        }
    }
    Some(webhooks)
}

fn callbacks<'a>(reader: &mut Reader<'a>, found: &FoundOperation<'a>) -> Option<Vec<Callback>> {
    let mut callbacks = Vec::new();
    for (name, path) in paths::callbacks(reader.resolved, found) {
        for found in path.operations() {
            callbacks.push(Callback {
                name: name.to_owned(),
                operation: operation(reader, &path, &found)?,
            });
        }
    }
    Some(callbacks)
}

/// Reads an operation without its callbacks, which may refer back to it.
fn operation<'a>(
    reader: &mut Reader<'a>,
    path: &Path<'a>,
    found: &FoundOperation<'a>,
) -> Option<Operation> {
    let operation = read_operation(reader, path, found)?;
    count_copies(reader, &operation).then_some(operation)
}

/// Counts the component descriptions that are copied to an operation; returns false if they exceed the limit.
fn count_copies(reader: &mut Reader<'_>, operation: &Operation) -> bool {
    let shared = |at: &Location| {
        at.file != operation.at.file || at.pointer.after(&operation.at.pointer).is_none()
    };
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let parameters = operation.parameters.iter();
    let parameters = parameters.map(|it| (&it.at, length(&it.description)));
    let bodies = operation.request_body.iter();
    let bodies = bodies.map(|it| (&it.at, length(&it.description)));
    let responses = operation.responses.iter().flat_map(|(_, it)| {
        let headers = it
            .headers
            .iter()
            .map(|it| (&it.at, length(&it.description)));
        headers.chain([(&it.at, it.description.len())])
    });
    let copied = parameters.chain(bodies).chain(responses);
    let copied = copied.filter(|(at, _)| shared(at));
    reader.copied += copied.map(|(_, length)| length).sum::<usize>();
    let is_much = reader.copied > MAX_COPIED;
    if is_much {
        let message = format!("copies of shared descriptions exceed {MAX_COPIED} bytes");
        let error = Diagnostic::new(Code::CopyExpansion, &operation.at, message);
        reader.report.push(
            error
                .label("copied for this operation")
                .help("shorten the descriptions of parameters, bodies, responses and headers"),
        );
    }
    !is_much
}

fn read_operation<'a>(
    reader: &mut Reader<'a>,
    path: &Path<'a>,
    found: &FoundOperation<'a>,
) -> Option<Operation> {
    let field = |key| found.holder(key).0;
    let (id_holder, id_at) = found.holder("operationId");
    let placed = placed(reader, path, found);
    Some(Operation {
        at: found.at.clone(),
        path: path.template.to_owned(),
        parts: vec![PathPart::Text(path.template.to_owned())],
        query: Vec::new(),
        query_keys: Vec::new(),
        fragment: None,
        method: found.method.clone(),
        operation_id: text(id_holder, "operationId").filter(|id| reader.claim_id(id, id_at)),
        tags: texts(field("tags"), "tags"),
        summary: text(field("summary"), "summary"),
        description: text(field("description"), "description"),
        external_docs: field("externalDocs")
            .get("externalDocs")
            .and_then(external_docs),
        deprecated: flag(field("deprecated"), "deprecated"),
        excluded: {
            let reach = reader.resolved.reach.as_ref();
            reach.is_some_and(|it| !it.chooses(&path.at, &found.method))
        },
        parameters: operation_parameters(reader, path, found, &placed)?,
        request_body: bodies::read(reader, found, &placed)?,
        responses: responses(reader, found)?,
        security: match found.security(reader.document_security()) {
            None => reader.root_security.clone(),
            Some(own) => security::requirements(reader, &own),
        },
        servers: servers(reader, path, found)?,
        callbacks: Vec::new(),
        lifecycle: operation_lifecycle(path, found),
    })
}

/// Returns the extensions of an operation that announce changes, and those of its path items that it does not have.
fn operation_lifecycle(path: &Path<'_>, found: &FoundOperation<'_>) -> Vec<(String, Node)> {
    let mut own: Vec<(String, Node)> = Vec::new();
    let layers = found.layers().map(|(node, _)| *node);
    let items = path.items.iter().map(|(item, _)| *item);
    for (key, value) in layers.chain(items).flat_map(lifecycle) {
        if own.iter().all(|(known, _)| *known != key) {
            own.push((key, value));
        }
    }
    own
}

fn servers<'a>(
    reader: &mut Reader<'a>,
    path: &Path<'a>,
    found: &FoundOperation<'a>,
) -> Option<Vec<openapiv3::Server>> {
    let (holder, at) = found.holder("servers");
    let own = reader.servers(holder, at)?;
    if !own.is_empty() {
        return Some(own);
    }
    for (item, at) in &path.items {
        let shared = reader.servers(item, at)?;
        if !shared.is_empty() {
            return Some(shared);
        }
    }
    Some(Vec::new())
}

/// Returns the declarations of the parameters of an operation with the locations of their values in a request.
fn placed<'a>(
    reader: &Reader<'a>,
    path: &Path<'a>,
    found: &FoundOperation<'a>,
) -> Vec<PlacedParameter<'a>> {
    let parameters = path.declarations(reader.resolved, found).concat();
    let is_in_path = |node: &Node| node.get("in").and_then(Node::as_str) == Some("path");
    let in_path = parameters.iter().filter(|(node, _)| is_in_path(node));
    let declared = in_path.filter_map(|(node, _)| node.get("name")?.as_text());
    let declared: Vec<&str> = declared.collect();
    let template = Template::parse(path.template).unwrap_or_default();
    let names = template.names();
    let mut undeclared: Vec<&str> = names.map(|name| declared_name(name, &declared)).collect();
    undeclared.retain(|name| !declared.contains(name));
    let parameters = parameters.into_iter();
    parameters
        .filter(|(node, _)| ignored_header(node).is_none())
        .map(|(node, at)| (node, at, placement(node, &undeclared)))
        .collect()
}

fn operation_parameters<'a>(
    reader: &mut Reader<'a>,
    path: &Path<'a>,
    found: &FoundOperation<'a>,
    placed: &[PlacedParameter<'a>],
) -> Option<Vec<Parameter>> {
    let mut read: Vec<Parameter> = Vec::new();
    let mut known = HashMap::new();
    for (node, at, placement) in placed {
        let parameter = match placement {
            Placement::In(place) => parameters::read(reader, (node, at.clone()), place)?,
            Placement::Unmet => parameters::unmet(reader, node, at.clone()),
            Placement::Body | Placement::FormField | Placement::Ignored => continue,
        };
        match known.entry(parameter.key()) {
            Entry::Occupied(first) => {
                let first: &mut Parameter = &mut read[*first.get()];
                parameters::join(reader, first, &parameter);
            }
            Entry::Vacant(new) => {
                new.insert(read.len());
                read.push(parameter);
            }
        }
    }
    let items = path.items.iter().map(|(item, at)| (*item, at));
    let layers = found.layers().map(|(node, at)| (*node, at));
    for (holder, at) in items.chain(layers) {
        let list = holder
            .get("parameters")
            .filter(|list| list.as_array().is_none());
        if let Some(list) = list.filter(|list| **list != Node::Null) {
            read.push(parameters::unmet(reader, list, at.child("parameters")));
        }
    }
    Some(read)
}

/// Headers that cannot be parameters, with the part of the message that sets them.
const IGNORED: [(&str, IgnoredHeader); 9] = [
    ("accept", IgnoredHeader::Content),
    ("content-type", IgnoredHeader::Content),
    ("authorization", IgnoredHeader::Security),
    ("connection", IgnoredHeader::Message),
    ("content-length", IgnoredHeader::Message),
    ("host", IgnoredHeader::Message),
    ("keep-alive", IgnoredHeader::Message),
    ("proxy-connection", IgnoredHeader::Message),
    ("transfer-encoding", IgnoredHeader::Message),
];

/// The part of a message that sets a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IgnoredHeader {
    /// `content` of the body or response.
    Content,
    /// `security`.
    Security,
    /// The HTTP implementation (RFC 9110, sections 7.2, 7.6.1 and 8.6; RFC 9112, section 6.1).
    Message,
}

/// Returns the reason if a header parameter is ignored: "If `in` is `header` and the `name` field is `Accept`,
/// `Content-Type` or `Authorization`, the parameter definition SHALL be ignored" (OpenAPI 3.0.4, "Parameter Object"); others
/// would make the message invalid.
pub(crate) fn ignored_header(parameter: &Node) -> Option<IgnoredHeader> {
    let (location, name) = crate::paths::key(parameter)?;
    let mut ignored = IGNORED.iter().filter(|_| location == "header");
    let found = ignored.find(|(ignored, _)| *ignored == name);
    found.map(|(_, by)| *by)
}

fn responses<'a>(
    reader: &mut Reader<'a>,
    found: &FoundOperation<'a>,
) -> Option<Vec<(StatusRange, Response)>> {
    let (holder, at) = found.holder("responses");
    let at = at.child("responses");
    let entries = members(holder, "responses");
    let is_present = |key: &str| entries.iter().any(|(it, _)| it == key);
    let named = entries.iter().filter(|(key, _)| !is_extension(key));
    let named = named.filter(|(key, _)| !is_repeated_range(key, is_present));
    let statuses = named.filter_map(|(key, node)| Some((StatusRange::parse(key)?, key, node)));
    statuses
        .map(|(status, key, node)| Some((status, response(reader, node, at.child(key))?)))
        .collect()
}

fn response<'a>(reader: &mut Reader<'a>, node: &'a Node, at: Location) -> Option<Response> {
    let (node, at) = reader.resolved.follow_node(node, at);
    Some(Response {
        component: component(&at, "responses"),
        description: text(node, "description").unwrap_or_default(),
        content: content(reader, node, &at)?,
        headers: parameters::headers(reader, node, &at)?,
        links: links(reader, node, &at),
        at,
    })
}

fn external_docs(node: &Node) -> Option<ExternalDocs> {
    Some(ExternalDocs {
        url: text(node, "url")?,
        description: text(node, "description"),
    })
}

fn links(reader: &Reader<'_>, response: &Node, at: &Location) -> Vec<Link> {
    let at = at.child("links");
    let named = members(response, "links").iter();
    let links = named.filter_map(|(name, node)| {
        let (node, _) = reader.resolved.follow_node(node, at.child(name));
        Some(Link {
            name: name.clone(),
            operation: text(node, "operationId").or_else(|| text(node, "operationRef"))?,
            description: text(node, "description"),
        })
    });
    links.collect()
}

impl StatusRange {
    /// Parses a key of `responses` (OpenAPI 3.0.4, "Responses Object"), including a lowercase range, which `check` reports.
    pub fn parse(key: &str) -> Option<Self> {
        match key.as_bytes() {
            b"default" => Some(Self::Default),
            [hundred @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(Self::Range(hundred - b'0')),
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(Self::Code),
            _ => None,
        }
    }
}
