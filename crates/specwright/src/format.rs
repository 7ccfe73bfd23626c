//! Formats tokens as a source file with `prettyplease`, and adds blank lines between items.
//!
//! `prettyplease` writes no blank lines between items. Before printing, a placeholder constant is inserted for each of them, and
//! replaced in the output. This is the layout of the `lib.rs` of crates; generated modules are written by the printer of this crate (`print`).

use proc_macro2::TokenStream;
use syn::{ImplItem, Item, TraitItem, parse_quote};

/// The name of the placeholder constant for a blank line.
const BLANK: &str = "__SPECWRIGHT_BLANK_LINE";

/// Returns the text of a file of these items.
///
/// # Panics
///
/// If the tokens are not valid Rust, which is a bug of the emitter that the message names.
pub fn format(tokens: TokenStream, emitter: &str) -> String {
    let mut file: syn::File = syn::parse2(tokens)
        .unwrap_or_else(|error| panic!("{emitter} emitted invalid Rust: {error}"));
    file.items = spaced(
        file.items,
        belongs_together,
        &parse_quote!(
            const __SPECWRIGHT_BLANK_LINE: () = ();
        ),
    );
    file.items.iter_mut().for_each(space_members);
    restore(&prettyplease::unparse(&file))
}

/// Returns true if two items have no blank line between them: imports and modules form groups.
fn belongs_together(above: &Item, below: &Item) -> bool {
    match (above, below) {
        (Item::Use(above), Item::Use(below)) => is_public(&above.vis) == is_public(&below.vis),
        (Item::Mod(above), Item::Mod(below)) => above.content.is_none() && below.content.is_none(),
        _ => false,
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    !matches!(visibility, syn::Visibility::Inherited)
}

/// Inserts placeholders between the members of an `impl` or a trait.
fn space_members(item: &mut Item) {
    match item {
        Item::Impl(block) => {
            let members = std::mem::take(&mut block.items);
            block.items = spaced(
                members,
                |above, below| matches!((above, below), (ImplItem::Type(_), ImplItem::Type(_))),
                &parse_quote!(
                    const __SPECWRIGHT_BLANK_LINE: () = ();
                ),
            );
        }
        Item::Trait(block) => {
            let members = std::mem::take(&mut block.items);
            block.items = spaced(
                members,
                |above, below| matches!((above, below), (TraitItem::Type(_), TraitItem::Type(_))),
                &parse_quote!(
                    const __SPECWRIGHT_BLANK_LINE: () = ();
                ),
            );
        }
        _ => {}
    }
}

/// Inserts a placeholder between any two items that do not belong together.
fn spaced<T: Clone>(items: Vec<T>, together: impl Fn(&T, &T) -> bool, blank: &T) -> Vec<T> {
    let mut out: Vec<T> = Vec::with_capacity(items.len() * 2);
    for item in items {
        if out.last().is_some_and(|above| !together(above, &item)) {
            out.push(blank.clone());
        }
        out.push(item);
    }
    out
}

/// Replaces the placeholders in the printed text by blank lines.
fn restore(printed: &str) -> String {
    let mut text = String::with_capacity(printed.len());
    let mut above = "";
    for line in printed.lines() {
        if is_inner(above) && !line.is_empty() && (!is_inner(line) || is_doc(above) != is_doc(line))
        {
            text.push('\n');
        }
        above = line;
        if !is_blank(line) {
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

/// Returns true if a line is a placeholder.
fn is_blank(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix("const ");
    rest.and_then(|rest| rest.strip_prefix(BLANK)) == Some(": () = ();")
}

/// Returns true if a line is an inner attribute or an inner doc comment.
fn is_inner(line: &str) -> bool {
    is_doc(line) || line.starts_with("#![")
}

fn is_doc(line: &str) -> bool {
    line.starts_with("//!")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, wanted: &str) {
        let tokens: TokenStream = source.parse().expect("the test's tokens are balanced");
        assert_eq!(format(tokens, "a test"), wanted);
    }

    #[test]
    fn items_are_separated_but_imports_are_not() {
        check(
            "use a::B; use c::D; struct E; impl E { fn f() {} fn g() {} }",
            "use a::B;\nuse c::D;\n\nstruct E;\n\nimpl E {\n    fn f() {}\n\n    fn g() {}\n}\n",
        );
    }

    #[test]
    fn inner_attributes_are_separated() {
        check(
            "#![doc = \" A.\"] #![doc = \" B.\"] #![forbid(unsafe_code)] mod c;",
            "//! A.\n//! B.\n\n#![forbid(unsafe_code)]\n\nmod c;\n",
        );
    }

    #[test]
    fn a_document_cannot_forge_a_placeholder() {
        let doc = "const __SPECWRIGHT_BLANK_LINE: () = ();";
        let tokens = quote::quote!(#[doc = #doc] struct A; struct B;);
        assert_eq!(
            format(tokens, "a test"),
            format!("///{doc}\nstruct A;\n\nstruct B;\n")
        );
    }
}
