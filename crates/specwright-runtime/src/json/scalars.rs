//! Booleans, numbers, strings.

use super::json_types::JsonTypes;
use super::node::{Node, Number, first_repeated_by};
use super::{Json, Validate};
use crate::{Constraints, Path, Report};
use serde_core::de::{Deserialize, Deserializer, Error};
use serde_core::ser::{Error as _, Serializer};

macro_rules! no_rules_of_their_own {
    ($($ty:ty)*) => {
        $(
            impl Validate for $ty {
                fn check(&self, _: &Path<'_>, _: &mut Report) {}
            }
        )*
    };
}

no_rules_of_their_own! { bool String }

macro_rules! finite {
    ($($ty:ty)*) => {
        $(
            /// JSON has no infinity and nothing that is not a number (RFC 8259, section 6).
            impl Validate for $ty {
                #[inline]
                fn check(&self, at: &Path<'_>, report: &mut Report) {
                    if !self.is_finite() {
                        report.add(at, "", "type", "a finite number", self);
                    }
                }
            }
        )*
    };
}

finite! { f32 f64 }

impl Json for bool {
    const JSON_TYPES: JsonTypes = JsonTypes::BOOLEAN;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(Self::JSON_TYPES, crate::sample::Form::Boolean)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bool::deserialize(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        match node.as_boolean() {
            Some(value) => constraints.check_boolean(value, at, report),
            None => constraints.wrong_type("a boolean", node, at, report),
        }
    }

    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        constraints.check_boolean(*self, at, report);
    }
}

impl Json for String {
    const JSON_TYPES: JsonTypes = JsonTypes::STRING;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(
            Self::JSON_TYPES,
            crate::sample::Form::Text(crate::sample::Text::Plain),
        )
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        match node.as_text() {
            Some(text) => constraints.check_text(text, at, report),
            None => constraints.wrong_type("a string", node, at, report),
        }
    }

    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        constraints.check_text(self, at, report);
    }

    fn first_repeated(items: &[Self]) -> Option<(usize, usize)> {
        first_repeated_by(items, Ord::cmp)
    }
}

impl Json for f64 {
    const JSON_TYPES: JsonTypes = JsonTypes::NUMBER;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(
            Self::JSON_TYPES,
            crate::sample::Form::Number { single: false },
        )
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        if value.is_finite() {
            Ok(value)
        } else {
            Err(D::Error::custom("number out of range"))
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_finite() {
            serializer.serialize_f64(*self)
        } else {
            Err(S::Error::custom("number out of range"))
        }
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        match node.as_number() {
            // Constraints apply to the value that is read: an integer beyond 2⁵³ is rounded.
            Some(number) if !number.is_float_exactly() => {
                constraints.check_number(Number::Float(number.as_f64()), at, report);
            }
            Some(number) => constraints.check_number(number, at, report),
            None => constraints.wrong_type("a number", node, at, report),
        }
    }

    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        if self.is_finite() {
            constraints.check_number(Number::Float(*self), at, report);
        }
    }
}

impl Json for f32 {
    const JSON_TYPES: JsonTypes = JsonTypes::NUMBER;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(
            Self::JSON_TYPES,
            crate::sample::Form::Number { single: true },
        )
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::read(deserializer)? as f32;
        if value.is_finite() {
            Ok(value)
        } else {
            Err(D::Error::custom("number out of range"))
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_finite() {
            serializer.serialize_f32(*self)
        } else {
            Err(S::Error::custom("number out of range"))
        }
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        match node.as_number() {
            Some(number) if !(number.as_f64() as f32).is_finite() => {
                report.add(
                    at,
                    constraints.schema_of("format"),
                    "format",
                    "a number in the range of 32 bits",
                    number,
                );
            }
            _ => f64::diagnose(node, at, constraints, report),
        }
    }

    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        // Its shortest decimal is both read and written.
        if let Ok(value) = self.to_string().parse::<f64>() {
            value.check_constraints(constraints, at, report);
        }
    }
}
