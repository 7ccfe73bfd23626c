//! Compares two documents on the wire: do old clients and old servers still work together with new ones?
//!
//! Each subject has a file with its rules and its comparison. The law: where the API reads, narrowing breaks and widening does
//! not; where it writes, the reverse.

mod bodies;
mod comparison;
mod lifecycle;
mod operations;
mod parameters;
mod responses;
mod schemas;
mod security;
mod servers;

use specwright_spec::Document;

use crate::Change;
use crate::rules::Rule;
pub use comparison::Compared;
use comparison::Comparison;

/// The rules of all subjects.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    let subjects = [
        operations::RULES,
        parameters::RULES,
        bodies::RULES,
        responses::RULES,
        security::RULES,
        servers::RULES,
        lifecycle::RULES,
    ];
    subjects.into_iter().chain(schemas::SUBJECTS).flatten()
}

/// Compares two documents, and returns the changes that a client, a server or a reader of the document can see.
///
/// Each change is reported once for each direction and place, with the operations in which it is seen. Dates of removal are not
/// reached; [`compare_on`] knows the day.
pub fn compare(old: &Document, new: &Document) -> Vec<Change> {
    compare_on(old, new, None).changes
}

/// Compares two documents on a day, such as `2026-08-10`: a deprecated operation or parameter may be removed after its
/// `x-sunset`.
pub fn compare_on(old: &Document, new: &Document, today: Option<&str>) -> Compared {
    let mut comparison = Comparison::new(old, new, today);
    operations::compare(&mut comparison);
    comparison.finish()
}
