//! No text of a document becomes code: whatever it is, the items are those of the API.

mod support;

use proc_macro2::{Literal, TokenStream, TokenTree};
use specwright_ir::Api;
use support::text::{files, parse};
use support::{hostile, rich};

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
    let calm = shapes(&rich::api());
    for text in TEXTS {
        let mut api = rich::api();
        hostile::poison(&mut api, text);
        let hostile = shapes(&api);
        assert_eq!(hostile.len(), calm.len());
        for (got, wanted) in hostile.iter().zip(&calm) {
            assert_eq!(got, wanted, "with {text:?}");
        }
    }
}

/// The name of a file, its tokens, and the words of its text.
type Shape = (String, String, Vec<String>);

/// The files without what a text may be: string literals and doc comments. Formatting adds commas and braces where a line is
/// long, but no word.
fn shapes(api: &Api) -> Vec<Shape> {
    files(api)
        .into_iter()
        .map(|(name, file)| file_shape(name, &file.tokens))
        .collect()
}

fn file_shape(name: String, tokens: &TokenStream) -> Shape {
    let text = prettyplease::unparse(&parse(tokens));
    assert!(!text.contains("/**"), "a text opened a block comment");
    let mut words = Vec::new();
    collect_words(
        shape(text.parse().expect("what was formatted is Rust")),
        &mut words,
    );
    (name, shape(tokens.clone()).to_string(), words)
}

fn collect_words(tokens: TokenStream, words: &mut Vec<String>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => collect_words(group.stream(), words),
            TokenTree::Punct(_) => {}
            tree => words.push(tree.to_string()),
        }
    }
}

fn shape(tokens: TokenStream) -> TokenStream {
    let mut trees: Vec<TokenTree> = Vec::new();
    for tree in tokens {
        match tree {
            TokenTree::Group(group) if is_doc(group.stream()) => {
                trees.truncate(
                    trees
                        .iter()
                        .rposition(|tree| tree.to_string() == "#")
                        .expect("an attribute has a hash"),
                );
            }
            TokenTree::Group(group) => {
                trees.push(proc_macro2::Group::new(group.delimiter(), shape(group.stream())).into())
            }
            TokenTree::Literal(literal) if is_string(&literal) => {
                trees.push(Literal::string("").into())
            }
            tree => trees.push(tree),
        }
    }
    trees.into_iter().collect()
}

/// Returns true if a group is the inside of `#[doc = "…"]`.
fn is_doc(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter();
    matches!(tokens.next(), Some(TokenTree::Ident(name)) if name == "doc")
        && matches!(tokens.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == '=')
}

fn is_string(literal: &Literal) -> bool {
    literal.to_string().starts_with(['"', 'r'])
}
