//! What may come back from an operation.
//!
//! Exactly one status of 2xx is the result of the method; several, or a range, are an enum. A `default` beside a 2xx is an
//! error; alone it is both, told apart by the status. Everything else, 3xx included, is a variant of the error.

use specwright_ir::{
    self as ir, Body, Codec, Docs, Ident, Outcome, ResponseStatus, Success, Type, Value,
};
use specwright_spec::{Operation, Response, StatusRange};

use crate::context::{Context, plain};
use crate::docs::{code, docs, with_paragraph};
use crate::headers::{self, HeadersDraft};
use crate::{Downloads, bodies, bodiless};

/// A declared response on its way: its headers are named together with those of all others.
#[derive(Clone, Debug)]
pub(crate) struct ResponseDraft {
    pub reply: ir::Response,
    pub headers: Option<HeadersDraft>,
}

impl ResponseDraft {
    /// What is sent, headers and body.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        let headers = self.headers.iter().flat_map(|it| &it.fields);
        let headers = headers.map(|it| &it.parameter.value);
        headers.chain(self.reply.body.iter().map(|body| &body.value))
    }

    /// What is sent, headers and body.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let headers = self.headers.iter_mut().flat_map(|it| &mut it.fields);
        let headers = headers.map(|it| &mut it.parameter.value);
        headers.chain(self.reply.body.iter_mut().map(|body| &mut body.value))
    }
}

/// The declared responses, in document order.
pub(crate) fn lower(context: &mut Context<'_>, operation: &Operation) -> Vec<ResponseDraft> {
    let responses = &operation.responses;
    let mut replies = Vec::with_capacity(responses.len());
    for (status, response) in responses {
        let content = match bodiless::ignored_content(&operation.method, *status) {
            None => response.content.as_slice(),
            Some(_) => &[],
        };
        let mut bodies = bodies::lower(context, content, None, true);
        if context.session.options.downloads == Downloads::Streamed
            && is_success(reply_status(*status))
        {
            bodies.iter_mut().for_each(stream);
        }
        bodies
            .iter_mut()
            .for_each(|body| headers::drop_rules(&mut body.value));
        let headers = headers::lower(context, response);
        let headers = (!headers.fields.is_empty()).then_some(headers);
        let (name, is_one) = (name(*status), bodies.len() <= 1);
        let docs = docs([Some(response.description.as_str())]);
        let links = Docs(links(response));
        let reply = |body: Option<Body>| {
            let (name, docs) = match &body {
                Some(body) if !is_one => (
                    format!("{name}{}", body.name),
                    with_paragraph(docs.clone(), &code(&body.written.media_type)),
                ),
                _ => (name.clone(), docs.clone()),
            };
            let reply = ir::Response {
                name: Ident::new(name),
                status: reply_status(*status),
                docs,
                links: links.clone(),
                headers: None,
                body,
            };
            ResponseDraft {
                reply,
                headers: headers.clone(),
            }
        };
        if bodies.is_empty() {
            replies.push(reply(None));
        }
        replies.extend(bodies.into_iter().map(|body| reply(Some(body))));
    }
    if replies.is_empty() {
        replies.push(unsaid());
    }
    replies
}

/// What may come where no response is declared (OpenAPI 3.1 does not ask for one): anything, of which nothing is known.
fn unsaid() -> ResponseDraft {
    ResponseDraft {
        reply: ir::Response {
            name: Ident::new(name(StatusRange::Default)),
            status: ResponseStatus::Default,
            docs: Docs::default(),
            links: Docs::default(),
            headers: None,
            body: None,
        },
        headers: None,
    }
}

/// What a response leads to, in words.
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

/// Makes a stream of bytes.
fn stream(body: &mut Body) {
    if matches!(body.written.codec, Codec::Binary | Codec::Media) {
        body.written.codec = Codec::Chunks;
        body.value = plain(Type::Array(Box::new(plain(Type::Base64))));
    }
}

/// Whether a success may be of several types, of which the caller may prefer one.
pub(crate) fn has_choice(replies: &[ResponseDraft]) -> bool {
    let mut successes = replies.iter().map(|it| it.reply.status);
    let mut last = None;
    successes.any(|status| is_success(status) && last.replace(status) == Some(status))
}

fn is_success(status: ResponseStatus) -> bool {
    matches!(
        status,
        ResponseStatus::Code(200..=299) | ResponseStatus::Range(2)
    )
}

