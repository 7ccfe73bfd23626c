//! `application/problem+json` (RFC 9457).

use super::Rejection;
use crate::Violation;
use crate::json::node::{Node, Number};
use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};

/// The answer to a request that is refused.
///
/// `type` is `about:blank`, for which the title is that of the status (section 4.2.1). `violations` is an extension member
/// (section 3.2): for each, the parameter or the JSON Pointer into the body, the JSON Pointer of the schema in the document,
/// the keyword, and a message.
pub(super) fn response(rejection: &Rejection) -> Response {
    let mut members = vec![
        member("type", "about:blank"),
        member("title", rejection.reason().title()),
        (
            "status".to_owned(),
            Node::Number(Number::Integer(rejection.status().into())),
        ),
        member("detail", rejection.detail()),
    ];
    if !rejection.violations().is_empty() {
        members.push((
            "violations".to_owned(),
            Node::Array(rejection.violations().iter().map(violation).collect()),
        ));
    }
    let body = Node::Object(members).to_json().unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() =
        StatusCode::from_u16(rejection.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    super::options::complete(&mut response, rejection);
    response
}

fn violation(violation: &Violation) -> Node {
    let mut members = Vec::new();
    if let Some((location, name)) = violation.parameter() {
        members.extend([
            member("in", &location.to_string()),
            member("parameter", name),
        ]);
    }
    members.extend([
        member("instance", violation.instance()),
        member("schema", violation.schema()),
        member("keyword", violation.keyword()),
        member("message", &violation.message().to_string()),
    ]);
    Node::Object(members)
}

fn member(name: &str, text: &str) -> (String, Node) {
    (name.to_owned(), Node::String(text.to_owned()))
}
