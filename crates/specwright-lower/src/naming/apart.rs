//! Names for items that nothing in them tells apart: by the words in which their places differ, else by their position in words.
//!
//! | places                                                              | words                      |
//! |---------------------------------------------------------------------|----------------------------|
//! | `/components/parameters/id`, `/components/headers/id`               | `Parameter`, `Header`      |
//! | `…/responses/200/content/application~1json`, `…/404/content/text~1plain` | `200 Json`, `404 TextPlain` |
//! | `…/oneOf/0`, `…/oneOf/1`                                            | `First`, `Second`          |
//! | a place, and one within it                                          | none, the inner words      |

use std::collections::HashSet;

use super::case::{Kind, name};
use super::members::ordinal;

/// The keys of a document that say nothing about a place.
const STRUCTURE: [&str; 13] = [
    "",
    "application",
    "schema",
    "schemas",
    "content",
    "properties",
    "components",
    "paths",
    "allOf",
    "anyOf",
    "oneOf",
    "definitions",
    "$defs",
];

/// The words for keys of a document.
const WORDS: [(&str, &str); 8] = [
    ("parameters", "parameter"),
    ("headers", "header"),
    ("responses", "response"),
    ("requestBodies", "body"),
    ("requestBody", "body"),
    ("items", "item"),
    ("additionalProperties", "value"),
    ("patternProperties", "value"),
];

/// Returns the words in which each place differs from the others.
pub(super) fn words(places: &[&str]) -> Vec<String> {
    let places: Vec<Vec<&str>> = places.iter().map(|it| tokens(it)).collect();
    let Some(first) = places.first() else {
        return Vec::new();
    };
    let shortest = places.iter().map(Vec::len).min().unwrap_or(0);
    let same = |at: &dyn Fn(&Vec<&str>) -> usize| {
        let token = first[at(first)];
        places.iter().all(|it| it[at(it)] == token)
    };
    let start = (0..shortest).take_while(|at| same(&|_| *at)).count();
    let rest = 0..shortest - start;
    let end = rest.take_while(|at| same(&|it| it.len() - 1 - *at)).count();
    let differing: Vec<&[&str]> = places.iter().map(|it| &it[start..it.len() - end]).collect();
    let own = differing.iter().map(|it| own_tokens(it, &differing));
    let mut words: Vec<String> = own.map(|it| words_of(&it)).collect();
    // Words that are the same for all tell nothing apart: `{id}` and `{ID}`.
    let upper: HashSet<String> = words.iter().map(|it| name(it, Kind::Type)).collect();
    if upper.len() < 2 {
        words.iter_mut().for_each(String::clear);
    }
    words
}

/// Returns the tokens that not all places have, each once.
fn own_tokens<'a>(place: &[&'a str], all: &[&[&str]]) -> Vec<&'a str> {
    let is_own = |token: &&str| !all.iter().all(|it| it.contains(token));
    let mut own: Vec<&str> = Vec::new();
    for token in place.iter().copied().filter(is_own) {
        if !own.contains(&token) {
            own.push(token);
        }
    }
    own
}

/// Returns the keys of the pointers of a place, or the words of a text.
fn tokens(place: &str) -> Vec<&str> {
    let keys = place.split(['/', ' ']);
    keys.flat_map(|key| key.split("~1")).collect()
}

fn words_of(tokens: &[&str]) -> String {
    let named = tokens.iter().filter(|it| !STRUCTURE.contains(it));
    let mut words: Vec<String> = named.map(|it| word(it)).collect();
    if words.is_empty() {
        words = tokens.iter().map(|it| word(it)).collect();
    }
    words.join(" ")
}

fn word(token: &str) -> String {
    if let Some((_, word)) = WORDS.iter().find(|(key, _)| *key == token) {
        return (*word).to_owned();
    }
    // A larger number is a status.
    match token.parse::<usize>() {
        Ok(position) if position < 100 => return ordinal(position + 1),
        _ => {}
    }
    token
        .replace("~0", "~")
        .replace('{', " by ")
        .replace('}', " ")
}

/// Returns a name followed by a word.
pub(super) fn joined(first: &str, word: &str, kind: Kind) -> String {
    name(&format!("{first} {word}"), kind)
}

/// Returns the name of an item with the words of its place, after the next ordinal if that is taken.
pub(super) fn free(first: &str, words: &str, kind: Kind, taken: &HashSet<String>) -> String {
    let base = match words.trim() {
        "" => first.to_owned(),
        words => joined(first, words, kind),
    };
    let next = |position| match kind {
        Kind::Type | Kind::Variant => joined(&ordinal(position), &base, kind),
        // A function begins with a verb.
        Kind::Field | Kind::Function | Kind::Module => joined(&base, &ordinal(position), kind),
    };
    let mut names = (2..).map(next);
    match taken.contains(&base) {
        true => names.find(|it| !taken.contains(it)).unwrap_or_default(),
        false => base,
    }
}