/// Sorts replies into successes and failures; the enums of several successes and of failures have these names.
pub(crate) fn outcome(replies: Vec<ir::Response>, success: Ident, failure: Ident) -> Outcome {
    let (mut successes, mut failures): (Vec<ir::Response>, Vec<ir::Response>) = replies
        .into_iter()
        .partition(|reply: &ir::Response| is_success(reply.status));
    if successes.is_empty() {
        successes.extend(
            failures
                .iter()
                .filter(|reply| reply.status == ResponseStatus::Default)
                .cloned(),
        );
    }
    let bodiless: Vec<ir::Response> = successes
        .iter()
        .filter_map(|it| without_body(it, true))
        .collect();
    successes.extend(bodiless.into_iter().take(1));
    keep_headers_without_body(&mut failures);
    let single = matches!(
        successes.as_slice(),
        [ir::Response {
            status: ResponseStatus::Code(_),
            ..
        }]
    );
    let success = match successes.pop() {
        Some(reply) if single => Success::One(Box::new(reply)),
        last => {
            successes.extend(last);
            Success::Many(success, successes)
        }
    };
    Outcome {
        success,
        failure: (!failures.is_empty()).then_some((failure, failures)),
        same_failure: None,
    }
}

/// Returns the same response without a body, if it is declared with one for several statuses of which some never have one: 204 of
/// `2XX`, 304 of `3XX`.
fn without_body(reply: &ir::Response, is_success: bool) -> Option<ir::Response> {
    let (name, statuses) = match (reply.status, is_success) {
        (ResponseStatus::Default, true) => ("Default", "204 or 205"),
        (ResponseStatus::Default, false) => ("Default", "204, 205 or 304"),
        (ResponseStatus::Range(2), _) => ("Successful", "204 or 205"),
        (ResponseStatus::Range(3), _) => ("Redirection", "304"),
        (ResponseStatus::Range(_) | ResponseStatus::Code(_), _) => return None,
    };
    let media_type = code(&reply.body.as_ref()?.written.media_type);
    let docs = match reply.docs.0.strip_suffix(&media_type) {
        Some(docs) if reply.name.as_str() != name => Docs(docs.trim_end().to_owned()),
        _ => reply.docs.clone(),
    };
    Some(ir::Response {
        name: Ident::new(format!("{name}WithoutBody")),
        docs: with_paragraph(docs, &format!("Without a body: {statuses}.")),
        body: None,
        ..reply.clone()
    })
}

/// Adds the responses without a body to errors with declared headers, which have no other place then. Each follows the
/// responses with its status. An error without such headers is undecodable, with its status and all headers.
fn keep_headers_without_body(failures: &mut Vec<ir::Response>) {
    for status in [ResponseStatus::Range(3), ResponseStatus::Default] {
        let last = failures.iter().rposition(|it| it.status == status);
        if let Some(last) = last
            && failures[last].headers.is_some()
            && let Some(reply) = without_body(&failures[last], false)
        {
            failures.insert(last + 1, reply);
        }
    }
}

/// The redirects that are declared, by themselves or as `3XX`. `default` speaks of errors.
pub(crate) fn redirects(replies: &[ResponseDraft]) -> Vec<u16> {
    let is_declared = |status: &u16| {
        let mut statuses = replies.iter().map(|it| it.reply.status);
        statuses
            .any(|it| matches!(it, ResponseStatus::Range(3)) || it == ResponseStatus::Code(*status))
    };
    let followed = [301, 302, 303, 307, 308];
    followed.into_iter().filter(is_declared).collect()
}

/// The variant of a declared response.
pub(crate) fn name(status: StatusRange) -> String {
    match status {
        StatusRange::Code(code) => {
            reason(code).map_or_else(|| format!("Status{code}"), str::to_owned)
        }
        StatusRange::Range(1) => "Informational".to_owned(),
        StatusRange::Range(2) => "Successful".to_owned(),
        StatusRange::Range(3) => "Redirection".to_owned(),
        StatusRange::Range(4) => "ClientError".to_owned(),
        StatusRange::Range(5) => "ServerError".to_owned(),
        StatusRange::Range(digit) => format!("Status{digit}xx"),
        StatusRange::Default => "Default".to_owned(),
    }
}

/// What a response adds to the name of an operation, for its body.
pub(crate) fn place_word(status: StatusRange) -> String {
    if status == StatusRange::Code(200) {
        "Response".to_owned()
    } else {
        name(status)
    }
}

fn reply_status(status: StatusRange) -> ResponseStatus {
    match status {
        StatusRange::Code(code) => ResponseStatus::Code(code),
        StatusRange::Range(digit) => ResponseStatus::Range(digit),
        StatusRange::Default => ResponseStatus::Default,
    }
}

/// The reason phrase of a status, as a variant (IANA, "HTTP Status Code Registry").
fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        100 => "Continue",
        101 => "SwitchingProtocols",
        102 => "Processing",
        103 => "EarlyHints",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        305 => "UseProxy",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        418 => "ImATeapot",
        421 => "MisdirectedRequest",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        506 => "VariantAlsoNegotiates",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        510 => "NotExtended",
        511 => "NetworkAuthenticationRequired",
        _ => return None,
    })
}
