//! Names for items that no property distinguishes: by the words in which their places differ, else by their position in words.
//!
//! | places                                                              | words                      |
//! |---------------------------------------------------------------------|----------------------------|
//! | `/components/parameters/id`, `/components/headers/id`               | `Parameter`, `Header`      |
//! | `…/responses/200/content/application~1json`, `…/404/content/text~1plain` | `200 Json`, `404 TextPlain` |
//! | `…/oneOf/0`, `…/oneOf/1`                                            | `First`, `Second`          |
//! | a place, and one within it                                          | none, the inner words      |

use foldhash::{HashMap, HashSet};

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
    let in_all = |token: &&str| differing.iter().all(|it| it.contains(token));
    let shared = differing[0].iter().copied().filter(in_all).collect();
    let own = differing.iter().map(|it| own_tokens(it, &shared));
    let mut words: Vec<String> = own.map(|it| words_of(&it)).collect();
    // Words that are the same for all tell nothing apart: `{id}` and `{ID}`.
    let upper: HashSet<String> = words.iter().map(|it| name(it, Kind::Type)).collect();
    if upper.len() < 2 {
        words.iter_mut().for_each(String::clear);
    }
    words
}

/// Returns the tokens that not all places share, each once.
fn own_tokens<'a>(place: &[&'a str], shared: &HashSet<&str>) -> Vec<&'a str> {
    let mut own: Vec<&str> = Vec::new();
    for token in place.iter().copied().filter(|it| !shared.contains(it)) {
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

/// The names of a scope.
pub(super) struct Names {
    taken: HashSet<String>,
    /// The position to try next for a name: those before it are taken.
    next: HashMap<(String, Kind), usize>,
}

impl Names {
    pub(super) fn new(taken: HashSet<String>) -> Self {
        let next = HashMap::default();
        Self { taken, next }
    }

    /// Takes the name of an item with the words of its place, or the same with the next position if that is taken.
    pub(super) fn take(&mut self, first: &str, words: &str, kind: Kind) -> String {
        let base = match words.trim() {
            "" => first.to_owned(),
            words => joined(first, words, kind),
        };
        let name = match self.taken.contains(&base) {
            true => self.with_position(base, kind),
            false => base,
        };
        self.taken.insert(name.clone());
        name
    }

    fn with_position(&mut self, base: String, kind: Kind) -> String {
        let next = self.next.entry((base.clone(), kind)).or_insert(2);
        loop {
            let position = ordinal(*next);
            *next += 1;
            let name = match kind {
                Kind::Type | Kind::Variant => joined(&position, &base, kind),
                // A function begins with a verb.
                Kind::Field | Kind::Function | Kind::Module => joined(&base, &position, kind),
            };
            if !self.taken.contains(&name) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_is_tried_once() {
        let taken = ["a", "a_third"].map(str::to_owned);
        let mut names = Names::new(taken.into_iter().collect());
        let named: Vec<String> = (0..3).map(|_| names.take("a", "", Kind::Field)).collect();
        assert_eq!(named, ["a_second", "a_fourth", "a_fifth"]);
        assert_eq!(names.next[&("a".to_owned(), Kind::Field)], 6);
    }
}
