//! Schemas, straight from the tree.

use std::collections::HashMap;

use super::typed;
use crate::grammar::{Kind, is_extension};
use crate::resolve::Resolved;
use crate::{
    AdditionalProperties, Bound, Location, Node, Number, Report, Schema, SchemaId, Schemas, Types,
};

/// Gives ids to the places of schemas, and reads what was given one.
///
/// The list of places is also the list of what is still to be read, so that a long chain of references needs no stack.
pub(super) struct Reader<'a> {
    resolved: &'a Resolved,
    ids: HashMap<Location, SchemaId>,
    places: Vec<Location>,
    names: HashMap<Location, String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(resolved: &'a Resolved) -> Self {
        let (root, at) = resolved.document();
        let at = at.child("components").child("schemas");
        let schemas = root
            .get("components")
            .and_then(|components| components.get("schemas"));
        let names = schemas
            .map(Node::members)
            .unwrap_or_default()
            .iter()
            .map(|(name, _)| (at.child(name), name.clone()));
        Self {
            resolved,
            ids: HashMap::new(),
            places: Vec::new(),
            names: names.collect(),
        }
    }

    /// The schemas under `components.schemas`, in document order.
    pub(super) fn components(&mut self) -> Vec<(String, SchemaId)> {
        let (root, at) = self.resolved.document();
        let at = at.child("components").child("schemas");
        let schemas = root
            .get("components")
            .and_then(|components| components.get("schemas"));
        let members = schemas.map(Node::members).unwrap_or_default();
        members
            .iter()
            .map(|(name, _)| (name.clone(), self.id(&at.child(name))))
            .collect()
    }

    /// The id of the schema at a place. A reference that has no name of its own is what it refers to.
    pub(super) fn id(&mut self, at: &Location) -> SchemaId {
        let mut at = at;
        while let Some(target) = self.resolved.target(at) {
            if self.names.contains_key(at) || is_nullable(self.resolved.node(at)) {
                break;
            }
            at = target;
        }
        let next = SchemaId(self.places.len() as u32);
        *self.ids.entry(at.clone()).or_insert_with(|| {
            self.places.push(at.clone());
            next
        })
    }

    /// Every schema that an id was given for, and those that they need.
    pub(super) fn finish(mut self, report: &mut Report) -> Option<Schemas> {
        let mut schemas = Vec::new();
        while let Some(at) = self.places.get(schemas.len()).cloned() {
            schemas.push(self.read(&at, report)?);
        }
        Some(Schemas(schemas))
    }

    fn read(&mut self, at: &Location, report: &mut Report) -> Option<Schema> {
        let node = self.resolved.node(at);
        let component = self.names.get(at).cloned();
        if let Some(target) = self.resolved.target(at) {
            let target = self.id(&target.clone());
            return Some(reference(at, component, target, is_nullable(node)));
        }
        let text = |key: &str| node.get(key).and_then(Node::as_text).map(str::to_owned);
        let flag = |key: &str| node.get(key).and_then(Node::as_bool).unwrap_or_default();
        let count = |key: &str| {
            node.get(key)
                .and_then(Node::as_number)
                .and_then(Number::as_u64)
        };
        Some(Schema {
            at: at.clone(),
            component,
            reference: None,
            title: text("title"),
            description: text("description"),
            types: types(node),
            nullable: flag("nullable"),
            format: text("format"),
            enumeration: node.get("enum").map(|values| values.elements().to_vec()),
            default: node.get("default").cloned(),
            examples: node.get("example").cloned().into_iter().collect(),
            read_only: flag("readOnly"),
            write_only: flag("writeOnly"),
            deprecated: flag("deprecated"),
            minimum: bound(node, "minimum", "exclusiveMinimum"),
            maximum: bound(node, "maximum", "exclusiveMaximum"),
            multiple_of: node.get("multipleOf").and_then(Node::as_number).cloned(),
            min_length: count("minLength"),
            max_length: count("maxLength"),
            pattern: text("pattern"),
            items: self.child(node, at, "items"),
            min_items: count("minItems"),
            max_items: count("maxItems"),
            unique_items: flag("uniqueItems"),
            properties: self.properties(node, at),
            has_properties: node.get("properties").is_some(),
            required: texts(node.get("required")),
            additional_properties: self.additional_properties(node, at),
            min_properties: count("minProperties"),
            max_properties: count("maxProperties"),
            all_of: self.children(node, at, "allOf"),
            any_of: self.children(node, at, "anyOf"),
            one_of: self.children(node, at, "oneOf"),
            not: self.child(node, at, "not"),
            discriminator: match node.get("discriminator") {
                Some(_) => Some(self.discriminator(at, report)?),
                None => None,
            },
            mapping: self.mapping(node, at),
            extensions: node
                .members()
                .iter()
                .filter(|(key, _)| is_extension(key))
                .cloned()
                .collect(),
        })
    }

    fn child(&mut self, node: &Node, at: &Location, key: &str) -> Option<SchemaId> {
        node.get(key).map(|_| self.id(&at.child(key)))
    }

    fn children(&mut self, node: &Node, at: &Location, key: &str) -> Vec<SchemaId> {
        let at = at.child(key);
        let count = node.get(key).map_or(0, |list| list.elements().len());
        (0..count).map(|index| self.id(&at.index(index))).collect()
    }

    fn properties(&mut self, node: &Node, at: &Location) -> Vec<(String, SchemaId)> {
        let at = at.child("properties");
        let members = node
            .get("properties")
            .map(Node::members)
            .unwrap_or_default();
        members
            .iter()
            .map(|(name, _)| (name.clone(), self.id(&at.child(name))))
            .collect()
    }

    fn additional_properties(
        &mut self,
        node: &Node,
        at: &Location,
    ) -> Option<AdditionalProperties> {
        Some(match node.get("additionalProperties")? {
            Node::Bool(allowed) => AdditionalProperties::Allowed(*allowed),
            _ => AdditionalProperties::Schema(self.id(&at.child("additionalProperties"))),
        })
    }

    fn discriminator(
        &self,
        at: &Location,
        report: &mut Report,
    ) -> Option<openapiv3::Discriminator> {
        let at = at.child("discriminator");
        typed::read(self.resolved, Kind::Discriminator, &at)
            .map_err(|error| report.push(error))
            .ok()
    }

    fn mapping(&mut self, node: &Node, at: &Location) -> Vec<(String, SchemaId)> {
        let at = at.child("discriminator").child("mapping");
        let mapping = node
            .get("discriminator")
            .and_then(|discriminator| discriminator.get("mapping"));
        let members = mapping.map(Node::members).unwrap_or_default();
        let targets = members
            .iter()
            .filter_map(|(key, _)| Some((key, self.resolved.target(&at.child(key))?.clone())));
        targets
            .map(|(key, target)| (key.clone(), self.id(&target)))
            .collect()
    }
}

