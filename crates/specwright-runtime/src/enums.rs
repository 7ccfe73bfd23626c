//! `string_enum!`, `integer_enum!` and `literal_enum!`: a variant for each listed value, and one for any other.
//!
//! A client must accept a value that was added to the document after the client was built; a server must refuse it. So any value
//! can be read, and an unlisted one is a violation, unless the enum is open: the document then lists some values of a string.

pub mod integer;
pub mod literal;
mod unlisted;

pub use self::unlisted::Unlisted;

use crate::debug::{Names, Tuple};
use crate::json::coded::Codec;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::newtype::diagnose_text;
use crate::{Constraint, Constraints, Invalid, Path, Report};
use serde_core::de::{self, Deserializer, Visitor};
use serde_core::ser::Serializer;
use std::fmt::{self, Debug as _};
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::mem::discriminant;

/// A string enum. Implemented by `string_enum!`.
pub trait StringEnum: Clone + AsRef<str> + 'static {
    /// The description of the type in the document.
    const DESCRIPTION: StringEnumDescription<Self>;
    /// The one constraint, which lists the values; none if the enum is open.
    const CONSTRAINTS: Constraints = Constraints::new(
        Self::DESCRIPTION.schema,
        match Self::DESCRIPTION.is_open {
            true => &[],
            false => &[Constraint::OneOf(
                Self::DESCRIPTION.keyword,
                Self::DESCRIPTION.texts,
            )],
        },
    );
}

/// The description of a string enum in the document.
pub struct StringEnumDescription<T: 'static> {
    /// Its name.
    pub name: &'static str,
    /// The names of its variants.
    pub names: &'static str,
    /// The JSON Pointer of its schema.
    pub schema: &'static str,
    /// The keyword that lists the values.
    pub keyword: &'static str,
    /// The values that the document lists.
    pub texts: &'static [&'static str],
    /// Their variants, as a table: a `match` of thousands of texts is slow to compile.
    pub variants: &'static [T],
    /// The variant of any other text.
    pub unknown: fn(Unlisted<String, T>) -> T,
    /// True if any other text is valid.
    pub is_open: bool,
}

/// Returns the text of a listed variant.
pub fn text<T: StringEnum>(value: &T) -> &'static str {
    position(value).map_or("", |at| T::DESCRIPTION.texts[at])
}

/// Returns the position of a listed variant in the table: a `match` of thousands of variants is slow to compile.
fn position<T: StringEnum>(value: &T) -> Option<usize> {
    let variants = T::DESCRIPTION.variants;
    let is_at = |at: &usize| {
        let listed = variants.get(*at).map(discriminant);
        listed == Some(discriminant(value))
    };
    // Discriminants follow the order of declaration. If they ever did not, the search below finds the variant.
    let at = Some(number(value)).filter(is_at);
    at.or_else(|| (0..variants.len()).find(is_at))
}

/// Returns the number of a variant; `Discriminant` exposes it to hashers only.
fn number<T>(value: &T) -> usize {
    let mut number = Number(usize::MAX);
    discriminant(value).hash(&mut number);
    number.0
}

struct Number(usize);

impl Hasher for Number {
    fn write(&mut self, _: &[u8]) {}

    #[inline]
    fn write_isize(&mut self, number: isize) {
        self.0 = number as usize;
    }

    fn finish(&self) -> u64 {
        self.0 as u64
    }
}

fn find<T: StringEnum>(text: &str) -> Option<T> {
    let at = T::DESCRIPTION.texts.iter().position(|it| *it == text)?;
    Some(T::DESCRIPTION.variants[at].clone())
}

/// Parses a listed text.
///
/// # Errors
///
/// If the document does not list the text, and the enum is not open.
pub fn parse<T: StringEnum>(text: &str) -> Result<T, Invalid> {
    let description = T::DESCRIPTION;
    if description.is_open {
        return Ok(from(text));
    }
    find(text).ok_or(Invalid::new(
        description.name,
        description.schema,
        Constraint::OneOf(description.keyword, description.texts),
    ))
}

/// Returns the listed variant of a text, or else the unknown variant.
pub fn from<T: StringEnum>(text: &str) -> T {
    find(text).unwrap_or_else(|| unlisted(text.to_owned()))
}

/// Returns the listed variant of a text, or else the unknown variant, which holds the text.
pub fn from_string<T: StringEnum>(text: String) -> T {
    find(&text).unwrap_or_else(|| unlisted(text))
}

fn unlisted<T: StringEnum>(text: String) -> T {
    (T::DESCRIPTION.unknown)(Unlisted::new(text))
}

/// Formats a value as `#[derive(Debug)]` would, as in `Red` or `Unknown("mauve")`.
///
/// # Errors
///
/// The formatter's.
pub fn debug<T: StringEnum>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let StringEnumDescription {
        names, variants, ..
    } = T::DESCRIPTION;
    let mut names = Names::new(names);
    match position(value) {
        Some(at) => f.write_str(names.nth(at)),
        None => Tuple(names.nth(variants.len()), &value.as_ref()).fmt(f),
    }
}

/// The codec of string enums.
pub struct StringEnums;

impl<T: StringEnum> Codec<T> for StringEnums {
    const JSON_TYPES: JsonTypes = JsonTypes::STRING;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        match T::DESCRIPTION.is_open {
            true => crate::sample::Outline::open(T::DESCRIPTION.texts),
            false => crate::sample::Outline::constrained(
                <String as crate::Json>::outline,
                T::CONSTRAINTS,
            ),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(Text(PhantomData))
    }

