//! No text of an API becomes code: whatever it is, the words of the generated files are the same.

use crate::{crates_of, lower, poison};
use proc_macro2::{TokenStream, TokenTree};
use specwright_ir::Api;
use std::path::{Path, PathBuf};

const TEXTS: &[&str] = &[
    "*/ pub fn evil() {} /*",
    "\"#; pub fn evil() {} const X: &str = r#\"",
    "\npub fn evil() {}\n#[doc = \"x\"]\n#![doc = \"x\"]\n",
    "\r\npub fn evil() {}\r",
    "}\n}\npub fn evil() {{{",
    "\")] pub fn evil() {} #[doc = (\"",
    "\\\" \\\n \\",
    "\u{2028}pub fn evil() {}\u{202e}\u{0}\u{feff}",
    "/// x\n//! y\n////",
    "$crate {0} {evil} #evil ##",
    "```\npanic!()\n",
    "",
];

#[test]
fn texts_do_not_become_code() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emitted/apis/rich.yaml");
    let api = lower(&document);
    let calm = words(&api);
    for text in TEXTS {
        let mut api = api.clone();
        poison::poison(&mut api, text);
        let hostile = words(&api);
        assert_eq!(hostile.len(), calm.len());
        for (hostile, calm) in hostile.iter().zip(&calm) {
            assert_eq!(hostile, calm, "with {text:?}");
        }
    }
}

/// Returns the words of each file that are neither strings nor comments.
fn words(api: &Api) -> Vec<(PathBuf, Vec<String>)> {
    let files = crates_of(api, "rich", Path::new("out"));
    let sources = files
        .iter()
        .filter(|(path, _)| !path.ends_with("Cargo.toml"));
    let words = sources.map(|(path, text)| {
        assert!(!text.contains("/**"), "a text opened a block comment");
        let mut words = Vec::new();
        collect_words(text.parse().expect("what is written is Rust"), &mut words);
        (path.to_owned(), words)
    });
    words.collect()
}

/// Adds identifiers and literals other than strings. Printing adds commas and braces where a line is long, but no word.
fn collect_words(tokens: TokenStream, words: &mut Vec<String>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) if is_doc(group.stream()) => {}
            TokenTree::Group(group) => collect_words(group.stream(), words),
            TokenTree::Punct(_) => {}
            TokenTree::Literal(literal) if is_string(&literal.to_string()) => {}
            tree => words.push(tree.to_string()),
        }
    }
}

/// Returns true if a group is the inside of `#[doc = "…"]`.
fn is_doc(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter();
    matches!(tokens.next(), Some(TokenTree::Ident(name)) if name == "doc")
        && matches!(tokens.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == '=')
}

fn is_string(literal: &str) -> bool {
    literal.starts_with(['"', 'r'])
}
