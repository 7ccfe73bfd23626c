//! `integer_enum!`: a variant for each listed integer, and one for any other.

use super::Unlisted;
use crate::json::coded::Codec;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::{Constraints, Json, Path, Report, number};
use serde_core::{Deserializer, Serializer};
use std::fmt;
use std::mem::discriminant;

/// An enum of integers. Implemented by `integer_enum!`.
pub trait IntegerEnum: Copy + fmt::Debug + Into<Self::Integer> + 'static {
    /// The type of the integers.
    type Integer: Json + Copy + PartialEq + 'static;
    /// The one constraint, which lists the values.
    const CONSTRAINTS: Constraints;
    /// The values that the document lists.
    const LISTED: &'static [Self::Integer];
    /// Their variants.
    const VARIANTS: &'static [Self];
    /// The variant of any other value.
    const UNKNOWN: fn(Unlisted<Self::Integer, Self>) -> Self;
}

/// Returns the listed variant of an integer, or else the unknown variant.
pub fn from<T: IntegerEnum>(value: T::Integer) -> T {
    let at = T::LISTED.iter().position(|listed| *listed == value);
    let listed = at.and_then(|at| T::VARIANTS.get(at).copied());
    listed.unwrap_or_else(|| T::UNKNOWN(Unlisted::new(value)))
}

/// The codec of integer enums.
pub struct IntegerEnums;

impl<T: IntegerEnum> Codec<T> for IntegerEnums {
    const JSON_TYPES: JsonTypes = JsonTypes::NUMBER;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::constrained(T::Integer::outline, T::CONSTRAINTS)
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::Integer::read(deserializer).map(from)
    }

    #[inline]
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        (*value).into().write(serializer)
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        number::diagnose::<T::Integer>(T::CONSTRAINTS, node, at, constraints, report);
    }

    fn check_constraints(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        (*value).into().check_constraints(constraints, at, report);
    }

    #[inline]
    fn check(value: &T, at: &Path<'_>, report: &mut Report) {
        let integer: T::Integer = (*value).into();
        let unknown = (T::UNKNOWN)(Unlisted::new(integer));
        if discriminant(value) == discriminant(&unknown) {
            integer.check_constraints(T::CONSTRAINTS, at, report);
        }
    }
}

/// The impls of an integer enum.
///
/// ```
/// # use specwright_runtime::{Unlisted, Validate, integer_enum};
/// #[derive(Clone, Copy, Debug)]
/// pub enum Status {
///     Value0,
///     Value1,
///     Unknown(Unlisted<i64, Status>),
/// }
///
/// integer_enum! {
///     Status("/components/schemas/Status", i64);
///     value(Value0, 0);
///     value(Value1, 1);
///     unknown(Unknown);
/// }
///
/// let status: Status = serde_json::from_str("7").unwrap();
/// assert_eq!(status, Status::from(7));
/// assert!(matches!(status, Status::Unknown(other) if *other == 7));
/// assert_eq!(status.validate().unwrap_err()[0].keyword(), "enum");
/// assert_eq!(Status::Value1.value(), 1);
/// assert_eq!(Status::Value1, 1);
/// assert!(Status::Value0 < Status::Value1);
/// assert!(matches!(Status::from(1), Status::Value1));
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($ty:ident($schema:literal, $integer:ident $(, $keyword:literal)? $(,)?); $(value($variant:ident, $value:literal $(,)?);)* unknown($unknown:ident $(,)?);) => {
        impl $ty {
            /// The values that the document lists, in its order.
            pub const VALUES: &'static [$integer] = &[$($value),*];

            /// The number.
            pub const fn value(&self) -> $integer {
                match *self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => value.get(),
                }
            }
        }

        impl $crate::export::enums::integer::IntegerEnum for $ty {
            type Integer = $integer;
            const CONSTRAINTS: $crate::Constraints = $crate::Constraints::new($schema, &[$crate::Constraint::OneOfIntegers($crate::__list_keyword!($($keyword)?), &[$($value),*])]);
            const LISTED: &'static [$integer] = Self::VALUES;
            const VARIANTS: &'static [Self] = &[$(Self::$variant),*];
            const UNKNOWN: fn($crate::Unlisted<$integer, Self>) -> Self = Self::$unknown;
        }

        /// Compares the numbers.
        impl ::core::cmp::PartialEq for $ty {
            fn eq(&self, other: &Self) -> bool {
                self.value() == other.value()
            }
        }

        impl ::core::cmp::Eq for $ty {}

        /// Compares the numbers.
        impl ::core::cmp::PartialOrd for $ty {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        /// Compares the numbers.
        impl ::core::cmp::Ord for $ty {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(&self.value(), &other.value())
            }
        }

        impl ::core::cmp::PartialEq<$integer> for $ty {
            fn eq(&self, other: &$integer) -> bool {
                self.value() == *other
            }
        }

        impl ::core::hash::Hash for $ty {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.value(), state);
            }
        }

        /// The number.
        impl ::core::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl ::core::convert::From<$ty> for $integer {
            fn from(value: $ty) -> Self {
                value.value()
            }
        }

        /// Any value: the variant that the document lists, or the unknown one.
        impl ::core::convert::From<$integer> for $ty {
            fn from(value: $integer) -> Self {
                $crate::export::enums::integer::from(value)
            }
        }

        impl $crate::export::Coded for $ty {
            type Codec = $crate::export::enums::integer::IntegerEnums;
        }

        $crate::__serde! { $ty }
    };
}
