//! Violations of constraints, their places, and the report that collects them.

mod report;

use crate::deviation::shortened;
use crate::shown::from_fn;
use crate::{Location, Path};
use serde_core::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;
use std::fmt;

pub use self::report::Report;

/// A type whose values can be validated against the constraints of its schema.
///
/// Values of validated newtypes are always valid. Other constraints are checked by a client before sending and by a server after
/// reading.
pub trait Validate {
    /// Reports every violation in this value, whose place is `at`.
    fn check(&self, at: &Path<'_>, report: &mut Report);

    /// Checks that this value satisfies every constraint of its schema.
    ///
    /// # Errors
    ///
    /// Every violation, up to [`Violations::MAX`] of them.
    fn validate(&self) -> Result<(), Violations> {
        let mut report = Report::default();
        self.check(&Path::ROOT, &mut report);
        report.finish()
    }
}

/// A violation of a constraint by a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    parameter: Option<(Location, &'static str)>,
    instance: String,
    is_cut: bool,
    schema: Cow<'static, str>,
    keyword: &'static str,
    expected: String,
    found: String,
}

impl Violation {
    /// The parameter that has the value, by location and name; `None` for a body or a value on its own.
    pub fn parameter(&self) -> Option<(Location, &'static str)> {
        self.parameter
    }

    /// The JSON Pointer (RFC 6901) of the value, in the body or in the parameter's value.
    ///
    /// A pointer of more than 256 bytes is shortened, since its names come from the sender of the value: names and the pointer keep
    /// their beginning and end, with `…` in between. A shortened pointer cannot be resolved; see [`is_cut`](Self::is_cut).
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// Returns true if [`instance`](Self::instance) is shortened, and cannot be resolved.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The JSON Pointer of the schema that has the keyword, in the document, or after the path of another file. For a value of the
    /// wrong type in a place without constraints of its own, that of the surrounding schema.
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// The keyword of the constraint, as in `minLength`; `type` for a value of another type, for an integer beyond the range of its
    /// Rust type, and for a repeated property.
    pub fn keyword(&self) -> &'static str {
        self.keyword
    }

    /// The expected value, as in "at least 2 characters"; cut after 256 bytes.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The value found, as in "1 character"; cut after 256 bytes. Empty for values of `format: password`.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// Returns the violation as one of a value that is at `place` in another.
    pub(crate) fn below(self, place: &str) -> Self {
        let (instance, is_cut) = shortened([place, &self.instance].concat());
        Self {
            is_cut: self.is_cut || is_cut,
            instance,
            ..self
        }
    }

    /// Sets the schema to that of the same violation, if there is none yet.
    #[cfg(feature = "client")]
    pub(crate) fn complete(&mut self, other: &Violation) {
        if self.schema.is_empty()
            && (&self.instance, self.keyword) == (&other.instance, other.keyword)
        {
            self.schema = other.schema.clone();
        }
    }

    /// Returns the violation with another text in its pointer.
    #[cfg(feature = "client")]
    pub(crate) fn masked(self, mask: impl Fn(&str) -> String) -> Self {
        Self {
            instance: mask(&self.instance),
            ..self
        }
    }

    /// Returns the message, with the expected value and the one found, without the place.
    pub fn message(&self) -> impl fmt::Display + '_ {
        from_fn(move |f| {
            write!(f, "expected {}", self.expected)?;
            if self.found.is_empty() {
                Ok(())
            } else {
                write!(f, ", found {}", self.found)
            }
        })
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((location, name)) = self.parameter {
            write!(f, "{location} parameter `{name}`")?;
            if !self.instance.is_empty() {
                write!(f, " at {}", self.instance)?;
            }
            f.write_str(": ")?;
        } else if !self.instance.is_empty() {
            write!(f, "{}: ", self.instance)?;
        }
        self.message().fmt(f)
    }
}

impl std::error::Error for Violation {}

/// Serializes as in a response of a server: the parameter (`in`, `parameter`), `instance`, `schema`, `keyword` and `message`.
impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = if self.parameter.is_some() { 6 } else { 4 };
        let mut map = serializer.serialize_map(Some(count))?;
        if let Some((location, name)) = self.parameter {
            map.serialize_entry("in", &format_args!("{location}"))?;
            map.serialize_entry("parameter", name)?;
        }
        map.serialize_entry("instance", &self.instance)?;
        map.serialize_entry("schema", &self.schema)?;
        map.serialize_entry("keyword", self.keyword)?;
        map.serialize_entry("message", &format_args!("{}", self.message()))?;
        map.end()
    }
}

/// The violations of a value: at least one, sorted by place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations {
    /// The violations, at least one.
    list: Vec<Violation>,
    complete: bool,
}

impl Violations {
    /// The maximum number of violations; the check ends when it is exceeded.
    pub const MAX: usize = 100;

    /// Creates a violation from the error of a reader that no diagnosis explains.
    #[cold]
    pub(crate) fn unexplained(error: &dyn fmt::Display) -> Self {
        let mut report = Report::default();
        report.add(
            &Path::ROOT,
            "",
            "type",
            format_args!("a value that can be read: {error}"),
            "",
        );
        Self {
            list: report.list,
            complete: true,
        }
    }

    /// Returns true if these are all violations, false if there were more than [`MAX`](Self::MAX).
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

impl std::ops::Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.list
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// All violations, or those that fit in 16 KiB, followed by "and more".
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 16 << 10;
        let mut length = 0;
        for (index, violation) in self.list.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            let text = format!("{separator}{violation}");
            length += text.len();
            if length > LONGEST {
                return f.write_str("; and more");
            }
            f.write_str(&text)?;
        }
        if self.complete {
            Ok(())
        } else {
            f.write_str("; and more")
        }
    }
}

impl std::error::Error for Violations {}

/// A list.
impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.list)
    }
}
