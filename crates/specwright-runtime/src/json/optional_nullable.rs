//! A property that may be absent, and may be null: three states.

use crate::{Path, Report, Validate};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

/// The value of a property that is optional and nullable.
///
/// In a partial update (RFC 7396) absent means "leave it", null means "remove it".
///
/// ```
/// use specwright_runtime::OptionalNullable;
///
/// let name = OptionalNullable::from("Ada");
/// assert_eq!(name.map(str::len).unwrap_or(0), 3);
/// assert!(OptionalNullable::<i64>::from(None).is_absent());
/// assert_eq!(Option::from(OptionalNullable::Value(1)), Some(1));
/// ```
///
/// In hand-written types, declare the value of an absent property: `#[serde(default, skip_serializing_if =
/// "OptionalNullable::is_absent")]`. On its own, an absent value is written as null.
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

    /// Returns a reference to the value in each state.
    #[must_use]
    pub fn as_ref(&self) -> OptionalNullable<&T> {
        match self {
            OptionalNullable::Absent => OptionalNullable::Absent,
            OptionalNullable::Null => OptionalNullable::Null,
            OptionalNullable::Value(value) => OptionalNullable::Value(value),
        }
    }

    /// Converts the value; keeps the other states.
    #[must_use]
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> OptionalNullable<U> {
        match self {
            OptionalNullable::Absent => OptionalNullable::Absent,
            OptionalNullable::Null => OptionalNullable::Null,
            OptionalNullable::Value(value) => OptionalNullable::Value(convert(value)),
        }
    }

    /// Returns the value, or another one if there is none.
    pub fn unwrap_or(self, other: T) -> T {
        self.into_value().unwrap_or(other)
    }

    /// Returns the value, or that of the function if there is none.
    pub fn unwrap_or_else(self, other: impl FnOnce() -> T) -> T {
        self.into_value().unwrap_or_else(other)
    }

    /// Returns the value, or the default of its type if there is none.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_value().unwrap_or_default()
    }

    /// Returns true if the property has a value.
    pub fn is_value(&self) -> bool {
        matches!(self, OptionalNullable::Value(_))
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

/// `None` is absent, which removes nothing in a partial update.
impl<T> From<Option<T>> for OptionalNullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(OptionalNullable::Absent, OptionalNullable::Value)
    }
}

impl<T> From<OptionalNullable<T>> for Option<T> {
    fn from(value: OptionalNullable<T>) -> Self {
        value.into_value()
    }
}

/// Null is null. A property that is absent is not read at all: `#[serde(default)]`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for OptionalNullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::deserialize(deserializer)?;
        Ok(value.map_or(OptionalNullable::Null, OptionalNullable::Value))
    }
}

impl<T: Serialize> Serialize for OptionalNullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<T: Validate> Validate for OptionalNullable<T> {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        if let OptionalNullable::Value(value) = self {
            value.check(at, report);
        }
    }
}