    #[inline]
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.as_ref())
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        diagnose_text(T::CONSTRAINTS, node, at, constraints, report);
    }

    fn check_constraints(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        constraints.check_text(value.as_ref(), at, report);
    }

    #[inline]
    fn check(value: &T, at: &Path<'_>, report: &mut Report) {
        // The discriminant is compared, since a search among thousands of variants takes time.
        let unknown = unlisted::<T>(String::new());
        if discriminant(value) == discriminant(&unknown) {
            T::CONSTRAINTS.check_text(value.as_ref(), at, report);
        }
    }
}

struct Text<T>(PhantomData<T>);

impl<T: StringEnum> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok(from(text))
    }
}

/// The impls of a string enum.
///
/// ```
/// # use specwright_runtime::{Unlisted, Validate, string_enum};
/// #[derive(Clone)]
/// pub enum Color {
///     Red,
///     DarkGreen,
///     Unknown(Unlisted<String, Color>),
/// }
///
/// string_enum! {
///     Color("/components/schemas/Color");
///     values(Red = "red", DarkGreen = "dark-green");
///     unknown(Unknown);
/// }
///
/// let color: Color = serde_json::from_str("\"mauve\"").unwrap();
/// assert_eq!(color, Color::from("mauve"));
/// assert!(matches!(&color, Color::Unknown(other) if other.as_str() == "mauve"));
/// assert_eq!(color.validate().unwrap_err()[0].keyword(), "enum");
/// assert!("mauve".parse::<Color>().is_err());
/// assert_eq!(Color::DarkGreen.as_str(), "dark-green");
/// assert!(matches!(Color::from("red"), Color::Red));
/// assert_eq!(Color::Red, "red");
/// assert_eq!(format!("{:?} {color:?}", Color::Red), r#"Red Unknown("mauve")"#);
/// ```
///
/// With `open` instead of `unknown`, any other text is valid:
///
/// ```
/// # use specwright_runtime::{Unlisted, Validate, string_enum};
/// #[derive(Clone)]
/// pub enum Model {
///     Small,
///     Unknown(Unlisted<String, Model>),
/// }
///
/// string_enum! {
///     Model("/components/schemas/Model");
///     values(Small = "small");
///     open(Unknown);
/// }
///
/// assert!(Model::from("large").validate().is_ok());
/// assert_eq!("large".parse::<Model>().unwrap(), "large");
/// ```
#[macro_export]
macro_rules! string_enum {
    ($ty:ident($schema:literal $(, $keyword:literal)? $(,)?); values($($variant:ident = $value:literal),* $(,)?); $rest:ident($unknown:ident $(,)?);) => {
        impl $ty {
            /// The values that the document lists, in its order.
            pub const VALUES: &'static [&'static str] = &[$($value),*];

            /// The text.
            pub fn as_str(&self) -> &str {
                match self {
                    Self::$unknown(value) => value,
                    listed => $crate::enum_text(listed),
                }
            }
        }

        impl $crate::StringEnum for $ty {
            const DESCRIPTION: $crate::StringEnumDescription<Self> = $crate::StringEnumDescription {
                name: stringify!($ty),
                names: stringify!($($variant)* $unknown),
                schema: $schema,
                keyword: $crate::__list_keyword!($($keyword)?),
                texts: Self::VALUES,
                variants: &[$(Self::$variant),*],
                unknown: Self::$unknown,
                is_open: $crate::__is_open!($rest),
            };
        }

        $crate::__string_impls! { $ty }

        // One impl for the type itself, `str`, `&str` and `String`.
        /// Compares the texts.
        impl<T: $crate::AsRef<str> + ?$crate::Sized> $crate::PartialEq<T>
            for $ty
        {
            fn eq(&self, other: &T) -> bool {
                self.as_str() == other.as_ref()
            }
        }

        impl $crate::Eq for $ty {}

        impl $crate::Hash for $ty {
            fn hash<H: $crate::Hasher>(&self, state: &mut H) {
                $crate::Hash::hash(self.as_str(), state);
            }
        }

        impl $crate::Debug for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                $crate::debug_enum(self, f)
            }
        }

        /// Any value: the variant that the document lists, or the unknown one.
        impl $crate::From<&str> for $ty {
            fn from(text: &str) -> Self {
                $crate::enum_from(text)
            }
        }

        /// Any value: the variant that the document lists, or the unknown one.
        impl $crate::From<$crate::String> for $ty {
            fn from(text: $crate::String) -> Self {
                $crate::enum_from_string(text)
            }
        }

        /// A value that the document lists; any value of an open enum.
        impl $crate::FromStr for $ty {
            type Err = $crate::Invalid;

            fn from_str(text: &str) -> $crate::Result<Self, $crate::Invalid> {
                $crate::parse_enum(text)
            }
        }

        impl $crate::Coded for $ty {
            type Codec = $crate::StringEnums;
        }

        $crate::__serde! { $ty }
    };
}

/// True if the row of the unknown variant says that the enum is open.
#[doc(hidden)]
#[macro_export]
macro_rules! __is_open {
    (open) => {
        true
    };
    (unknown) => {
        false
    };
}

/// The keyword that lists the values of an enum: `enum`, if its row names no other.
#[doc(hidden)]
#[macro_export]
macro_rules! __list_keyword {
    () => {
        "enum"
    };
    ($keyword:literal) => {
        $keyword
    };
}
