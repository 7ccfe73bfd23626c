//! No string of a document becomes code, ends a comment or leads out of the output folder. The strings, values and keys of a rich
//! document are replaced by hostile texts, one by one and all at once, and the generated files are parsed.
//!
//! Every hostile text tries to define an item `evil`. Generated names have all letters of a text, so that none of them is `evil` alone,
//! and the word outside of a literal is injected code.

#[path = "../../specwright-docs/tests/judge/mod.rs"]
mod judge;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use serde_json::{Map, Value};
use specwright::Part;
use specwright::stages::{Crates, FileSet, Origin, packages};
use specwright_ir::Api;
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, Report, open};
use std::collections::BTreeSet;
use std::path::Path;

const DOCUMENT: &str = include_str!("hostile.json");

const TEXTS: [&str; 6] = [
    "x */ pub fn evil() {} /* #![evil] //! #![evil]",
    "x\npub fn evil() {}\r\n#![evil]\r/// y\u{2028}pub fn evil() {}\u{2029}\u{202e}\u{2066}\u{0}\u{feff}",
    "x\"##)]} pub fn evil() {} mod other { #[doc = (r##\"'\\",
    "../../../x/fn evil() {}",
    "1. ~~~rust\n   evil()\n   ~~~\n\n- > ~~~\n  > evil()\n\n>     evil()\n\n    ```rust\n    evil()\n    ```",
    "<script>evil()</script> [`evil`] [evil](evil) <b>``<img onerror=evil()>`` [a](javascript:evil())\n\n| `a | <evil>` |\n|---|\n| ` |",
];

/// Keys whose values may be any text without a change of the document's structure.
const FREE: [&str; 9] = [
    "title",
    "description",
    "summary",
    "operationId",
    "version",
    "termsOfService",
    "x-note",
    "example",
    "const",
];

#[test]
fn each_string_in_turn() {
    let document: Value = serde_json::from_str(DOCUMENT).expect("the fixture is JSON");
    let calm = Written::calm(&document);
    let places = count(&document);
    let mut generated = 0;
    for place in 0..places {
        for text in TEXTS {
            let mut hostile = document.clone();
            let mut left = place;
            replace(&mut hostile, &mut left, text);
            if let Some(written) = Written::of(&hostile) {
                written.check(&calm, &format!("place {place} with {text:?}"));
                generated += 1;
            }
        }
    }
    assert!(
        generated > places,
        "only {generated} documents of {places} places are accepted"
    );
}

#[test]
fn all_free_texts_at_once() {
    let document: Value = serde_json::from_str(DOCUMENT).expect("the fixture is JSON");
    let calm = Written::calm(&document);
    for text in TEXTS {
        let mut hostile = document.clone();
        let mut number = 0;
        replace_free(&mut hostile, text, &mut number);
        assert!(number > 20, "the fixture has {number} free texts");
        let written = Written::of(&hostile).expect("free texts are free");
        written.check(&calm, text);
        assert_eq!(written.items(), calm.items(), "{text:?}");
    }
}

/// An API and its generated crates.
struct Written {
    api: Api,
    files: FileSet,
    /// The doc comments that were checked before: those of the fixture.
    comments: BTreeSet<String>,
}

impl Written {
    fn of(document: &Value) -> Option<Self> {
        let files = MemoryFiles::new([("api.json", document.to_string())]);
        let mut report = Report::new();
        let api = open(&files, "api.json", &mut report)
            .and_then(|document| lower(&document, &Options::default(), &mut report))
            .filter(|_| !report.has_errors())?;
        let crates = Crates::named("api", &Part::ALL);
        let origin = Origin {
            command: "a test".to_owned(),
            source: "x\npub fn evil() {}\u{2028}\u{202e}.json".to_owned(),
        };
        let files = packages(&api, &Part::ALL, &crates, &origin, Path::new("out"));
        let comments = BTreeSet::new();
        Some(Self {
            api,
            files,
            comments,
        })
    }

    /// Checks the comments of the unchanged fixture, which are then known.
    fn calm(document: &Value) -> Self {
        let mut calm = Self::of(document).expect("the fixture is generated");
        calm.check(&calm, "the fixture");
        let sources = calm
            .files
            .iter()
            .filter(|(path, _)| !path.ends_with("Cargo.toml"));
        let tokens = sources.map(|(_, text)| text.parse().expect("what is written is Rust"));
        calm.comments = tokens.flat_map(comments).collect();
        calm
    }

