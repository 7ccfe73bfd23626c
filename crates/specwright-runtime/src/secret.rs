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

    /// Whether this is `other`, in a time that does not tell where they differ.
    ///
    /// It does tell whether the lengths differ.
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
        impl ::core::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(concat!(stringify!($ty), "(...)"))
            }
        }
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
