//! Responses to rejected requests with the error bodies of the document instead of `application/problem+json`.

use appmaker_server::Rejection;
use appmaker_types::{BadRequestError, GenericErrorResponse};
use axum::http::header::{HeaderValue, X_CONTENT_TYPE_OPTIONS};
use specwright_runtime::server::{Reason, Response, response};
use specwright_runtime::{Violation, codec};
use std::collections::BTreeMap;

/// Every error of the document has `apiError`; that of POST, the one operation with a body, also says where the body is
/// wrong. The document has no 422: such a body is a bad request, too.
pub(crate) fn answer(rejection: &Rejection) -> Response {
    let body = match rejection.reason() {
        Reason::UnprocessableBody => response::body(
            400,
            codec::Json,
            JSON,
            &invalid_body(rejection.violations()),
        ),
        _ => response::body(rejection.status(), codec::Json, JSON, &messages(rejection)),
    };
    // Neither body can fail to be written.
    body.unwrap_or_default()
}

/// An answer of another status in the body that every error of the document has.
pub(crate) fn refusal(status: u16, message: impl Into<String>) -> Response {
    let body = BadRequestError {
        api_error: Some(vec![message.into()]),
    };
    let mut response = response::body(status, codec::Json, JSON, &body).unwrap_or_default();
    let nosniff = HeaderValue::from_static("nosniff");
    response
        .headers_mut()
        .insert(X_CONTENT_TYPE_OPTIONS, nosniff);
    response
}

const JSON: &str = "application/json";

/// One message for each rule that a parameter breaks; for anything else, what the router says.
fn messages(rejection: &Rejection) -> BadRequestError {
    let messages = match rejection.violations() {
        [] => vec![rejection.detail().to_owned()],
        violations => violations.iter().map(Violation::to_string).collect(),
    };
    BadRequestError {
        api_error: Some(messages),
    }
}

/// The faults of the body by JSON Pointer.
fn invalid_body(violations: &[Violation]) -> GenericErrorResponse {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for violation in violations {
        places
            .entry(violation.instance().to_owned())
            .or_default()
            .push(violation.message().to_string());
    }
    generic_error("The body violates its schema.", places)
}

/// The error of POST: in short, and by the JSON Pointer of each place in the body.
pub(super) fn generic_error(
    message: &str,
    places: BTreeMap<String, Vec<String>>,
) -> GenericErrorResponse {
    let places = places
        .into_iter()
        .map(|(place, messages)| (place, messages.into()))
        .collect();
    GenericErrorResponse {
        validation_error: Some(places),
        api_error: Some(vec![message.into()]),
    }
}
