//! A property that may be absent, and may be null: three states.

use crate::{Path, Report, Validate};

/// The value of a property that is optional and nullable.
///
/// In a partial update (RFC 7396) absent means "leave it", null means "remove it".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Patch<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Patch<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Patch::Value(value) => Some(value),
            Patch::Absent | Patch::Null => None,
        }
    }

    /// The value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Patch::Value(value) => Some(value),
            Patch::Absent | Patch::Null => None,
        }
    }

    /// Whether the property is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Patch::Absent)
    }

    /// Whether the property is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Patch::Null)
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Patch::Value(value)
    }
}

impl<T: Validate> Validate for Patch<T> {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        if let Patch::Value(value) = self {
            value.check(at, report);
        }
    }
}
