//! Random path items and operations.

use crate::maker::{Maker, Version, escape, join, object, set};
use serde_json::{Value, json};

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

impl Maker {
    /// Returns a path item with at least one operation.
    pub fn path_item(&mut self, variables: &[String]) -> Value {
        let mut item = json!({});
        let on_item = self.chance(30);
        let parameters: Vec<_> = variables
            .iter()
            .map(|name| self.path_parameter(name))
            .collect();
        if on_item && !parameters.is_empty() {
            set(&mut item, "parameters", parameters.clone());
        }
        if self.chance(5) {
            set(&mut item, "summary", self.description());
            set(
                &mut item,
                "servers",
                json!([{ "url": "https://other.example.com/v2" }]),
            );
        }
        for _ in 0..self.random.between(1, 3) {
            let method = self.pick(METHODS);
            let mut own = if on_item {
                Vec::new()
            } else {
                parameters.clone()
            };
            own.extend(self.parameters());
            let has_body = matches!(method, "put" | "post" | "patch") || self.chance(5);
            let mut operation = self.operation(has_body);
            if !own.is_empty() {
                set(&mut operation, "parameters", own);
            }
            set(&mut item, method, operation);
        }
        if self.version == Version::V3_2 && self.chance(15) {
            let query = self.operation(true);
            let other = self.operation(false);
            let parameters = if on_item {
                json!([])
            } else {
                json!(parameters)
            };
            let with = |mut operation: Value| {
                set(&mut operation, "parameters", parameters.clone());
                operation
            };
            set(&mut item, "query", with(query));
            set(
                &mut item,
                "additionalOperations",
                json!({ "COPY": with(other) }),
            );
        }
        item
    }

    /// Returns an operation without parameters.
    pub fn operation(&mut self, has_body: bool) -> Value {
        self.operations += 1;
        let mut operation = json!({ "responses": self.responses() });
        if has_body && self.chance(85) {
            let body = self.request_body();
            set(&mut operation, "requestBody", body);
        }
        if let Some(id) = self.operation_id() {
            set(&mut operation, "operationId", id);
        }
        if self.chance(80) && !self.tags.is_empty() {
            let tags: Vec<_> = (0..self.random.between(1, 2))
                .map(|_| self.random.pick(&self.tags).clone())
                .collect();
            set(&mut operation, "tags", tags);
        }
        if self.chance(40) {
            let (summary, description) = (self.description(), self.description());
            join(
                &mut operation,
                json!({ "summary": summary, "description": description }),
            );
        }
        if self.chance(8) {
            set(&mut operation, "deprecated", true);
        }
        if self.chance(30) {
            let security = self.security();
            set(&mut operation, "security", security);
        }
        if self.chance(5) {
            join(
                &mut operation,
                json!({ "externalDocs": { "url": "https://example.com/a b", "description": self.description() } }),
            );
        }
        if self.chance(4) {
            set(
                &mut operation,
                "servers",
                json!([{ "url": "/relative" }, { "url": "https://{host}:{port}/x", "variables": { "host": { "default": "a" }, "port": { "default": "1", "enum": ["1", "2"] } } }]),
            );
        }
        if self.chance(6) {
            let callbacks = self.callbacks();
            set(&mut operation, "callbacks", callbacks);
        }
        operation
    }

    pub fn operation_id(&mut self) -> Option<String> {
        if self.chance(15) {
            return None;
        }
        let mut id = match self.chance(40) {
            true => self.name(),
            false => format!(
                "{}{}",
                self.random
                    .pick(&["get", "list", "create_", "delete-", "Foo."]),
                self.name()
            ),
        };
        if self.operation_ids.contains(&id) {
            id.push_str(&self.operations.to_string());
        }
        if self.operation_ids.contains(&id) {
            return None;
        }
        self.operation_ids.push(id.clone());
        Some(id)
    }

    /// Returns alternatives of several security schemes each.
    pub fn security(&mut self) -> Value {
        let names = self.security.clone();
        if names.is_empty() {
            return json!([]);
        }
        let alternatives: Vec<_> = (0..self.random.between(0, 3))
            .map(|_| {
                let schemes = (0..self.random.between(0, 2)).map(|_| self.pick(&names));
                object(schemes.map(|name| (name, json!([]))))
            })
            .collect();
        json!(alternatives)
    }

    /// Returns a reference to a shared component of a kind.
    pub fn component_of(&mut self, kind: &str) -> Option<Value> {
        let (_, names) = self.shared.iter().find(|(key, _)| *key == kind)?;
        if names.is_empty() {
            return None;
        }
        let (name, _) = self.random.pick(names);
        Some(json!({ "$ref": format!("#/components/{kind}/{}", escape(name)) }))
    }
}
