//! Bytes, and `format: byte`: Base64 of RFC 4648, section 4, to the letter.

use super::json_types::JsonTypes;
use super::node::{Node, first_repeated_by};
use super::time::{Formatted, formatted};
use super::{Json, Validate};
use crate::{Constraints, Path, Report};
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;
use std::fmt::{self, Write};

/// Bytes; in JSON and in parameters, in Base64.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(Vec<u8>);

impl Bytes {
    /// The bytes.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl Bytes {
    /// Decodes padded Base64 (RFC 4648, section 4); `None` if the text is invalid.
    pub fn from_base64(text: &str) -> Option<Self> {
        Self::from_text(text)
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const LENGTH: usize> From<&[u8; LENGTH]> for Bytes {
    fn from(bytes: &[u8; LENGTH]) -> Self {
        Self(bytes.to_vec())
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Self {
        Self(text.into_bytes())
    }
}

impl From<Bytes> for Vec<u8> {
    fn from(bytes: Bytes) -> Self {
        bytes.0
    }
}

impl FromIterator<u8> for Bytes {
    fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> Self {
        Self(bytes.into_iter().collect())
    }
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Shows the number of bytes, since they may be long and are seldom text.
impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.0.len())
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The value of each letter; 255 for other bytes.
const VALUES: [u8; 256] = {
    let mut values = [0xFF; 256];
    let mut value = 0;
    while value < 64 {
        values[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    values
};

/// The Base64, with padding.
impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in self.0.chunks(3) {
            let bits = group
                .iter()
                .fold(0, |bits, &byte| bits << 8 | usize::from(byte))
                << (8 * (3 - group.len()));
            for place in 0..4 {
                let letter = ALPHABET[bits >> (18 - 6 * place) & 0x3F];
                f.write_char(if place <= group.len() {
                    letter.into()
                } else {
                    '='
                })?;
            }
        }
        Ok(())
    }
}

impl Formatted for Bytes {
    const FORMAT: &'static str = "byte";
    const EXPECTED: &'static str = "padded Base64";

    /// White space, missing padding, bits behind the last byte and the letters `-_` are refused.
    fn from_text(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        if text.len() % 4 != 0 {
            return None;
        }
        let padding = text.iter().rev().take_while(|&&byte| byte == b'=').count();
        if padding > 2 {
            return None;
        }
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
        for group in text[..text.len() - padding].chunks(4) {
            let mut bits = 0;
            for &letter in group {
                match VALUES[usize::from(letter)] {
                    0xFF => return None,
                    value => bits = bits << 6 | u32::from(value),
                }
            }
            let [_, three @ ..] = (bits << (6 * (4 - group.len()))).to_be_bytes();
            let (whole, rest) = three.split_at(group.len() - 1);
            if rest.iter().any(|&byte| byte != 0) {
                return None;
            }
            bytes.extend_from_slice(whole);
        }
        Some(Self(bytes))
    }
}

formatted! { Bytes }
serde! { Bytes }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let bytes = Bytes::from(bytes.as_bytes());
            assert_eq!(bytes.to_string(), text);
            assert_eq!(Bytes::from_text(text), Some(bytes), "{text}");
        }
    }

    #[test]
    fn every_byte_makes_the_round() {
        let all = Bytes::from((0..=255).collect::<Vec<u8>>());
        for end in 0..all.len() {
            let part = Bytes::from(&all[end..]);
            assert_eq!(Bytes::from_text(&part.to_string()), Some(part));
        }
    }

    #[test]
    fn nothing_else_is_read() {
        for text in [
            "Zg", "Zg=", "Z", "====", "=", "Zh==", "Zm9=", "Zm 9", "Zm9v\n", "-_-_", "Zg==Zg==",
            "Zm9vYg=a", "é==",
        ] {
            assert_eq!(Bytes::from_text(text), None, "{text}");
        }
    }
}
