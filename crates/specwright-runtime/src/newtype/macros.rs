//! The macros of validated strings.

/// A string type for a pattern that admits only ASCII of one length: `[u8; N]` inside, `Copy`, no allocation.
///
/// The macro implements everything but the struct itself, which keeps its documentation.
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
///     Pattern("^[A-Z]{2}$", matches_country);
/// }
///
/// const HOME: Country = Country::literal("TR");
/// assert_eq!(HOME.as_str(), "TR");
/// assert!(Country::try_from("tr").is_err());
/// ```
///
/// Each row is a [`Constraint`](crate::Constraint) with its arguments: `Pattern` with a `const fn(&str) -> bool`, `MinLength`,
/// `MaxLength`, `Format`, `Secret` or `Origin`. A `Pattern` whose function is not constant is written `Program(SOURCE, matches);`. A type with
/// such a row or a `Format` has no `literal`.
#[macro_export]
macro_rules! ascii {
    ($ty:ident($schema:literal, $length:literal $(,)?); $($constraint:ident $(($($value:expr),+ $(,)?))?;)*) => {
        $crate::__checks! { $ty ascii $schema; $($constraint($($($value),+)?);)* }

        impl $ty {
            /// The text.
            pub const fn as_str(&self) -> &str {
                match ::core::str::from_utf8(&self.0) {
                    $crate::Ok(text) => text,
                    $crate::Err(_) => unreachable!(),
                }
            }

            /// The bytes of the text.
            pub const fn into_inner(self) -> [u8; $length] {
                self.0
            }
        }

        impl $crate::export::newtype::Validated for $ty {
            const NAME: &'static str = stringify!($ty);
            const CONSTRAINTS: $crate::Constraints = Self::CONSTRAINTS;

            fn borrowed(text: &str) -> $crate::Result<Self, $crate::Invalid> {
                match Self::broken(text) {
                    $crate::None => $crate::Ok(Self($crate::export::newtype::array(text))),
                    $crate::Some(invalid) => $crate::Err(invalid.of_text(text)),
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
///     MinLength(2);
///     MaxLength(100);
/// }
///
/// assert!("日本".parse::<Name>().is_ok());
/// assert_eq!("x".parse::<Name>().unwrap_err().keyword(), "minLength");
/// ```
///
/// An invalid literal does not compile:
///
/// ```compile_fail,E0080
/// # use specwright_runtime::text;
/// # use std::borrow::Cow;
/// # #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// # pub struct Name(Cow<'static, str>);
/// # text! { Name("/components/schemas/Name"); MinLength(2); }
/// const NAME: Name = Name::literal("x");
/// # let _ = NAME;
/// ```
#[macro_export]
macro_rules! text {
    ($ty:ident($schema:literal $(,)?); $($constraint:ident $(($($value:expr),+ $(,)?))?;)*) => {
        $crate::__checks! { $ty text $schema; $($constraint($($($value),+)?);)* }

        impl $ty {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_inner(self) -> $crate::String {
                self.0.into_owned()
            }
        }

        impl $crate::export::newtype::Validated for $ty {
            const NAME: &'static str = stringify!($ty);
            const CONSTRAINTS: $crate::Constraints = Self::CONSTRAINTS;

            fn borrowed(text: &str) -> $crate::Result<Self, $crate::Invalid> {
                match Self::broken(text) {
                    $crate::None => $crate::Ok(Self(::std::borrow::Cow::Owned(::std::borrow::ToOwned::to_owned(text)))),
                    $crate::Some(invalid) => $crate::Err(invalid.of_text(text)),
                }
            }

            fn owned(text: $crate::String) -> $crate::Result<Self, $crate::Invalid> {
                match Self::broken(&text) {
                    $crate::None => $crate::Ok(Self(::std::borrow::Cow::Owned(text))),
                    $crate::Some(invalid) => $crate::Err(invalid.of_text(&text)),
                }
            }
        }

        // The text hashes and compares like the type, as `Borrow` requires.
        impl ::core::borrow::Borrow<str> for $ty {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        $crate::__validated! { $ty }
    };
}

/// The checks of `ascii!` and `text!`: constant, with `literal`, unless a pattern is a program.
#[doc(hidden)]
#[macro_export]
macro_rules! __checks {
    (
        $ty:ident $storage:ident $schema:literal;
        $($(Pattern($source:expr, $matches:expr))? $(MinLength($min:expr))? $(MaxLength($max:expr))? $(Secret($($secret:tt)?))?
            $(Origin($keyword:expr, $origin:expr))?;)*
    ) => {
        impl $ty {
            /// Creates a value from a literal.
            ///
            /// # Panics
            ///
            /// If the text violates a constraint of the type; in a constant, this is a compile error.
            pub const fn literal(text: &'static str) -> Self {
                match Self::broken(text) {
                    $crate::None => Self($crate::__literal!($storage text)),
                    $crate::Some(_) => panic!(concat!("this literal is not a ", stringify!($ty))),
                }
            }
        }

        $crate::__broken! {
            $ty $schema [const]
            $($(Pattern($source, $matches))? $(MinLength($min))? $(MaxLength($max))? $(Secret($($secret)?))?
                $(Origin($keyword, $origin))?)*
        }
    };
    ($ty:ident $storage:ident $schema:literal; $($constraint:ident($($value:expr),*);)*) => {
        $crate::__broken! { $ty $schema [] $($constraint($($value),*))* }
    };
}

/// The content of a validated type for a literal.
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

/// The constraints of `ascii!` and `text!`, as a table and as code.
#[doc(hidden)]
#[macro_export]
macro_rules! __broken {
    ($ty:ident $schema:literal [$($const:tt)?] $($constraint:ident($($value:expr),*))*) => {
        impl $ty {
            const CONSTRAINTS: $crate::Constraints = $crate::Constraints::new($schema, &[$($crate::__text_constraint!($constraint($($value),*))),*]);

            /// Returns true if a text satisfies the constraints of the type.
            pub $($const)? fn admits(text: &str) -> bool {
                Self::broken(text).is_none()
            }

            /// Returns the constraint that a text violates.
            $($const)? fn broken(text: &str) -> $crate::Option<$crate::Invalid> {
                $(
                    if !$crate::__fits_text_constraint!(text $constraint($($value),*)) {
                        return $crate::Some($crate::Invalid::new(stringify!($ty), $schema, $crate::__text_constraint!($constraint($($value),*))));
                    }
                )*
                $crate::None
            }
        }
    };
}

/// The common impls of `ascii!` and `text!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __validated {
    ($ty:ident) => {
        $crate::__string_impls! { $ty }

        impl $crate::PartialEq<str> for $ty {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl $crate::PartialEq<&str> for $ty {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl $crate::From<$ty> for $crate::String {
            fn from(value: $ty) -> Self {
                ::std::borrow::ToOwned::to_owned(value.as_str())
            }
        }

        impl $crate::TryFrom<&str> for $ty {
            type Error = $crate::Invalid;

            fn try_from(text: &str) -> $crate::Result<Self, $crate::Invalid> {
                $crate::export::newtype::Validated::borrowed(text)
            }
        }

        impl $crate::TryFrom<$crate::String> for $ty {
            type Error = $crate::Invalid;

            fn try_from(text: $crate::String) -> $crate::Result<Self, $crate::Invalid> {
                $crate::export::newtype::Validated::owned(text)
            }
        }

        impl $crate::FromStr for $ty {
            type Err = $crate::Invalid;

            fn from_str(text: &str) -> $crate::Result<Self, $crate::Invalid> {
                $crate::export::newtype::Validated::borrowed(text)
            }
        }

        /// The type and the text, unless that is a secret.
        impl $crate::Debug for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                $crate::export::newtype::debug(stringify!($ty), Self::CONSTRAINTS, self.as_str(), f)
            }
        }

        impl $crate::Coded for $ty {
            type Codec = $crate::export::newtype::ValidatedStrings;
        }

        $crate::__serde! { $ty }
    };
}

/// The impls of every type that is written as a string and has `as_str`.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_impls {
    ($ty:ident) => {
        /// The text.
        impl $crate::Display for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                f.pad(self.as_str())
            }
        }

        impl $crate::AsRef<str> for $ty {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    };
}

/// Implements serde's traits through [`Json`](crate::Json).
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($ty:ident) => {
        impl<'de> $crate::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::Result<Self, D::Error> {
                $crate::Json::read(deserializer)
            }
        }

        impl $crate::Serialize for $ty {
            fn serialize<S: $crate::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::Result<S::Ok, S::Error> {
                $crate::Json::write(self, serializer)
            }
        }
    };
}

