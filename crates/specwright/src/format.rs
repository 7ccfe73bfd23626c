//! Tokens into the text of a file: `prettyplease`, with the blank lines and the table layout of a hand-written file.
//!
//! `prettyplease` writes items without blank lines between them and the bodies of macros as running text. Both are
//! repaired on the syntax tree: before printing, stand-ins take their place (an empty constant for a blank line, a
//! function for a macro whose body is a list of statements), and the lines that print as stand-ins are replaced.

use proc_macro2::{Span, TokenStream};
use syn::parse::Parser;
use syn::{Block, Ident, ImplItem, Item, TraitItem, parse_quote};

/// The name of the constant that stands in for a blank line.
const BLANK: &str = "__SPECWRIGHT_BLANK_LINE";

/// The name, without its number, of the function that stands in for a macro.
const TABLE: &str = "__specwright_table_";

/// The text of a file of these items.
///
/// # Panics
///
/// If the tokens are not a file of Rust: a fault of the emitter, which the message names.
pub fn format(tokens: TokenStream, emitter: &str) -> String {
    let mut file: syn::File = syn::parse2(tokens)
        .unwrap_or_else(|error| panic!("{emitter} wrote what is not Rust: {error}"));
    let tables = replace_tables(&mut file.items);
    file.items = spaced(
        file.items,
        belongs_together,
        &parse_quote!(
            const __SPECWRIGHT_BLANK_LINE: () = ();
        ),
    );
    file.items.iter_mut().for_each(space_members);
    restore(&prettyplease::unparse(&file), &tables)
}

/// Replaces macros whose body is a list of statements by functions of that body; returns how each was called.
fn replace_tables(items: &mut [Item]) -> Vec<String> {
    let mut names = Vec::new();
    for item in items {
        let Item::Macro(table) = item else { continue };
        let Ok(statements) = Block::parse_within.parse2(table.mac.tokens.clone()) else {
            continue;
        };
        let stand_in = Ident::new(&format!("{TABLE}{}", names.len()), Span::call_site());
        let path = &table.mac.path;
        names.push(quote::quote!(#path).to_string().replace(' ', ""));
        *item = parse_quote!(fn #stand_in() { #(#statements)* });
    }
    names
}

/// Whether two items stand without a blank line between them: imports and modules in groups.
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

/// Puts blank lines between the members of an `impl` or a trait.
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

/// The items with a blank line wherever two do not belong together.
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

/// The printed text with its stand-ins replaced.
fn restore(printed: &str, tables: &[String]) -> String {
    let mut text = String::with_capacity(printed.len());
    let mut above = "";
    for line in printed.lines() {
        if is_inner(above) && !line.is_empty() && (!is_inner(line) || is_doc(above) != is_doc(line))
        {
            text.push('\n');
        }
        above = line;
        if is_blank(line) {
            text.push('\n');
            continue;
        }
        match table_of(line).and_then(|index| tables.get(index)) {
            Some(name) => {
                text.push_str(name);
                text.push_str("! {");
            }
            None => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

/// Whether a line stands for a blank one.
fn is_blank(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix("const ");
    rest.and_then(|rest| rest.strip_prefix(BLANK)) == Some(": () = ();")
}

/// Whether a line says something of the file as a whole.
fn is_inner(line: &str) -> bool {
    is_doc(line) || line.starts_with("#![")
}

fn is_doc(line: &str) -> bool {
    line.starts_with("//!")
}

/// The number of the table that a line opens.
fn table_of(line: &str) -> Option<usize> {
    line.strip_prefix("fn ")?
        .strip_prefix(TABLE)?
        .strip_suffix("() {")?
        .parse()
        .ok()
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
    fn what_is_said_of_the_file_stands_apart() {
        check(
            "#![doc = \" A.\"] #![doc = \" B.\"] #![forbid(unsafe_code)] mod c;",
            "//! A.\n//! B.\n\n#![forbid(unsafe_code)]\n\nmod c;\n",
        );
    }

    #[test]
    fn tables_stand_row_by_row() {
        check(
            r#"runtime::object! { A("/a"); required(b, "b"); }"#,
            "runtime::object! {\n    A(\"/a\");\n    required(b, \"b\");\n}\n",
        );
    }

    #[test]
    fn a_document_cannot_forge_a_stand_in() {
        let doc = "fn __specwright_table_0() {";
        let tokens = quote::quote!(#[doc = #doc] struct A; table! { B; });
        assert_eq!(
            format(tokens, "a test"),
            format!("///{doc}\nstruct A;\n\ntable! {{\n    B;\n}}\n")
        );
    }
}