    /// Checks the guarantees for all texts.
    fn check(&self, calm: &Self, what: &str) {
        for (path, text) in self.files.iter() {
            assert!(is_tame(path), "{what}: the file {path:?}");
            assert!(
                !text.contains(is_treacherous),
                "{what}: {path:?} reads otherwise than it is"
            );
            if path.ends_with("Cargo.toml") {
                let table: toml::Table = text.parse().expect("a manifest is TOML");
                assert!(
                    table.keys().all(|key| MANIFEST.contains(&key.as_str())),
                    "{what}: {text}"
                );
            } else {
                let tokens: TokenStream = text.parse().expect("what is written is Rust");
                assert!(
                    !has_evil(tokens.clone()),
                    "{what}: {path:?} has code of the document\n{text}"
                );
                check_comments(tokens, &calm.comments, &format!("{what}: {path:?}"));
            }
        }
        assert_eq!(self.types(), self.api_types(), "{what}");
        let attributes = self.attributes();
        let new: Vec<_> = attributes.difference(&calm.attributes()).cloned().collect();
        assert_eq!(new, [""; 0], "{what}: attributes");
    }

    fn sources(&self) -> impl Iterator<Item = (&Path, syn::File)> {
        let sources = self
            .files
            .iter()
            .filter(|(path, _)| !path.ends_with("Cargo.toml"));
        sources.map(|(path, text)| {
            (
                path,
                syn::parse_file(text).expect("what is written is Rust"),
            )
        })
    }

    /// Returns the types that the models define.
    fn types(&self) -> BTreeSet<String> {
        let models = self
            .sources()
            .filter(|(path, _)| path.ends_with("api-types/src/generated/models.rs"));
        let items = models.flat_map(|(_, file)| file.items);
        items
            .filter_map(|item| match item {
                syn::Item::Struct(item) => Some(item.ident),
                syn::Item::Enum(item) => Some(item.ident),
                syn::Item::Type(item) => Some(item.ident),
                _ => None,
            })
            .map(|name| name.to_string())
            .collect()
    }

    /// Returns the types of the IR.
    fn api_types(&self) -> BTreeSet<String> {
        self.api
            .types
            .iter()
            .map(|ty| ty.name.as_str().to_owned())
            .collect()
    }

    /// Returns the kinds of the items of each crate, sorted, since names affect their order.
    fn items(&self) -> Vec<(String, &'static str)> {
        let kinds = |(path, file): (&Path, syn::File)| {
            let name = crate_of(path);
            let items = file.items.iter().map(|item| (name.clone(), kind(item)));
            items.collect::<Vec<_>>()
        };
        let mut items: Vec<_> = self.sources().flat_map(kinds).collect();
        items.sort();
        items
    }

    /// Returns the names of all attributes.
    fn attributes(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (_, text) in self
            .files
            .iter()
            .filter(|(path, _)| !path.ends_with("Cargo.toml"))
        {
            collect_attributes(text.parse().expect("what is written is Rust"), &mut found);
        }
        found
    }
}

const MANIFEST: [&str; 5] = [
    "package",
    "dependencies",
    "dev-dependencies",
    "features",
    "lints",
];

/// Returns true if a path has only plain names, without `..`.
fn is_tame(path: &Path) -> bool {
    let plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.');
    path.starts_with(crate_of(path))
        && crate_of(path).starts_with("api-")
        && path.iter().all(|name| {
            let name = name.to_string_lossy();
            name != ".." && name.len() < 200 && name.chars().all(plain)
        })
}

fn crate_of(path: &Path) -> String {
    path.iter()
        .next()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Characters that rustc rejects in comments, and those that some programs treat as line ends.
fn is_treacherous(char: char) -> bool {
    matches!(char, '\r' | '\0' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn has_evil(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(name) => name == "evil",
        TokenTree::Group(group) => has_evil(group.stream()),
        _ => false,
    })
}

/// Checks that no doc comment has a doctest but the example of a method, HTML, or a link from the document. Known comments are skipped.
fn check_comments(tokens: TokenStream, known: &BTreeSet<String>, what: &str) {
    let comments = comments(tokens).into_iter();
    for comment in comments.filter(|comment| !known.contains(comment)) {
        let texts = without_example(&comment, what);
        let items = judge::items(texts)
            .unwrap_or_else(|error| panic!("{what}: {error}\n--- in\n{comment}"));
        assert!(
            !items.iter().any(|item| item.contains("evil")),
            "{what}: {items:?}\n--- in\n{comment}"
        );
    }
}

/// Returns a comment without the example at its end, which is generated: texts of the document are in it as literals only.
fn without_example<'a>(comment: &'a str, what: &str) -> &'a str {
    let Some((texts, example)) = comment.rsplit_once("\n\n```no_run\n") else {
        return comment;
    };
    let code = example.strip_suffix("\n```");
    let code =
        code.unwrap_or_else(|| panic!("{what}: the example does not end\n--- in\n{comment}"));
    assert!(
        !code.contains("```"),
        "{what}: another fence\n--- in\n{comment}"
    );
    let code = code.lines().map(|line| line.trim_start_matches("# "));
    let code: syn::ItemFn = syn::parse_str(&code.collect::<Vec<_>>().join("\n"))
        .unwrap_or_else(|error| panic!("{what}: {error}\n--- in\n{comment}"));
    assert!(
        !has_evil(code.to_token_stream()),
        "{what}\n--- in\n{comment}"
    );
    texts
}

