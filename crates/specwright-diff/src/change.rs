//! A change between two documents.

use specwright_spec::Location;

use crate::{Source, Wire};

/// One change, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The stable name of the rule that grades the change, in kebab case: `request-property-became-required`.
    pub rule: &'static str,
    /// The operation that the change is about; `None` for a part of no operation, for example a server.
    pub operation: Option<Operation>,
    /// The direction of the data that the change is about; `None` for what is not sent, for example a summary.
    pub direction: Option<Direction>,
    /// The place in the old document; `None` for what was added.
    pub old: Option<Location>,
    /// The place in the new document; `None` for what was removed.
    pub new: Option<Location>,
    /// The change in one line, without a period: `the property `name` became required`.
    pub message: String,
    /// What stood there before, as text to show beside what stands there now.
    pub before: Option<String>,
    /// What stands there now.
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
    /// The path template, or the name of a webhook.
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
