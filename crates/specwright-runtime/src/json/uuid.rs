//! `format: uuid`.

use super::json_types::JsonTypes;
use super::node::{Node, first_repeated_by};
use super::time::{Formatted, formatted};
use super::{Json, Validate};
use crate::{Constraints, Path, Report};
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;
use std::fmt;
use std::str::FromStr;

/// A UUID (RFC 4122): sixteen bytes, in any variant and version.
///
/// It is read and written in the one form of section 3, `8-4-4-4-12` hexadecimal digits; written in lower case.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid([u8; 16]);

/// The position of the first digit of each byte.
const PLACES: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

impl Uuid {
    /// The UUID of these bytes, in the order of the text.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes, in the order of the text.
    pub const fn into_bytes(self) -> [u8; 16] {
        self.0
    }

    /// The UUID of a literal.
    ///
    /// # Panics
    ///
    /// If it is not one; in a constant, that is an error of the compiler.
    pub const fn literal(text: &'static str) -> Self {
        match Self::parse(text) {
            Some(uuid) => uuid,
            None => panic!("this literal is not a UUID"),
        }
    }

    const fn parse(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        if text.len() != 36
            || text[8] != b'-'
            || text[13] != b'-'
            || text[18] != b'-'
            || text[23] != b'-'
        {
            return None;
        }
        let mut bytes = [0; 16];
        // No early exit: a wrong digit sets a high bit, which is looked at once.
        let mut wrong = 0;
        let mut at = 0;
        while at < 16 {
            let (high, low) = (digit(text[PLACES[at]]), digit(text[PLACES[at] + 1]));
            bytes[at] = high << 4 | low & 0xF;
            wrong |= high | low;
            at += 1;
        }
        if wrong > 0xF { None } else { Some(Self(bytes)) }
    }
}

/// The value of a hexadecimal digit; 255 for any other byte.
const fn digit(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        b'A'..=b'F' => byte - b'A' + 10,
        _ => 0xFF,
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [b'-'; 36];
        for (byte, at) in self.0.iter().zip(PLACES) {
            text[at] = DIGITS[usize::from(byte >> 4)];
            text[at + 1] = DIGITS[usize::from(byte & 0xF)];
        }
        f.pad(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uuid({self})")
    }
}

/// A text is not a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAUuid;

impl fmt::Display for NotAUuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "not a UUID: expected 36 characters as in `65f1a0b2-c3d4-4e5f-8607-18293a4b5c6d`",
        )
    }
}

impl std::error::Error for NotAUuid {}

impl FromStr for Uuid {
    type Err = NotAUuid;

    fn from_str(text: &str) -> Result<Self, NotAUuid> {
        Self::parse(text).ok_or(NotAUuid)
    }
}

impl TryFrom<&str> for Uuid {
    type Error = NotAUuid;

    fn try_from(text: &str) -> Result<Self, NotAUuid> {
        text.parse()
    }
}

impl From<[u8; 16]> for Uuid {
    fn from(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl From<Uuid> for [u8; 16] {
    fn from(uuid: Uuid) -> Self {
        uuid.0
    }
}

impl Formatted for Uuid {
    const FORMAT: &'static str = "uuid";
    const EXPECTED: &'static str = "a UUID";

    fn from_text(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

formatted! { Uuid }
serde! { Uuid }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_form_of_the_rfc_is_read() {
        const NIL: Uuid = Uuid::literal("00000000-0000-0000-0000-000000000000");
        assert_eq!(NIL, Uuid::default());
        let uuid: Uuid = "65F1a0b2-c3d4-4e5f-8607-18293a4b5c6D".parse().unwrap();
        assert_eq!(uuid.to_string(), "65f1a0b2-c3d4-4e5f-8607-18293a4b5c6d");
        assert_eq!(Uuid::from_bytes(uuid.into_bytes()), uuid);
        for text in [
            "",
            "65f1a0b2c3d44e5f860718293a4b5c6d",
            "urn:uuid:65f1a0b2-c3d4-4e5f-8607-18293a4b5c6d",
            "{65f1a0b2-c3d4-4e5f-8607-18293a4b5c6d}",
            "65f1a0b2-c3d4-4e5f-8607-18293a4b5c6g",
            "65f1a0b2-c3d4-4e5f-86071-8293a4b5c6d",
            "65f1a0b2-c3d4-4e5f-8607-18293a4b5cé",
            "-5f1a0b2-c3d4-4e5f-8607-18293a4b5c6d",
        ] {
            assert_eq!(text.parse::<Uuid>(), Err(NotAUuid), "{text}");
        }
    }
}
