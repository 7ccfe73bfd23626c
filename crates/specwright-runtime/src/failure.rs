//! `failure!`, `success!`: the impls of the declared responses of an operation.

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
        $crate::success! { $ty; $($(code($code, $status))? $(other($other))?;)* }

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

/// Implements `status()` for several successes of an operation, from a row for each variant, and `value()` and `into_value()` if
/// all have a body of one type.
///
/// ```
/// # use specwright_runtime::success;
/// pub enum AddPetSuccess {
///     Ok(String),
///     Created(String),
///     Default(u16, String),
/// }
///
/// success! {
///     AddPetSuccess, String;
///     code(Ok, 200);
///     code(Created, 201);
///     other(Default);
/// }
///
/// let added = AddPetSuccess::Created("Rex".to_owned());
/// assert_eq!((added.status(), added.value().as_str()), (201, "Rex"));
/// assert_eq!(AddPetSuccess::Default(202, "Rex".to_owned()).into_value(), "Rex");
/// ```
#[macro_export]
macro_rules! success {
    (
        $ty:ident;
        $(
            $(code($code:ident, $status:literal $(,)?))?
            $(other($other:ident $(,)?))?
            ;
        )*
    ) => {
        impl $ty {
            /// Returns the status of the response.
            pub const fn status(&self) -> u16 {
                // Not `self`: an enum without variants has no value, but a reference to it counts as one.
                match *self {
                    $(
                        $(Self::$code { .. } => $status,)?
                        $(Self::$other { 0: status, .. } => status,)?
                    )*
                }
            }
        }
    };
    (
        $ty:ident, $value:ty;
        $(
            $(code($code:ident, $status:literal $(,)?))?
            $(other($other:ident $(,)?))?
            ;
        )*
    ) => {
        $crate::success! { $ty; $($(code($code, $status))? $(other($other))?;)* }

        impl $ty {
            /// Returns the value of any status.
            pub const fn value(&self) -> &$value {
                match self {
                    $($(Self::$code(value))? $(Self::$other(_, value))? => value,)*
                }
            }

            /// Returns the owned value of any status.
            pub fn into_value(self) -> $value {
                match self {
                    $($(Self::$code(value))? $(Self::$other(_, value))? => value,)*
                }
            }
        }
    };
}

/// Writes status and description: `404: No such pet`.
pub fn write(status: u16, words: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match words {
        "" => write!(f, "{status}"),
        words => write!(f, "{status}: {words}"),
    }
}
