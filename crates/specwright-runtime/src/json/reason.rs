//! Reasons why a value cannot be read, without the value: responses may contain secrets, and errors are logged.

use super::{Json, Node};
use crate::verdicts::Judging;
use crate::{Constraints, Path, Report, Violation};

/// The keywords that reading depends on; others are looked at by validation only.
const KEYWORDS: &[&str] = &[
    "additionalProperties",
    "anyOf",
    "format",
    "oneOf",
    "required",
    "type",
];

/// The number of places that are named.
const MOST: usize = 3;

/// Reads a tree, which is made once more to explain why it cannot be read.
pub(crate) fn read_plainly<T: Json>(make: impl Fn() -> Result<Node, String>) -> Result<T, String> {
    read_or(make, of_tree::<T>)
}

/// The same, of an item, of which not even a name is shown: an error of a stream says nothing of the item.
#[cfg(feature = "client")]
pub(crate) fn read_item<T: Json>(make: impl Fn() -> Result<Node, String>) -> Result<T, String> {
    let reason = |node: &Node| reason::<T>(node, |it| it.message().to_string());
    read_or(make, reason)
}

fn read_or<T: Json>(
    make: impl Fn() -> Result<Node, String>,
    reason: impl Fn(&Node) -> String,
) -> Result<T, String> {
    T::read(make()?).map_err(|_| match make() {
        Ok(node) => reason(&node),
        Err(reason) => reason,
    })
}

/// Explains why a text cannot be read.
#[cfg(feature = "client")]
#[cold]
pub(crate) fn of_text<T: Json>(json: &[u8], error: &serde_json::Error) -> String {
    if !error.is_data() {
        // The words for a syntax error are fixed.
        return error.to_string();
    }
    match serde_json::from_slice(json) {
        Ok(node) => of_tree::<T>(&node),
        Err(error) => error.to_string(),
    }
}

fn of_tree<T: Json>(node: &Node) -> String {
    reason::<T>(node, Violation::to_string)
}

#[cold]
fn reason<T: Json>(node: &Node, show: impl Fn(&Violation) -> String) -> String {
    let _judging = Judging::begin();
    let mut report = Report::default();
    report.redacting(true, |report| {
        T::diagnose(node, &Path::ROOT, Constraints::new("", &[]), report);
    });
    of_report(report, "", show)
}

/// Explains why the value at `place` inside a tree cannot be read, whose violations are in the report.
#[cfg(feature = "client")]
pub(crate) fn at(report: Report, place: &str) -> String {
    of_report(report, place, Violation::to_string)
}

/// The same, of an item.
#[cfg(feature = "client")]
pub(crate) fn of_item_at(report: Report, place: &str) -> String {
    of_report(report, place, |it| it.message().to_string())
}

/// Explains a report by the violations at a place, or else around it, or else by all; those that reading depends on if there are any.
fn of_report(report: Report, place: &str, show: impl Fn(&Violation) -> String) -> String {
    let Err(violations) = report.finish() else {
        return "it does not fit its schema".to_owned();
    };
    let is_inside = |it: &&Violation| is_below(it.instance(), place);
    let is_around = |it: &&Violation| is_below(place, it.instance());
    let mut places: Vec<&Violation> = violations.iter().filter(is_inside).collect();
    if places.is_empty() {
        places = violations.iter().filter(is_around).collect();
    }
    if places.is_empty() {
        places = violations.iter().collect();
    }
    if places.iter().any(|it| KEYWORDS.contains(&it.keyword())) {
        places.retain(|it| KEYWORDS.contains(&it.keyword()));
    }
    let shown = places.iter().take(MOST).map(|it| show(it));
    let mut reason = shown.collect::<Vec<_>>().join("; ");
    if places.len() > MOST || !violations.is_complete() {
        reason.push_str("; and more");
    }
    reason
}

/// Returns true if a JSON Pointer is that of a value, or of one inside it.
fn is_below(pointer: &str, value: &str) -> bool {
    let rest = pointer.strip_prefix(value);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
