//! Random parameters.

use crate::maker::{Maker, Version, escape, join, object, set};
use crate::names;
use serde_json::{Value, json};

impl Maker {
    pub fn path_parameter(&mut self, name: &str) -> Value {
        let mut parameter = json!({ "name": name, "in": "path", "required": true });
        if self.chance(30) {
            set(&mut parameter, "description", self.description());
        }
        self.parameter_form(&mut parameter, &["simple", "label", "matrix"]);
        parameter
    }

    /// Returns parameters outside of the path.
    pub fn parameters(&mut self) -> Vec<Value> {
        if self.version == Version::V3_2 && self.chance(10) {
            let form = "application/x-www-form-urlencoded";
            let media = self.pick(&[form, "application/json", "text/plain"]);
            let schema = match media == "text/plain" {
                true => json!({ "type": "string" }),
                false => self.structure(1),
            };
            let content = json!({ media: { "schema": schema } });
            return vec![json!({ "name": "q", "in": "querystring", "content": content })];
        }
        let mut parameters: Vec<Value> = Vec::new();
        for _ in 0..self.random.between(0, 4) {
            let parameter = match self.component_of("parameters") {
                Some(reference) if self.chance(25) => reference,
                _ => self.parameter(),
            };
            let key = self.key(&parameter);
            if parameters.iter().all(|other| self.key(other) != key) {
                parameters.push(parameter);
            }
        }
        parameters
    }

    /// Returns the location and name that identify a parameter.
    fn key(&self, parameter: &Value) -> (String, String) {
        let target = parameter["$ref"].as_str().and_then(|reference| {
            let (_, all) = self.shared.iter().find(|(key, _)| *key == "parameters")?;
            let is_named = |name: &str| reference.ends_with(&format!("/{}", escape(name)));
            all.iter().find(|(name, _)| is_named(name))
        });
        let parameter = target.map_or(parameter, |(_, parameter)| parameter);
        (parameter["in"].to_string(), lower(parameter))
    }

    /// Returns a query, header or cookie parameter.
    pub fn parameter(&mut self) -> Value {
        let (place, styles): (_, &[&str]) = match self.below(6) {
            0 => ("header", &["simple"]),
            1 => (
                "cookie",
                if self.version == Version::V3_2 {
                    &["form", "cookie"]
                } else {
                    &["form"]
                },
            ),
            _ => (
                "query",
                &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            ),
        };
        let name = match place {
            "query" => self.name(),
            _ => names::token(&mut self.random, self.hostile),
        };
        let mut parameter = json!({ "name": name, "in": place });
        if self.chance(40) {
            set(&mut parameter, "required", self.pick(&[true, false]));
        }
        if self.chance(20) {
            set(&mut parameter, "description", self.description());
        }
        if self.chance(5) {
            join(
                &mut parameter,
                json!({ "deprecated": true, "allowEmptyValue": true, "example": "a" }),
            );
        }
        self.parameter_form(&mut parameter, styles);
        parameter
    }

    /// Adds the schema and style of a parameter, or its content.
    pub fn parameter_form(&mut self, parameter: &mut Value, styles: &[&str]) {
        if self.chance(5) {
            let schema = self.schema(2);
            set(
                parameter,
                "content",
                json!({ "application/json": { "schema": schema } }),
            );
            return;
        }
        let style = match self.chance(35) {
            true => Some(*self.random.pick(styles)),
            false => None,
        };
        let schema = match style {
            Some("deepObject") => self.flat_object(),
            Some("spaceDelimited" | "pipeDelimited") => self.flat_array(),
            _ => match self.below(10) {
                0 => self.flat_object(),
                1 | 2 => self.flat_array(),
                // The values of a required parameter must have a form in its style.
                3 if parameter["required"] != true => self.schema(1),
                _ => self.scalar(),
            },
        };
        set(parameter, "schema", schema);
        if let Some(style) = style {
            set(parameter, "style", style);
        }
        if self.chance(25) {
            set(parameter, "explode", self.pick(&[true, false]));
        }
        if self.chance(4) {
            set(parameter, "allowReserved", true);
        }
    }

    fn flat_array(&mut self) -> Value {
        let items = self.scalar();
        let mut schema = json!({ "type": "array", "items": items });
        if self.chance(20) {
            join(
                &mut schema,
                json!({ "minItems": 1, "maxItems": 5, "uniqueItems": true }),
            );
        }
        schema
    }

    fn flat_object(&mut self) -> Value {
        let names = self.names(1, 4);
        let properties: Vec<_> = names
            .into_iter()
            .map(|name| (name, self.scalar()))
            .collect();
        let mut schema = json!({ "type": "object", "properties": object(properties) });
        if self.chance(15) {
            let value = self.scalar();
            set(&mut schema, "additionalProperties", value);
        }
        schema
    }
}

fn lower(parameter: &Value) -> String {
    let name = parameter["name"].as_str().unwrap_or_default();
    match parameter["in"] == "header" {
        true => name.to_lowercase(),
        false => name.to_owned(),
    }
}
