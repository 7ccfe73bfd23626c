//! Random schemas of all kinds.

use crate::maker::{Kind, Maker, Version, join, object, set};
use serde_json::{Value, json};

impl Maker {
    /// Returns a schema of any kind. Beyond a certain depth, it is a reference or a scalar.
    pub fn schema(&mut self, depth: usize) -> Value {
        if depth == 0 {
            return match self.chance(50) {
                true => self.scalar(),
                false => self.link(),
            };
        }
        let mut schema = match self.below(100) {
            0..=24 => self.link(),
            25..=49 => self.scalar(),
            50..=61 => self.array(depth - 1),
            62..=76 => self.structure(depth - 1),
            77..=80 => self.map(depth - 1),
            81 | 82 => json!({ "type": "object" }),
            83 | 84 => self.any_or_none(),
            85..=89 => self.all_of(depth - 1),
            90..=96 => self.choice(depth - 1),
            _ => self.types(),
        };
        if schema.get("$ref").is_none() {
            self.decorate(&mut schema);
        }
        match self.chance(12) {
            true => self.nullable(schema),
            false => schema,
        }
    }

    /// Returns a component of a kind, which contains only earlier components.
    pub fn component(&mut self, kind: Kind) -> Value {
        let mut schema = match kind {
            Kind::Object => match self.below(10) {
                0 | 1 => self.all_of(2),
                2 => self.map(2),
                _ => self.structure(2),
            },
            Kind::Scalar => self.scalar(),
            Kind::Other => match self.below(10) {
                0..=4 => self.choice(2),
                5 => self.array(2),
                6 => self.any_or_none(),
                7 => self.types(),
                8 => self.earlier(None).unwrap_or_else(|| json!({})),
                _ => self.member(3),
            },
        };
        if schema.is_object() && schema.get("$ref").is_none() {
            self.decorate(&mut schema);
        }
        if kind == Kind::Other && self.chance(15) {
            schema = self.nullable(schema);
        }
        if self.version >= Version::V3_1 && self.chance(4) && schema.is_object() {
            let inner = self.schema(1);
            set(
                &mut schema,
                "$defs",
                json!({ "Foo": inner, "Unused": { "type": "string" } }),
            );
        }
        schema
    }

    /// Returns a reference to any component, in one of the usual forms.
    fn link(&mut self) -> Value {
        let Some(mut reference) = self.any_component() else {
            return json!({ "type": "string" });
        };
        match (self.below(12), self.version) {
            (0, Version::V2_0 | Version::V3_0) => {
                let mut schema = json!({ "allOf": [reference] });
                self.decorate(&mut schema);
                if self.chance(30) {
                    set(&mut schema, self.direction(), true);
                }
                schema
            }
            (1, Version::V3_1 | Version::V3_2) => {
                let text = self.description();
                set(&mut reference, "description", text);
                if self.chance(30) {
                    set(&mut reference, self.direction(), true);
                }
                if self.chance(30) {
                    let value = self.value();
                    set(&mut reference, "default", value);
                }
                reference
            }
            (2, Version::V3_0) => json!({ "oneOf": [reference] }),
            (3, Version::V3_1 | Version::V3_2) => {
                json!({ "anyOf": [reference, { "type": "null" }] })
            }
            _ => reference,
        }
    }

