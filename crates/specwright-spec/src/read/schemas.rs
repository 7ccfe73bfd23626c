//! Schemas, read from the tree.

mod empty;
mod keywords;
mod uncommon;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fields::{elements, flag, members, text, texts};
use crate::check::is_base;
use crate::lenient::constraints::{is_invalid_schema, unreadable};
use crate::resolve::Resolved;
use crate::{
    AdditionalProperties, Conditional, Location, Node, Schema, SchemaId, Schemas, Types, Uncommon,
};
use keywords::{enumeration, examples, has_siblings, is_nullable, types};

/// Assigns ids to schemas, and reads them.
///
/// The list of schemas with ids is also the queue of schemas to read, so that long chains of references do not recurse.
pub(super) struct Reader<'a> {
    resolved: &'a Resolved,
    /// The ids by address of the node, which is stable and faster to compare than a location.
    ids: HashMap<usize, SchemaId>,
    /// The ids of schemas that are read as bases (see SW0716).
    bases: HashMap<usize, SchemaId>,
    places: Vec<SchemaSource<'a>>,
    /// The ends of chains of references, by address of the node.
    ends: HashMap<usize, Location>,
    names: HashMap<usize, &'a str>,
}

/// A schema with an id, and the way to read it.
struct SchemaSource<'a> {
    node: &'a Node,
    at: Location,
    how: ReadAs,
}

/// The way to read a schema.
enum ReadAs {
    /// As written.
    Written,
    /// Without its `oneOf` and `anyOf`.
    Base,
    /// As an unsatisfiable schema.
    Refused,
    /// As an object with these fields, some of which are required.
    Form(Vec<FormField>),
    /// As the `allOf` of two schemas.
    Both([SchemaId; 2]),
}

/// A field of a form, which has no schema object of its own.
pub(super) struct FormField {
    pub(super) name: String,
    pub(super) schema: SchemaId,
    pub(super) required: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(resolved: &'a Resolved) -> Self {
        let (names, _) = named(resolved);
        let names = names
            .iter()
            .map(|(name, node)| (address(node), name.as_str()));
        Self {
            resolved,
            ids: HashMap::new(),
            bases: HashMap::new(),
            places: Vec::new(),
            ends: HashMap::new(),
            names: names.collect(),
        }
    }

    /// Reads the schemas in `components.schemas` in document order.
    pub(super) fn components(&mut self) -> Vec<(String, SchemaId)> {
        let (members, at) = named(self.resolved);
        members
            .iter()
            .map(|(name, node)| (name.clone(), self.id(node, at.child(name))))
            .collect()
    }

    /// Returns the id of the schema at a location. A reference without a name of its own has the id of its target.
    pub(super) fn id(&mut self, node: &'a Node, at: Location) -> SchemaId {
        let mut place = (node, at);
        while let Some(target) = self.target(place.0, &place.1) {
            if self.names.contains_key(&address(place.0)) || self.adds_something(place.0, &place.1)
            {
                break;
            }
            place = (self.resolved.node(target), target.clone());
        }
        let (node, at) = place;
        let next = SchemaId(self.places.len() as u32);
        *self.ids.entry(address(node)).or_insert_with(|| {
            let how = ReadAs::Written;
            self.places.push(SchemaSource { node, at, how });
            next
        })
    }

    /// Returns the id of an undeclared string schema.
    pub(super) fn text(&mut self, at: Location) -> SchemaId {
        self.made("string", at, ReadAs::Written)
    }

    /// Returns the id of an unsatisfiable string schema.
    pub(super) fn refused(&mut self, at: Location) -> SchemaId {
        self.made("string", at, ReadAs::Refused)
    }

    /// Returns the id of the object schema of a form.
    pub(super) fn form(&mut self, at: Location, fields: Vec<FormField>) -> SchemaId {
        self.made("object", at, ReadAs::Form(fields))
    }

