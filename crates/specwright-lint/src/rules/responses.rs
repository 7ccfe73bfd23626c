//! Rules about the responses of operations.

use std::collections::{BTreeMap, HashMap};

use crate::context::{Context, declares, json_schema, name, response_at};
use crate::findings::Findings;
use crate::names::words;
use specwright_spec::{
    Fix, Location, Node, Operation, ParameterLocation, PathPart, Response, SchemaId, StatusRange,
    quote,
};

/// Operations that require credentials and declare no 401.
pub(super) fn without_401(context: &Context<'_>, found: &mut Findings) {
    let message = "credentials are required, and no 401 response is declared";
    let operations = context.operations().filter(|it| requires_credentials(it));
    report_missing(context, operations, 401, message, found);
}

/// Operations that require credentials and declare no 403 in a document that declares it elsewhere.
pub(super) fn without_403(context: &Context<'_>, found: &mut Findings) {
    let names_403 = |it: &Operation| {
        it.responses
            .iter()
            .any(|(key, _)| *key == StatusRange::Code(403))
    };
    let message =
        "credentials are required, and no 403 response is declared, as other operations do";
    let secured = || context.operations().filter(|it| requires_credentials(it));
    if secured().any(names_403) {
        report_missing(context, secured(), 403, message, found);
    }
}

/// Operations on something that may not exist, without a 404.
pub(super) fn without_404(context: &Context<'_>, found: &mut Findings) {
    let has_parameter = |it: &&Operation| {
        let mut parts = it.parts.iter();
        parts.any(|part| matches!(part, PathPart::Parameter(..)))
    };
    let message = "the path has a parameter, and no 404 response is declared";
    let operations = context.operations().filter(has_parameter);
    report_missing(context, operations, 404, message, found);
}

/// Returns true if no request without credentials is served.
fn requires_credentials(operation: &Operation) -> bool {
    let mut alternatives = operation.security.iter();
    !operation.security.is_empty() && alternatives.all(|it| !it.schemes.is_empty())
}

/// Reports operations that do not declare a status. The repair is the response that other operations have for it.
fn report_missing<'a>(
    context: &Context<'_>,
    operations: impl Iterator<Item = &'a Operation>,
    status: u16,
    message: &str,
    found: &mut Findings,
) {
    let key = status.to_string();
    let usual = usual_response(context, status);
    // An operation without any error is reported once, by another rule.
    let operations = operations.filter(|it| it.responses.iter().any(is_error));
    for operation in operations.filter(|it| !declares(it, status)) {
        let at = operation.at.child("responses");
        let response = usual.clone().unwrap_or_else(|| {
            let description = reason_phrase(status).unwrap_or_default();
            Node::Object(vec![text("description", description)])
        });
        let fix = Fix::insert(&at, &key, response).likely();
        found.push(found.at(&at, message).label(name(operation)).fix(fix));
    }
}

fn text(key: &str, value: &str) -> (String, Node) {
    (key.to_owned(), Node::String(value.to_owned()))
}

/// Returns the reference that most operations have for a status.
fn usual_response(context: &Context<'_>, status: u16) -> Option<Node> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in context.operations() {
        let at = response_at(operation, StatusRange::Code(status));
        if let Some(target) = context.trees.node(&at).get("$ref").and_then(Node::as_str) {
            *counts.entry(target).or_default() += 1;
        }
    }
    let (target, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some(Node::Object(vec![text("$ref", target)]))
}

/// Operations without any 4XX, 5XX or default response.
pub(super) fn without_error(context: &Context<'_>, found: &mut Findings) {
    let operations = context.operations().filter(|it| !it.responses.is_empty());
    for operation in operations.filter(|it| !it.responses.iter().any(is_error)) {
        let message = "no error response is declared";
        let help =
            "declare the errors that callers must handle, or a `default` response for all of them";
        let at = operation.at.child("responses");
        found.push(found.at(&at, message).label(name(operation)).help(help));
    }
}

