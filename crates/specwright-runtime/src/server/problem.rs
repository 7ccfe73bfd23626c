//! `application/problem+json` (RFC 9457).

use super::Rejection;
use crate::Violation;
use crate::json::node::{Node, Number};
use crate::shown::beginning;
use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};

/// The maximum size of a response, in bytes.
const LONGEST: usize = 64 << 10;

/// The maximum size of `detail`, in bytes of JSON.
const LONGEST_DETAIL: usize = 16 << 10;

/// The maximum size of the other members.
const FRAME: usize = 1 << 10;

/// Returns the response to a rejected request.
///
/// `type` is `about:blank`, for which the title is that of the status (section 4.2.1). `violations` is an extension member
/// (section 3.2): for each, the parameter or the JSON Pointer into the body, the JSON Pointer of the schema in the document,
/// the keyword, and a message. The response has at most 64 KiB; `omittedViolations` is the number of violations that do not fit.
pub(super) fn response(rejection: &Rejection) -> Response {
    let detail = detail(rejection.detail());
    let mut members = vec![
        member("type", "about:blank"),
        member("title", rejection.reason().title()),
        number("status", rejection.status().into()),
    ];
    let all = rejection.violations();
    let violations = fitting(all, LONGEST - FRAME - json_size(&detail));
    let omitted = all.len() - violations.len();
    members.push(("detail".to_owned(), detail));
    if !all.is_empty() {
        members.push(("violations".to_owned(), Node::array(violations)));
    }
    if omitted > 0 {
        members.push(number("omittedViolations", omitted as i128));
    }
    let body = Node::object(members).to_json().unwrap_or_default();
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

/// Returns the beginning of a text, whose characters take up to six bytes each when escaped.
fn detail(text: &str) -> Node {
    let whole = Node::String(text.to_owned());
    match json_size(&whole) <= LONGEST_DETAIL {
        true => whole,
        false => Node::String(beginning(text, LONGEST_DETAIL / 6)),
    }
}

/// Returns the first violations, as many as fit.
fn fitting(violations: &[Violation], mut room: usize) -> Vec<Node> {
    let mut fits = |node: &Node| {
        let size = json_size(node) + 1;
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits
    };
    violations
        .iter()
        .map(violation)
        .take_while(|node| fits(node))
        .collect()
}

fn json_size(node: &Node) -> usize {
    node.to_json().map_or(0, |json| json.len())
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
    Node::object(members)
}

fn number(name: &str, value: i128) -> (String, Node) {
    (name.to_owned(), Node::Number(Number::Integer(value)))
}

fn member(name: &str, text: &str) -> (String, Node) {
    (name.to_owned(), Node::String(text.to_owned()))
}
