//! Decodes and encodes text in the `charset` of its media type (RFC 9110, section 8.3.2), without byte order mark.
//!
//! | charset | read | written |
//! |---|---|---|
//! | none, `utf-8` | as UTF-8 | as UTF-8 |
//! | `iso-8859-1`, `us-ascii`, `windows-1252` | as Windows-1252, which the others are parts of (WHATWG Encoding, 4.2) | what it has |
//! | `utf-16` | by its mark, else big-endian (RFC 2781, section 4.3) | big-endian, with a mark |
//! | `utf-16le`, `utf-16be` | as it says | as it says |
//! | any other of WHATWG Encoding | with the feature `charsets` | with the feature `charsets` |

use crate::media_type;
use std::borrow::Cow;
use std::fmt;

/// The error of decoding or encoding a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum CharsetError {
    /// The charset is not supported.
    Unsupported(String),
    /// The bytes or characters are invalid in the charset.
    Invalid(String),
}

impl fmt::Display for CharsetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CharsetError::Unsupported(label) => write!(f, "unsupported charset {label:?}"),
            CharsetError::Invalid(label) => write!(f, "invalid {label}"),
        }
    }
}

/// A charset that needs no tables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Charset {
    Utf8,
    Latin,
    Windows,
    Utf16,
    Utf16Le,
    Utf16Be,
}

/// Reads a text of this `Content-Type`.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    content_type: &str,
) -> Result<Cow<'a, str>, CharsetError> {
    let label = label(content_type);
    let invalid = || CharsetError::Invalid(label.to_ascii_uppercase());
    match charset(&label) {
        Some(Charset::Utf8) => std::str::from_utf8(without_mark(bytes))
            .map(Cow::Borrowed)
            .map_err(|_| invalid()),
        Some(Charset::Latin | Charset::Windows) => Ok(bytes.iter().copied().map(windows).collect()),
        Some(Charset::Utf16) => match bytes {
            [0xFF, 0xFE, text @ ..] => utf_16(text, u16::from_le_bytes),
            [0xFE, 0xFF, text @ ..] | text => utf_16(text, u16::from_be_bytes),
        }
        .ok_or_else(invalid),
        Some(Charset::Utf16Le) => utf_16(bytes, u16::from_le_bytes).ok_or_else(invalid),
        Some(Charset::Utf16Be) => utf_16(bytes, u16::from_be_bytes).ok_or_else(invalid),
        None => others::decode(bytes, &label),
    }
}

/// Writes a text of this `Content-Type`.
pub(crate) fn encode(text: String, content_type: &str) -> Result<Vec<u8>, CharsetError> {
    let label = label(content_type);
    let invalid = || CharsetError::Invalid(label.to_ascii_uppercase());
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes);
    match charset(&label) {
        Some(Charset::Utf8) => Ok(text.into_bytes()),
        Some(Charset::Latin) => {
            let byte = |it: char| {
                u8::try_from(it)
                    .ok()
                    .filter(|it| windows(*it) == char::from(*it))
            };
            text.chars()
                .map(byte)
                .collect::<Option<_>>()
                .ok_or_else(invalid)
        }
        Some(Charset::Windows) => {
            let byte = |it: char| (0..=255).find(|byte| windows(*byte) == it);
            text.chars()
                .map(byte)
                .collect::<Option<_>>()
                .ok_or_else(invalid)
        }
        Some(Charset::Utf16) => Ok([0xFE, 0xFF]
            .into_iter()
            .chain(utf_16(u16::to_be_bytes))
            .collect()),
        Some(Charset::Utf16Be) => Ok(utf_16(u16::to_be_bytes).collect()),
        Some(Charset::Utf16Le) => Ok(utf_16(u16::to_le_bytes).collect()),
        None => others::encode(&text, &label),
    }
}

/// Returns what is behind a byte order mark of UTF-8, which RFC 8259, section 8.1, lets a reader of JSON ignore.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn label(content_type: &str) -> String {
    let charset = media_type::parameter(content_type, "charset");
    charset.map_or_else(|| "utf-8".to_owned(), |it| it.to_ascii_lowercase())
}

fn charset(label: &str) -> Option<Charset> {
    Some(match label {
        "utf-8" | "utf8" => Charset::Utf8,
        "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "l1" | "us-ascii" | "ascii" => {
            Charset::Latin
        }
        "windows-1252" | "cp1252" | "x-cp1252" => Charset::Windows,
        "utf-16" => Charset::Utf16,
        "utf-16le" => Charset::Utf16Le,
        "utf-16be" => Charset::Utf16Be,
        _ => return None,
    })
}

/// The character of a byte of Windows-1252 (WHATWG Encoding, index windows-1252).
fn windows(byte: u8) -> char {
    const FROM_80: [u16; 32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ];
    let special = usize::from(byte).checked_sub(0x80);
    let special = special.and_then(|at| FROM_80.get(at));
    special
        .and_then(|it| char::from_u32((*it).into()))
        .unwrap_or(byte.into())
}

