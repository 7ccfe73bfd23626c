//! Addresses: the allowed schemes, and addresses in the text of a description.

use crate::{characters, parse};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::borrow::Cow;

/// The schemes of links, as they begin an address.
const SCHEMES: [&str; 4] = ["https://", "http://", "ftp://", "mailto:"];

/// Returns the address of a link as written in Markdown, if its scheme is allowed.
///
/// Every address has a `/` or `@`, which paths of items do not have, so that rustdoc does not resolve it.
pub(crate) fn usable(address: &str) -> Option<String> {
    let scheme = SCHEMES.iter().find(|scheme| {
        let start = address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let rest = &address[scheme.len()..];
    let is_complete = !rest.is_empty() && (*scheme != "mailto:" || rest.contains('@'));
    let address = address.replace("&amp;", "&");
    let is_shown =
        |char: char| char == ' ' || !(char.is_whitespace() || characters::is_invisible(char));
    let has_entity = address
        .match_indices('&')
        .any(|(at, _)| is_entity(&address[at..]));
    if !is_complete || has_entity || !address.chars().all(is_shown) {
        return None;
    }
    let has_parentheses = is_balanced(&address);
    let mut out = String::with_capacity(address.len());
    for char in address.chars() {
        match char {
            '(' | ')' if has_parentheses => out.push(char),
            ' ' | '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '`' | '|' | '"' => {
                out.push_str(&format!("%{:02X}", u32::from(char)))
            }
            char => out.push(char),
        }
    }
    Some(out)
}

/// Returns true if the parentheses of an address may be written in the target of a link (CommonMark 0.31, section 6.3).
fn is_balanced(address: &str) -> bool {
    let mut depth = 0_usize;
    for char in address.chars() {
        depth = match char {
            '(' if depth < 3 => depth + 1,
            ')' if depth > 0 => depth - 1,
            '(' | ')' => return false,
            _ => depth,
        };
    }
    depth == 0
}

/// Returns the address of an email in angle brackets, if it has only plain characters.
pub(crate) fn email(address: &str) -> Option<String> {
    let plain = |char: char| char.is_ascii_alphanumeric() || ".+_-@".contains(char);
    (address.contains('@') && address.chars().all(plain)).then(|| address.to_owned())
}

/// Returns true if the text begins with a character reference (CommonMark 0.31, section 2.5).
pub(crate) fn is_entity(text: &str) -> bool {
    let name = text.strip_prefix('&').unwrap_or_default();
    let name = name.strip_prefix('#').unwrap_or(name);
    let length = name.bytes().take(40).take_while(u8::is_ascii_alphanumeric);
    let length = length.count();
    length > 0 && name[length..].starts_with(';')
}

/// Rewrites text for which the parser differs from the expectation: an address in text becomes a link, as in GitHub Flavored
/// Markdown, and a reference definition whose target cannot be a link stays text.
pub(crate) fn mark(text: &str) -> Cow<'_, str> {
    if !text.contains("://") && !text.contains("]:") {
        return Cow::Borrowed(text);
    }
    let mut edits: Vec<(usize, &str)> = Vec::new();
    let parser = parse(text);
    for (_, definition) in parser.reference_definitions().iter() {
        let start = definition.span.start;
        if usable(&definition.dest).is_none() && text[start..].starts_with('[') {
            edits.push((start, "\\"));
        }
    }
    let (mut elsewhere, mut end) = (0_usize, 0);
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                elsewhere += 1
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => elsewhere -= 1,
            Event::Text(_) if elsewhere == 0 => {
                // An address may continue after the event in which it begins.
                for (start, stop) in addresses(text, range.start.max(end)..range.end) {
                    edits.extend([(start, "<"), (stop, ">")]);
                    end = stop;
                }
            }
            _ => {}
        }
    }
    edits.sort_by_key(|(at, _)| *at);
    inserted(text, &edits)
}

fn inserted<'t>(text: &'t str, edits: &[(usize, &str)]) -> Cow<'t, str> {
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + edits.len());
    let mut from = 0;
    for (at, insertion) in edits {
        out.push_str(&text[from..*at]);
        out.push_str(insertion);
        from = *at;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Returns the addresses that begin in a part of the text.
fn addresses(text: &str, range: std::ops::Range<usize>) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = range.start;
    while let Some(at) = text.get(from..range.end).and_then(|it| it.find("http")) {
        let start = from + at;
        let is_word = !text[..start].ends_with(|char: char| char.is_alphanumeric());
        let length = if is_word { address(&text[start..]) } else { 0 };
        if length > 0 {
            found.push((start, start + length));
        }
        from = start + length.max("http".len());
    }
    found
}

/// Returns the length of the address at the start of the text, without trailing punctuation; 0 if there is none.
fn address(text: &str) -> usize {
    let Some(scheme) = ["http://", "https://"]
        .iter()
        .find(|it| text.starts_with(**it))
    else {
        return 0;
    };
    let ends = |char: char| char.is_whitespace() || "<>`\"'[]{}|\\^".contains(char);
    let end = text.find(ends).unwrap_or(text.len());
    let closing = |char: char| ".,;:!?*_~".contains(char);
    let mut address = text[..end].trim_end_matches(closing);
    let mut open = address.matches(')').count() as isize - address.matches('(').count() as isize;
    while open > 0 && address.ends_with(')') {
        address = address[..address.len() - 1].trim_end_matches(closing);
        open -= 1;
    }
    match address.len() > scheme.len() && usable(address).is_some() {
        true => address.len(),
        false => 0,
    }
}
