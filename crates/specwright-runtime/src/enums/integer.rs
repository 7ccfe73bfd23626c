//! `integer_enum!`: integers one by one, and a variant that keeps any other.

use super::Unlisted;

/// An enum of integers. Implemented by `integer_enum!`.
pub trait IntegerEnum: Copy + 'static {
    /// The type of the integers.
    type Integer: Copy + PartialEq + 'static;
    /// The values that the document lists.
    const LISTED: &'static [Self::Integer];
    /// Their variants.
    const VARIANTS: &'static [Self];
    /// The variant of any other value.
    const UNKNOWN: fn(Unlisted<Self::Integer, Self>) -> Self;
}

/// Returns the variant of an integer: the listed one, or else the one that keeps it.
pub fn from<T: IntegerEnum>(value: T::Integer) -> T {
    let at = T::LISTED.iter().position(|listed| *listed == value);
    let listed = at.and_then(|at| T::VARIANTS.get(at).copied());
    listed.unwrap_or_else(|| T::UNKNOWN(Unlisted::new(value)))
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
/// assert!(matches!(Status::from(1), Status::Value1));
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($ty:ident($schema:literal, $integer:ident $(, $keyword:literal)? $(,)?); $(value($variant:ident, $value:literal $(,)?);)* unknown($unknown:ident $(,)?);) => {
        impl $ty {
            /// The values that the document lists, in its order.
            pub const VALUES: &'static [$integer] = &[$($value),*];

            const CONSTRAINTS: $crate::Constraints = $crate::Constraints::new($schema, &[$crate::Constraint::OneOfIntegers($crate::__list_keyword!($($keyword)?), &[$($value),*])]);

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
            const LISTED: &'static [$integer] = Self::VALUES;
            const VARIANTS: &'static [Self] = &[$(Self::$variant),*];
            const UNKNOWN: fn($crate::Unlisted<$integer, Self>) -> Self = Self::$unknown;
        }

        /// By the number.
        impl ::core::cmp::PartialEq for $ty {
            fn eq(&self, other: &Self) -> bool {
                self.value() == other.value()
            }
        }

        impl ::core::cmp::Eq for $ty {}

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

        impl $crate::Validate for $ty {
            fn check(&self, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                if let Self::$unknown(value) = self {
                    $crate::Json::check_constraints(&**value, Self::CONSTRAINTS, at, report);
                }
            }
        }

        impl $crate::Json for $ty {
            $crate::__outline! { constrained($integer, Self::CONSTRAINTS) }

            const JSON_TYPES: $crate::export::JsonTypes = $crate::export::JsonTypes::NUMBER;

            fn read<'de, D: $crate::export::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <$integer as $crate::Json>::read(deserializer).map($crate::export::enums::integer::from)
            }

            fn write<S: $crate::export::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::Json::write(&self.value(), serializer)
            }

            fn diagnose(
                node: &$crate::export::Node,
                at: &$crate::Path<'_>,
                constraints: $crate::Constraints,
                report: &mut $crate::Report,
            ) {
                $crate::export::number::diagnose::<$integer>(Self::CONSTRAINTS, node, at, constraints, report);
            }

            fn check_constraints(&self, constraints: $crate::Constraints, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                $crate::Json::check_constraints(&self.value(), constraints, at, report);
            }
        }

        $crate::__serde! { $ty }
    };
}