/// Returns true for 4XX, 5XX and default responses.
fn is_error((status, _): &(StatusRange, Response)) -> bool {
    match status {
        StatusRange::Code(code) => *code >= 400,
        StatusRange::Range(digit) => *digit >= 4,
        StatusRange::Default => true,
    }
}

/// Operations without any 1XX, 2XX, 3XX or default response.
pub(super) fn without_success(context: &Context<'_>, found: &mut Findings) {
    let is_success = |(status, _): &(StatusRange, Response)| match status {
        StatusRange::Code(code) => *code < 400,
        StatusRange::Range(digit) => *digit < 4,
        StatusRange::Default => true,
    };
    let operations = context.operations().filter(|it| !it.responses.is_empty());
    for operation in operations.filter(|it| !it.responses.iter().any(is_success)) {
        let message = "no success is declared";
        let help = "declare the response of a successful request";
        let at = operation.at.child("responses");
        found.push(found.at(&at, message).label(name(operation)).help(help));
    }
}

/// Responses with 201 that have neither a body nor `Location`.
pub(super) fn created_without_location(context: &Context<'_>, found: &mut Findings) {
    each_response(context, |operation, status, response| {
        let mut headers = response.headers.iter();
        let has_location = headers.any(|it| it.name.eq_ignore_ascii_case("location"));
        if status == StatusRange::Code(201) && response.content.is_empty() && !has_location {
            let message = "a 201 response has neither a body nor a `Location` header";
            let help = "declare the header `Location`, or the created value as the body";
            let at = response_at(operation, status);
            found.push(found.at(&at, message).label(name(operation)).help(help));
        }
    });
}

/// Responses whose description is the phrase of another status.
pub(super) fn description_of_other_status(context: &Context<'_>, found: &mut Findings) {
    each_response(context, |operation, status, response| {
        let StatusRange::Code(code) = status else {
            return;
        };
        let description = response.description.trim().trim_end_matches('.');
        let is_named = |(_, phrase): &&(u16, &str)| phrase.eq_ignore_ascii_case(description);
        let mut named = PHRASES.iter().filter(is_named);
        let Some((other, _)) = named.next().filter(|(other, _)| *other != code) else {
            return;
        };
        let message = format!(
            "a {code} response is described as {}, which is {other}",
            quote(description)
        );
        let finding = found
            .at(&response.at.child("description"), message)
            .label(name(operation));
        found.push(match reason_phrase(code) {
            Some(phrase) => {
                finding.fix(Fix::write(&response.at.child("description"), phrase).likely())
            }
            None => finding.help("describe what the response means"),
        });
    });
}

/// The reason phrases of statuses (RFC 9110, section 15).
const PHRASES: &[(u16, &str)] = &[
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (204, "No Content"),
    (206, "Partial Content"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (412, "Precondition Failed"),
    (413, "Content Too Large"),
    (415, "Unsupported Media Type"),
    (422, "Unprocessable Content"),
    (429, "Too Many Requests"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
];

fn reason_phrase(status: u16) -> Option<&'static str> {
    let found = PHRASES.iter().find(|(code, _)| *code == status);
    found.map(|(_, phrase)| *phrase)
}

/// Error statuses for which operations declare bodies of different schemas.
pub(super) fn error_shapes(context: &Context<'_>, found: &mut Findings) {
    let mut shapes: BTreeMap<u16, Vec<Shape<'_>>> = BTreeMap::new();
    let mut seen: HashMap<(u16, SchemaId), usize> = HashMap::new();
    each_response(context, |operation, status, response| {
        let StatusRange::Code(code @ 400..) = status else {
            return;
        };
        let Some((media, schema)) = json_schema(&response.content) else {
            return;
        };
        let schema = context.described(schema);
        let known = shapes.entry(code).or_default();
        let position = *seen.entry((code, schema)).or_insert_with(|| {
            let same = known
                .iter()
                .position(|it| is_same(context, it.schema, schema));
            same.unwrap_or(known.len())
        });
        match known.get_mut(position) {
            Some(shape) => shape.uses += 1,
            None => known.push(Shape {
                schema,
                at: media.at.child("schema"),
                operation,
                uses: 1,
            }),
        }
    });
    for (code, mut shapes) in shapes {
        shapes.sort_by_key(|it| std::cmp::Reverse(it.uses));
        let [usual, others @ ..] = shapes.as_slice() else {
            continue;
        };
        for (index, other) in others.iter().enumerate() {
            let message = "operations declare different bodies for the same error status";
            let finding = found.at(&other.at, message);
            let finding = finding.label(format!("{code} of {}", name(other.operation)));
            let help =
                "declare one schema for all errors of a status, so that callers handle it once";
            found.push(match index {
                0 => finding.also(&usual.at, most(code, usual)).help(help),
                _ => finding.help(help),
            });
        }
    }
}

fn most(code: u16, usual: &Shape<'_>) -> String {
    let name = name(usual.operation);
    match usual.uses {
        1 => format!("{code} of {name}"),
        uses => format!("{code} of {uses} operations, such as {name}"),
    }
}

/// A body of an error status.
struct Shape<'a> {
    schema: SchemaId,
    at: Location,
    operation: &'a Operation,
    uses: usize,
}

