//! `ascii!` and `text!`: strings whose constraints hold for every value of the type.

use crate::json::node::Node;
use crate::{Path, Report, Rule, Rules};
use serde_core::de::{self, Deserializer, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A value is refused by a validated type.
#[derive(Clone, Copy)]
pub struct Invalid {
    type_name: &'static str,
    schema: &'static str,
    rule: Rule,
}

impl Invalid {
    #[doc(hidden)]
    pub const fn new(type_name: &'static str, schema: &'static str, rule: Rule) -> Self {
        Self {
            type_name,
            schema,
            rule,
        }
    }

    /// The name of the type: `MongoId`.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// The JSON Pointer of the schema in the document.
    pub fn schema(&self) -> &'static str {
        self.schema
    }

    /// The keyword of the constraint that is broken: `pattern`.
    pub fn keyword(&self) -> &'static str {
        self.rule.keyword()
    }

    /// What is expected: "a match of `^[0-9a-fA-F]{24}$`".
    pub fn expected(&self) -> impl fmt::Display {
        self.rule
    }
}

/// Without the value, which may be a secret.
impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not a {}: expected {} ({})",
            self.type_name,
            self.rule,
            self.rule.keyword()
        )
    }
}

impl fmt::Debug for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invalid")
            .field("type", &self.type_name)
            .field("keyword", &self.rule.keyword())
            .finish()
    }
}

impl std::error::Error for Invalid {}

/// Whether `text` has at least `limit` code points. Counts only if the number of bytes does not tell.
pub const fn fits_min_length(text: &str, limit: u64) -> bool {
    let bytes = text.len() as u64;
    // A code point is one to four bytes.
    bytes >= limit && (bytes / 4 >= limit || count(text) >= limit)
}

/// Whether `text` has at most `limit` code points.
pub const fn fits_max_length(text: &str, limit: u64) -> bool {
    let bytes = text.len() as u64;
    bytes <= limit || (bytes.div_ceil(4) <= limit && count(text) <= limit)
}

/// Code points: bytes that do not continue one. Without early exit, so that it is vectorised.
const fn count(text: &str) -> u64 {
    let mut rest = text.as_bytes();
    let mut count = 0;
    while let [byte, tail @ ..] = rest {
        count += (*byte as i8 >= -0x40) as u64;
        rest = tail;
    }
    count
}

/// The bytes of a string of exactly this length; what is wrong is found before.
pub const fn array<const N: usize>(text: &str) -> [u8; N] {
    match text.as_bytes().first_chunk() {
        Some(bytes) if text.len() == N => *bytes,
        _ => panic!("the pattern admits a string of another length"),
    }
}

/// A validated string, for the reader that all share.
pub trait Validated: Sized {
    /// Its name.
    const NAME: &'static str;
    /// Checks and keeps a string.
    fn borrowed(text: &str) -> Result<Self, Invalid>;
    /// Checks and keeps a string.
    fn owned(text: String) -> Result<Self, Invalid> {
        Self::borrowed(&text)
    }
}

/// Reads a validated string.
pub fn read<'de, T: Validated, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(PhantomData))
}

struct Text<T>(PhantomData<T>);

impl<T: Validated> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {} in a string", T::NAME)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::borrowed(text).map_err(E::custom)
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<T, E> {
        T::owned(text).map_err(E::custom)
    }
}

/// Reports what keeps a node from being a string with the rules of a type, and then with those of the place.
pub fn inspect_text(own: Rules, node: &Node, at: &Path<'_>, rules: Rules, report: &mut Report) {
    match node.as_text() {
        Some(text) => {
            own.check_text(text, at, report);
            rules.check_text(text, at, report);
        }
        None => own.wrong_type("a string", node, at, report),
    }
}

