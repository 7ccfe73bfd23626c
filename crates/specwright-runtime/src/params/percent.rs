//! Percent-encoding (RFC 3986, section 2.1).

use std::borrow::Cow;

/// The characters that are not percent-encoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// `unreserved` (RFC 3986, section 2.3): the expansion `U` of RFC 6570.
    Unreserved,
    /// Reserved ones and percent-encoded triplets, too: the expansion `U+R`. But `#` would end the query.
    Reserved,
    /// The characters of a path template: `pchar`, slashes and percent-encoded triplets (RFC 3986, section 3.3).
    #[cfg(feature = "client")]
    Path,
    /// The characters of the query of a path template: question marks, too (RFC 3986, section 3.4).
    #[cfg(feature = "client")]
    Query,
    /// Everything: a header.
    All,
}

impl Keep {
    /// The reserved characters that are sent as they are.
    fn reserved(self) -> &'static [u8] {
        match self {
            Keep::Unreserved | Keep::All => b"",
            Keep::Reserved => b":/?[]@!$&'()*+,;=",
            #[cfg(feature = "client")]
            Keep::Path => b":/@!$&'()*+,;=",
            #[cfg(feature = "client")]
            Keep::Query => b":/?@!$&'()*+,;=",
        }
    }
}

/// Appends `text`, encoded.
pub(crate) fn push_encoded(out: &mut String, text: &str, keep: Keep) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    if keep == Keep::All {
        return out.push_str(text);
    }
    for (at, byte) in text.bytes().enumerate() {
        let kept = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => true,
            b'%' => {
                keep != Keep::Unreserved
                    && matches!(text.as_bytes().get(at + 1..at + 3), Some([a, b]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit())
            }
            _ => keep.reserved().contains(&byte),
        };
        if kept {
            out.push(byte.into());
        } else {
            out.extend([
                '%',
                DIGITS[usize::from(byte >> 4)].into(),
                DIGITS[usize::from(byte & 0xF)].into(),
            ]);
        }
    }
}

/// Returns the one of all equivalent texts that has upper-case triplets, and none of an unreserved character (RFC 3986, sections
/// 6.2.2.1 and 6.2.2.2).
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) fn normalized(text: &str) -> Cow<'_, str> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut out = String::new();
    let mut kept = 0;
    for (at, _) in text.match_indices('%') {
        let Some([high, low]) = text.as_bytes().get(at + 1..at + 3) else {
            break;
        };
        let Some(code) = digit(*high).zip(digit(*low)) else {
            continue;
        };
        let byte = (code.0 << 4 | code.1) as u8;
        let is_unreserved = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_unreserved || high.is_ascii_lowercase() || low.is_ascii_lowercase() {
            out.push_str(&text[kept..at]);
            match is_unreserved {
                true => out.push(byte.into()),
                false => out.push_str(&text[at..at + 3].to_ascii_uppercase()),
            }
            kept = at + 3;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

/// Decodes; none if a triplet is not one, or the bytes are not UTF-8. `plus` is read as a space where it is (in a form).
pub(crate) fn decode(text: &str, plus: bool) -> Option<Cow<'_, str>> {
    crate::steps::add(text.len());
    if !text.contains(['%', '+']) {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        rest = tail;
        match byte {
            b'+' if plus => bytes.push(b' '),
            b'%' => {
                let [high, low, tail @ ..] = rest else {
                    return None;
                };
                let digit = |byte: u8| char::from(byte).to_digit(16);
                bytes.push((digit(*high)? << 4 | digit(*low)?) as u8);
                rest = tail;
            }
            _ => bytes.push(*byte),
        }
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}