/// The schema of a reference that has an id of its own: a component, or one that adds null to its target. By the letter
/// nothing beside a `$ref` counts, but `nullable` is always meant (see SW0407).
fn reference(at: &Location, component: Option<String>, target: SchemaId, nullable: bool) -> Schema {
    let reference = (!nullable).then_some(target);
    let all_of = if nullable { vec![target] } else { Vec::new() };
    Schema {
        component,
        reference,
        all_of,
        nullable,
        ..Schema::empty(at.clone())
    }
}

fn is_nullable(node: &Node) -> bool {
    node.get("nullable")
        .and_then(Node::as_bool)
        .unwrap_or_default()
}

/// `type`, and null beside it if the schema is `nullable` (OpenAPI 3.0.4, "Schema Object").
fn types(node: &Node) -> Option<Types> {
    let none = Types {
        null: is_nullable(node),
        ..Types::default()
    };
    Some(match node.get("type")?.as_str()? {
        "boolean" => Types {
            boolean: true,
            ..none
        },
        "integer" => Types {
            integer: true,
            ..none
        },
        "number" => Types {
            number: true,
            ..none
        },
        "string" => Types {
            string: true,
            ..none
        },
        "array" => Types {
            array: true,
            ..none
        },
        "object" => Types {
            object: true,
            ..none
        },
        _ => return None,
    })
}

fn bound(node: &Node, key: &str, exclusive: &str) -> Option<Bound> {
    let value = node.get(key)?.as_number()?.clone();
    Some(Bound {
        value,
        exclusive: node
            .get(exclusive)
            .and_then(Node::as_bool)
            .unwrap_or_default(),
    })
}

fn texts(list: Option<&Node>) -> Vec<String> {
    let elements = list.map(Node::elements).unwrap_or_default();
    elements
        .iter()
        .filter_map(Node::as_text)
        .map(str::to_owned)
        .collect()
}

impl Schema {
    /// The schema `{}`, which holds for every value.
    fn empty(at: Location) -> Self {
        Self {
            at,
            component: None,
            reference: None,
            title: None,
            description: None,
            types: None,
            nullable: false,
            format: None,
            enumeration: None,
            default: None,
            examples: Vec::new(),
            read_only: false,
            write_only: false,
            deprecated: false,
            minimum: None,
            maximum: None,
            multiple_of: None,
            min_length: None,
            max_length: None,
            pattern: None,
            items: None,
            min_items: None,
            max_items: None,
            unique_items: false,
            properties: Vec::new(),
            has_properties: false,
            required: Vec::new(),
            additional_properties: None,
            min_properties: None,
            max_properties: None,
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            not: None,
            discriminator: None,
            mapping: Vec::new(),
            extensions: Vec::new(),
        }
    }
}
