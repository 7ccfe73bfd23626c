//! `wrapper!`: a value of another type with constraints of its own.

use crate::json::coded::Codec;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::json::shape::Shape;
use crate::object::Property;
use crate::{Constraints, Json, Path, Report, assertion};
use serde_core::{Deserializer, Serializer};
use std::fmt;
use std::ops::Deref;

/// A struct around a value with constraints. Implemented by `wrapper!`.
pub trait Wrapper: Deref<Target: Json + Sized> + fmt::Debug + Sized + 'static {
    /// The constraints of its schema.
    const CONSTRAINTS: Constraints;

    /// Wraps a value without checking it.
    fn wrap(inner: Self::Target) -> Self;
}

/// The codec of wrappers.
pub struct Wrappers;

impl<T: Wrapper> Codec<T> for Wrappers {
    const JSON_TYPES: JsonTypes = T::Target::JSON_TYPES;
    const PROPERTIES: Option<&'static [Property]> = T::Target::PROPERTIES;
    const IS_NESTED: bool = T::Target::IS_NESTED;

    fn shape() -> Shape {
        T::Target::shape()
    }

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::constrained(T::Target::outline, T::CONSTRAINTS)
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::Target::read(deserializer).map(T::wrap)
    }

    #[inline]
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.deref().write(serializer)
    }

    fn diagnose(node: &Node, at: &Path<'_>, _: Constraints, report: &mut Report) {
        T::Target::diagnose(node, at, T::CONSTRAINTS, report);
        T::CONSTRAINTS.check_assertions(node, at, report);
    }

    fn check_constraints(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        value.deref().check_constraints(constraints, at, report);
    }

    fn check(value: &T, at: &Path<'_>, report: &mut Report) {
        assertion::check(value.deref(), T::CONSTRAINTS, at, report);
    }
}

/// The impls of a tuple struct around a value with constraints; they are checked by [`Validate`](crate::Validate).
///
/// ```
/// # use specwright_runtime::{Constraint, Constraints, Validate, wrapper};
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Tags(pub Vec<String>);
///
/// wrapper! { Tags("/components/schemas/Tags", Vec<String>, Constraints::new("/components/schemas/Tags", &[Constraint::MinItems(1)])); }
///
/// let tags: Tags = serde_json::from_str("[]").unwrap();
/// assert_eq!(tags.validate().unwrap_err()[0].keyword(), "minItems");
/// ```
#[macro_export]
macro_rules! wrapper {
    ($ty:ident($schema:literal, $inner:ty, $constraints:expr $(,)?) $(.keyed($($keyed:tt)?))?;) => {
        impl $crate::export::wrapper::Wrapper for $ty {
            const CONSTRAINTS: $crate::Constraints = $constraints;

            fn wrap(inner: $inner) -> Self {
                Self(inner)
            }
        }

        impl $crate::Coded for $ty {
            type Codec = $crate::export::wrapper::Wrappers;
        }

        $crate::__serde! { $ty }

        $($crate::__keyed! { $ty $($keyed)? })?

        impl ::core::ops::Deref for $ty {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }
    };
}