    /// Returns the id of a schema whose values are valid for two others: of one of them, if they are the same.
    pub(super) fn both(&mut self, at: Location, first: SchemaId, second: SchemaId) -> SchemaId {
        let [one, other] = [first, second].map(|id| &self.places[id.0 as usize]);
        let is_written = |it: &SchemaSource<'_>| matches!(it.how, ReadAs::Written);
        // References in different files differ, even if they are written alike.
        let is_same = one.at.file == other.at.file
            && is_written(one)
            && is_written(other)
            && one.node == other.node;
        if first == second || is_same {
            return first;
        }
        static ANY: Node = Node::Object(Vec::new());
        let how = ReadAs::Both([first, second]);
        self.places.push(SchemaSource {
            node: &ANY,
            at,
            how,
        });
        SchemaId(self.places.len() as u32 - 1)
    }

    /// Returns the id of a new schema with this type.
    fn made(&mut self, ty: &str, at: Location, how: ReadAs) -> SchemaId {
        static TYPED: LazyLock<[Node; 2]> = LazyLock::new(|| {
            ["string", "object"].map(|name| {
                let name = Node::String(name.to_owned());
                Node::Object(vec![("type".to_owned(), name)])
            })
        });
        let node = &TYPED[usize::from(ty == "object")];
        self.places.push(SchemaSource { node, at, how });
        SchemaId(self.places.len() as u32 - 1)
    }

    /// Returns the id of a schema without its `oneOf` and `anyOf`.
    fn base_id(&mut self, node: &'a Node, at: &Location) -> SchemaId {
        let next = SchemaId(self.places.len() as u32);
        *self.bases.entry(address(node)).or_insert_with(|| {
            let (at, how) = (at.clone(), ReadAs::Base);
            self.places.push(SchemaSource { node, at, how });
            next
        })
    }

