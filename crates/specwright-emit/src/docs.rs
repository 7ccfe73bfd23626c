//! Doc comments: the docs of the IR, printed. A comment's lines are attributes, one each, so that no text can end a comment.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_docs::is_invisible;
use specwright_ir::{Docs, FixedItem};
use std::borrow::Cow;

/// A doc comment.
pub(crate) fn doc(docs: &Docs) -> TokenStream {
    let lines = lines(docs);
    quote!(#(#[doc = #lines])*)
}

/// The same for the file itself.
pub(crate) fn inner_doc(docs: &Docs) -> TokenStream {
    let lines = lines(docs);
    quote!(#(#![doc = #lines])*)
}

/// The doc comment of an item that every API has.
pub(crate) fn fixed_doc(item: FixedItem) -> TokenStream {
    let lines = item.docs().lines().map(line);
    quote!(#(#[doc = #lines])*)
}

/// Binds names to the doc comments of several such items.
macro_rules! fixed_docs {
    ($($name:ident: $item:ident,)*) => {
        $(let $name = $crate::docs::fixed_doc(specwright_ir::FixedItem::$item);)*
    };
}
pub(crate) use fixed_docs;

/// The doc comment of such an item that is a file.
pub(crate) fn inner_fixed_doc(item: FixedItem) -> TokenStream {
    let lines = item.docs().lines().map(line);
    quote!(#(#![doc = #lines])*)
}

fn lines(docs: &Docs) -> impl Iterator<Item = Literal> {
    docs.0.trim_matches('\n').lines().map(line)
}

fn line(text: &str) -> Literal {
    let text = text.trim_end();
    if text.is_empty() {
        return Literal::string("");
    }
    // Parsing a literal takes a fraction of the time that escaping does.
    let plain = is_plain(text).then(|| ["\" ", text, "\""].concat());
    let plain = plain.and_then(|text| text.parse().ok());
    plain.unwrap_or_else(|| Literal::string(&[" ", &printed(text)].concat()))
}

/// Returns true for a text without characters that a literal escapes.
fn is_plain(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\')
}

/// Replaces what a comment cannot show, which most texts do not have.
fn printed(text: &str) -> Cow<'_, str> {
    match text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.replace(is_invisible, " ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_attribute() {
        let docs = Docs("a\n\nb */\n\nc\r\u{202e}d\n\"e\" \\f 'g'".to_owned());
        let tokens = doc(&docs).to_string();
        assert_eq!(
            tokens,
            r#"# [doc = " a"] # [doc = ""] # [doc = " b */"] # [doc = ""] # [doc = " c  d"] # [doc = " \"e\" \\f 'g'"]"#
        );
    }
}
