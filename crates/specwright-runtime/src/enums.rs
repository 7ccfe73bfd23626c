//! `string_enum!`, `integer_enum!` and `literal_enum!`: values one by one, and a variant that keeps any other.
//!
//! A client must survive a value that the document did not have when it was built; a server must refuse it. So any value is
//! read, and one that is not listed is a violation.

pub mod literal;

use serde_core::de::{self, Deserializer, Visitor};
use std::fmt;

/// A string enum, for the reader that all share.
pub trait StringEnum: Clone + 'static {
    /// The values that the document lists.
    const TEXTS: &'static [&'static str];
    /// Their variants: a table, as thousands of texts in a `match` take their time to compile.
    const VARIANTS: &'static [Self];

    /// The variant of any other text.
    fn unknown(text: String) -> Self;
}

/// The variant of a text that the document lists.
pub fn find<T: StringEnum>(text: &str) -> Option<T> {
    let at = T::TEXTS.iter().position(|it| *it == text)?;
    Some(T::VARIANTS[at].clone())
}

/// Reads a string enum.
pub fn read<'de, T: StringEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(std::marker::PhantomData))
}

struct Text<T>(std::marker::PhantomData<T>);

impl<T: StringEnum> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok(find(text).unwrap_or_else(|| T::unknown(text.to_owned())))
    }
}

/// The impls of a string enum.
///
/// ```
/// # use specwright_runtime::{Validate, string_enum};
/// #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub enum Color {
///     Red,
///     DarkGreen,
///     Unknown(String),
/// }
///
/// string_enum! {
///     Color("/components/schemas/Color");
///     value(Red, "red");
///     value(DarkGreen, "dark-green");
///     unknown(Unknown);
/// }
///
/// let color: Color = serde_json::from_str("\"mauve\"").unwrap();
/// assert_eq!(color, Color::Unknown("mauve".to_owned()));
/// assert_eq!(color.validate().unwrap_err()[0].keyword(), "enum");
/// assert!("mauve".parse::<Color>().is_err());
/// assert_eq!(Color::DarkGreen.as_str(), "dark-green");
/// ```
#[macro_export]
macro_rules! string_enum {
    ($ty:ident($schema:literal $(,)?); $(value($variant:ident, $value:literal $(,)?);)* unknown($unknown:ident $(,)?);) => {
        impl $ty {
            /// The values that the document lists, in its order.
            pub const VALUES: &'static [&'static str] = &[$($value),*];

            const RULES: $crate::Rules = $crate::Rules::new($schema, &[$crate::Rule::OneOf(Self::VALUES)]);

            /// The text.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => value,
                }
            }
        }

        impl $crate::export::enums::StringEnum for $ty {
            const TEXTS: &'static [&'static str] = Self::VALUES;
            const VARIANTS: &'static [Self] = &[$(Self::$variant),*];

            fn unknown(text: ::std::string::String) -> Self {
                Self::$unknown(text)
            }
        }

        $crate::__string_impls! { $ty }

        /// A value that the document lists.
        impl ::core::str::FromStr for $ty {
            type Err = $crate::Invalid;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::Invalid> {
                $crate::export::enums::find(text)
                    .ok_or($crate::Invalid::new(stringify!($ty), $schema, $crate::Rule::OneOf(Self::VALUES)))
            }
        }

        impl $crate::Validate for $ty {
            fn check(&self, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                if let Self::$unknown(value) = self {
                    Self::RULES.check_text(value, at, report);
                }
            }
        }

        impl $crate::Json for $ty {
            const KINDS: $crate::export::Kinds = $crate::export::Kinds::STRING;

            fn read<'de, D: $crate::export::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::export::enums::read(deserializer)
            }

            fn write<S: $crate::export::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }

            fn inspect(
                node: &$crate::export::Node,
                at: &$crate::Path<'_>,
                rules: $crate::Rules,
                report: &mut $crate::Report,
            ) {
                $crate::export::newtype::inspect_text(Self::RULES, node, at, rules, report);
            }

            fn obey(&self, rules: $crate::Rules, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                rules.check_text(self.as_str(), at, report);
            }
        }

        $crate::__serde! { $ty }
    };
}

/// The impls of an integer enum.
///
/// ```
/// # use specwright_runtime::{Validate, integer_enum};
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub enum Status {
///     Value0,
///     Value1,
///     Unknown(i64),
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
/// assert_eq!(status, Status::Unknown(7));
/// assert_eq!(status.validate().unwrap_err()[0].keyword(), "enum");
/// assert!(Status::try_from(7).is_err());
/// assert_eq!(Status::Value1.value(), 1);
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($ty:ident($schema:literal, $integer:ident $(,)?); $(value($variant:ident, $value:literal $(,)?);)* unknown($unknown:ident $(,)?);) => {
        impl $ty {
            /// The values that the document lists, in its order.
            pub const VALUES: &'static [$integer] = &[$($value),*];

            const RULES: $crate::Rules = $crate::Rules::new($schema, &[$crate::Rule::OneOfIntegers(&[$($value),*])]);

            /// The number.
            pub const fn value(&self) -> $integer {
                match *self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => value,
                }
            }

            fn from_value(value: $integer) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::$unknown(other),
                }
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

        /// A value that the document lists.
        impl ::core::convert::TryFrom<$integer> for $ty {
            type Error = $crate::Invalid;

            fn try_from(value: $integer) -> ::core::result::Result<Self, $crate::Invalid> {
                match Self::from_value(value) {
                    Self::$unknown(_) => {
                        ::core::result::Result::Err($crate::Invalid::new(stringify!($ty), $schema, $crate::Rule::OneOfIntegers(&[$($value),*])))
                    }
                    known => ::core::result::Result::Ok(known),
                }
            }
        }

        impl $crate::Validate for $ty {
            fn check(&self, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                if let Self::$unknown(value) = self {
                    $crate::Json::obey(value, Self::RULES, at, report);
                }
            }
        }

        impl $crate::Json for $ty {
            const KINDS: $crate::export::Kinds = $crate::export::Kinds::NUMBER;

            fn read<'de, D: $crate::export::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <$integer as $crate::Json>::read(deserializer).map(Self::from_value)
            }

            fn write<S: $crate::export::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::Json::write(&self.value(), serializer)
            }

            fn inspect(
                node: &$crate::export::Node,
                at: &$crate::Path<'_>,
                rules: $crate::Rules,
                report: &mut $crate::Report,
            ) {
                $crate::export::number::inspect::<$integer>(Self::RULES, node, at, rules, report);
            }

            fn obey(&self, rules: $crate::Rules, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                $crate::Json::obey(&self.value(), rules, at, report);
            }
        }

        $crate::__serde! { $ty }
    };
}
