//! Finds tags, and defines the replacement of each.

use super::Piece;
use std::ops::Range;

/// The gap of a line break.
pub(super) const BREAK: &str = "\n\n";

/// The replacement of a tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Replacement {
    /// A gap between texts.
    Gap(&'static str),
    /// A gap between texts, if the tag is one of a pair.
    PairedGap(&'static str),
    Emphasis(&'static str),
    Code,
    /// A block of code.
    Block,
    Link,
}

/// Returns the replacement of a tag by its name in lower case.
pub(super) fn replacement(name: &str, is_closing: bool) -> Option<Replacement> {
    Some(match (name, is_closing) {
        ("b" | "strong", _) => Replacement::Emphasis("**"),
        ("i" | "em", _) => Replacement::Emphasis("*"),
        ("code" | "kbd" | "tt", false) => Replacement::Code,
        ("pre", false) => Replacement::Block,
        ("a", false) => Replacement::Link,
        ("li", false) => Replacement::Gap("\n- "),
        ("li", true) => Replacement::Gap(""),
        ("p" | "br" | "hr", _) => Replacement::Gap(BREAK),
        (
            "ul" | "ol" | "dl" | "dt" | "dd" | "div" | "table" | "thead" | "tbody" | "tr"
            | "blockquote" | "details" | "summary",
            _,
        ) => Replacement::PairedGap("\n\n"),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => Replacement::PairedGap("\n\n**"),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => Replacement::PairedGap("**\n\n"),
        ("td" | "th", _) => Replacement::PairedGap(" "),
        (
            "span" | "u" | "s" | "del" | "sub" | "sup" | "small" | "big" | "font" | "center"
            | "nobr",
            _,
        ) => Replacement::PairedGap(""),
        _ => return None,
    })
}

/// A tag of a description.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    /// The name in lower case.
    pub(super) name: String,
    pub(super) is_closing: bool,
    pub(super) range: Range<usize>,
    /// The address of a link.
    pub(super) target: Option<&'t str>,
}

impl<'t> Tag<'t> {
    /// Returns the tags of a piece of HTML.
    pub(super) fn all(text: &'t str, piece: &Piece) -> Vec<Self> {
        let mut tags = Vec::new();
        let mut from = piece.range.start;
        while let Some(at) = text[from..piece.range.end].find('<') {
            let start = from + at;
            let length = length(&text[start..piece.range.end]);
            tags.extend(length.and_then(|length| Self::read(&text[start..start + length], start)));
            from = start + length.unwrap_or(1);
        }
        tags
    }

    /// Parses a text from `<` to `>`.
    fn read(text: &'t str, at: usize) -> Option<Self> {
        let inner = &text[1..text.len() - 1];
        let is_closing = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, attributes) = inner.split_at(length);
        let is_plain = attributes.is_empty() || attributes.starts_with([' ', '/', '\n']);
        let is_tag = !name.is_empty() && name.len() <= 12 && is_plain;
        is_tag.then(|| Self {
            name: name.to_ascii_lowercase(),
            is_closing,
            range: at..at + text.len(),
            target: target(attributes),
        })
    }
}

/// Returns the length of the part in angle brackets at the start of a text.
pub(crate) fn length(text: &str) -> Option<usize> {
    let end = 1 + text[1..].find(['<', '>'])?;
    text[end..].starts_with('>').then_some(end + 1)
}

/// Returns the address among the attributes of a link.
fn target(attributes: &str) -> Option<&str> {
    let rest = &attributes[attributes.find("href")? + "href".len()..];
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    Some(&rest[..rest.find(['"', '\'', ' ', '>']).unwrap_or(rest.len())])
}

/// Returns a text without the tags that have a replacement.
pub(super) fn stripped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = length(&rest[at..]).and_then(|length| Tag::read(&rest[at..at + length], 0));
        let known = tag.filter(|tag| replacement(&tag.name, false).is_some());
        let end = match known {
            Some(tag) => at + tag.range.end,
            None => {
                out.push('<');
                at + 1
            }
        };
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Returns the text of code in HTML, with its entities decoded.
pub(super) fn decoded(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, char)| {
        text.replace(entity, char)
    })
}
