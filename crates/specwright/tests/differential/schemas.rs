//! Random schemas of the keywords of a version, in the form of JSON Schema 2020-12.

mod enumerations;
mod scalars;

use crate::tagged;
use serde_json::{Map, Value, json};
use specwright_testing::Random;

/// Names of properties, some of which match a pattern of [`NAMES_MATCH`].
pub const NAMES: [&str; 6] = ["a", "b", "c", "ab", "x-1", "é"];

const NAMES_MATCH: [&str; 4] = ["^a", "b$", "^x-", "é"];

/// The keywords of the schemas.
#[derive(Clone, Copy)]
pub struct Dialect {
    /// True for the keywords of JSON Schema 2020-12, false for those of OpenAPI 3.0.
    pub modern: bool,
    /// True if schemas may have no type.
    pub untyped: bool,
}

/// Returns a group of schemas that refer to each other; the first is tested.
pub fn schemas(random: &mut Random, dialect: Dialect, names: &[String]) -> Vec<Value> {
    let mut maker = Maker {
        random,
        dialect,
        names,
        made: 0,
    };
    let schema = |made| {
        maker.made = made;
        match maker.random.below(8) {
            // An alias of another schema.
            0 => maker.reference(),
            1..4 => maker.choice_of_kind(),
            _ => maker.schema(3),
        }
    };
    (0..names.len()).map(schema).collect()
}

struct Maker<'a> {
    random: &'a mut Random,
    dialect: Dialect,
    names: &'a [String],
    /// The number of schemas made so far.
    made: usize,
}

