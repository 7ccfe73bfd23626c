//! Random documents.

use crate::maker::{Component, Kind, Maker, Version, join, object, set};
use crate::names;
use serde_json::{Value, json};
use specwright_testing::Random;

const SERVERS: &[&str] = &[
    "https://example.com",
    "/",
    "",
    "//example.com/v1",
    "https://example.com/v1/",
    "https://例え.jp/é",
    "http://localhost:8080",
    "/api/v1",
    ".",
    "https://example.com/a?b=c",
    "http://[::1]:80",
];

/// Returns the document of a seed.
pub fn document(seed: u64) -> Value {
    let mut random = Random(0x5eed ^ seed.wrapping_mul(0xd6e8_feb8_6659_fd93));
    let version = *random.pick(&[
        Version::V2_0,
        Version::V3_0,
        Version::V3_0,
        Version::V3_1,
        Version::V3_1,
        Version::V3_2,
    ]);
    let hostile = *random.pick(&[0, 5, 20, 50]);
    let modern = *random.pick(&[0, 30, 70]);
    let mut maker = Maker {
        random,
        version,
        hostile,
        modern,
        components: Vec::new(),
        below: 0,
        security: Vec::new(),
        operations: 0,
        operation_ids: Vec::new(),
        tags: Vec::new(),
        shared: Vec::new(),
    };
    maker.name_components();
    match version {
        Version::V2_0 => maker.swagger(),
        _ => maker.openapi(),
    }
}

impl Maker {
    fn name_components(&mut self) {
        for _ in 0..self.random.between(3, 25) {
            let name = names::component(&mut self.random, self.hostile);
            if !name.is_empty() && self.components.iter().all(|other| other.name != name) {
                let kind = self.pick(&[
                    Kind::Object,
                    Kind::Object,
                    Kind::Object,
                    Kind::Scalar,
                    Kind::Other,
                ]);
                let parent = self.parent(kind);
                self.components.push(Component { name, kind, parent });
            }
        }
        self.tags = self.names(0, 4);
    }

    /// Returns an earlier component that is a choice, or none.
    fn parent(&mut self, kind: Kind) -> Option<usize> {
        let position = self.below(self.components.len());
        let is_choice = self.components.get(position)?.kind == Kind::Other;
        (kind == Kind::Object && is_choice && self.chance(40)).then_some(position)
    }

    pub fn schemas(&mut self) -> Value {
        let mut schemas = Vec::new();
        for number in 0..self.components.len() {
            let Component { name, kind, parent } = self.components[number].clone();
            self.below = number;
            let schema = match (parent, self.family(number)) {
                (Some(parent), _) => self.child(parent),
                (None, Some(choice)) => choice,
                (None, None) => self.component(kind),
            };
            schemas.push((name, schema));
        }
        self.below = self.components.len();
        object(schemas)
    }

    pub fn info(&mut self) -> Value {
        let (title, description) = (self.name(), self.description());
        json!({ "title": title, "version": self.pick(&["1", "1.0.0", "2020-01-01", "", "v1\nbeta"]), "description": description })
    }

    fn openapi(&mut self) -> Value {
        let number = match self.version {
            Version::V3_2 => "3.2.0",
            Version::V3_1 => self.pick(&["3.1.0", "3.1.1"]),
            _ => self.pick(&["3.0.0", "3.0.3", "3.0.4"]),
        };
        let mut document = json!({ "openapi": number, "info": self.info() });
        let schemas = self.schemas();
        let mut components = json!({ "schemas": schemas });
        let schemes = self.security_schemes();
        set(&mut components, "securitySchemes", schemes);
        self.share(&mut components);
        let mut paths: Vec<_> = (0..self.random.between(1, 8))
            .map(|number| {
                let (path, variables) = self.path(number);
                (path, self.path_item(&variables))
            })
            .collect();
        if self.is_modern() {
            let item = self.path_item(&[]);
            set(&mut components, "pathItems", json!({ "Foo": item }));
            let reference = json!({ "$ref": "#/components/pathItems/Foo" });
            paths.push(("/shared".to_owned(), reference));
        }
        set(&mut document, "paths", object(paths));
        if self.version >= Version::V3_1 && self.chance(30) {
            let (name, operation) = (self.name(), self.operation(true));
            set(
                &mut document,
                "webhooks",
                json!({ name: { "post": operation } }),
            );
        }
        set(&mut document, "components", components);
        if self.chance(60) {
            let servers = self.servers();
            set(&mut document, "servers", servers);
        }
        if self.chance(40) {
            let security = self.security();
            set(&mut document, "security", security);
        }
        if self.chance(50) {
            let tags: Vec<_> = self
                .tags
                .clone()
                .into_iter()
                .map(|name| json!({ "name": name, "description": self.description() }))
                .collect();
            set(&mut document, "tags", tags);
        }
        document
    }

