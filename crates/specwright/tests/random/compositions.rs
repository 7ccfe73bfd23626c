//! Random `allOf`, `oneOf` and `anyOf`, and families of components with a discriminator.

use crate::maker::{Component, Kind, Maker, Version, join, object, set};
use serde_json::{Value, json};

impl Maker {
    /// Returns a component with members: a choice between them, with properties that they inherit.
    pub fn family(&mut self, number: usize) -> Option<Value> {
        let is_child = |component: &&Component| component.parent == Some(number);
        let children = self.components.iter().filter(is_child);
        let members: Vec<_> = children
            .map(|child| json!({ "$ref": self.reference(&child.name) }))
            .collect();
        if members.is_empty() {
            return None;
        }
        let mut schema = self.structure(1);
        if self.version == Version::V2_0 || self.chance(30) {
            // The members are known only by inheritance.
            let name = self.name();
            self.tag(&mut schema, &name);
            return Some(schema);
        }
        set(&mut schema, "oneOf", members);
        if self.chance(60) {
            let name = self.name();
            self.tag(&mut schema, &name);
        }
        Some(schema)
    }

    /// Gives a schema a discriminator, and its property.
    fn tag(&mut self, schema: &mut Value, name: &str) {
        let discriminator = match self.version {
            Version::V2_0 => json!(name),
            _ => json!({ "propertyName": name }),
        };
        set(schema, "discriminator", discriminator);
        if schema.get("properties").is_none() {
            set(schema, "properties", json!({}));
        }
        let property = match self.chance(80) {
            true => json!({ "type": "string" }),
            false => self.enumeration(),
        };
        set(&mut schema["properties"], name, property);
        set(schema, "required", json!([name]));
    }

    /// Returns a member of a choice, which inherits the properties of the parent.
    pub fn child(&mut self, parent: usize) -> Value {
        let name = self.components[parent].name.clone();
        let own = self.structure(1);
        match self.chance(50) {
            true => json!({ "allOf": [{ "$ref": self.reference(&name) }, own] }),
            false => {
                let mut own = own;
                set(
                    &mut own,
                    "allOf",
                    json!([{ "$ref": self.reference(&name) }]),
                );
                own
            }
        }
    }

    pub fn all_of(&mut self, depth: usize) -> Value {
        let count = self.random.between(1, 3);
        let mut members = Vec::new();
        for _ in 0..count {
            let member = match self.chance(60) {
                true => self.earlier(Some(Kind::Object)),
                false => None,
            };
            let member = member.unwrap_or_else(|| self.structure(depth));
            if !members.contains(&member) {
                members.push(member);
            }
        }
        let mut schema = json!({ "allOf": members });
        if self.chance(30) {
            let siblings = self.structure(depth);
            join(&mut schema, siblings);
        }
        if self.chance(10) {
            set(&mut schema, "type", "object");
        }
        schema
    }

    /// Returns a `oneOf` or `anyOf`, of objects with a discriminator or of any schemas.
    pub fn choice(&mut self, depth: usize) -> Value {
        if self.version == Version::V2_0 {
            return self.structure(depth);
        }
        let key = self.pick(&["oneOf", "oneOf", "anyOf"]);
        if self.chance(35) {
            return self.tagged(key);
        }
        let count = self.random.between(1, 5);
        let mut members = Vec::new();
        for _ in 0..count {
            let member = match self.chance(50) {
                true => self.earlier(None),
                false => None,
            };
            let member = member.unwrap_or_else(|| self.member(depth));
            if !members.contains(&member) {
                members.push(member);
            }
        }
        let mut schema = json!({ key: members });
        if self.chance(6) {
            // The type would exclude members of other types.
            let mut siblings = self.structure(depth);
            if let Some(siblings) = siblings.as_object_mut() {
                siblings.remove("type");
            }
            join(&mut schema, siblings);
        }
        if self.chance(6) {
            let value = self.value();
            set(&mut schema, "default", value);
        }
        schema
    }

    /// Returns an inline member of a choice. Its properties may refer to any component.
    pub fn member(&mut self, depth: usize) -> Value {
        let mut schema = match self.below(6) {
            0 | 1 => self.scalar(),
            2 => self.array(depth),
            3 => self.map(depth),
            _ => self.structure(depth),
        };
        self.decorate(&mut schema);
        schema
    }

    /// Returns a choice by a discriminator between components with or without the property.
    fn tagged(&mut self, key: &str) -> Value {
        let mut members: Vec<Value> = Vec::new();
        for _ in 0..self.random.between(1, 4) {
            if let Some(member) = self.earlier(Some(Kind::Object))
                && !members.contains(&member)
            {
                members.push(member);
            }
        }
        if members.is_empty() {
            return self.structure(1);
        }
        let property = self.name();
        let mut discriminator = json!({ "propertyName": property });
        if self.chance(50) {
            let mut mapping = Vec::new();
            for member in &members {
                let target = member["$ref"].as_str().unwrap_or_default();
                let plain = target.rsplit('/').next().unwrap_or_default();
                let is_name = !plain.contains(['~', '%']);
                let target = match is_name && self.chance(20) {
                    true => plain,
                    false => target,
                };
                for _ in 0..self.random.between(1, 2) {
                    let name = self.name();
                    mapping.push((name, json!(target)));
                }
            }
            set(&mut discriminator, "mapping", object(mapping));
        }
        json!({ key: members, "discriminator": discriminator })
    }
}
