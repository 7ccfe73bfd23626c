//! Doc comments.
//!
//! The descriptions of the IR are Markdown that rustdoc takes; everything else of the document that a comment shows (a
//! title, a wire name, a URL) goes through [`code`] or [`text`]. A comment's lines are attributes, one each, so that no
//! text can end a comment.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Docs, Ident};
use std::borrow::Cow;

/// A doc comment of these paragraphs; empty ones are left out.
pub(crate) fn doc(paragraphs: &[&str]) -> TokenStream {
    let lines = lines(paragraphs);
    quote!(#(#[doc = #lines])*)
}

/// The same for the file itself.
pub(crate) fn inner_doc(paragraphs: &[&str]) -> TokenStream {
    let lines = lines(paragraphs);
    quote!(#(#![doc = #lines])*)
}

/// The description, or these words where there is none.
pub(crate) fn described(docs: &Docs, otherwise: &str, more: &[&str]) -> TokenStream {
    let first = if docs.0.trim().is_empty() {
        otherwise
    } else {
        &docs.0
    };
    doc(&[&[first], more].concat())
}

/// A paragraph, if what it speaks of is deprecated.
///
/// It is no attribute on types and fields: one that must be written to build a value would warn whoever builds it, and the
/// generated code itself. Methods of the client have the attribute.
pub(crate) fn deprecation(deprecated: bool) -> &'static str {
    if deprecated {
        "**Deprecated** by the document."
    } else {
        ""
    }
}

fn lines(paragraphs: &[&str]) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs
        .iter()
        .filter(|paragraph| !paragraph.trim().is_empty())
    {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(paragraph.trim_matches('\n').split('\n').map(line));
    }
    lines
}

fn line(text: &str) -> String {
    let text = printed(text);
    let text = text.trim_end();
    if text.is_empty() {
        String::new()
    } else {
        [" ", text].concat()
    }
}

/// A text as it can be printed: most are as they are.
fn printed(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    match text.bytes().all(is_plain) {
        true => Cow::Borrowed(text),
        false => text.chars().filter_map(printable).collect(),
    }
}

/// Control characters are spaces; those that rustc refuses in comments, for they turn the direction of text, go.
fn printable(char: char) -> Option<char> {
    match char {
        '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        char if char.is_control() => Some(' '),
        char => Some(char),
    }
}

/// A text as a code span, whatever backticks it has.
pub(crate) fn code(text: &str) -> String {
    let text = printed(text);
    if text.trim().is_empty() {
        return "(blank)".to_owned();
    }
    let longest = text
        .split(|char| char != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A plain text as Markdown that shows it.
pub(crate) fn text(text: &str) -> String {
    let mut markdown = String::new();
    for char in printed(text).chars() {
        if matches!(
            char,
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '#' | '|' | '~'
        ) {
            markdown.push('\\');
        }
        markdown.push(char);
    }
    // An escaped slash shows as one, and is no link that rustdoc wants to be marked.
    markdown.trim().replace("://", ":\\//")
}

/// A link to a type of this crate: one that the prelude has as a derive macro as well is told from it.
pub(crate) fn link(name: &Ident) -> String {
    const DERIVES: [&str; 9] = [
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "Eq",
        "Hash",
        "Ord",
        "PartialEq",
        "PartialOrd",
    ];
    if DERIVES.contains(&name.as_str()) {
        format!("[`{name}`](type@{name})")
    } else {
        format!("[`{name}`]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_attribute() {
        let tokens = doc(&["a\n\nb */", "", "c\r\u{202e}d"]).to_string();
        assert_eq!(
            tokens,
            r#"# [doc = " a"] # [doc = ""] # [doc = " b */"] # [doc = ""] # [doc = " c d"]"#
        );
    }

    #[test]
    fn code_keeps_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("\n"), "(blank)");
    }

    #[test]
    fn text_is_shown_as_it_is() {
        assert_eq!(text("AppMaker API - OAS 3.0"), "AppMaker API - OAS 3.0");
        assert_eq!(
            text("<b> [x]\n`y` https://z"),
            "\\<b\\> \\[x\\] \\`y\\` https:\\//z"
        );
    }
}
