//! Siblings of `$ref`.

use super::error;
use crate::grammar::{ObjectKind, is_extension};
use crate::{Location, Node, Report};

/// Siblings that do not constrain values: ignoring them does not change the generated code.
const HARMLESS: [&str; 6] = [
    "$ref",
    "title",
    "summary",
    "description",
    "example",
    "examples",
];

/// Reports ignored siblings: "This object cannot be extended with additional properties and any properties added SHALL be
/// ignored" (OpenAPI 3.0.4, "Reference Object").
pub(super) fn check(kind: ObjectKind, node: &Node, at: &Location, report: &mut Report) {
    let ignored = |key: &&str| !is_extension(key) && !HARMLESS.contains(key);
    let siblings: Vec<_> = node
        .members()
        .iter()
        .map(|(key, _)| key.as_str())
        .filter(ignored)
        .collect();
    if let Some(first) = siblings.first() {
        report.push(error::ignored_siblings(kind, &at.child(first), &siblings));
    }
}
