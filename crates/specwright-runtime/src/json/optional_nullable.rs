//! A property that may be absent, and may be null: three states.

use crate::{Path, Report, Validate};

/// The value of a property that is optional and nullable.
///
/// In a partial update (RFC 7396) absent means "leave it", null means "remove it".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OptionalNullable<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> OptionalNullable<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            OptionalNullable::Value(value) => Some(value),
            OptionalNullable::Absent | OptionalNullable::Null => None,
        }
    }

    /// The value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            OptionalNullable::Value(value) => Some(value),
            OptionalNullable::Absent | OptionalNullable::Null => None,
        }
    }

    /// Returns true if the property is absent.
    pub fn is_absent(&self) -> bool {
        matches!(self, OptionalNullable::Absent)
    }

    /// Returns true if the property is null.
    pub fn is_null(&self) -> bool {
        matches!(self, OptionalNullable::Null)
    }
}

impl<T> From<T> for OptionalNullable<T> {
    fn from(value: T) -> Self {
        OptionalNullable::Value(value)
    }
}

impl<T: Validate> Validate for OptionalNullable<T> {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        if let OptionalNullable::Value(value) = self {
            value.check(at, report);
        }
    }
}
