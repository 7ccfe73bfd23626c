//! The parts of a response that deviate from the document.

use crate::shown::{CUT, LONGEST, ends};
use crate::{Location, Violation};
use std::fmt;

/// A part of a response that deviates from the document, and what it was read as.
///
/// It shows no received value, since responses may hold secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    violation: Violation,
    read_as: ReadAs,
    place: String,
}

/// The value that a tolerant client has for a part that deviates from the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadAs {
    /// Nothing: an optional property, an entry of a map or a header is absent, and has its default if there is one.
    Absent,
    /// Null: a required property or an item may be null.
    Null,
    /// Nothing: a property that the schema excludes is ignored.
    Ignored,
    /// The value that was received, which breaks a constraint that its type does not guarantee.
    Received,
}

impl Deviation {
    pub(crate) fn new(violation: Violation, read_as: ReadAs, place: String) -> Self {
        Self {
            violation,
            read_as,
            place,
        }
    }

    /// Sets the schema to that of the same violation, if there is none yet.
    #[cfg(feature = "client")]
    pub(crate) fn complete(&mut self, violation: &Violation) {
        self.violation.complete(violation);
    }

    /// Returns the deviation with other texts in its pointers.
    #[cfg(feature = "client")]
    pub(crate) fn masked(self, mask: impl Fn(&str) -> String) -> Self {
        Self {
            violation: self.violation.masked(&mask),
            place: mask(&self.place),
            ..self
        }
    }

    /// The JSON Pointer (RFC 6901) of the part that deviates, in the body or the item of a stream; see [`Violation::instance`].
    pub fn instance(&self) -> &str {
        self.violation.instance()
    }

    /// The JSON Pointer of the schema that has the keyword; empty for headers.
    pub fn schema(&self) -> &str {
        self.violation.schema()
    }

    /// The keyword that the part violates, as in `type`, `required` or `minLength`.
    pub fn keyword(&self) -> &'static str {
        self.violation.keyword()
    }

    /// The name of the header that deviates; `None` for a part of the body.
    pub fn header(&self) -> Option<&'static str> {
        match self.violation.parameter() {
            Some((Location::Header, name)) => Some(name),
            _ => None,
        }
    }

    /// The value that the client has in its place.
    pub fn read_as(&self) -> ReadAs {
        self.read_as
    }

    /// The JSON Pointer of the value that is absent or null because of it: the part itself, or a value around it.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The violation; without the value found.
    pub fn violation(&self) -> &Violation {
        &self.violation
    }
}

/// The violation, and what the value was read as: `/age: expected an integer; read as absent`.
impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.header() {
            Some(name) => write!(f, "header `{name}`: {}; ", self.violation.message())?,
            None => write!(f, "{}; ", self.violation)?,
        }
        if self.place != self.instance() {
            write!(f, "{} ", self.place)?;
        }
        f.write_str(match self.read_as {
            ReadAs::Absent => "read as absent",
            ReadAs::Null => "read as null",
            ReadAs::Ignored => "ignored",
            ReadAs::Received => "read as received",
        })
    }
}

/// Returns a pointer that is at most [`LONGEST`] bytes long, and whether it was shortened.
pub(crate) fn shortened(pointer: String) -> (String, bool) {
    match ends(&pointer, LONGEST) {
        (_, None) => (pointer, false),
        (begin, Some(end)) => (format!("{begin}{CUT}{end}"), true),
    }
}
