//! Responses of operations: a draft for each status and media type.

mod outcome;
mod status;

use specwright_ir::{self as ir, Body, Codec, Docs, Ident, ResponseStatus, Type, Value};
use specwright_spec::{Operation, Response, StatusRange};

pub(crate) use outcome::{has_choice, outcome, redirects};
pub(crate) use status::{is_success, place_word, word as status_word};

use crate::Downloads;
use crate::bodies::{self, bodiless};
use crate::context::{Context, plain};
use crate::docs::{code, docs, with_paragraph};
use crate::headers::{self, HeadersDraft};
use status::{name, response_status};

/// A declared response whose headers are not named yet: equal headers of several responses share a struct.
#[derive(Clone, Debug)]
pub(crate) struct ResponseDraft {
    pub response: ir::Response,
    pub headers: Option<HeadersDraft>,
}

impl ResponseDraft {
    /// Returns the values of the headers and of the body.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        let headers = self.headers.iter().flat_map(|it| &it.fields);
        let headers = headers.map(|it| &it.parameter.value);
        headers.chain(self.response.body.iter().map(|body| &body.value))
    }

    /// Returns the values of the headers and of the body.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let headers = self.headers.iter_mut().flat_map(|it| &mut it.fields);
        let headers = headers.map(|it| &mut it.parameter.value);
        headers.chain(self.response.body.iter_mut().map(|body| &mut body.value))
    }
}

/// Lowers the declared responses, in document order. Without any, which OpenAPI 3.1 allows, the operation has a `default` response
/// without a body.
pub(crate) fn lower(context: &mut Context<'_>, operation: &Operation) -> Vec<ResponseDraft> {
    let mut drafts = Vec::with_capacity(operation.responses.len());
    for (status, response) in &operation.responses {
        drafts.extend(lower_response(context, operation, *status, response));
    }
    if drafts.is_empty() {
        drafts.push(undeclared());
    }
    drafts
}

/// Lowers a response: a draft for each of its bodies.
fn lower_response(
    context: &mut Context<'_>,
    operation: &Operation,
    status: StatusRange,
    response: &Response,
) -> Vec<ResponseDraft> {
    let content = match bodiless::ignored_content(&operation.method, status) {
        None => response.content.as_slice(),
        Some(_) => &[],
    };
    let mut bodies = bodies::lower(context, content, None, true);
    let is_streamed = context.session.options.downloads == Downloads::Streamed;
    if is_streamed && is_success(response_status(status)) {
        bodies.iter_mut().for_each(stream);
    }
    bodies
        .iter_mut()
        .for_each(|body| headers::drop_constraints(&mut body.value));
    let headers = headers::lower(context, response);
    let headers = (!headers.fields.is_empty()).then_some(headers);
    let own = ir::Response {
        name: Ident::new(name(status)),
        status: response_status(status),
        docs: docs([Some(response.description.as_str())]),
        summary: String::new(),
        links: Docs(links(response)),
        headers: None,
        body: None,
    };
    let with_body = |body: Option<Body>, response: ir::Response| ResponseDraft {
        response: ir::Response { body, ..response },
        headers: headers.clone(),
    };
    if bodies.len() <= 1 {
        return vec![with_body(bodies.pop(), own)];
    }
    let drafts = bodies.into_iter().map(|body| {
        let response = ir::Response {
            name: Ident::new(format!("{}{}", own.name, body.name)),
            docs: with_paragraph(own.docs.clone(), &code(&body.written.media_type)),
            ..own.clone()
        };
        with_body(Some(body), response)
    });
    drafts.collect()
}

/// Returns the response of an operation that declares none.
fn undeclared() -> ResponseDraft {
    ResponseDraft {
        response: ir::Response {
            name: Ident::new(name(StatusRange::Default)),
            status: ResponseStatus::Default,
            docs: Docs::default(),
            summary: String::new(),
            links: Docs::default(),
            headers: None,
            body: None,
        },
        headers: None,
    }
}

/// Returns the documentation of the links of a response.
fn links(response: &Response) -> String {
    let links = response.links.iter().map(|link| {
        let words = format!("Leads to {} as {}", code(&link.operation), code(&link.name));
        match docs([link.description.as_deref()]) {
            empty if empty.0.is_empty() => format!("{words}."),
            description => description.after(&words),
        }
    });
    links.collect::<Vec<_>>().join("\n\n")
}

/// Makes a body of bytes a stream of chunks.
fn stream(body: &mut Body) {
    if matches!(body.written.codec, Codec::Binary | Codec::Media) {
        body.written.codec = Codec::Chunks;
        body.value = plain(Type::Array(Box::new(plain(Type::Base64))));
    }
}
