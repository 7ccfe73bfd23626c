//! Random documents of Swagger 2.0.

use crate::maker::{Maker, escape, join, object, set};
use crate::names;
use serde_json::{Value, json};

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "application/xml",
    "text/plain",
    "application/octet-stream",
    "application/vnd.foo+json",
    "text/csv",
];

impl Maker {
    pub fn swagger(&mut self) -> Value {
        let mut document = json!({ "swagger": "2.0", "info": self.info() });
        let schemas = self.schemas();
        set(&mut document, "definitions", schemas);
        let schemes = self.swagger_security();
        set(&mut document, "securityDefinitions", schemes);
        for (key, percent) in [("host", 60), ("basePath", 50)] {
            if self.chance(percent) {
                set(
                    &mut document,
                    key,
                    if key == "host" {
                        "api.example.com:8080"
                    } else {
                        "/v1/"
                    },
                );
            }
        }
        if self.chance(60) {
            set(
                &mut document,
                "schemes",
                self.pick(&[json!(["https"]), json!(["http", "https", "ws"])]),
            );
        }
        for key in ["consumes", "produces"] {
            if self.chance(60) {
                let types = self.media_types();
                set(&mut document, key, types);
            }
        }
        let shared: Vec<_> = (0..self.below(3))
            .map(|_| {
                (
                    names::component(&mut self.random, self.hostile),
                    self.swagger_response(),
                )
            })
            .filter(|(name, _)| !name.is_empty())
            .collect();
        self.shared.push(("responses", shared.clone()));
        set(&mut document, "responses", object(shared));
        let paths: Vec<_> = (0..self.random.between(1, 8))
            .map(|number| {
                let (path, variables) = self.path(number);
                (path, self.swagger_item(&variables))
            })
            .collect();
        set(&mut document, "paths", object(paths));
        if self.chance(30) {
            let security = self.security();
            set(&mut document, "security", security);
        }
        document
    }

    fn media_types(&mut self) -> Value {
        let mut types: Vec<&str> = Vec::new();
        for _ in 0..self.random.between(1, 3) {
            let media = self.pick(MEDIA_TYPES);
            if !types.contains(&media) {
                types.push(media);
            }
        }
        json!(types)
    }

    fn swagger_security(&mut self) -> Value {
        let mut schemes = Vec::new();
        for _ in 0..self.below(4) {
            let name = names::component(&mut self.random, self.hostile);
            let scheme = match self.below(5) {
                0 => json!({ "type": "basic", "description": self.description() }),
                1 => json!({ "type": "apiKey", "in": "header", "name": "X-Key" }),
                2 => json!({ "type": "apiKey", "in": "query", "name": self.name() }),
                3 => {
                    json!({ "type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://example.com", "tokenUrl": "https://example.com", "scopes": { "a": "b" } })
                }
                _ => {
                    json!({ "type": "oauth2", "flow": "implicit", "authorizationUrl": "https://example.com", "scopes": {} })
                }
            };
            if !name.is_empty() {
                self.security.push(name.clone());
                schemes.push((name, scheme));
            }
        }
        object(schemes)
    }

    fn swagger_item(&mut self, variables: &[String]) -> Value {
        let mut item = json!({});
        for _ in 0..self.random.between(1, 3) {
            let method = self.pick(METHODS);
            let mut parameters: Vec<Value> = Vec::new();
            for name in variables {
                let mut parameter = json!({ "name": name, "in": "path", "required": true });
                let form = self.primitive(false);
                join(&mut parameter, form);
                parameters.push(parameter);
            }
            for _ in 0..self.below(4) {
                let parameter = self.swagger_parameter();
                let same = |other: &Value| {
                    other["in"] == parameter["in"]
                        && other["name"].to_string().to_lowercase()
                            == parameter["name"].to_string().to_lowercase()
                };
                if !parameters.iter().any(same) {
                    parameters.push(parameter);
                }
            }
            let mut operation = json!({});
            if matches!(method, "put" | "post" | "patch") {
                match self.below(3) {
                    0 | 1 => {
                        let (name, schema) = (self.name(), self.schema(3));
                        parameters.push(json!({ "name": name, "in": "body", "schema": schema, "required": self.chance(50) }));
                    }
                    _ => self.form_data(&mut parameters, &mut operation),
                }
            }
            set(&mut operation, "parameters", parameters);
            let responses: Vec<_> = (0..self.random.between(1, 4))
                .map(|_| {
                    let status = self.pick(&["200", "200", "201", "204", "400", "404", "500", "default"]).to_owned();
                    let names = self.shared.first().map(|(_, names)| names.clone()).unwrap_or_default();
                    match !names.is_empty() && self.chance(30) {
                        true => (status, json!({ "$ref": format!("#/responses/{}", escape(&self.pick(&names).0)) })),
                        false => (status, self.swagger_response()),
                    }
                })
                .collect();
            set(&mut operation, "responses", object(responses));
            for key in ["produces", "consumes"] {
                if self.chance(20) && operation.get(key).is_none() {
                    let types = self.media_types();
                    set(&mut operation, key, types);
                }
            }
            if self.chance(20) {
                let security = self.security();
                set(&mut operation, "security", security);
            }
            self.finish_operation(&mut operation);
            set(&mut item, method, operation);
        }
        item
    }

    fn form_data(&mut self, parameters: &mut Vec<Value>, operation: &mut Value) {
        let files = self.chance(50);
        for name in self.names(1, 4) {
            let mut parameter =
                json!({ "name": name, "in": "formData", "required": self.chance(50) });
            let form = match files && self.chance(50) {
                true => json!({ "type": "file" }),
                false => self.primitive(true),
            };
            join(&mut parameter, form);
            parameters.push(parameter);
        }
        set(
            operation,
            "consumes",
            json!([if files {
                "multipart/form-data"
            } else {
                "application/x-www-form-urlencoded"
            }]),
        );
    }

    fn swagger_parameter(&mut self) -> Value {
        let header = self.chance(25);
        let name = match header {
            true => names::token(&mut self.random, self.hostile),
            false => self.name(),
        };
        let mut parameter = json!({ "name": name, "in": if header { "header" } else { "query" }, "required": self.chance(30) });
        let form = self.primitive(!header);
        join(&mut parameter, form);
        if self.chance(20) {
            set(&mut parameter, "description", self.description());
        }
        parameter
    }

    /// Returns the fields of a parameter or header that define its type.
    fn primitive(&mut self, multi: bool) -> Value {
        let mut form = loop {
            let scalar = self.scalar();
            if scalar.get("type").is_some() {
                break scalar;
            }
        };
        if self.chance(25) {
            let formats: &[&str] = if multi {
                &["csv", "ssv", "tsv", "pipes", "multi"]
            } else {
                &["csv", "ssv", "pipes"]
            };
            let format = *self.random.pick(formats);
            if let Some(items) = form.as_object_mut() {
                items.remove("xml");
            }
            form = json!({ "type": "array", "items": form, "collectionFormat": format });
        }
        form
    }

    fn swagger_response(&mut self) -> Value {
        let mut response = json!({ "description": self.description() });
        if self.chance(70) {
            let schema = match self.chance(5) {
                true => json!({ "type": "file" }),
                false => self.schema(3),
            };
            set(&mut response, "schema", schema);
        }
        if self.chance(20) {
            let header = self.primitive(false);
            set(&mut response, "headers", json!({ "X-Foo": header }));
        }
        if self.chance(10) {
            set(
                &mut response,
                "examples",
                json!({ "application/json": { "a": 1 } }),
            );
        }
        response
    }
}
