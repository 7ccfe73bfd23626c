//! `number!`: numbers whose constraints hold for every value of the type.

pub use crate::json::node::Number;

use crate::json::node::Node;
use crate::rules::fits_number;
use crate::{Json, Path, Report, Rule, Rules};
use std::cmp::Ordering;

/// Reports what keeps a node from being a number with the rules of a type, and then with those of the place.
pub fn inspect<T: Json>(own: Rules, node: &Node, at: &Path<'_>, rules: Rules, report: &mut Report) {
    T::inspect(node, at, own, report);
    if let Some(number) = node.as_number() {
        rules.check_number(number, at, report);
    }
}

/// The rule that a number breaks, if it breaks one.
pub fn broken(rules: Rules, number: Number) -> Option<Rule> {
    rules
        .rules
        .iter()
        .find(|rule| !fits_number(rule, number))
        .copied()
}

/// Whether a literal keeps the rules, as far as a constant can tell.
pub const fn fits_literal(rules: Rules, number: Number) -> bool {
    if !number.is_finite() {
        return false;
    }
    let mut rest = rules.rules;
    while let [rule, tail @ ..] = rest {
        let fits = match *rule {
            Rule::Minimum(bound) => !matches!(compare(number, bound), Ordering::Less),
            Rule::Maximum(bound) => !matches!(compare(number, bound), Ordering::Greater),
            Rule::ExclusiveMinimum(bound) => matches!(compare(number, bound), Ordering::Greater),
            Rule::ExclusiveMaximum(bound) => matches!(compare(number, bound), Ordering::Less),
            Rule::MultipleOf(step) => match number {
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
/// # use specwright_runtime::number;
/// #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub struct Port(i64);
///
/// number! {
///     Port("/components/schemas/Port", i64);
///     minimum("1");
///     maximum("65535");
/// }
///
/// const HTTPS: Port = Port::literal(443);
/// assert_eq!(Port::try_from(0).unwrap_err().to_string(), "not a Port: expected at least 1 (minimum)");
/// assert_eq!(serde_json::from_str::<Port>("443.0").unwrap(), HTTPS);
/// ```
///
/// ```compile_fail,E0080
/// # use specwright_runtime::number;
/// # #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// # pub struct Port(i64);
/// # number! { Port("/components/schemas/Port", i64); maximum("65535"); }
/// const NONE: Port = Port::literal(65536);
/// # let _ = NONE;
/// ```
///
/// The type is one of `i8` … `i64`, `u8` … `u64`, `f32`, `f64`. Rows: `minimum`, `maximum`, `exclusive_minimum`,
/// `exclusive_maximum`, `multiple_of`, each with a number as the document writes it.
#[macro_export]
macro_rules! number {
    ($ty:ident($schema:literal, $number:ident $(,)?); $($rule:ident($value:literal $(,)?);)*) => {
        impl $ty {
            const RULES: $crate::Rules = $crate::Rules::new(
                $schema,
                &[$($crate::__number_rule!($rule, $crate::Decimal::new($value))),*],
            );

            /// The value of a literal.
            ///
            /// # Panics
            ///
            /// If it breaks a rule of the type; in a constant, that is an error of the compiler.
            pub const fn literal(value: $number) -> Self {
                if !$crate::export::number::fits_literal(Self::RULES, $crate::__number!($number, value)) {
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

        impl ::core::convert::From<$ty> for $number {
            fn from(value: $ty) -> Self {
                value.0
            }
        }

        impl ::core::convert::TryFrom<$number> for $ty {
            type Error = $crate::Invalid;

            fn try_from(value: $number) -> ::core::result::Result<Self, $crate::Invalid> {
                match $crate::export::number::broken(Self::RULES, $crate::__number!($number, value)) {
                    ::core::option::Option::None => ::core::result::Result::Ok(Self(value)),
                    ::core::option::Option::Some(rule) => ::core::result::Result::Err($crate::Invalid::new(stringify!($ty), $schema, rule)),
                }
            }
        }

        impl $crate::Validate for $ty {
            fn check(&self, _: &$crate::Path<'_>, _: &mut $crate::Report) {}
        }

        impl $crate::Json for $ty {
            $crate::__outline! { ruled($number, Self::RULES) }

            const KINDS: $crate::export::Kinds = $crate::export::Kinds::NUMBER;

            fn read<'de, D: $crate::export::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let value = <$number as $crate::Json>::read(deserializer)?;
                Self::try_from(value).map_err($crate::export::serde_core::de::Error::custom)
            }

            fn write<S: $crate::export::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::Json::write(&self.0, serializer)
            }

            fn inspect(
                node: &$crate::export::Node,
                at: &$crate::Path<'_>,
                rules: $crate::Rules,
                report: &mut $crate::Report,
            ) {
                $crate::export::number::inspect::<$number>(Self::RULES, node, at, rules, report);
            }

            fn obey(&self, rules: $crate::Rules, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                $crate::Json::obey(&self.0, rules, at, report);
            }
        }

        $crate::__serde! { $ty }
    };
}

/// A row of `number!` as a `Rule`.
#[doc(hidden)]
#[macro_export]
macro_rules! __number_rule {
    (minimum, $bound:expr) => {
        $crate::Rule::Minimum($bound)
    };
    (maximum, $bound:expr) => {
        $crate::Rule::Maximum($bound)
    };
    (exclusive_minimum, $bound:expr) => {
        $crate::Rule::ExclusiveMinimum($bound)
    };
    (exclusive_maximum, $bound:expr) => {
        $crate::Rule::ExclusiveMaximum($bound)
    };
    (multiple_of, $step:expr) => {
        $crate::Rule::MultipleOf($step)
    };
}

/// A number as rules look at it.
#[doc(hidden)]
#[macro_export]
macro_rules! __number {
    (f64, $value:expr) => {
        $crate::export::number::Number::Float($value)
    };
    (f32, $value:expr) => {
        $crate::export::number::Number::Float($value as f64)
    };
    ($integer:ident, $value:expr) => {
        $crate::export::number::Number::Integer($value as i128)
    };
}
