//! `multipart`, taken apart (RFC 2046, section 5.1; RFC 7578, section 4).

use crate::File;
use crate::media_type::parameter;
use crate::params::{Malformed, percent_decode};
use crate::steps;

/// More parts than this are refused.
const MOST_PARTS: usize = 4096;

/// The longest head of a part.
const LONGEST_HEAD: usize = 16 * 1024;

/// RFC 2046, section 5.1.1.
const LONGEST_BOUNDARY: usize = 70;

/// The parts, each with its name if it has one; every one as a file.
pub(super) fn parts(
    body: &[u8],
    content_type: &str,
) -> Result<Vec<(Option<String>, File)>, Malformed> {
    let boundary = parameter(content_type, "boundary")
        .filter(|it| (1..=LONGEST_BOUNDARY).contains(&it.len()))
        .ok_or(Malformed("a boundary in its Content-Type"))?;
    let delimiter = format!("\r\n--{boundary}");
    let delimiter = delimiter.as_bytes();
    // The first delimiter may stand at the very beginning, without the line end before it.
    let mut rest = match body.strip_prefix(&delimiter[2..]) {
        Some(rest) => rest,
        None => {
            split(body, delimiter)
                .ok_or(Malformed("a boundary before each part"))?
                .1
        }
    };
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        if parts.len() == MOST_PARTS {
            return Err(Malformed("at most 4096 parts"));
        }
        let padding = rest.iter().take_while(|it| matches!(it, b' ' | b'\t'));
        rest = &rest[padding.count()..];
        // Its line end may be that of the empty line behind no headers.
        if !rest.starts_with(b"\r\n") {
            return Err(Malformed("a line end after each boundary"));
        }
        let (part, behind) =
            split(&rest[2..], delimiter).ok_or(Malformed("a boundary after the last part"))?;
        parts.push(read_part(part)?);
        rest = behind;
    }
    Ok(parts)
}

fn read_part(part: &[u8]) -> Result<(Option<String>, File), Malformed> {
    const HEAD: Malformed = Malformed("headers in UTF-8 and an empty line in each part");
    let without_head = part.strip_prefix(b"\r\n").map(|bytes| (&part[..0], bytes));
    let (head, bytes) = without_head
        .or_else(|| split(part, b"\r\n\r\n"))
        .filter(|(head, _)| head.len() <= LONGEST_HEAD)
        .ok_or(HEAD)?;
    let head = std::str::from_utf8(head).map_err(|_| HEAD)?;
    let (mut name, mut file) = (None, File::new("", bytes));
    for line in head.split_terminator("\r\n") {
        let (header, value) = line.split_once(':').ok_or(HEAD)?;
        let value = value.trim_ascii();
        match header.trim_ascii().to_ascii_lowercase().as_str() {
            "content-disposition" => {
                name = parameter(value, "name");
                file.name = extended(value)
                    .or_else(|| parameter(value, "filename"))
                    .unwrap_or_default();
            }
            "content-type" => file.media_type = Some(value.to_owned()),
            // RFC 7578, section 4.7: deprecated; without a coding it says nothing.
            "content-transfer-encoding"
                if !["7bit", "8bit", "binary"]
                    .iter()
                    .any(|it| value.eq_ignore_ascii_case(it)) =>
            {
                return Err(Malformed("parts without a Content-Transfer-Encoding"));
            }
            _ => {}
        }
    }
    Ok((name, file))
}

/// `filename*` (RFC 8187), which people send although RFC 7578, section 4.2, forbids it.
fn extended(value: &str) -> Option<String> {
    let value = parameter(value, "filename*")?;
    let (charset, rest) = value.split_once('\'')?;
    let (_language, text) = rest.split_once('\'')?;
    let text = charset
        .eq_ignore_ascii_case("utf-8")
        .then(|| percent_decode(text, false))?;
    text.map(|it| it.into_owned())
}

/// Returns the parts before and after the first `separator`.
fn split<'a>(text: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let begin = find(text, separator)?;
    Some((&text[..begin], &text[begin + separator.len()..]))
}

/// Returns the position of `wanted`.
pub(super) fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    while let Some(at) = text[from..].iter().position(|&byte| byte == first) {
        steps::add(at + 1);
        if text[from + at..].starts_with(wanted) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}