    fn direction(&mut self) -> &'static str {
        match self.version != Version::V2_0 && self.chance(40) {
            true => "writeOnly",
            false => "readOnly",
        }
    }

    /// Adds null to a schema, in one of the forms of the version.
    fn nullable(&mut self, mut schema: Value) -> Value {
        match self.version {
            Version::V2_0 => set(&mut schema, "x-nullable", true),
            Version::V3_0 => match schema.get("$ref").is_some() {
                true => return json!({ "allOf": [schema], "nullable": true }),
                false => set(&mut schema, "nullable", true),
            },
            _ => match (schema.get("type").and_then(Value::as_str), self.below(3)) {
                (_, 0) => return json!({ "anyOf": [schema, { "type": "null" }] }),
                (_, 1) => return json!({ "oneOf": [{ "type": "null" }, schema] }),
                (Some(name), _) => {
                    let types = json!([name, "null"]);
                    set(&mut schema, "type", types);
                    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
                        values.push(Value::Null);
                    }
                }
                (None, _) => set(&mut schema, "nullable", true),
            },
        }
        schema
    }

    /// Returns a schema that admits all values, or none.
    fn any_or_none(&mut self) -> Value {
        let modern = self.is_modern();
        match self.below(6) {
            0 if modern => json!(true),
            1 if modern => {
                json!({ "type": ["object", "array", "string", "number", "boolean", "null"] })
            }
            2 if modern => json!({ "description": "anything", "unevaluatedProperties": true }),
            3 => json!({ "description": "anything" }),
            4 => json!({ "nullable": true }),
            _ => json!({}),
        }
    }

    /// Returns a schema with several types, or with one in an unusual form.
    fn types(&mut self) -> Value {
        if !self.is_modern() {
            return self.pick(&[
                json!({ "format": "int-or-string" }),
                json!({ "format": "date-time" }),
                json!({ "minLength": 1 }),
                json!({ "minimum": 0, "maximum": 10 }),
                json!({ "items": { "type": "string" } }),
                json!({ "properties": { "a": { "type": "string" } } }),
                json!({ "required": ["a"] }),
                json!({ "additionalProperties": { "type": "integer" } }),
                json!({ "x-kubernetes-int-or-string": true }),
            ]);
        }
        self.pick(&[
            json!({ "type": ["string", "integer"] }),
            json!({ "type": ["string", "integer", "null"], "minLength": 1, "minimum": 1 }),
            json!({ "type": ["object", "array"], "items": { "type": "string" }, "properties": { "a": {} } }),
            json!({ "type": ["string"] }),
            json!({ "type": ["array", "null"], "items": { "type": ["number", "boolean"] } }),
            json!({ "type": ["boolean", "object"], "additionalProperties": false }),
            json!({ "type": "null" }),
            json!({ "type": ["null"] }),
            json!({ "type": ["string", "number"], "enum": ["a", 1, 2.5] }),
            json!({ "type": ["string", "null"], "format": "date-time", "default": null }),
            json!({ "const": null }),
            json!({ "type": ["integer", "number"], "maximum": 5 }),
            json!({ "type": ["string", "object", "null"], "const": { "a": 1 } }),
        ])
    }

    pub fn array(&mut self, depth: usize) -> Value {
        let mut schema = json!({ "type": "array" });
        let tuple = self.is_modern() && self.chance(35);
        if tuple {
            let count = self.random.between(1, 4);
            let items: Vec<_> = (0..count).map(|_| self.schema(depth)).collect();
            set(&mut schema, "prefixItems", items);
            match self.below(4) {
                0 => set(&mut schema, "items", false),
                1 => {
                    let rest = self.schema(depth);
                    set(&mut schema, "items", rest);
                }
                2 => set(&mut schema, "unevaluatedItems", false),
                _ => {}
            }
        } else if self.chance(95) {
            let items = self.schema(depth);
            set(&mut schema, "items", items);
        }
        if self.chance(15) {
            set(&mut schema, "minItems", self.pick(&[0, 1, 2, 4]));
        }
        if self.chance(15) {
            set(
                &mut schema,
                "maxItems",
                self.pick(&[4_u64, 10, 100, 1 << 40]),
            );
        }
        if self.chance(10) {
            set(&mut schema, "uniqueItems", true);
        }
        if self.chance(8) {
            set(
                &mut schema,
                "default",
                self.pick(&[json!([]), json!(["a"]), json!([1])]),
            );
        }
        if self.is_modern() && self.chance(10) {
            let contained = self.schema(0);
            set(&mut schema, "contains", contained);
            set(&mut schema, "maxContains", 3);
        }
        schema
    }

    /// Returns an object with properties.
    pub fn structure(&mut self, depth: usize) -> Value {
        let names = self.names(0, 7);
        let properties: Vec<_> = names
            .iter()
            .map(|name| (name.clone(), self.property(depth)))
            .collect();
        let mut schema = json!({ "type": "object" });
        if self.chance(5) {
            schema = json!({});
        }
        if !properties.is_empty() || self.chance(50) {
            set(&mut schema, "properties", object(properties));
        }
        let mut required: Vec<_> = names.into_iter().filter(|_| self.chance(40)).collect();
        if self.chance(3) {
            required.push("undeclared".to_owned());
        }
        if !required.is_empty() {
            set(&mut schema, "required", required);
        }
        match self.below(14) {
            0 | 1 => set(&mut schema, "additionalProperties", false),
            2 => set(&mut schema, "additionalProperties", true),
            3 => set(&mut schema, "additionalProperties", json!({})),
            4 | 5 => {
                let value = self.schema(depth.saturating_sub(1));
                set(&mut schema, "additionalProperties", value);
            }
            _ => {}
        }
        if self.chance(5) {
            set(&mut schema, "minProperties", 1);
        }
        if self.chance(5) {
            set(&mut schema, "maxProperties", 20);
        }
        if self.chance(4) {
            set(
                &mut schema,
                "default",
                self.pick(&[json!({}), json!({ "id": 1 }), json!({ "foo": "a" })]),
            );
        }
        if self.chance(6) {
            let rule = self.rule(depth);
            join(&mut schema, rule);
        }
        schema
    }

    fn property(&mut self, depth: usize) -> Value {
        let mut schema = self.schema(depth);
        let is_free = ["$ref", "readOnly", "writeOnly"]
            .iter()
            .all(|key| schema.get(key).is_none());
        if schema.is_object() && is_free && self.chance(12) {
            set(&mut schema, self.direction(), true);
        }
        schema
    }

    /// Returns a keyword that only an assertion can check.
    fn rule(&mut self, depth: usize) -> Value {
        if self.is_modern() {
            let inner = self.schema(depth.min(1));
            return match self.below(10) {
                0 => json!({ "patternProperties": { "^x-": inner } }),
                1 => {
                    json!({ "patternProperties": { "^x-": inner, "^y": { "type": "string" } }, "additionalProperties": false })
                }
                2 => json!({ "propertyNames": { "pattern": "^[a-z]*$", "maxLength": 10 } }),
                3 => json!({ "dependentRequired": { "foo": ["bar"] } }),
                4 => json!({ "dependentSchemas": { "foo": { "properties": { "bar": inner } } } }),
                5 => {
                    json!({ "if": { "properties": { "foo": { "const": 1 } } }, "then": { "required": ["bar"] }, "else": { "properties": { "bar": inner } } })
                }
                6 => json!({ "unevaluatedProperties": false }),
                7 => json!({ "unevaluatedProperties": inner }),
                8 => json!({ "not": { "required": ["foo"] } }),
                _ => json!({ "$comment": "nothing", "examples": [inner] }),
            };
        }
        self.pick(&[
            json!({ "not": { "required": ["foo"] } }),
            json!({ "not": { "type": "string" } }),
            json!({ "anyOf": [{ "required": ["foo"] }, { "required": ["bar", "id"] }] }),
            json!({ "oneOf": [{ "required": ["foo"] }, { "required": ["bar"] }] }),
        ])
    }

    pub fn map(&mut self, depth: usize) -> Value {
        let value = self.schema(depth);
        let mut schema = json!({ "type": "object", "additionalProperties": value });
        if self.chance(20) {
            set(&mut schema, "minProperties", 1);
        }
        if self.is_modern() && self.chance(20) {
            set(
                &mut schema,
                "propertyNames",
                self.pick(&[
                    json!({ "pattern": "^[a-z]+$" }),
                    json!({ "format": "uuid" }),
                    json!({ "enum": ["a", "b"] }),
                    json!({ "minLength": 1 }),
                ]),
            );
        }
        schema
    }
}