    fn target(&self, node: &Node, at: &Location) -> Option<&'a Location> {
        node.get("$ref").and_then(|_| self.resolved.target(at))
    }

    /// Returns the end of a chain of references without further keywords, so that no alias refers to another alias.
    fn end(&mut self, start: &'a Location) -> Location {
        let (mut at, mut passed) = (start, Vec::new());
        let end = loop {
            let node = self.resolved.node(at);
            if let Some(end) = self.ends.get(&address(node)) {
                break end.clone();
            }
            match self.target(node, at) {
                Some(next) if !self.adds_something(node, at) => {
                    passed.push(address(node));
                    at = next;
                }
                _ => break at.clone(),
            }
        };
        self.ends
            .extend(passed.into_iter().map(|node| (node, end.clone())));
        end
    }

    /// Returns true if a reference has siblings that apply.
    fn adds_something(&self, node: &Node, at: &Location) -> bool {
        is_nullable(node) || self.resolved.siblings_count(at.file) && has_siblings(node)
    }

    /// Reads all schemas with ids, and the schemas that they refer to.
    pub(super) fn finish(mut self) -> Schemas {
        let mut schemas = Schemas::default();
        let mut next = 0;
        while let Some(place) = self.places.get_mut(next) {
            let (node, how) = (
                place.node,
                std::mem::replace(&mut place.how, ReadAs::Written),
            );
            let at = Location {
                file: place.at.file,
                pointer: std::mem::take(&mut place.at.pointer),
            };
            next += 1;
            let mut schema = self.read(node, at);
            match how {
                ReadAs::Written => {}
                ReadAs::Base => schema = without_choice(schema),
                ReadAs::Refused => schema.refuse(),
                ReadAs::Form(fields) => schema.take_fields(fields),
                ReadAs::Both(schemas) => schema.all_of = schemas.to_vec(),
            }
            schemas.push(schema);
        }
        schemas
    }

    fn read(&mut self, node: &'a Node, at: Location) -> Schema {
        let component = self
            .names
            .get(&address(node))
            .map(|name| (*name).to_owned());
        let target = self.target(node, &at);
        let target = target.map(|target| self.end(target));
        let target = target.map(|target| self.id(self.resolved.node(&target), target));
        match (target, node) {
            (None, Node::Bool(_)) => Schema {
                component,
                types: (*node == Node::Bool(false)).then(Types::default),
                ..Schema::empty(at)
            },
            (None, _) => {
                let leads_nowhere = node.get("$ref").is_some_and(|it| *it != Node::Null);
                let mut schema = self.keywords(node, at, component);
                if leads_nowhere || is_invalid_schema(node) {
                    schema.refuse();
                }
                schema
            }
            (Some(target), _) if self.resolved.siblings_count(at.file) && has_siblings(node) => {
                let mut schema = self.keywords(node, at, component);
                schema.all_of.push(target);
                schema
            }
            (Some(target), _) => reference(at, component, target, is_nullable(node)),
        }
    }

    /// Reads the keywords of a schema. Its subschemas are assigned ids in the order of this code.
    fn keywords(&mut self, node: &'a Node, at: Location, component: Option<String>) -> Schema {
        let mut uncommon = uncommon::values(node);
        let items = self.items(node, &at, uncommon.as_deref_mut());
        let properties = self.map(node, &at, "properties");
        let additional_properties = self.others(node, &at, "additionalProperties");
        if let Some(uncommon) = &mut uncommon {
            self.of_properties(node, &at, uncommon);
        }
        let all_of = self.all_of(node, &at);
        let any_of = self.list(node, &at, "anyOf");
        let one_of = self.list(node, &at, "oneOf");
        if let Some(uncommon) = &mut uncommon {
            self.of_choices(node, &at, uncommon);
        }
        let mut schema = Schema {
            component,
            reference: None,
            title: text(node, "title"),
            description: text(node, "description"),
            types: types(node),
            nullable: flag(node, "nullable"),
            format: keywords::format(node),
            enumeration: enumeration(node),
            default: crate::check::default(self.resolved, node, &at).cloned(),
            examples: examples(node),
            read_only: flag(node, "readOnly") && !flag(node, "writeOnly"),
            write_only: flag(node, "writeOnly") && !flag(node, "readOnly"),
            deprecated: flag(node, "deprecated"),
            items,
            properties,
            has_properties: node.get("properties").is_some(),
            required: keywords::required(node),
            additional_properties,
            all_of,
            any_of,
            one_of,
            uncommon,
            at,
        };
        let leads_nowhere = node.get("$dynamicRef").is_some()
            && self
                .resolved
                .target(&schema.at.child("$dynamicRef"))
                .is_none();
        if leads_nowhere || unreadable(node).next().is_some() {
            schema.refuse();
        }
        schema
    }

    /// Reads `items` and the less common keywords of arrays.
    fn items(
        &mut self,
        node: &'a Node,
        at: &Location,
        uncommon: Option<&mut Uncommon>,
    ) -> Option<SchemaId> {
        let Some(uncommon) = uncommon else {
            return self.child(node, at, "items");
        };
        // A list of `items` is the draft 7 form of `prefixItems`, which `check` reports.
        let (prefix_key, items_key) = match node.get("items") {
            Some(Node::Array(_)) => ("items", "additionalItems"),
            _ => ("prefixItems", "items"),
        };
        uncommon.prefix_items = self.list(node, at, prefix_key);
        let items = self.child(node, at, items_key);
        uncommon.contains = self.child(node, at, "contains");
        uncommon.unevaluated_items = self.child(node, at, "unevaluatedItems");
        items
    }

    /// Reads the less common keywords of objects.
    fn of_properties(&mut self, node: &'a Node, at: &Location, uncommon: &mut Uncommon) {
        uncommon.pattern_properties = self.map(node, at, "patternProperties");
        uncommon.property_names = self.child(node, at, "propertyNames");
        uncommon.dependent_schemas = self.map(node, at, "dependentSchemas");
        uncommon.unevaluated_properties = self.others(node, at, "unevaluatedProperties");
    }

    /// Reads the less common compositions.
    fn of_choices(&mut self, node: &'a Node, at: &Location, uncommon: &mut Uncommon) {
        uncommon.not = self.child(node, at, "not");
        uncommon.conditional = self.conditional(node, at);
        uncommon.mapping = self.mapping(node, at);
        uncommon.default_mapping = self.default_mapping(node, at);
    }

    fn child(&mut self, node: &'a Node, at: &Location, key: &str) -> Option<SchemaId> {
        let child = node.get(key)?;
        Some(self.id(child, at.child(key)))
    }

    fn list(&mut self, node: &'a Node, at: &Location, key: &str) -> Vec<SchemaId> {
        let elements = elements(node, key);
        if elements.is_empty() {
            return Vec::new();
        }
        let (list, at) = (elements.iter().enumerate(), at.child(key));
        list.map(|(index, node)| self.id(node, at.index(index)))
            .collect()
    }

    fn map(&mut self, node: &'a Node, at: &Location, key: &str) -> Vec<(String, SchemaId)> {
        let members = members(node, key);
        if members.is_empty() {
            return Vec::new();
        }
        let (map, at) = (members.iter(), at.child(key));
        map.map(|(name, node)| (name.clone(), self.id(node, at.child(name))))
            .collect()
    }

    /// Reads `allOf`, with the target of a `$dynamicRef`, which applies as well.
    fn all_of(&mut self, node: &'a Node, at: &Location) -> Vec<SchemaId> {
        let mut all = Vec::new();
        let list_at = at.child("allOf");
        for (index, entry) in elements(node, "allOf").iter().enumerate() {
            let entry_at = list_at.index(index);
            let (base, base_at) = self.resolved.follow_node(entry, entry_at.clone());
            all.push(match is_base(self.resolved, &entry_at, (base, &base_at)) {
                true => self.base_id(base, &base_at),
                false => self.id(entry, entry_at),
            });
        }
        if node.get("$dynamicRef").is_some() {
            let target = self.resolved.target(&at.child("$dynamicRef")).cloned();
            all.extend(target.map(|target| self.id(self.resolved.node(&target), target)));
        }
        all
    }

    /// Reads `additionalProperties` or `unevaluatedProperties`.
    fn others(&mut self, node: &'a Node, at: &Location, key: &str) -> Option<AdditionalProperties> {
        Some(match node.get(key)? {
            Node::Bool(allowed) => AdditionalProperties::Allowed(*allowed),
            others => AdditionalProperties::Schema(self.id(others, at.child(key))),
        })
    }

    fn conditional(&mut self, node: &'a Node, at: &Location) -> Option<Conditional> {
        Some(Conditional {
            condition: self.child(node, at, "if")?,
            then: self.child(node, at, "then"),
            otherwise: self.child(node, at, "else"),
        })
    }

    fn mapping(&mut self, node: &'a Node, at: &Location) -> Vec<(String, SchemaId)> {
        let Some(discriminator) = node.get("discriminator") else {
            return Vec::new();
        };
        let at = at.child("discriminator").child("mapping");
        let entries = members(discriminator, "mapping").iter();
        let targets = entries.filter_map(|(key, _)| {
            let target = self.resolved.target(&at.child(key))?;
            Some((
                key.clone(),
                self.id(self.resolved.node(target), target.clone()),
            ))
        });
        targets.collect()
    }

    fn default_mapping(&mut self, node: &'a Node, at: &Location) -> Option<SchemaId> {
        node.get("discriminator")?.get("defaultMapping")?;
        let at = at.child("discriminator").child("defaultMapping");
        let target = self.resolved.target(&at)?;
        Some(self.id(self.resolved.node(target), target.clone()))
    }
}

