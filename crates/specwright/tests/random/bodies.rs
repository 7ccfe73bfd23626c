//! Random request bodies and their media types.

use crate::maker::{Maker, Version, join, object, set};
use serde_json::{Value, json};

/// Media types with any schema.
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

/// Media types of text, bytes or content that depends on the schema.
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

/// Media types of sequences of items.
const STREAMS: &[&str] = &[
    "text/event-stream",
    "application/x-ndjson",
    "application/jsonl",
    "application/json-seq",
    "application/stream+json",
];

impl Maker {
    pub fn request_body(&mut self) -> Value {
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

    pub fn structured(&mut self) -> (String, Value) {
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

    pub fn other(&mut self) -> (String, Value) {
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

    pub fn stream(&mut self) -> (String, Value) {
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
}

/// Returns content of different media types.
pub fn distinct(content: Vec<(String, Value)>) -> Value {
    object(content)
}
