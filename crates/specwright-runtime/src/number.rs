//! `number!`: numbers whose constraints hold for every value of the type.

pub use crate::json::node::Number;

use crate::constraints::fits_number;
use crate::json::coded::Codec;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::{Constraint, Constraints, Invalid, Json, Path, Report};
use serde_core::de::{Deserializer, Error};
use serde_core::ser::Serializer;
use std::cmp::Ordering;
use std::fmt;

/// A number whose constraints hold for every value. Implemented by `number!`.
pub trait ValidatedNumber:
    Copy + fmt::Debug + Into<Self::Number> + TryFrom<Self::Number, Error = Invalid> + 'static
{
    /// The type of the number.
    type Number: Json;
    /// The constraints of its schema.
    const CONSTRAINTS: Constraints;
}

/// The codec of validated numbers.
pub struct ValidatedNumbers;

impl<T: ValidatedNumber> Codec<T> for ValidatedNumbers {
    const JSON_TYPES: JsonTypes = JsonTypes::NUMBER;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::constrained(T::Number::outline, T::CONSTRAINTS)
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::try_from(T::Number::read(deserializer)?).map_err(D::Error::custom)
    }

    #[inline]
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        (*value).into().write(serializer)
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        diagnose::<T::Number>(T::CONSTRAINTS, node, at, constraints, report);
    }

    fn check_constraints(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        (*value).into().check_constraints(constraints, at, report);
    }

    #[inline]
    fn check(_: &T, _: &Path<'_>, _: &mut Report) {}
}

/// Reports the violations of a node that must be a number under the constraints of a type and of its place.
pub(crate) fn diagnose<T: Json>(
    own: Constraints,
    node: &Node,
    at: &Path<'_>,
    constraints: Constraints,
    report: &mut Report,
) {
    T::diagnose(node, at, own, report);
    if let Some(number) = node.as_number() {
        constraints.check_number(number, at, report);
    }
}

/// Returns the constraint that a number violates.
pub fn broken(constraints: Constraints, number: Number) -> Option<Constraint> {
    constraints
        .constraints
        .iter()
        .find(|constraint| !fits_number(constraint, number))
        .copied()
}

/// Returns true if a literal satisfies the constraints.
///
/// # Panics
///
/// If a constant cannot decide it.
pub const fn fits_literal(constraints: Constraints, number: Number) -> bool {
    if !number.is_finite() {
        return false;
    }
    let mut rest = constraints.constraints;
    while let [constraint, tail @ ..] = rest {
        let fits = match *constraint {
            Constraint::Minimum(bound) => !matches!(compare(number, bound), Ordering::Less),
            Constraint::Maximum(bound) => !matches!(compare(number, bound), Ordering::Greater),
            Constraint::ExclusiveMinimum(bound) => {
                matches!(compare(number, bound), Ordering::Greater)
            }
            Constraint::ExclusiveMaximum(bound) => matches!(compare(number, bound), Ordering::Less),
            Constraint::MultipleOf(step) => match number {
                Number::Integer(value) => step.divides(value.unsigned_abs(), 0),
                Number::Float(_) => {
                    panic!("a multiple of a fraction cannot be checked in a constant: use try_from")
                }
            },
            _ => true,
        };
        if !fits {
            return false;
        }
        rest = tail;
    }
    true
}

const fn compare(number: Number, bound: crate::Decimal) -> Ordering {
    match number {
        Number::Integer(value) => bound.compare_integer(value),
        Number::Float(value) => match bound.to_f64_exactly() {
            Some(bound) if value < bound => Ordering::Less,
            Some(bound) if value > bound => Ordering::Greater,
            Some(_) => Ordering::Equal,
            None => panic!("this bound cannot be checked in a constant: use try_from"),
        },
    }
}

/// A number type whose constraints hold for every value.
///
/// ```
/// # use specwright_runtime::{Decimal, number};
/// #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub struct Port(i64);
///
/// number! {
///     Port("/components/schemas/Port", i64);
///     Minimum(Decimal::new("1"));
///     Maximum(Decimal::new("65535"));
/// }
///
/// const HTTPS: Port = Port::literal(443);
/// assert_eq!(Port::try_from(0).unwrap_err().to_string(), "not a Port: expected at least 1 (minimum)");
/// assert_eq!(serde_json::from_str::<Port>("443.0").unwrap(), HTTPS);
/// assert_eq!(HTTPS, 443);
/// ```
///
/// ```compile_fail,E0080
/// # use specwright_runtime::{Decimal, number};
/// # #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// # pub struct Port(i64);
/// # number! { Port("/components/schemas/Port", i64); Maximum(Decimal::new("65535")); }
/// const NONE: Port = Port::literal(65536);
/// # let _ = NONE;
/// ```
///
/// The type is one of `i8` … `i128`, `u8` … `u128`, `f32`, `f64`. Each row is a [`Constraint`](crate::Constraint) of numbers or an
/// `Origin`, with its arguments.
#[macro_export]
macro_rules! number {
    ($ty:ident($schema:literal, $number:ident $(,)?); $($constraint:ident($($value:expr),+ $(,)?);)*) => {
        impl $ty {
            const CONSTRAINTS: $crate::Constraints = $crate::Constraints::new(
                $schema,
                &[$($crate::Constraint::$constraint($($value),+)),*],
            );

            /// Creates a value from a literal.
            ///
            /// # Panics
            ///
            /// If the number violates a constraint of the type; in a constant, this is a compile error.
            pub const fn literal(value: $number) -> Self {
                if !$crate::export::number::fits_literal(Self::CONSTRAINTS, $crate::__number!($number, value)) {
                    panic!(concat!("this literal is not a ", stringify!($ty)));
                }
                Self(value)
            }

            /// The number.
            pub const fn get(self) -> $number {
                self.0
            }
        }

        /// The number.
        impl ::core::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        /// The type and the number.
        impl ::core::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(stringify!($ty)).field(&self.0).finish()
            }
        }

        impl ::core::cmp::PartialEq<$number> for $ty {
            fn eq(&self, other: &$number) -> bool {
                self.0 == *other
            }
        }

        impl ::core::convert::From<$ty> for $number {
            fn from(value: $ty) -> Self {
                value.0
            }
        }

        impl ::core::convert::TryFrom<$number> for $ty {
            type Error = $crate::Invalid;

            fn try_from(value: $number) -> ::core::result::Result<Self, $crate::Invalid> {
                match $crate::export::number::broken(Self::CONSTRAINTS, $crate::__number!($number, value)) {
                    ::core::option::Option::None => ::core::result::Result::Ok(Self(value)),
                    ::core::option::Option::Some(constraint) => ::core::result::Result::Err($crate::Invalid::new(stringify!($ty), $schema, constraint)),
                }
            }
        }

        impl $crate::export::number::ValidatedNumber for $ty {
            type Number = $number;
            const CONSTRAINTS: $crate::Constraints = Self::CONSTRAINTS;
        }

        impl $crate::export::Coded for $ty {
            type Codec = $crate::export::number::ValidatedNumbers;
        }

        $crate::__serde! { $ty }
    };
}

/// Converts a number for the check of constraints.
#[doc(hidden)]
#[macro_export]
macro_rules! __number {
    (f64, $value:expr) => {
        $crate::export::number::Number::Float($value)
    };
    (f32, $value:expr) => {
        $crate::export::number::Number::Float($value as f64)
    };
    (u128, $value:expr) => {
        $crate::export::number::Number::of_u128($value)
    };
    ($integer:ident, $value:expr) => {
        $crate::export::number::Number::Integer($value as i128)
    };
}