fn utf_16<'a>(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<Cow<'a, str>> {
    let pairs = bytes.chunks_exact(2);
    let is_whole = pairs.remainder().is_empty();
    let units = pairs.map(|pair| unit([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().filter(|_| is_whole).map(Cow::Owned)
}

#[cfg(feature = "charsets")]
mod others {
    use super::CharsetError;
    use encoding_rs::Encoding;
    use std::borrow::Cow;

    pub(super) fn decode<'a>(bytes: &'a [u8], label: &str) -> Result<Cow<'a, str>, CharsetError> {
        let text = encoding(label)?.decode_without_bom_handling_and_without_replacement(bytes);
        text.ok_or_else(|| CharsetError::Invalid(label.to_ascii_uppercase()))
    }

    pub(super) fn encode(text: &str, label: &str) -> Result<Vec<u8>, CharsetError> {
        match encoding(label)?.encode(text) {
            (bytes, _, false) => Ok(bytes.into_owned()),
            _ => Err(CharsetError::Invalid(label.to_ascii_uppercase())),
        }
    }

    fn encoding(label: &str) -> Result<&'static Encoding, CharsetError> {
        Encoding::for_label_no_replacement(label.as_bytes())
            .ok_or_else(|| CharsetError::Unsupported(label.to_owned()))
    }
}

#[cfg(not(feature = "charsets"))]
mod others {
    use super::CharsetError;
    use std::borrow::Cow;

    pub(super) fn decode<'a>(_: &'a [u8], label: &str) -> Result<Cow<'a, str>, CharsetError> {
        Err(CharsetError::Unsupported(label.to_owned()))
    }

    pub(super) fn encode(_: &str, label: &str) -> Result<Vec<u8>, CharsetError> {
        Err(CharsetError::Unsupported(label.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_and_written_in_their_charset() {
        for (content_type, text, bytes) in [
            ("text/plain", "é€", &b"\xC3\xA9\xE2\x82\xAC"[..]),
            ("text/plain; charset=\"UTF-8\"", "é", b"\xC3\xA9"),
            ("text/plain; charset=ISO-8859-1", "é", b"\xE9"),
            ("text/plain;a=b;charset=latin1", "é", b"\xE9"),
            (
                "text/plain; charset=windows-1252",
                "é€\u{81}",
                b"\xE9\x80\x81",
            ),
            (
                "text/plain; charset=utf-16",
                "é𝄞",
                b"\xFE\xFF\x00\xE9\xD8\x34\xDD\x1E",
            ),
            ("text/plain; charset=utf-16be", "é", b"\x00\xE9"),
            ("text/plain; charset=UTF-16LE", "é", b"\xE9\x00"),
        ] {
            assert_eq!(
                decode(bytes, content_type).as_deref(),
                Ok(text),
                "{content_type}"
            );
            assert_eq!(encode(text.to_owned(), content_type).as_deref(), Ok(bytes));
        }
        let utf_16 = "text/plain; charset=utf-16";
        assert_eq!(decode(b"\xFF\xFE\xE9\x00", utf_16).as_deref(), Ok("é"));
        assert_eq!(decode(b"\x00\xE9", utf_16).as_deref(), Ok("é"));
        assert_eq!(decode(b"\xEF\xBB\xBFa", "text/plain").as_deref(), Ok("a"));
    }

    #[test]
    fn what_is_not_of_a_charset_is_an_error() {
        let is_invalid = |it| matches!(it, Err(CharsetError::Invalid(_)));
        assert!(is_invalid(decode(b"\xE9", "text/plain")));
        for bytes in [&b"\x00"[..], b"\xD8\x00", b"\xDC\x00\x00\x41"] {
            assert!(is_invalid(decode(bytes, "text/plain; charset=utf-16be")));
        }
        for (text, label) in [
            ("€", "iso-8859-1"),
            ("\u{80}", "iso-8859-1"),
            ("ł", "windows-1252"),
        ] {
            let written = encode(text.to_owned(), &format!("text/plain; charset={label}"));
            assert!(matches!(written, Err(CharsetError::Invalid(_))), "{text}");
        }
        let unknown = decode(b"a", "text/plain; charset=nothing");
        assert!(matches!(unknown, Err(CharsetError::Unsupported(_))));
    }

    #[cfg(feature = "charsets")]
    #[test]
    fn other_charsets_are_those_of_whatwg() {
        let koi = "text/plain; charset=koi8-r";
        assert_eq!(decode(b"\xCD\xC9\xD2", koi).as_deref(), Ok("мир"));
        assert_eq!(
            encode("мир".to_owned(), koi).as_deref(),
            Ok(&b"\xCD\xC9\xD2"[..])
        );
        assert!(encode("é".to_owned(), koi).is_err());
        let chinese = "text/plain; charset=gbk";
        assert_eq!(decode(b"\xC4\xE3", chinese).as_deref(), Ok("你"));
    }
}
