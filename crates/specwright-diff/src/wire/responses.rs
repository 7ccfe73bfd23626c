//! Responses: which statuses exist.

use specwright_spec::{Operation, Response, StatusRange};

use super::comparison::{Comparison, Finding, Flow};
use super::{bodies, parameters};
use crate::rules::{ADDS, BREAKS, Effect, Level, declare_rules};

/// A client that knows another success only cannot read a new one.
const ADDS_SUCCESS: Effect = (Level::Risky, Level::Compatible);

declare_rules! { "responses":
    SUCCESS_REMOVED = "success-response-removed", BREAKS, "A success is no longer declared; clients wait for it";
    SUCCESS_ADDED = "success-response-added", ADDS_SUCCESS, "A new success";
    ERROR_REMOVED = "error-response-removed", ADDS, "An error is no longer declared";
    ERROR_ADDED = "error-response-added", ADDS, "A new error";
}

/// Compares the responses of an operation.
///
/// A status that only one document declares is compared with the range or default response of the other that it belongs to.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    flow: Flow,
) {
    for (status, before) in &old.responses {
        if let Some(after) = declared(new, *status).or_else(|| around(new, *status)) {
            compare_response(comparison, (*status, before), after, flow);
            continue;
        }
        // What a range stands for may be declared status by status.
        if new.responses.iter().any(|(it, _)| {
            around(old, *it).is_some_and(|it| it.at == before.at) && declared(old, *it).is_none()
        }) {
            continue;
        }
        let rule = if is_success(*status) {
            &SUCCESS_REMOVED
        } else {
            &ERROR_REMOVED
        };
        let message = format!("{} removed", subject(*status));
        comparison.report(Finding::new(rule, &before.at, &new.at, message).flow(flow));
    }
    for (status, after) in new
        .responses
        .iter()
        .filter(|(it, _)| declared(old, *it).is_none())
    {
        if let Some(before) = around(old, *status) {
            compare_response(comparison, (*status, before), after, flow);
            continue;
        }
        let rule = if is_success(*status) {
            &SUCCESS_ADDED
        } else {
            &ERROR_ADDED
        };
        let message = format!("{} added", subject(*status));
        comparison.report(Finding::new(rule, &old.at, &after.at, message).flow(flow));
    }
}

fn declared(operation: &Operation, status: StatusRange) -> Option<&Response> {
    operation
        .responses
        .iter()
        .find(|(it, _)| *it == status)
        .map(|(_, response)| response)
}

/// Returns the response of the range that a status belongs to, or the default response.
fn around(operation: &Operation, status: StatusRange) -> Option<&Response> {
    let range = match status {
        StatusRange::Code(code) => declared(operation, StatusRange::Range((code / 100) as u8)),
        _ => None,
    };
    let is_default = status == StatusRange::Default;
    range.or_else(|| declared(operation, StatusRange::Default).filter(|_| !is_default))
}

fn compare_response(
    comparison: &mut Comparison<'_>,
    (status, old): (StatusRange, &Response),
    new: &Response,
    flow: Flow,
) {
    let subject = subject(status);
    let places = (&old.at, &new.at);
    bodies::compare_contents(
        comparison,
        (&old.content, &new.content),
        places,
        (flow, &subject),
    );
    parameters::compare_headers(
        comparison,
        (&old.headers, &new.headers),
        places,
        (flow, &subject),
    );
}

fn is_success(status: StatusRange) -> bool {
    matches!(status, StatusRange::Code(200..=299) | StatusRange::Range(2))
}

/// Returns the response for a message, such as ``response `404` ``.
pub(super) fn subject(status: StatusRange) -> String {
    match status {
        StatusRange::Code(code) => format!("response `{code}`"),
        StatusRange::Range(digit) => format!("response `{digit}XX`"),
        StatusRange::Default => "default response".to_owned(),
    }
}
