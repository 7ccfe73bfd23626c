//! Conversion of schemas (Swagger 2.0, "Schema Object"), which are similar to those of OpenAPI 3.0.

use super::Upgrade;
use super::object::{Object, text};
use crate::{Node, Pointer};

impl Upgrade {
    pub(super) fn schema(&mut self, node: Node, now: &Pointer) -> Node {
        if !matches!(node, Node::Object(_)) {
            return node;
        }
        let mut schema = Object::new(node);
        if schema.text("type") == Some("file") {
            schema.set("type", text("string"));
            schema.set("format", text("binary"));
        }
        if let Some(name) = schema.text("discriminator") {
            let mut discriminator = Object::default();
            discriminator.push("propertyName", text(name));
            let place = now.child("discriminator");
            self.made(place.child("propertyName"), &place);
            schema.set("discriminator", discriminator.into_node());
        }
        if let Some(nullable) = schema.get("x-nullable").and_then(Node::as_bool) {
            self.made(now.child("nullable"), &now.child("x-nullable"));
            schema.rename("x-nullable", "nullable");
            schema.set("nullable", Node::Bool(nullable));
        }
        let members = schema.into_members().into_iter();
        let members = members.map(|(key, value)| {
            let now = now.child(&key);
            let value = match key.as_str() {
                "items" | "additionalProperties" | "not" => self.schema(value, &now),
                "properties" | "definitions" => self.schemas(value, &now),
                "allOf" | "anyOf" | "oneOf" => self.list(value, &now),
                _ => value,
            };
            (key, value)
        });
        Node::Object(members.collect())
    }

    fn schemas(&mut self, node: Node, now: &Pointer) -> Node {
        let Node::Object(members) = node else {
            return node;
        };
        let members = members.into_iter().map(|(name, schema)| {
            let schema = self.schema(schema, &now.child(&name));
            (name, schema)
        });
        Node::Object(members.collect())
    }

    fn list(&mut self, node: Node, now: &Pointer) -> Node {
        let Node::Array(elements) = node else {
            return node;
        };
        let elements = elements.into_iter().enumerate();
        let elements =
            elements.map(|(index, schema)| self.schema(schema, &now.child(&index.to_string())));
        Node::Array(elements.collect())
    }
}