impl Schema {
    fn take_fields(&mut self, fields: Vec<FormField>) {
        let required = fields.iter().filter(|field| field.required);
        self.required = required.map(|field| field.name.clone()).collect();
        let properties = fields.into_iter().map(|field| (field.name, field.schema));
        self.properties = properties.collect();
        self.has_properties = true;
    }
}

fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

/// Returns the keywords that a member of a composition takes from the schema with the composition.
fn without_choice(schema: Schema) -> Schema {
    Schema {
        component: None,
        any_of: Vec::new(),
        one_of: Vec::new(),
        uncommon: schema.uncommon.map(|mut uncommon| {
            uncommon.discriminator = None;
            uncommon.mapping.clear();
            uncommon.default_mapping = None;
            uncommon
        }),
        ..schema
    }
}

/// Returns the schemas in `components.schemas` with their locations.
fn named(resolved: &Resolved) -> (&[(String, Node)], Location) {
    let (root, at) = resolved.document();
    let components = root.get("components").unwrap_or(&Node::Null);
    let at = at.child("components").child("schemas");
    (members(components, "schemas"), at)
}

/// Returns the schema of a reference with an id of its own: a component, or one that adds null to its target. OpenAPI 3.0
/// ignores siblings of a `$ref`, but `nullable` is applied nevertheless (see SW0407).
fn reference(at: Location, component: Option<String>, target: SchemaId, nullable: bool) -> Schema {
    let reference = (!nullable).then_some(target);
    let all_of = if nullable { vec![target] } else { Vec::new() };
    Schema {
        component,
        reference,
        all_of,
        nullable,
        ..Schema::empty(at)
    }
}