/// A row of `ascii!` or `text!` as a `Constraint`.
#[doc(hidden)]
#[macro_export]
macro_rules! __text_constraint {
    (Origin($keyword:expr, $schema:expr)) => {
        $crate::Constraint::Origin($keyword, $schema)
    };
    ($kind:ident($source:expr, $matches:expr)) => {
        $crate::Constraint::Pattern($source, $matches)
    };
    (Format($format:expr)) => {
        $crate::Constraint::Format($format)
    };
    (MinLength($limit:expr)) => {
        $crate::Constraint::MinLength($limit)
    };
    (MaxLength($limit:expr)) => {
        $crate::Constraint::MaxLength($limit)
    };
    (Secret()) => {
        $crate::Constraint::Secret
    };
}

/// Evaluates a row of `ascii!` or `text!` on a text: constant, unlike a call through a `Constraint`.
#[doc(hidden)]
#[macro_export]
macro_rules! __fits_text_constraint {
    ($text:ident Origin($keyword:expr, $schema:expr)) => {
        $crate::export::newtype::fits_min_length($text, 0)
    };
    ($text:ident $kind:ident($source:expr, $matches:expr)) => {
        $matches($text)
    };
    ($text:ident Format($format:expr)) => {
        $format.admits($text)
    };
    ($text:ident MinLength($limit:expr)) => {
        $crate::export::newtype::fits_min_length($text, $limit)
    };
    ($text:ident MaxLength($limit:expr)) => {
        $crate::export::newtype::fits_max_length($text, $limit)
    };
    ($text:ident Secret()) => {
        $crate::export::newtype::fits_min_length($text, 0)
    };
}