impl Maker<'_> {
    fn schema(&mut self, depth: usize) -> Value {
        if depth == 0 {
            return self.leaf();
        }
        match self.random.below(21) {
            20 => self.bounded(depth - 1),
            18 => self.choice_of_kind(),
            19 => tagged::constants(self.random, self.dialect.modern),
            0..4 => self.leaf(),
            4..7 => self.array(depth - 1),
            7..11 => self.object(depth - 1),
            11 => self.all_of(depth - 1),
            12 => self.choice("anyOf", depth - 1),
            13 => self.choice("oneOf", depth - 1),
            14 => self.conditional(depth - 1),
            15 => self.enumerated(depth - 1),
            16 => self.nullable(depth - 1),
            _ if depth < 3 => self.reference(),
            _ => self.object(depth - 1),
        }
    }

    fn leaf(&mut self) -> Value {
        match self.random.below(12) {
            0..3 => self.string(),
            3..6 => self.integer(),
            6..8 => self.number(),
            8 => self.typed("boolean", Map::new()),
            9 => self.listed(),
            10 if self.dialect.modern => self.modern_leaf(),
            _ => json!({}),
        }
    }

    fn modern_leaf(&mut self) -> Value {
        match self.random.below(4) {
            0 => json!({"type": "null"}),
            1 => json!({"const": self.value()}),
            2 => json!(self.random.once_in(2)),
            _ => json!({"type": ["string", "integer"], "minLength": 2, "maximum": 5}),
        }
    }

    /// Returns a schema of a type, possibly with null, or without a type if that is allowed.
    fn typed(&mut self, ty: &str, mut keywords: Map<String, Value>) -> Value {
        match self.random.below(10) {
            0 if self.dialect.untyped && !keywords.is_empty() => {}
            1 if !keywords.contains_key("enum") => {
                keywords.insert("type".to_owned(), json!([ty, "null"]));
            }
            _ => {
                keywords.insert("type".to_owned(), json!(ty));
            }
        }
        Value::Object(keywords)
    }

    /// Adds a keyword with a probability of one in `times`.
    fn perhaps(
        &mut self,
        keywords: &mut Map<String, Value>,
        times: usize,
        name: &str,
        value: impl FnOnce(&mut Self) -> Value,
    ) {
        if self.random.once_in(times) {
            let value = value(self);
            keywords.insert(name.to_owned(), value);
        }
    }

    /// Adds two ordered bounds, each with some probability.
    fn between(&mut self, keywords: &mut Map<String, Value>, least: &str, most: &str, end: usize) {
        let first = self.random.below(end);
        self.perhaps(keywords, 3, least, |_| json!(first));
        self.perhaps(keywords, 3, most, |it| json!(first + it.random.below(3)));
    }

    pub fn array(&mut self, depth: usize) -> Value {
        let mut keywords = Map::new();
        // Arrays may contain themselves.
        let items = match self.random.below(10) {
            0 => reference(self.random.pick(self.names)),
            _ => self.schema(depth),
        };
        keywords.insert("items".to_owned(), items);
        self.between(&mut keywords, "minItems", "maxItems", 3);
        self.perhaps(&mut keywords, 4, "uniqueItems", |_| json!(true));
        if self.dialect.modern {
            self.modern_array(&mut keywords, depth);
        }
        self.typed("array", keywords)
    }

    fn modern_array(&mut self, keywords: &mut Map<String, Value>, depth: usize) {
        self.perhaps(keywords, 4, "prefixItems", |it| {
            let count = 1 + it.random.below(2);
            (0..count).map(|_| it.schema(depth.min(1))).collect()
        });
        if self.random.once_in(4) {
            let it = self.schema(0);
            keywords.insert("contains".to_owned(), it);
            self.between(keywords, "minContains", "maxContains", 2);
        }
        if self.random.once_in(6) {
            keywords.remove("items");
            let rest = if self.random.once_in(2) {
                json!(false)
            } else {
                self.leaf()
            };
            keywords.insert("unevaluatedItems".to_owned(), rest);
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut keywords = Map::new();
        self.perhaps(&mut keywords, 8, "properties", |_| json!({}));
        if !self.random.once_in(6) {
            let names = self.random.some(&NAMES);
            let properties: Map<String, Value> = names
                .iter()
                .map(|name| ((*name).to_owned(), self.property(depth)))
                .collect();
            keywords.insert("properties".to_owned(), Value::Object(properties));
        }
        self.perhaps(&mut keywords, 3, "required", |it| {
            json!(it.random.some(&NAMES[..4]))
        });
        self.perhaps(&mut keywords, 3, "additionalProperties", |it| {
            match it.random.below(3) {
                0 => json!(false),
                1 => json!(true),
                _ => it.schema(depth),
            }
        });
        if self.random.once_in(2) {
            self.between(&mut keywords, "minProperties", "maxProperties", 3);
        }
        if self.dialect.modern {
            self.modern_object(&mut keywords, depth);
        }
        self.typed("object", keywords)
    }

    fn property(&mut self, depth: usize) -> Value {
        match self.random.below(12) {
            0 => reference(self.random.pick(self.names)),
            _ => self.schema(depth),
        }
    }

    fn modern_object(&mut self, keywords: &mut Map<String, Value>, depth: usize) {
        self.perhaps(keywords, 6, "patternProperties", |it| {
            let patterns = it.random.some(&NAMES_MATCH[..3]);
            let rows = patterns
                .iter()
                .map(|pattern| ((*pattern).to_owned(), it.schema(depth.min(1))));
            Value::Object(rows.collect())
        });
        self.perhaps(keywords, 8, "propertyNames", |it| {
            match it.random.below(3) {
                0 => json!({"maxLength": 1 + it.random.below(2)}),
                1 => json!({"pattern": it.random.pick(&NAMES_MATCH)}),
                _ => json!({"enum": it.random.some(&NAMES)}),
            }
        });
        self.perhaps(
            keywords,
            6,
            "dependentRequired",
            |it| json!({*it.random.pick(&NAMES): it.random.some(&NAMES[..4])}),
        );
        self.perhaps(keywords, 8, "dependentSchemas", |it| {
            let name = *it.random.pick(&NAMES);
            json!({name: it.object(0)})
        });
        self.perhaps(keywords, 6, "unevaluatedProperties", |it| {
            if it.random.once_in(2) {
                json!(false)
            } else {
                it.leaf()
            }
        });
    }

    pub fn all_of(&mut self, depth: usize) -> Value {
        let count = 1 + self.random.below(2);
        // Mostly objects, which can be combined.
        let kind = self.random.below(3);
        let mut members: Vec<Value> = (0..count)
            .map(|_| {
                if kind == 0 {
                    self.schema(depth)
                } else {
                    self.object(depth)
                }
            })
            .collect();
        if self.random.once_in(3) {
            members.push(self.reference());
        }
        json!({"allOf": members})
    }

    /// Returns an `allOf` of an object whose `additionalProperties` bounds the properties of the other, which are named or patterned.
    fn bounded(&mut self, depth: usize) -> Value {
        let others = match self.random.below(3) {
            0 => json!(false),
            _ => self.schema(depth.min(1)),
        };
        let mut own = Map::new();
        self.perhaps(&mut own, 2, "properties", |it| json!({"a": it.leaf()}));
        own.extend([
            ("type".to_owned(), json!("object")),
            ("additionalProperties".to_owned(), others),
        ]);
        let keyword = match self.dialect.modern && self.random.once_in(2) {
            true => ("patternProperties", &NAMES_MATCH[..3]),
            false => ("properties", &NAMES[..4]),
        };
        let names = self.random.some(keyword.1);
        let rows = names
            .iter()
            .map(|name| ((*name).to_owned(), self.schema(depth.min(1))));
        let rows: Map<String, Value> = rows.collect();
        let mut members = vec![
            Value::Object(own),
            json!({"type": "object", keyword.0: rows}),
        ];
        if self.random.once_in(2) {
            members.reverse();
        }
        match self.random.below(4) {
            // Beside a union, each member is merged with the keywords around it.
            0 => {
                let around = members.remove(0);
                let mut around = around.as_object().cloned().unwrap_or_default();
                around.insert("anyOf".to_owned(), json!([members[0], self.object(depth)]));
                Value::Object(around)
            }
            _ => json!({"allOf": members}),
        }
    }

    pub fn choice(&mut self, keyword: &str, depth: usize) -> Value {
        let count = 1 + self.random.below(3);
        let members: Vec<Value> = (0..count).map(|_| self.schema(depth)).collect();
        let mut schema = match self.random.below(4) {
            0 => self.object(0),
            _ => json!({}),
        };
        if let Some(keywords) = schema.as_object_mut() {
            keywords.insert(keyword.to_owned(), Value::Array(members));
        }
        schema
    }

    /// Returns a choice between objects with distinct constants, or between constants.
    fn choice_of_kind(&mut self) -> Value {
        match self.random.below(4) {
            0 => tagged::constants(self.random, self.dialect.modern),
            _ => {
                let others = [self.leaf(), self.leaf(), self.object(0)];
                tagged::objects(self.random, self.dialect.modern, &others)
            }
        }
    }

    /// Returns a schema with `not` or `if`.
    fn conditional(&mut self, depth: usize) -> Value {
        let mut schema = match self.random.below(4) {
            0 => self.leaf(),
            1 => self.array(depth),
            _ => self.object(depth),
        };
        let condition = self.schema(depth.min(1));
        let branches = [self.schema(depth.min(1)), self.schema(depth.min(1))];
        let Some(keywords) = schema.as_object_mut().filter(|it| it.contains_key("type")) else {
            return schema;
        };
        if !self.dialect.modern || self.random.once_in(2) {
            keywords.insert("not".to_owned(), condition);
            return schema;
        }
        keywords.insert("if".to_owned(), condition);
        for (name, branch) in ["then", "else"].into_iter().zip(branches) {
            if !self.random.once_in(3) {
                keywords.insert(name.to_owned(), branch);
            }
        }
        schema
    }

    /// Returns a reference to a later schema, since a schema that refers to itself outside of properties has no meaning.
    fn reference(&mut self) -> Value {
        match &self.names[self.made + 1..] {
            [] => self.leaf(),
            later => reference(self.random.pick(later)),
        }
    }
}

fn reference(name: impl std::fmt::Display) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}
