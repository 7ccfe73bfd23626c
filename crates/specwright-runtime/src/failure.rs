//! `failure!`: the impls of the declared errors of an operation.

use std::fmt;

/// Implements `status()`, `Display` and `Error` for the errors of an operation, from a row for each variant.
///
/// ```
/// # use specwright_runtime::failure;
/// #[derive(Debug)]
/// pub enum GetPetError {
///     NotFound,
///     Default(u16, String),
/// }
///
/// failure! {
///     GetPetError;
///     code(NotFound, 404, "No such pet");
///     other(Default, "");
/// }
///
/// assert_eq!(GetPetError::NotFound.to_string(), "404: No such pet");
/// assert_eq!(GetPetError::Default(503, String::new()).status(), 503);
/// ```
///
/// | row | variant |
/// |---|---|
/// | `code(Variant, status, "description");` | for one status |
/// | `other(Variant, "description");` | for a range or any other status, which is its first field |
#[macro_export]
macro_rules! failure {
    (
        $ty:ident;
        $(
            $(code($code:ident, $status:literal, $words:literal $(,)?))?
            $(other($other:ident, $other_words:literal $(,)?))?
            ;
        )*
    ) => {
        impl $ty {
            /// The status of the response.
            pub const fn status(&self) -> u16 {
                match self {
                    $(
                        $(Self::$code { .. } => $status,)?
                        $(Self::$other { 0: status, .. } => *status,)?
                    )*
                }
            }
        }

        impl $crate::Display for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                let words = match self {
                    $(
                        $(Self::$code { .. } => $words,)?
                        $(Self::$other { .. } => $other_words,)?
                    )*
                };
                $crate::export::failure::write(self.status(), words, f)
            }
        }

        impl ::core::error::Error for $ty {}
    };
}

/// Writes status and description: `404: No such pet`.
pub fn write(status: u16, words: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match words {
        "" => write!(f, "{status}"),
        words => write!(f, "{status}: {words}"),
    }
}
