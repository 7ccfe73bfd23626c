//! Responses: which statuses exist.

use specwright_spec::{Operation, StatusRange};

use super::comparison::{Comparison, Finding, Flow};
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
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    flow: Flow,
) {
    let statuses = |operation: &Operation| {
        operation
            .responses
            .iter()
            .map(|(it, _)| *it)
            .collect::<Vec<_>>()
    };
    let (before, after) = (statuses(old), statuses(new));
    for (status, response) in old.responses.iter().filter(|(it, _)| !after.contains(it)) {
        let rule = if is_success(*status) {
            &SUCCESS_REMOVED
        } else {
            &ERROR_REMOVED
        };
        let message = format!("{} removed", subject(*status));
        comparison.report(Finding::new(rule, &response.at, &new.at, message).flow(flow));
    }
    for (status, response) in new.responses.iter().filter(|(it, _)| !before.contains(it)) {
        let rule = if is_success(*status) {
            &SUCCESS_ADDED
        } else {
            &ERROR_ADDED
        };
        let message = format!("{} added", subject(*status));
        comparison.report(Finding::new(rule, &old.at, &response.at, message).flow(flow));
    }
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
