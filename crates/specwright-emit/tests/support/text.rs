//! Emitted tokens as text, item by item.

use proc_macro2::{TokenStream, TokenTree};
use specwright_emit::{Crates, File, Task};
use specwright_ir::Api;
use std::fmt::Write as _;

/// The name of the types crate.
pub const CRATES: Crates<'static> = Crates {
    types: "pets_types",
    client: "pets_client",
};

/// The files of all three crates, by crate and path.
pub fn files(api: &Api) -> Vec<(String, File)> {
    let named = |name: &'static str| {
        move |task: Task<'_>| {
            let file = task.emit();
            (format!("{name}/{}", file.path), file)
        }
    };
    let types = specwright_emit::types(api).into_iter().map(named("types"));
    let client = specwright_emit::client(api, &CRATES)
        .into_iter()
        .map(named("client"));
    let server = specwright_emit::server(api, &CRATES)
        .into_iter()
        .map(named("server"));
    types.chain(client).chain(server).collect()
}

/// The text of the files whose name has one of these beginnings.
pub fn texts(api: &Api, prefixes: &[&str]) -> String {
    let mut text = String::new();
    for (name, file) in files(api) {
        if prefixes.iter().any(|prefix| name.starts_with(prefix)) {
            let _ = write!(text, "=== {name}\n\n{}\n", items(&file.tokens).join("\n"));
        }
    }
    text
}

/// The syntax tree of a file's tokens.
pub fn parse(tokens: &TokenStream) -> syn::File {
    syn::parse2(tokens.clone()).unwrap_or_else(|error| panic!("{error}\n{tokens}"))
}

/// The text of each item of a file.
pub fn items(tokens: &TokenStream) -> Vec<String> {
    let file = parse(tokens);
    let items = file.items.into_iter().map(item);
    std::iter::once(unparse(file.attrs, Vec::new()))
        .filter(|text| !text.is_empty())
        .chain(items)
        .collect()
}

fn item(item: syn::Item) -> String {
    match item {
        syn::Item::Macro(table) => {
            let name = &table.mac.path.segments.last().expect("a path").ident;
            // Their rows begin with methods.
            if name == "variants" || name == "setters" {
                return format!("{name}! {{ {} }}\n", table.mac.tokens);
            }
            format!("{name}! {{\n{}}}\n", rows(table.mac.tokens))
        }
        item => unparse(Vec::new(), vec![item]),
    }
}

fn unparse(attrs: Vec<syn::Attribute>, items: Vec<syn::Item>) -> String {
    let mut file = parse(&TokenStream::new());
    (file.attrs, file.items) = (attrs, items);
    prettyplease::unparse(&file)
}

/// The statements of a table, a line each.
fn rows(tokens: TokenStream) -> String {
    let mut rows = String::new();
    let mut row = TokenStream::new();
    for token in tokens {
        if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';') {
            let _ = writeln!(rows, "    {};", expression(std::mem::take(&mut row)));
        } else {
            row.extend([token]);
        }
    }
    assert!(row.is_empty(), "a table ends with a semicolon");
    rows
}

/// An expression on one line; that it is one is a part of the test.
fn expression(tokens: TokenStream) -> String {
    let expression: syn::Expr = syn::parse2(tokens).expect("a row is an expression");
    let text = quote::quote!(#expression).to_string();
    let tight = [
        " (", " :: ", ":: ", " ,", " ;", "& ", "( ", " )", "[ ", " ]", " . ", " !", " <",
    ];
    let text = tight
        .iter()
        .fold(text, |text, loose| text.replace(loose, loose.trim()));
    // Formatting a long row adds commas.
    let text = text
        .replace(",)", ")")
        .replace(",]", "]")
        .replace(", }", " }");
    text.replace(",", ", ").replace(",  ", ", ")
}

/// Compares with a snapshot in the workspace's folder.
#[macro_export]
macro_rules! assert_emitted {
    ($name:literal, $api:expr, $prefixes:expr) => {{
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../../snapshots/emit"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!($name, support::text::texts($api, $prefixes)));
    }};
}