    /// Adds components other than schemas.
    fn share(&mut self, components: &mut Value) {
        type Make = fn(&mut Maker) -> Value;
        let kinds: [(&'static str, Make); 5] = [
            ("callbacks", Maker::callback),
            ("headers", Maker::header),
            ("parameters", Maker::parameter),
            ("responses", Maker::response),
            ("requestBodies", Maker::own_request_body),
        ];
        for (kind, make) in kinds {
            let mut made = Vec::new();
            for _ in 0..self.below(4) {
                let name = names::component(&mut self.random, self.hostile);
                let value = make(self);
                if !name.is_empty() && value.get("$ref").is_none() {
                    made.push((name, value));
                }
            }
            set(components, kind, object(made.clone()));
            self.shared.push((kind, made));
        }
    }

    fn servers(&mut self) -> Value {
        let count = self.random.between(0, 3);
        let servers: Vec<_> = (0..count)
            .map(|_| {
                let mut server = json!({ "url": self.pick(SERVERS) });
                if self.chance(30) {
                    server = json!({ "url": "https://{a}.example.com:{port}/{base path}", "variables": {
                        "a": { "default": "x", "description": self.description() },
                        "port": { "default": "443", "enum": ["443", "8443", ""] },
                        "base path": { "default": "v1" },
                    } });
                }
                if self.chance(40) {
                    set(&mut server, "description", self.description());
                }
                server
            })
            .collect();
        json!(servers)
    }

    fn security_schemes(&mut self) -> Value {
        let mut schemes = Vec::new();
        for _ in 0..self.below(5) {
            let name = names::component(&mut self.random, self.hostile);
            let header = names::token(&mut self.random, self.hostile);
            let flow = json!({ "authorizationUrl": "https://example.com/a", "tokenUrl": "https://example.com/t", "scopes": { "a:b": self.description() } });
            let last = if self.version >= Version::V3_1 { 9 } else { 8 };
            let mut scheme = match self.below(last) {
                0 => json!({ "type": "apiKey", "in": "header", "name": header }),
                1 => json!({ "type": "apiKey", "in": "query", "name": self.name() }),
                2 => json!({ "type": "apiKey", "in": "cookie", "name": header }),
                3 => json!({ "type": "http", "scheme": "bearer", "bearerFormat": "JWT" }),
                4 => json!({ "type": "http", "scheme": "basic" }),
                5 => {
                    json!({ "type": "http", "scheme": self.pick(&["digest", "Bearer", "hoba", "negotiate"]) })
                }
                6 => {
                    json!({ "type": "oauth2", "flows": { "authorizationCode": flow, "clientCredentials": flow } })
                }
                7 => {
                    json!({ "type": "openIdConnect", "openIdConnectUrl": "https://example.com/.well-known/openid-configuration" })
                }
                _ => json!({ "type": "mutualTLS" }),
            };
            if self.chance(30) {
                set(&mut scheme, "description", self.description());
            }
            if !name.is_empty() {
                self.security.push(name.clone());
                schemes.push((name, scheme));
            }
        }
        object(schemes)
    }

    pub fn finish_operation(&mut self, operation: &mut Value) {
        if let Some(id) = self.operation_id() {
            set(operation, "operationId", id);
        }
        if self.chance(70) && !self.tags.is_empty() {
            let tag = self.random.pick(&self.tags).clone();
            set(operation, "tags", json!([tag]));
        }
        if self.chance(30) {
            let (summary, description) = (self.description(), self.description());
            join(
                operation,
                json!({ "summary": summary, "description": description }),
            );
        }
    }
}
