//! Doc comments.
//!
//! The descriptions of the IR are Markdown that rustdoc takes; everything else of the document that a comment shows (a
//! title, a wire name, a URL) goes through [`code`] or [`text`], which write it by the same rules (`specwright-docs`). A
//! comment's lines are attributes, one each, so that no text can end a comment.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_docs::is_hidden;
pub(crate) use specwright_docs::{code, text};
use specwright_ir::reserved::DERIVES;
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

/// The description, or these words if it is empty.
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
    let text = text.trim_end();
    if text.is_empty() {
        String::new()
    } else {
        [" ", &printed(text)].concat()
    }
}

/// Replaces what a comment cannot show, which most texts do not have.
fn printed(text: &str) -> Cow<'_, str> {
    match text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.replace(is_hidden, " ")),
    }
}

/// A link to a type of this crate: one that the prelude has as a derive macro as well is told from it.
pub(crate) fn link(name: &Ident) -> String {
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
            r#"# [doc = " a"] # [doc = ""] # [doc = " b */"] # [doc = ""] # [doc = " c  d"]"#
        );
    }
}
