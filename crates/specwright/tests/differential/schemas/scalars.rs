//! Random schemas of strings and numbers.

use super::Maker;
use serde_json::{Map, Value, json};

const PATTERNS: [&str; 16] = [
    "^a",
    "b$",
    "^[a-c]+$",
    "\\d",
    "^.{2}$",
    "^(?!a)",
    "(.)\\1",
    "^\\w*$",
    "[^a]",
    "é",
    "^$",
    "a|^b",
    "^.$",
    "^\\S+$",
    "(?<=a)b",
    "^[^\\n]{1,3}$",
];

const WORDS: [&str; 8] = ["", "a", "ab", "abc", "é", "b1", "aa", "x-1"];

impl Maker<'_> {
    pub fn string(&mut self) -> Value {
        let mut keywords = Map::new();
        self.between(&mut keywords, "minLength", "maxLength", 3);
        self.perhaps(&mut keywords, 3, "pattern", |it| {
            json!(it.random.pick(&PATTERNS))
        });
        if self.random.once_in(6) {
            keywords = Map::new();
            keywords.insert("enum".to_owned(), json!(self.random.some(&WORDS)));
        }
        self.typed("string", keywords)
    }

    pub fn integer(&mut self) -> Value {
        let mut keywords = Map::new();
        self.bounds(&mut keywords);
        if self.random.once_in(16) {
            // Beyond the range of `int32`.
            keywords = Map::new();
            keywords.insert("minimum".to_owned(), json!(1_i64 << 31));
        }
        self.perhaps(&mut keywords, 4, "multipleOf", |it| {
            json!(it.random.pick(&[1.0, 2.0, 3.0, 0.5, 1.5]))
        });
        if self.random.once_in(6) {
            keywords = Map::new();
            keywords.insert(
                "enum".to_owned(),
                json!(self.random.some(&[0, 1, 2, 3, -1, 100])),
            );
        }
        let integer = self.typed("integer", keywords);
        self.formatted(integer, &["int32", "int64"])
    }

    /// Adds a format of numbers, which is asserted if the schema has a type.
    pub fn formatted(&mut self, mut schema: Value, formats: &[&str]) -> Value {
        if let Some(keywords) = schema.as_object_mut().filter(|it| it.contains_key("type")) {
            self.perhaps(keywords, 4, "format", |it| json!(it.random.pick(formats)));
        }
        schema
    }

    pub fn number(&mut self) -> Value {
        let mut keywords = Map::new();
        self.bounds(&mut keywords);
        self.perhaps(&mut keywords, 4, "multipleOf", |it| {
            json!(it.random.pick(&[0.5, 0.1, 2.5, 3.0, 0.01]))
        });
        self.typed("number", keywords)
    }

    pub fn bounds(&mut self, keywords: &mut Map<String, Value>) {
        let least = self.random.below(13) as f64 / 2.0 - 3.0;
        let most = least + 1.0 + self.random.below(9) as f64 / 2.0;
        let name = *self.random.pick(&["minimum", "exclusiveMinimum"]);
        self.perhaps(keywords, 3, name, |_| number(least));
        let name = *self.random.pick(&["maximum", "exclusiveMaximum"]);
        self.perhaps(keywords, 3, name, |_| number(most));
    }
}

/// Returns a number in the usual notation.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 {
        json!(value as i64)
    } else {
        json!(value)
    }
}
