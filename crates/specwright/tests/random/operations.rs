//! Operations of OpenAPI 3, with all that belongs to them.

use crate::maker::{Maker, Version, escape, join, object, set};
use crate::names;
use serde_json::{Value, json};

/// Media types whose content is any schema.
const STRUCTURED: &[&str] = &[
    "application/json",
    "application/json",
    "application/json",
    "application/json; charset=utf-8",
    "application/vnd.api+json",
    "application/problem+json",
    "text/json",
    "application/hal+json",
    "application/scim+json",
    "*/*",
    "application/*",
];

/// Media types whose content is text, bytes or something that only their schema tells.
const OTHERS: &[&str] = &[
    "text/plain",
    "text/html",
    "text/csv",
    "text/*",
    "application/octet-stream",
    "image/png",
    "image/*",
    "application/pdf",
    "application/xml",
    "text/xml",
    "application/soap+xml",
    "application/yaml",
    "application/zip",
    "video/mp4",
    "application/x-tar",
    "application/vnd.foo",
    "application/javascript",
    "text/plain; charset=utf-8",
    "application/graphql",
    "application/msgpack",
];

/// Media types of items one after the other.
const STREAMS: &[&str] = &[
    "text/event-stream",
    "application/x-ndjson",
    "application/jsonl",
    "application/json-seq",
    "application/stream+json",
];

/// Bits of paths.
const SEGMENTS: &[&str] = &[
    "foo",
    "bar",
    "v1",
    "v2.0",
    "foo-bar",
    "foo_bar",
    "foo.json",
    "$batch",
    "~",
    "type",
    "self",
    "1",
    "foo:bar",
    "@me",
    "%7Bx%7D",
    "foo,bar",
    "foo;v=1",
    "Foo",
    "(default)",
    "_search",
    "+",
    "é",
    "a b",
    "foo'bar",
    "=",
    "&",
    "*",
    "-",
];

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

const STATUSES: &[&str] = &[
    "200", "200", "200", "201", "202", "204", "206", "207", "301", "302", "304", "400", "401",
    "404", "409", "422", "429", "500", "503", "1XX", "2XX", "3XX", "4XX", "5XX", "default",
    "default", "100", "101", "226", "418", "599", "299",
];

impl Maker {
    /// A path, and the names in it. Each is told from others by its number.
    pub fn path(&mut self, number: usize) -> (String, Vec<String>) {
        let mut path = format!("/{number}");
        let mut names: Vec<String> = Vec::new();
        for _ in 0..self.random.between(0, 4) {
            if self.chance(60) {
                path.push('/');
                path.push_str(self.pick(SEGMENTS));
                continue;
            }
            let name = self.path_name();
            if names.contains(&name) {
                continue;
            }
            let form = self.pick(&[
                "/{}",
                "/{}",
                "/{}",
                "/foo-{}",
                "/{}.json",
                "/{}:cancel",
                "('{}')",
                "/Foo(Id={})",
                "/@{}",
                "/a{}b",
            ]);
            path.push_str(&form.replace("{}", &format!("{{{name}}}")));
            names.push(name);
        }
        if self.chance(5) {
            path.push('/');
        }
        (path, names)
    }

    /// A name in braces.
    fn path_name(&mut self) -> String {
        let name = self.name();
        let allowed =
            |char: &char| !matches!(char, '{' | '}' | '/' | '?' | '#') && !char.is_control();
        let name: String = name.chars().filter(allowed).collect();
        match name.is_empty() || name.starts_with('&') {
            true => "id".to_owned(),
            false => name,
        }
    }

    /// A path item with one operation or more.
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

    /// An operation without parameters.
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

    /// Alternatives of several schemes each.
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

    fn path_parameter(&mut self, name: &str) -> Value {
        let mut parameter = json!({ "name": name, "in": "path", "required": true });
        if self.chance(30) {
            set(&mut parameter, "description", self.description());
        }
        self.parameter_form(&mut parameter, &["simple", "label", "matrix"]);
        parameter
    }

