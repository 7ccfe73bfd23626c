//! The names of packages.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use specwright_spec::quote;

/// The rule for package names, which are names of folders as well (The Cargo Book, "The Manifest Format": `name`),
/// of up to 255 bytes each (NAME_MAX).
pub const PACKAGE_NAME: &str =
    "a crate name has at most 200 ASCII letters, digits, `-` and `_`, and begins with a letter";

/// Returns true if a text is a valid package name and a valid folder name on every file system.
pub fn is_package_name(name: &str) -> bool {
    name.len() <= 200
        && !specwright_lower::is_device_name(name)
        && name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'))
}

/// Reads the name of a package.
pub(super) fn package_name<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    match is_package_name(&name) {
        true => Ok(Some(name)),
        false => {
            let message = format!("invalid crate name {}: {PACKAGE_NAME}", quote(&name));
            Err(D::Error::custom(message))
        }
    }
}
