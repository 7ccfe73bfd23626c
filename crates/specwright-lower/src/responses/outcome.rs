//! The outcome of an operation: its declared responses as successes and errors.
//!
//! A single status of 2xx is the result of the method; several, or a range, are an enum. A `default` beside a 2xx is an error; alone
//! it is both, distinguished by the status. Everything else, 3xx included, is a variant of the error.

use specwright_ir::{self as ir, Codec, Docs, Ident, Outcome, ResponseStatus, Sharing, Success};

use super::ResponseDraft;
use super::status::is_success;
use crate::docs::{code, with_paragraph};

/// Returns true if a status of 2xx has several media types, between which the `Accept` header of a request chooses.
pub(crate) fn has_choice(drafts: &[ResponseDraft]) -> bool {
    let mut successes = drafts.iter().map(|it| it.response.status);
    let mut last = None;
    successes.any(|status| is_success(status) && last.replace(status) == Some(status))
}

/// Sorts responses into successes and errors. `success` and `failure` name the enums of several successes and of errors.
pub(crate) fn outcome(responses: Vec<ir::Response>, success: Ident, failure: Ident) -> Outcome {
    let (mut successes, mut failures): (Vec<ir::Response>, Vec<ir::Response>) = responses
        .into_iter()
        .partition(|response: &ir::Response| is_success(response.status));
    if successes.is_empty() {
        successes.extend(
            failures
                .iter()
                .filter(|response| response.status == ResponseStatus::Default)
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
        Some(response) if single => Success::One(Box::new(response)),
        last => {
            successes.extend(last);
            Success::Many(success, successes)
        }
    };
    Outcome {
        is_uniform: is_uniform(&success),
        success,
        failure: (!failures.is_empty()).then_some((failure, failures)),
        failure_sharing: Sharing::Own,
    }
}

/// Returns true if all of several successes have a body of one type. Streams and declared headers belong to one response.
fn is_uniform(success: &Success) -> bool {
    let Success::Many(_, responses) = success else {
        return false;
    };
    let value = |it: &ir::Response| {
        let body = it.body.as_ref().filter(|_| it.headers.is_none())?;
        let is_stream = matches!(body.written.codec, Codec::Items(_) | Codec::Chunks);
        (!is_stream).then(|| (body.value.ty.clone(), body.value.nullable))
    };
    let mut values = responses.iter().map(value);
    let first = values.next().flatten();
    first.is_some() && values.all(|it| it == first)
}

/// Returns the variant without a body of a response that covers statuses which never have one: 204 of `2XX`, 304 of `3XX`.
fn without_body(response: &ir::Response, is_success: bool) -> Option<ir::Response> {
    let (name, statuses) = match (response.status, is_success) {
        (ResponseStatus::Default, true) => ("Default", "204 or 205"),
        (ResponseStatus::Default, false) => ("Default", "204, 205 or 304"),
        (ResponseStatus::Range(2), _) => ("Successful", "204 or 205"),
        (ResponseStatus::Range(3), _) => ("Redirection", "304"),
        (ResponseStatus::Range(_) | ResponseStatus::Code(_), _) => return None,
    };
    let media_type = code(&response.body.as_ref()?.written.media_type);
    let docs = match response.docs.0.strip_suffix(&media_type) {
        Some(docs) if response.name.as_str() != name => Docs(docs.trim_end().to_owned()),
        _ => response.docs.clone(),
    };
    Some(ir::Response {
        name: Ident::new(format!("{name}WithoutBody")),
        docs: with_paragraph(docs, &format!("Without a body: {statuses}.")),
        body: None,
        ..response.clone()
    })
}

/// Adds the variant without a body to errors that declare headers, so that the headers of such a response can be decoded. It
/// follows the responses with the same status. Without declared headers, such a response is a decoding error with its status and
/// headers.
fn keep_headers_without_body(failures: &mut Vec<ir::Response>) {
    for status in [ResponseStatus::Range(3), ResponseStatus::Default] {
        let last = failures.iter().rposition(|it| it.status == status);
        if let Some(last) = last
            && failures[last].headers.is_some()
            && let Some(response) = without_body(&failures[last], false)
        {
            failures.insert(last + 1, response);
        }
    }
}

/// Returns the redirects that an operation declares, by their status or as `3XX`. `default` does not count: it declares errors.
pub(crate) fn redirects(drafts: &[ResponseDraft]) -> Vec<u16> {
    let is_declared = |status: &u16| {
        let mut statuses = drafts.iter().map(|it| it.response.status);
        statuses
            .any(|it| matches!(it, ResponseStatus::Range(3)) || it == ResponseStatus::Code(*status))
    };
    let followed = [301, 302, 303, 307, 308];
    followed.into_iter().filter(is_declared).collect()
}