/// A string type for a pattern that admits only ASCII of one length: `[u8; N]` inside, `Copy`, no allocation.
///
/// The struct itself stands beside its documentation; this adds everything else.
///
/// ```
/// # use specwright_runtime::ascii;
/// #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub struct Country([u8; 2]);
///
/// const fn matches_country(text: &str) -> bool {
///     matches!(text.as_bytes(), [b'A'..=b'Z', b'A'..=b'Z'])
/// }
///
/// ascii! {
///     Country("/components/schemas/Country", 2);
///     pattern("^[A-Z]{2}$", matches_country);
/// }
///
/// const HOME: Country = Country::literal("TR");
/// assert_eq!(HOME.as_str(), "TR");
/// assert!(Country::try_from("tr").is_err());
/// ```
///
/// Rows: `pattern(SOURCE, matches);` with a `const fn(&str) -> bool`, `min_length(n);` and `max_length(n);` in code points. A
/// row `engine(SOURCE, matches);` takes a function that is not constant; the type then has no `literal`.
#[macro_export]
macro_rules! ascii {
    ($ty:ident($schema:literal, $length:literal $(,)?); $($rule:ident($($value:expr),+ $(,)?);)*) => {
        $crate::__checks! { $ty ascii $schema; $($rule($($value),+);)* }

        impl $ty {
            /// The text.
            pub const fn as_str(&self) -> &str {
                match ::core::str::from_utf8(&self.0) {
                    Ok(text) => text,
                    Err(_) => unreachable!(),
                }
            }

            /// The bytes of the text.
            pub const fn into_inner(self) -> [u8; $length] {
                self.0
            }
        }

        impl $crate::export::newtype::Validated for $ty {
            const NAME: &'static str = stringify!($ty);

            fn borrowed(text: &str) -> ::core::result::Result<Self, $crate::Invalid> {
                match Self::broken(text) {
                    None => Ok(Self($crate::export::newtype::array(text))),
                    Some(invalid) => Err(invalid),
                }
            }
        }

        $crate::__validated! { $ty }
    };
}

/// A string type whose constraints hold for every value: `Cow<'static, str>` inside, so that literals cost nothing.
///
/// As [`ascii!`], without a length:
///
/// ```
/// # use specwright_runtime::text;
/// # use std::borrow::Cow;
/// #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub struct Name(Cow<'static, str>);
///
/// text! {
///     Name("/components/schemas/Name");
///     min_length(2);
///     max_length(100);
/// }
///
/// assert!("日本".parse::<Name>().is_ok());
/// assert_eq!("x".parse::<Name>().unwrap_err().keyword(), "minLength");
/// ```
///
/// A wrong literal does not build:
///
/// ```compile_fail,E0080
/// # use specwright_runtime::text;
/// # use std::borrow::Cow;
/// # #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// # pub struct Name(Cow<'static, str>);
/// # text! { Name("/components/schemas/Name"); min_length(2); }
/// const NAME: Name = Name::literal("x");
/// # let _ = NAME;
/// ```
#[macro_export]
macro_rules! text {
    ($ty:ident($schema:literal $(,)?); $($rule:ident($($value:expr),+ $(,)?);)*) => {
        $crate::__checks! { $ty text $schema; $($rule($($value),+);)* }

        impl $ty {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_inner(self) -> ::std::string::String {
                self.0.into_owned()
            }
        }

        impl $crate::export::newtype::Validated for $ty {
            const NAME: &'static str = stringify!($ty);

            fn borrowed(text: &str) -> ::core::result::Result<Self, $crate::Invalid> {
                match Self::broken(text) {
                    None => Ok(Self(::std::borrow::Cow::Owned(::std::borrow::ToOwned::to_owned(text)))),
                    Some(invalid) => Err(invalid),
                }
            }

            fn owned(text: ::std::string::String) -> ::core::result::Result<Self, $crate::Invalid> {
                match Self::broken(&text) {
                    None => Ok(Self(::std::borrow::Cow::Owned(text))),
                    Some(invalid) => Err(invalid),
                }
            }
        }

        // The text hashes and compares as the type does.
        impl ::core::borrow::Borrow<str> for $ty {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        $crate::__validated! { $ty }
    };
}

/// The checks of `ascii!` and `text!`: constant, with `literal`, unless an engine is needed.
#[doc(hidden)]
#[macro_export]
macro_rules! __checks {
    (
        $ty:ident $storage:ident $schema:literal;
        $($(pattern($source:expr, $matches:expr))? $(min_length($min:expr))? $(max_length($max:expr))?;)*
    ) => {
        impl $ty {
            /// The value of a literal.
            ///
            /// # Panics
            ///
            /// If it breaks a rule of the type; in a constant, that is an error of the compiler.
            pub const fn literal(text: &'static str) -> Self {
                match Self::broken(text) {
                    None => Self($crate::__literal!($storage text)),
                    Some(_) => panic!(concat!("this literal is not a ", stringify!($ty))),
                }
            }
        }

        $crate::__broken! {
            $ty $schema [const]
            $($(pattern($source, $matches))? $(min_length($min))? $(max_length($max))?)*
        }
    };
    ($ty:ident $storage:ident $schema:literal; $($rule:ident($($value:expr),+);)*) => {
        $crate::__broken! { $ty $schema [] $($rule($($value),+))* }
    };
}

/// What a validated type holds of a literal.
#[doc(hidden)]
#[macro_export]
macro_rules! __literal {
    (ascii $text:ident) => {
        $crate::export::newtype::array($text)
    };
    (text $text:ident) => {
        ::std::borrow::Cow::Borrowed($text)
    };
}

/// The rules of `ascii!` and `text!`, as a table and as code.
#[doc(hidden)]
#[macro_export]
macro_rules! __broken {
    ($ty:ident $schema:literal [$($const:tt)?] $($rule:ident($($value:expr),+))*) => {
        impl $ty {
            const RULES: $crate::Rules = $crate::Rules::new($schema, &[$($crate::__text_rule!($rule($($value),+))),*]);

            /// Whether a text is one of these.
            pub $($const)? fn admits(text: &str) -> bool {
                Self::broken(text).is_none()
            }

            /// The rule that a text breaks, if it breaks one.
            $($const)? fn broken(text: &str) -> ::core::option::Option<$crate::Invalid> {
                $(
                    if !$crate::__fits_text_rule!(text $rule($($value),+)) {
                        return Some($crate::Invalid::new(stringify!($ty), $schema, $crate::__text_rule!($rule($($value),+))));
                    }
                )*
                None
            }
        }
    };
}

/// What `ascii!` and `text!` have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __validated {
    ($ty:ident) => {
        $crate::__string_impls! { $ty }

        impl ::core::convert::TryFrom<&str> for $ty {
            type Error = $crate::Invalid;

            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::Invalid> {
                $crate::export::newtype::Validated::borrowed(text)
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $ty {
            type Error = $crate::Invalid;

            fn try_from(
                text: ::std::string::String,
            ) -> ::core::result::Result<Self, $crate::Invalid> {
                $crate::export::newtype::Validated::owned(text)
            }
        }

        impl ::core::str::FromStr for $ty {
            type Err = $crate::Invalid;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::Invalid> {
                $crate::export::newtype::Validated::borrowed(text)
            }
        }

        /// The type and the text.
        impl ::core::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(stringify!($ty))
                    .field(&self.as_str())
                    .finish()
            }
        }

        impl $crate::Validate for $ty {
            fn check(&self, _: &$crate::Path<'_>, _: &mut $crate::Report) {}
        }

        impl $crate::Json for $ty {
            const KINDS: $crate::export::Kinds = $crate::export::Kinds::STRING;

            fn read<'de, D: $crate::export::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::export::newtype::read(deserializer)
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

            fn obey(
                &self,
                rules: $crate::Rules,
                at: &$crate::Path<'_>,
                report: &mut $crate::Report,
            ) {
                rules.check_text(self.as_str(), at, report);
            }
        }

        $crate::__serde! { $ty }
    };
}

/// What every type has that is written as a string and has `as_str`.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_impls {
    ($ty:ident) => {
        /// The text.
        impl ::core::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $ty {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::cmp::PartialEq<str> for $ty {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $ty {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::core::convert::From<$ty> for ::std::string::String {
            fn from(value: $ty) -> Self {
                ::std::borrow::ToOwned::to_owned(value.as_str())
            }
        }
    };
}

/// Serde's traits, by way of [`Json`](crate::Json).
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($ty:ident) => {
        impl<'de> $crate::export::serde_core::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::export::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <Self as $crate::Json>::read(deserializer)
            }
        }

        impl $crate::export::serde_core::Serialize for $ty {
            fn serialize<S: $crate::export::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                <Self as $crate::Json>::write(self, serializer)
            }
        }
    };
}