/// Returns true for the same schema, or two that are written alike.
fn is_same(context: &Context<'_>, left: SchemaId, right: SchemaId) -> bool {
    let (left_at, right_at) = (&context.schema(left).at, &context.schema(right).at);
    left == right
        || super::duplicates::constraints(context.trees.node(left_at)).value_key()
            == super::duplicates::constraints(context.trees.node(right_at)).value_key()
}

/// Operations that return a whole list.
pub(super) fn list_without_paging(context: &Context<'_>, found: &mut Findings) {
    for operation in context.operations().filter(|it| it.method == "GET") {
        let mut responses = operation.responses.iter();
        let Some((status, response)) = responses.find(|(key, _)| *key == StatusRange::Code(200))
        else {
            continue;
        };
        let Some((_, schema)) = json_schema(&response.content) else {
            continue;
        };
        let schema = context.schema(context.described(schema));
        let is_list = schema.types.is_some_and(|it| it.array) && schema.max_items.is_none();
        let holds_objects = schema.items.is_some_and(|it| {
            let items = context.described(it);
            let schema = context.schema(items);
            schema.types.is_some_and(|it| it.object) || !context.properties(items).is_empty()
        });
        let names = ["link", "next", "total", "count", "page", "offset", "cursor"];
        let mut headers = response.headers.iter();
        let has_header = headers.any(|it| {
            words(&it.name)
                .iter()
                .any(|word| names.contains(&word.as_str()))
        });
        if is_list && holds_objects && !has_header && !has_paging(operation) {
            let message = "a whole list is returned, and no parameter limits it";
            let help = "add parameters such as `limit` and `cursor`, or set `maxItems` for a list that is always short";
            let at = response_at(operation, *status);
            found.push(found.at(&at, message).label(name(operation)).help(help));
        }
    }
}

/// Returns true if a parameter selects a part of a list.
fn has_paging(operation: &Operation) -> bool {
    const NAMES: &[&str] = &[
        "page", "pages", "limit", "offset", "cursor", "size", "take", "skip", "count", "max",
        "start", "after", "before", "top", "first", "last", "marker", "per", "from", "next",
        "continue", "token", "number", "results", "range", "since",
    ];
    let mut parameters = operation.parameters.iter();
    parameters.any(|parameter| {
        let is_elsewhere = parameter.location == ParameterLocation::Path;
        !is_elsewhere
            && words(&parameter.name)
                .iter()
                .any(|word| NAMES.contains(&word.as_str()) || word.starts_with("page"))
    })
}

/// Calls a function for each response of each operation; a response that several operations share is visited once for each status.
fn each_response<'a>(
    context: &Context<'a>,
    mut visit: impl FnMut(&'a Operation, StatusRange, &'a Response),
) {
    let mut seen: HashMap<(&Location, StatusRange), ()> = HashMap::new();
    for operation in context.operations() {
        for (status, response) in &operation.responses {
            if seen.insert((&response.at, *status), ()).is_none() {
                visit(operation, *status, response);
            }
        }
    }
}
