//! Recognizes texts that need no conversion: paragraphs of words, code spans and links, in the form of the writer.
//!
//! Most descriptions are such texts, and one pass over their bytes recognizes them. All others are parsed. The results must be the
//! same as those of the parser, which `tests/properties.rs` and the fuzz target check.

/// The characters of addresses that have no meaning in Markdown, in addition to letters and digits.
const OF_ADDRESSES: &[u8] = b":/.-_#?=%,@~+";

/// Returns true if a text without line breaks at its ends needs no conversion.
pub(crate) fn is_plain(text: &str) -> bool {
    let mut before = b'\n';
    let mut rest = text.as_bytes();
    while let Some(length) = plain(before, rest) {
        before = rest[length - 1];
        rest = &rest[length..];
    }
    rest.is_empty()
}

/// Returns the length of the next plain text after a byte: a character, a code span or a link.
fn plain(before: u8, rest: &[u8]) -> Option<usize> {
    let (byte, after) = rest.split_first()?;
    let after = after.first().copied().unwrap_or(b'\n');
    let fits = match byte {
        b'a'..=b'z' | b'A'..=b'Z' => true,
        b'_' => before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric(),
        b'/' => before != b':' || after != b'/',
        b' ' => before != b'\n' && after != b'\n',
        b'\n' => before != b'\n' || after != b'\n',
        b'`' if before != b'`' => return code(rest),
        b'[' if before != b'!' => return link(rest),
        b'0'..=b'9'
        | b'.'
        | b','
        | b';'
        | b':'
        | b'('
        | b')'
        | b'\''
        | b'"'
        | b'?'
        | b'%'
        | b'@'
        | b'{'
        | b'}'
        | b'$'
        | b'^'
        | b'!'
        | b'-'
        | b'='
        | b'+' => before != b'\n',
        _ => false,
    };
    fits.then_some(1)
}

/// Returns the length of a code span between two backticks (CommonMark 0.31, section 6.1), without a space at either end.
fn code(rest: &[u8]) -> Option<usize> {
    let text = until(&rest[1..], b'`')?;
    let is_shown = |byte: &u8| matches!(byte, b' '..=b'~');
    let has_no_space_at_ends = !text.starts_with(b" ") && !text.ends_with(b" ");
    let fits = !text.is_empty() && has_no_space_at_ends && text.iter().all(is_shown);
    fits.then_some(text.len() + 2)
}

/// Returns the length of a link with a text of words and an `http` or `https` address (CommonMark 0.31, section 6.3).
fn link(rest: &[u8]) -> Option<usize> {
    let text = until(&rest[1..], b']')?;
    let is_of_words = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b' ';
    let target = rest[text.len() + 2..].strip_prefix(b"(https://")?;
    let address = until(target, b')')?;
    let is_of_addresses = |byte: &u8| byte.is_ascii_alphanumeric() || OF_ADDRESSES.contains(byte);
    let fits = text.first().is_some_and(u8::is_ascii_alphanumeric)
        && text.iter().all(is_of_words)
        && !address.is_empty()
        && address.iter().all(is_of_addresses);
    fits.then_some(text.len() + address.len() + "[](https://)".len())
}

/// Returns the bytes before the first that satisfies a condition.
fn until(bytes: &[u8], end: u8) -> Option<&[u8]> {
    let length = bytes.iter().position(|byte| *byte == end)?;
    Some(&bytes[..length])
}