    /// Parameters of other places than the path.
    fn parameters(&mut self) -> Vec<Value> {
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

    /// What tells a parameter from others.
    fn key(&self, parameter: &Value) -> (String, String) {
        let target = parameter["$ref"].as_str().and_then(|reference| {
            let (_, all) = self.shared.iter().find(|(key, _)| *key == "parameters")?;
            let is_named = |name: &str| reference.ends_with(&format!("/{}", escape(name)));
            all.iter().find(|(name, _)| is_named(name))
        });
        let parameter = target.map_or(parameter, |(_, parameter)| parameter);
        (parameter["in"].to_string(), lower(parameter))
    }

    /// A parameter of a query, a header or a cookie.
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

    /// The schema and style of a parameter, or its content.
    fn parameter_form(&mut self, parameter: &mut Value, styles: &[&str]) {
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
                3 => self.schema(1),
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

    /// A reference to one of the shared components of a kind.
    pub fn component_of(&mut self, kind: &str) -> Option<Value> {
        let (_, names) = self.shared.iter().find(|(key, _)| *key == kind)?;
        if names.is_empty() {
            return None;
        }
        let (name, _) = self.random.pick(names);
        Some(json!({ "$ref": format!("#/components/{kind}/{}", escape(name)) }))
    }

    fn request_body(&mut self) -> Value {
        if self.chance(10)
            && let Some(reference) = self.component_of("requestBodies")
        {
            return reference;
        }
        self.own_request_body()
    }

    pub fn own_request_body(&mut self) -> Value {
        let mut body = json!({});
        if self.chance(60) {
            set(&mut body, "required", self.pick(&[true, true, false]));
        }
        if self.chance(20) {
            set(&mut body, "description", self.description());
        }
        let count = self.pick(&[1, 1, 1, 2, 2, 3]);
        let same = self.schema(2);
        let mut content = Vec::new();
        for _ in 0..count {
            let (key, mut media) = match self.below(10) {
                0..=4 => self.structured(),
                5 => self.form(),
                6 => self.multipart(),
                7 => self.stream(),
                _ => self.other(),
            };
            if count > 1 && self.chance(40) {
                media = json!({ "schema": same });
            }
            content.push((key, media));
        }
        set(&mut body, "content", distinct(content));
        body
    }

    fn structured(&mut self) -> (String, Value) {
        let key = self.pick(STRUCTURED).to_owned();
        if self.chance(4) {
            return (key, json!({}));
        }
        let schema = self.schema(3);
        let mut media = json!({ "schema": schema });
        if self.chance(10) {
            join(
                &mut media,
                json!({ "examples": { "a": { "value": { "x": 1 } }, "b": { "externalValue": "https://example.com" } } }),
            );
        }
        (key, media)
    }

    fn other(&mut self) -> (String, Value) {
        let key = self.pick(OTHERS).to_owned();
        let media = match self.below(6) {
            0 => json!({}),
            1 => json!({ "schema": { "type": "string", "format": "binary" } }),
            2 => json!({ "schema": { "type": "string" } }),
            3 => json!({ "schema": self.scalar() }),
            4 => json!({ "schema": self.schema(2) }),
            _ => json!({ "schema": { "type": "string", "format": "byte" } }),
        };
        (key, media)
    }

    fn form(&mut self) -> (String, Value) {
        let schema = match self.chance(70) {
            true => self.structure(1),
            false => self.schema(1),
        };
        let mut media = json!({ "schema": schema });
        if self.chance(30) {
            let encoding = self.encoding(
                &media,
                &["form", "deepObject", "pipeDelimited", "spaceDelimited"],
            );
            set(&mut media, "encoding", encoding);
        }
        ("application/x-www-form-urlencoded".to_owned(), media)
    }

    fn multipart(&mut self) -> (String, Value) {
        let mut schema = self.structure(1);
        for name in self.names(0, 3) {
            let file = json!({ "type": "string", "format": "binary" });
            let file = match (self.below(4), self.version >= Version::V3_1) {
                (0, _) => json!({ "type": "array", "items": file }),
                (1, true) => json!({ "contentMediaType": "application/octet-stream" }),
                (2, true) => json!({ "type": ["string", "null"], "format": "binary" }),
                _ => file,
            };
            let properties = &mut schema["properties"];
            match properties.is_object() {
                true => set(properties, &name, file),
                false => set(&mut schema, "properties", json!({ name: file })),
            }
        }
        let mut media = json!({ "schema": schema });
        if self.chance(30) {
            let mut encoding = self.encoding(&media, &["form"]);
            for (_, entry) in encoding.as_object_mut().into_iter().flatten() {
                if self.chance(50) {
                    *entry = json!({ "contentType": self.pick(&["image/png, image/jpeg", "application/json", "text/plain", "*/*", "application/octet-stream"]) });
                }
                if self.chance(20) {
                    set(
                        entry,
                        "headers",
                        json!({ "X-Custom": { "schema": { "type": "integer" } } }),
                    );
                }
            }
            set(&mut media, "encoding", encoding);
        }
        (
            self.pick(&[
                "multipart/form-data",
                "multipart/form-data",
                "multipart/mixed",
            ])
            .to_owned(),
            media,
        )
    }

    fn encoding(&mut self, media: &Value, styles: &[&str]) -> Value {
        let keys: Vec<String> = media["schema"]["properties"]
            .as_object()
            .map(|all| all.keys().cloned().collect())
            .unwrap_or_default();
        let entries: Vec<_> = keys
            .into_iter()
            .map(|key| {
                let entry = match self.below(3) {
                    0 => json!({}),
                    1 => json!({ "contentType": self.pick(&["application/json", "text/plain"]) }),
                    _ => json!({ "style": *self.random.pick(styles), "explode": self.chance(50) }),
                };
                (key, entry)
            })
            .collect();
        object(entries)
    }

    fn stream(&mut self) -> (String, Value) {
        let key = self.pick(STREAMS).to_owned();
        let schema = match self.below(4) {
            0 => json!({ "type": "string" }),
            1 => {
                json!({ "type": "object", "properties": { "data": { "type": "string" }, "event": { "type": "string", "enum": ["a", "b"] }, "id": { "type": "string" }, "retry": { "type": "integer" } } })
            }
            _ => self.schema(2),
        };
        let key_of_schema = match self.version == Version::V3_2 && self.chance(50) {
            true => "itemSchema",
            false => "schema",
        };
        (key, json!({ key_of_schema: schema }))
    }

    fn responses(&mut self) -> Value {
        let count = self.random.between(1, 5);
        let responses: Vec<_> = (0..count)
            .map(|_| {
                let status = self.pick(STATUSES).to_owned();
                let response = match self.component_of("responses") {
                    Some(reference) if self.chance(30) => reference,
                    _ => self.response(),
                };
                (status, response)
            })
            .collect();
        object(responses)
    }

    pub fn response(&mut self) -> Value {
        let mut response = json!({ "description": self.description() });
        if self.chance(75) {
            let count = self.pick(&[1, 1, 1, 1, 2, 3]);
            let content = (0..count)
                .map(|_| match self.below(12) {
                    0..=8 => self.structured(),
                    9 => self.stream(),
                    _ => self.other(),
                })
                .collect();
            set(&mut response, "content", distinct(content));
        }
        if self.chance(20) {
            let headers: Vec<_> = (0..self.random.between(1, 3))
                .map(|_| (names::token(&mut self.random, self.hostile), self.header()))
                .collect();
            set(&mut response, "headers", without_twins(headers));
        }
        if self.chance(8) {
            let description = self.description();
            let link = match self.operation_ids.is_empty() {
                true => json!({ "operationRef": "#/paths/~1/get", "description": description }),
                false => {
                    json!({ "operationId": self.random.pick(&self.operation_ids), "parameters": { "id": "$response.body#/id" }, "description": description })
                }
            };
            if link.get("operationId").is_some() {
                set(&mut response, "links", json!({ "next": link }));
            }
        }
        response
    }

    pub fn header(&mut self) -> Value {
        if self.chance(15)
            && let Some(reference) = self.component_of("headers")
        {
            return reference;
        }
        let mut header = json!({});
        if self.chance(30) {
            set(&mut header, "required", true);
        }
        if self.chance(30) {
            set(&mut header, "description", self.description());
        }
        self.parameter_form(&mut header, &["simple"]);
        if let Some(members) = header.as_object_mut() {
            members.remove("allowReserved");
        }
        header
    }

    pub fn callbacks(&mut self) -> Value {
        let name = self.name();
        let callback = match self.component_of("callbacks") {
            Some(reference) if self.chance(50) => reference,
            _ => self.callback(),
        };
        json!({ name: callback })
    }

    pub fn callback(&mut self) -> Value {
        let mut operation = self.operation(true);
        if let Some(members) = operation.as_object_mut() {
            members.remove("callbacks");
        }
        let expression = self.pick(&[
            "{$request.body#/callbackUrl}",
            "{$request.query.url}/data?id={$request.body#/id}",
            "https://example.com/hook",
            "{$request.header.X-Url}",
        ]);
        json!({ expression: { "post": operation } })
    }
}

/// Content of several media types, each once.
fn distinct(content: Vec<(String, Value)>) -> Value {
    object(content)
}

/// Headers are compared without case.
fn without_twins(headers: Vec<(String, Value)>) -> Value {
    let mut kept: Vec<(String, Value)> = Vec::new();
    for (name, header) in headers {
        if !kept
            .iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(&name))
        {
            kept.push((name, header));
        }
    }
    object(kept)
}

fn lower(parameter: &Value) -> String {
    let name = parameter["name"].as_str().unwrap_or_default();
    match parameter["in"] == "header" {
        true => name.to_lowercase(),
        false => name.to_owned(),
    }
}
