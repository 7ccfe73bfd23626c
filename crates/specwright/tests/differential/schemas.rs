//! Random schemas, of the keywords that a version has, in the form of JSON Schema 2020-12; and the same in OpenAPI 3.0.

use crate::random::Random;
use crate::tagged;
use serde_json::{Map, Value, json};

/// Names of properties, some of which a pattern of [`NAMES_MATCH`] matches.
pub const NAMES: [&str; 6] = ["a", "b", "c", "ab", "x-1", "é"];

const NAMES_MATCH: [&str; 4] = ["^a", "b$", "^x-", "é"];

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

/// What the schemas are made of.
#[derive(Clone, Copy)]
pub struct Dialect {
    /// Whether keywords of JSON Schema 2020-12 stand in them, and not those of OpenAPI 3.0 only.
    pub modern: bool,
    /// Whether schemas may leave their type open.
    pub untyped: bool,
}

/// A group of schemas that refer to each other; the first is the one that is judged.
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
            // Another name of one of the others.
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
    /// How many of them are made.
    made: usize,
}

impl Maker<'_> {
    fn schema(&mut self, depth: usize) -> Value {
        if depth == 0 {
            return self.leaf();
        }
        match self.random.below(20) {
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

    /// A schema of a type, perhaps with null; or of any, where that is allowed.
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

    /// Adds a keyword, once in so many times.
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

    /// Adds two bounds, in order, each once in so many times.
    fn between(&mut self, keywords: &mut Map<String, Value>, least: &str, most: &str, end: usize) {
        let first = self.random.below(end);
        self.perhaps(keywords, 3, least, |_| json!(first));
        self.perhaps(keywords, 3, most, |it| json!(first + it.random.below(3)));
    }

    fn string(&mut self) -> Value {
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

    fn integer(&mut self) -> Value {
        let mut keywords = Map::new();
        self.bounds(&mut keywords);
        if self.random.once_in(16) {
            // Beyond what `int32` admits.
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

    /// Adds a format of numbers, which is asserted where the type is named.
    fn formatted(&mut self, mut schema: Value, formats: &[&str]) -> Value {
        if let Some(keywords) = schema.as_object_mut().filter(|it| it.contains_key("type")) {
            self.perhaps(keywords, 4, "format", |it| json!(it.random.pick(formats)));
        }
        schema
    }

    fn number(&mut self) -> Value {
        let mut keywords = Map::new();
        self.bounds(&mut keywords);
        self.perhaps(&mut keywords, 4, "multipleOf", |it| {
            json!(it.random.pick(&[0.5, 0.1, 2.5, 3.0, 0.01]))
        });
        self.typed("number", keywords)
    }

    fn bounds(&mut self, keywords: &mut Map<String, Value>) {
        let least = self.random.below(13) as f64 / 2.0 - 3.0;
        let most = least + 1.0 + self.random.below(9) as f64 / 2.0;
        let name = *self.random.pick(&["minimum", "exclusiveMinimum"]);
        self.perhaps(keywords, 3, name, |_| number(least));
        let name = *self.random.pick(&["maximum", "exclusiveMaximum"]);
        self.perhaps(keywords, 3, name, |_| number(most));
    }

    /// An enum of values of any type.
    fn listed(&mut self) -> Value {
        let values: Vec<Value> = (0..1 + self.random.below(4))
            .map(|_| self.value())
            .collect();
        json!({"enum": values})
    }

    fn value(&mut self) -> Value {
        let values = [
            json!(null),
            json!(true),
            json!(0),
            json!(1),
            json!(1.5),
            json!("a"),
            json!("ab"),
            json!([]),
            json!([1]),
            json!({}),
            json!({"a": 1}),
            json!({"a": {"b": []}}),
        ];
        self.random.pick(&values).clone()
    }

    /// Values beside the keywords of an object, an array or a composition, some of which these exclude.
    fn enumerated(&mut self, depth: usize) -> Value {
        let mut schema = match self.random.below(5) {
            0 => self.array(depth),
            1 => self.all_of(depth),
            2 => self.choice("anyOf", depth),
            3 => self.choice("oneOf", depth),
            _ => self.object(depth),
        };
        let count = 1 + self.random.below(4);
        let values: Vec<Value> = (0..count).map(|_| self.listed_value()).collect();
        let is_constant = self.dialect.modern && self.random.once_in(4);
        if let Some(keywords) = schema.as_object_mut() {
            // `nullable` beside an `enum` without null is read with a warning of its own, in 3.0 only.
            if let Some(types) = keywords.get_mut("type").filter(|it| it.is_array()) {
                *types = types[0].clone();
            }
            match is_constant {
                true => keywords.insert("const".to_owned(), values[0].clone()),
                false => keywords.insert("enum".to_owned(), Value::Array(values)),
            };
        }
        schema
    }

    /// An object or array of small values, or another small value.
    fn listed_value(&mut self) -> Value {
        match self.random.below(8) {
            0 => self.value(),
            1..3 => (0..self.random.below(3)).map(|_| self.value()).collect(),
            _ => {
                let names = self.random.some(&NAMES[..4]);
                let rows = names.iter().map(|name| ((*name).to_owned(), self.value()));
                Value::Object(rows.collect())
            }
        }
    }

    /// Schemas of which some admit null and others do not, in and beside each other.
    fn nullable(&mut self, depth: usize) -> Value {
        let member = |it: &mut Self| match it.random.below(6) {
            0 if it.dialect.modern && it.random.once_in(2) => json!({"type": "null"}),
            0 => json!({"type": "object"}),
            1 => json!({"type": ["object", "null"]}),
            2 => it.reference(),
            3 if it.dialect.modern => json!({"anyOf": [{"type": "null"}, it.object(depth)]}),
            4 => {
                let condition = it.schema(0);
                json!({"type": ["object", "null"], "properties": {"a": it.leaf()}, "not": condition})
            }
            _ => it.object(depth),
        };
        let members = [member(self), member(self)];
        let keyword = *self.random.pick(&["anyOf", "oneOf"]);
        match self.random.below(7) {
            0 => json!({"type": "object", "allOf": members}),
            1 => json!({"type": ["object", "null"], "allOf": members}),
            2 if self.dialect.modern => {
                json!({"type": "object", "anyOf": [{"type": "null"}, members[0]]})
            }
            3 => json!({"type": "object", keyword: members}),
            4 => json!({"type": ["object", "null"], keyword: members}),
            _ => json!({"allOf": members}),
        }
    }

    fn array(&mut self, depth: usize) -> Value {
        let mut keywords = Map::new();
        // Arrays may hold themselves.
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

    fn all_of(&mut self, depth: usize) -> Value {
        let count = 1 + self.random.below(2);
        // Mostly of objects, which fit together.
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

    fn choice(&mut self, keyword: &str, depth: usize) -> Value {
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

    /// A choice of objects that constants tell apart, or one of constants.
    fn choice_of_kind(&mut self) -> Value {
        match self.random.below(4) {
            0 => tagged::constants(self.random, self.dialect.modern),
            _ => {
                let others = [self.leaf(), self.leaf(), self.object(0)];
                tagged::objects(self.random, self.dialect.modern, &others)
            }
        }
    }

    /// A schema beside `not`, or `if`.
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

    /// One of the schemas that are made later: one that was itself, but for a property, would say nothing.
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

/// A number as people write it.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 {
        json!(value as i64)
    } else {
        json!(value)
    }
}

/// The schema as OpenAPI 3.0 has it: `nullable`, and bounds with a flag.
pub fn to_3_0(schema: &Value) -> Value {
    let Value::Object(keywords) = schema else {
        return match schema {
            Value::Array(list) => list.iter().map(to_3_0).collect(),
            other => other.clone(),
        };
    };
    let mut old = Map::new();
    for (name, value) in keywords {
        match (name.as_str(), value) {
            ("type", Value::Array(types)) => {
                old.insert("type".to_owned(), types[0].clone());
                old.insert("nullable".to_owned(), json!(true));
            }
            ("exclusiveMinimum", Value::Number(_)) => {
                old.insert("minimum".to_owned(), value.clone());
                old.insert(name.clone(), json!(true));
            }
            ("exclusiveMaximum", Value::Number(_)) => {
                old.insert("maximum".to_owned(), value.clone());
                old.insert(name.clone(), json!(true));
            }
            ("enum", _) => {
                old.insert(name.clone(), value.clone());
            }
            _ => {
                old.insert(name.clone(), to_3_0(value));
            }
        }
    }
    Value::Object(old)
}
