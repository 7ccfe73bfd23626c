//! Credentials.

use std::fmt;

/// A credential: a token, a key, `user:password`. It is not shown by `Debug`, has no `Display`, and is not serialised.
#[derive(Clone)]
pub struct Secret(Box<str>);

impl Secret {
    /// The credential itself. Take care where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns true if this equals `other`. Takes a time that does not depend on where they differ.
    ///
    /// The time does reveal whether the lengths differ.
    pub fn is(&self, other: &str) -> bool {
        let (ours, theirs) = (self.0.as_bytes(), other.as_bytes());
        ours.len() == theirs.len()
            && std::hint::black_box(
                ours.iter()
                    .zip(theirs)
                    .fold(0, |seen, (a, b)| seen | (a ^ b)),
            ) == 0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// The credential of HTTP Basic authentication (RFC 7617).
#[derive(Clone, Debug)]
pub struct Basic {
    /// The user, which has no colon.
    pub user: String,
    /// The password.
    pub password: Secret,
}

/// `Debug` of a type that holds a secret: its name, and nothing of its value.
///
/// ```
/// # use specwright_runtime::hidden;
/// pub struct Pin(pub String);
///
/// hidden! { Pin }
///
/// assert_eq!(format!("{:?}", Pin("1234".to_owned())), "Pin(...)");
/// ```
#[macro_export]
macro_rules! hidden {
    ($ty:ident) => {
        impl $crate::Debug for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                f.write_str(concat!(stringify!($ty), "(...)"))
            }
        }
    };
}

/// `Debug` of a type with values that are secrets: of a struct from a row for each field, of an enum from one for each variant.
///
/// ```
/// # use specwright_runtime::redacted;
/// pub struct Login {
///     pub user: String,
///     pub password: String,
/// }
///
/// redacted! {
///     struct Login;
///     shown user;
///     hidden password;
/// }
///
/// pub enum Answer {
///     Empty,
///     Text(u16, String),
///     Token(String),
/// }
///
/// redacted! {
///     enum Answer;
///     shown Empty();
///     shown Text(0: status, 1: body);
///     hidden Token();
/// }
///
/// let login = Login { user: "ada".to_owned(), password: "1234".to_owned() };
/// assert_eq!(format!("{login:?}"), "Login { user: \"ada\", password: ... }");
/// assert_eq!(format!("{:?}", Answer::Empty), "Empty");
/// assert_eq!(format!("{:?}", Answer::Text(400, "no".to_owned())), "Text(400, \"no\")");
/// assert_eq!(format!("{:?}", Answer::Token("1234".to_owned())), "Token(...)");
/// ```
#[macro_export]
macro_rules! redacted {
    (struct $ty:ident; $($way:ident $field:ident;)*) => {
        impl $crate::Debug for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                let mut fields = f.debug_struct(stringify!($ty));
                $($crate::redacted!(@field $way, fields, $field, &self.$field);)*
                fields.finish()
            }
        }
    };
    (@field shown, $fields:ident, $field:ident, $value:expr) => {
        $fields.field(stringify!($field), $value)
    };
    (@field hidden, $fields:ident, $field:ident, $value:expr) => {
        $fields.field(stringify!($field), &format_args!("..."))
    };
    (enum $ty:ident; $($way:ident $variant:ident($($index:tt: $field:ident),*);)*) => {
        impl $crate::Debug for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                match self {
                    $(Self::$variant { $($index: $field,)* .. } => {
                        $crate::redacted!(@variant $way, f, $variant, $($field)*)
                    })*
                }
            }
        }
    };
    (@variant shown, $f:ident, $variant:ident, $($field:ident)*) => {
        $f.debug_tuple(stringify!($variant))$(.field($field))*.finish()
    };
    (@variant hidden, $f:ident, $variant:ident, $($field:ident)*) => {
        $f.write_str(concat!(stringify!($variant), "(...)"))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_not_shown() {
        assert_eq!(
            format!("{:?}", Some(Secret::from("hunter2"))),
            "Some(Secret(..))"
        );
    }

    #[test]
    fn is_compared() {
        let secret = Secret::from("aladdin:sesame");
        assert!(secret.is("aladdin:sesame"));
        assert!(!secret.is("aladdin:sesamE"));
        assert!(!secret.is("aladdin:sesame "));
    }
}
