//! Types that keep the text that they are read from.
//!
//! A value that is parsed, or read by a server, is of its format. A client reads any text, since one malformed link must not make
//! a whole response unreadable; [`Validate`](crate::Validate) refuses to send it back.

/// Defines a type that keeps a text of a format: its name, that of its error, the format, what is expected, and the function that
/// checks it.
macro_rules! kept_text {
    ($(#[$docs:meta])* $ty:ident, $error:ident, $format:literal, $expected:literal, $admits:path) => {
        $(#[$docs])*
        ///
        /// The text is kept to the byte.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $ty {
            text: Box<str>,
            is_valid: bool,
        }

        impl $ty {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.text
            }

            /// The text.
            pub fn into_string(self) -> String {
                self.text.into_string()
            }

            /// Returns false for a malformed text in a response.
            pub fn is_valid(&self) -> bool {
                self.is_valid
            }
        }

        impl std::fmt::Display for $ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.text)
            }
        }

        impl std::fmt::Debug for $ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($ty), "({:?})"), self.text)
            }
        }

        impl AsRef<str> for $ty {
            fn as_ref(&self) -> &str {
                &self.text
            }
        }

        impl PartialEq<str> for $ty {
            fn eq(&self, other: &str) -> bool {
                *self.text == *other
            }
        }

        impl PartialEq<&str> for $ty {
            fn eq(&self, other: &&str) -> bool {
                *self.text == **other
            }
        }

        impl From<$ty> for String {
            fn from(value: $ty) -> Self {
                value.into_string()
            }
        }

        #[doc = concat!("A text is not ", $expected, ".")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $error;

        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!("not ", $expected))
            }
        }

        impl std::error::Error for $error {}

        impl std::str::FromStr for $ty {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, $error> {
                Self::from_text(text).ok_or($error)
            }
        }

        impl TryFrom<&str> for $ty {
            type Error = $error;

            fn try_from(text: &str) -> Result<Self, $error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $ty {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, $error> {
                match $admits(&text) {
                    true => Ok(Self {
                        text: text.into_boxed_str(),
                        is_valid: true,
                    }),
                    false => Err($error),
                }
            }
        }

        impl $crate::json::time::Formatted for $ty {
            const FORMAT: &'static str = $format;
            const EXPECTED: &'static str = $expected;

            fn from_text(text: &str) -> Option<Self> {
                $admits(text).then(|| Self {
                    text: text.into(),
                    is_valid: true,
                })
            }

            fn from_lenient_text(text: &str) -> Option<Self> {
                Some(Self {
                    text: text.into(),
                    is_valid: false,
                })
            }

            fn is_of_format(&self) -> bool {
                self.is_valid
            }
        }

        $crate::json::time::formatted! { $ty }
        $crate::json::serde! { $ty }
    };
}

pub(super) use kept_text;