/// A row of `ascii!` or `text!` as a `Rule`.
#[doc(hidden)]
#[macro_export]
macro_rules! __text_rule {
    ($kind:ident($source:expr, $matches:expr)) => {
        $crate::Rule::Pattern {
            source: $source,
            matches: $matches,
        }
    };
    (min_length($limit:expr)) => {
        $crate::Rule::MinLength($limit)
    };
    (max_length($limit:expr)) => {
        $crate::Rule::MaxLength($limit)
    };
}

/// Whether a text keeps a row of `ascii!` or `text!`; constant, unlike a call through a `Rule`.
#[doc(hidden)]
#[macro_export]
macro_rules! __fits_text_rule {
    ($text:ident $kind:ident($source:expr, $matches:expr)) => {
        $matches($text)
    };
    ($text:ident min_length($limit:expr)) => {
        $crate::export::newtype::fits_min_length($text, $limit)
    };
    ($text:ident max_length($limit:expr)) => {
        $crate::export::newtype::fits_max_length($text, $limit)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_exact_at_every_border() {
        for text in [
            "",
            "a",
            "é",
            "🐲",
            "aé🐲",
            "日本語",
            "🐲🐲🐲🐲🐲",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ] {
            let count = text.chars().count() as u64;
            for limit in 0..45 {
                assert_eq!(
                    fits_min_length(text, limit),
                    count >= limit,
                    "{text} {limit}"
                );
                assert_eq!(
                    fits_max_length(text, limit),
                    count <= limit,
                    "{text} {limit}"
                );
            }
        }
    }
}
