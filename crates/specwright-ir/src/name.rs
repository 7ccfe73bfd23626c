//! Identifiers.

use std::fmt;

/// A decided Rust name, without `r#`: `user_id`, `MongoId`, `type`.
///
/// Emitting writes `r#` where the name is a keyword; lowering has made sure that it can be written at all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// Takes a name that naming has decided.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