/// Returns the doc comments as rustdoc reads them: the lines of each without the leading space.
fn comments(tokens: TokenStream) -> Vec<String> {
    let mut comments = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for tree in tokens {
        match &tree {
            TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!') => {}
            TokenTree::Group(group) if documentation(group.stream()).is_some() => {
                lines.extend(documentation(group.stream()));
            }
            tree => {
                comments.push(std::mem::take(&mut lines).join("\n"));
                if let TokenTree::Group(group) = tree {
                    comments.extend(self::comments(group.stream()));
                }
            }
        }
    }
    comments.push(lines.join("\n"));
    comments.retain(|comment| !comment.is_empty());
    comments
}

/// Returns the text of `doc = "…"`.
fn documentation(attribute: TokenStream) -> Option<String> {
    let mut tokens = attribute.into_iter();
    let name = tokens.next()?;
    let is_doc = matches!(&name, TokenTree::Ident(name) if name == "doc");
    let (_, Some(TokenTree::Literal(text)), true) = (tokens.next(), tokens.next(), is_doc) else {
        return None;
    };
    let text: syn::LitStr = syn::parse_str(&text.to_string()).ok()?;
    let text = text.value();
    Some(text.strip_prefix(' ').unwrap_or(&text).to_owned())
}

fn collect_attributes(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let mut after_hash = false;
    for tree in tokens {
        match &tree {
            TokenTree::Group(group) => {
                if let Some(TokenTree::Ident(name)) =
                    group.stream().into_iter().next().filter(|_| after_hash)
                {
                    found.insert(name.to_string());
                }
                collect_attributes(group.stream(), found);
                after_hash = false;
            }
            TokenTree::Punct(punct) => {
                after_hash = punct.as_char() == '#' || (after_hash && punct.as_char() == '!')
            }
            _ => after_hash = false,
        }
    }
}

fn kind(item: &syn::Item) -> &'static str {
    match item {
        syn::Item::Const(_) => "const",
        syn::Item::Enum(_) => "enum",
        syn::Item::Fn(_) => "fn",
        syn::Item::Impl(_) => "impl",
        syn::Item::Macro(_) => "macro",
        syn::Item::Mod(_) => "mod",
        syn::Item::Struct(_) => "struct",
        syn::Item::Trait(_) => "trait",
        syn::Item::Type(_) => "type",
        syn::Item::Use(_) => "use",
        _ => "other",
    }
}

/// Returns the number of keys and string values.
fn count(value: &Value) -> usize {
    match value {
        Value::String(_) => 1,
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(|value| 1 + count(value)).sum(),
        _ => 0,
    }
}

/// Replaces the key or string value at an index, in the order of [`count`]; decrements the index.
fn replace(value: &mut Value, place: &mut usize, text: &str) {
    match value {
        Value::String(string) if is_here(place) => text.clone_into(string),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, place, text)),
        Value::Object(members) => {
            let mut renamed = Map::new();
            for (key, mut value) in std::mem::take(members) {
                if is_here(place) {
                    // A path must still begin with `/`.
                    let slash = if key.starts_with('/') { "/" } else { "" };
                    renamed.insert(format!("{slash}{text}"), value);
                } else {
                    replace(&mut value, place, text);
                    renamed.insert(key, value);
                }
            }
            *members = renamed;
        }
        _ => {}
    }
}

/// Decrements the index; returns true at the key or value to replace.
fn is_here(place: &mut usize) -> bool {
    let left = place.checked_sub(1);
    *place = left.unwrap_or(usize::MAX);
    left.is_none()
}

/// Replaces all values of [`FREE`] keys, each by a different text.
fn replace_free(value: &mut Value, text: &str, number: &mut usize) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| replace_free(item, text, number)),
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(string) if FREE.contains(&key.as_str()) => {
                        *number += 1;
                        *string = format!("{text} {number}");
                    }
                    value => replace_free(value, text, number),
                }
            }
        }
        _ => {}
    }
}
