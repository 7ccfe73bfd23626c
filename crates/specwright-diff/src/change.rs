//! A change between two documents.

use specwright_spec::Location;

use crate::{Source, Wire};

/// One change, at one place.
///
/// A change of a component is one change, however many operations use it: they are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The stable name of the rule that grades the change, in kebab case, such as `property-became-required`; [`explain`]
    /// describes it.
    ///
    /// [`explain`]: crate::explain
    pub rule: &'static str,
    /// The operations in which the change is seen, in the order of the new document; empty for a part of no operation.
    pub operations: Vec<Operation>,
    /// The direction of the data that the change is about; `None` for what is not sent, for example a summary.
    pub direction: Option<Direction>,
    /// The place in the old document: of the part, or of the nearest object around it if the part was added. `None` only for
    /// an operation that was added.
    pub old: Option<Location>,
    /// The place in the new document: of the part, or of the nearest object around it if the part was removed. `None` only
    /// for an operation that was removed.
    pub new: Option<Location>,
    /// The change in one line, without a period: ``request body `name` became required``.
    pub message: String,
    /// The old value, as text to show beside the new one.
    pub before: Option<String>,
    /// The new value.
    pub after: Option<String>,
    /// The effect on programs that talk to each other.
    pub wire: Wire,
    /// The effect on Rust code that imports the generated crates, if it is known for this change alone.
    pub source: Option<Source>,
}

/// An operation, by method and path; of a webhook, by method and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operation {
    /// The method in uppercase.
    pub method: String,
    /// The path template, the name of a webhook, or the path template and the name of a callback: `/orders onPaid`.
    pub path: String,
}

/// The direction in which data is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From a client to a server; of a webhook or callback, from the API to its receiver.
    Request,
    /// The answer to a request.
    Response,
}
