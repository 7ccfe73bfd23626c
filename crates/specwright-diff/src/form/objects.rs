//! Objects: their properties by name, and the others.

use std::collections::HashMap;

use specwright_pattern::compile;
use specwright_spec::{AdditionalProperties, Document, Schema, SchemaId, Types};

use super::Held;
use super::arrays::schema_of;
use super::texts::{tighten_max, tighten_min};

/// The constraints of objects.
#[derive(Clone, Debug, Default)]
pub(crate) struct ObjectForm<'d> {
    /// The properties with a name, in order.
    pub properties: Vec<Property<'d>>,
    /// The schema that forbids other properties.
    pub closed: Option<SchemaId>,
    /// The schemas of other properties.
    pub additional: Vec<SchemaId>,
    /// The schemas of properties whose names match a pattern.
    pub patterns: Vec<(&'d str, Held<SchemaId>)>,
    pub min_properties: Option<Held<u64>>,
    pub max_properties: Option<Held<u64>>,
    /// The properties that the presence of another one requires, in alphabetical order.
    pub dependent: Vec<(&'d str, &'d str, SchemaId)>,
}

/// A property.
#[derive(Clone, Debug)]
pub(crate) struct Property<'d> {
    pub name: &'d str,
    /// The schemas of the value; none admits any value.
    pub ids: Vec<SchemaId>,
    /// The schema that requires the property.
    pub required: Option<SchemaId>,
    /// The schema that first names the property.
    pub owner: SchemaId,
    /// False if the name is only in `required`.
    pub is_declared: bool,
}

impl<'d> ObjectForm<'d> {
    /// Reads the constraints of objects; `None` if they exclude each other.
    pub(super) fn of(document: &'d Document, parts: &[SchemaId]) -> Option<Self> {
        let mut form = Self::default();
        form.add_names(document, parts);
        form.add_others(document, parts);
        for property in &mut form.properties {
            if !property.apply(document, parts) && property.required.is_some() {
                return None;
            }
        }
        let is_forbidden = |it: &Property<'_>| it.ids.iter().any(|id| is_nothing(document, *id));
        form.properties
            .retain(|it| it.is_declared || it.required.is_some());
        if form.closed.is_some() {
            form.properties.retain(|it| !is_forbidden(it));
            form.additional.clear();
        }
        form.finish();
        Some(form)
    }

    fn add_names(&mut self, document: &'d Document, parts: &[SchemaId]) {
        let mut known: HashMap<&str, usize> = HashMap::new();
        for &owner in parts {
            let schema = &document.schemas[owner];
            let declared = schema.properties.iter().map(|(name, _)| (name, true));
            let required = schema.required.iter().map(|name| (name, false));
            for (name, is_declared) in declared.chain(required) {
                let index = *known.entry(name).or_insert(self.properties.len());
                if index == self.properties.len() {
                    self.properties.push(Property {
                        name,
                        ids: Vec::new(),
                        required: None,
                        owner,
                        is_declared,
                    });
                }
                let property = &mut self.properties[index];
                property.is_declared |= is_declared;
                if !is_declared {
                    property.required.get_or_insert(owner);
                }
            }
        }
    }

    fn add_others(&mut self, document: &'d Document, parts: &[SchemaId]) {
        for &owner in parts {
            let schema = &document.schemas[owner];
            tighten_min(&mut self.min_properties, schema.min_properties, owner);
            tighten_max(&mut self.max_properties, schema.max_properties, owner);
            let others = schema
                .additional_properties
                .or(schema.unevaluated_properties);
            let patterns = schema.pattern_properties.iter();
            self.patterns.extend(
                patterns.map(|(pattern, id)| (pattern.as_str(), Held { value: *id, owner })),
            );
            match others {
                Some(AdditionalProperties::Allowed(false)) => self.close(owner),
                Some(AdditionalProperties::Schema(id)) if is_nothing(document, id) => {
                    self.close(owner)
                }
                Some(AdditionalProperties::Schema(id)) if !is_anything(document, id) => {
                    self.additional.push(id)
                }
                _ => {}
            }
            for (trigger, names) in &schema.dependent_required {
                let pairs = names
                    .iter()
                    .map(|name| (trigger.as_str(), name.as_str(), owner));
                self.dependent.extend(pairs);
            }
        }
        self.patterns.sort_by_key(|it| (it.0, it.1.value));
        self.patterns.dedup_by_key(|it| (it.0, it.1.value));
    }

    fn close(&mut self, owner: SchemaId) {
        self.closed.get_or_insert(owner);
    }

    /// Removes constraints that others imply.
    fn finish(&mut self) {
        let required: Vec<&str> = self
            .properties
            .iter()
            .filter(|it| it.required.is_some())
            .map(|it| it.name)
            .collect();
        self.dependent
            .retain(|(_, name, _)| !required.contains(name));
        self.dependent.sort_by_key(|it| (it.0, it.1));
        self.dependent.dedup_by_key(|it| (it.0, it.1));
        let least = required.len() as u64;
        self.min_properties = self.min_properties.take().filter(|it| it.value > least);
        let is_finite = self.closed.is_some() && self.patterns.is_empty();
        let most = self.properties.len() as u64;
        self.max_properties = self
            .max_properties
            .take()
            .filter(|it| !(is_finite && it.value >= most));
    }

    /// Returns the property with a name.
    pub(crate) fn property(&self, name: &str) -> Option<&Property<'d>> {
        self.properties.iter().find(|it| it.name == name)
    }

    pub(super) fn is_anything(&self) -> bool {
        let Self {
            properties,
            closed,
            additional,
            patterns,
            min_properties,
            max_properties,
            dependent,
        } = self;
        properties.is_empty()
            && closed.is_none()
            && additional.is_empty()
            && patterns.is_empty()
            && min_properties.is_none()
            && max_properties.is_none()
            && dependent.is_empty()
    }
}

impl Property<'_> {
    /// Collects the schemas of the property from all schemas of the object; returns false if one of them forbids it.
    fn apply(&mut self, document: &Document, parts: &[SchemaId]) -> bool {
        let mut is_allowed = true;
        let mut is_known = false;
        for part in parts {
            let schema = &document.schemas[*part];
            let declared = schema.properties.iter().find(|(name, _)| name == self.name);
            let matched = schema.pattern_properties.iter();
            let matched = matched.filter(|(pattern, _)| matches(pattern, self.name));
            let mut ids: Vec<SchemaId> = declared
                .into_iter()
                .chain(matched)
                .map(|(_, id)| *id)
                .collect();
            if ids.is_empty() {
                match others(schema, self.is_declared) {
                    Some(AdditionalProperties::Allowed(false)) => is_allowed = false,
                    Some(others) => ids.extend(schema_of(others)),
                    None => {}
                }
            } else {
                is_known = true;
            }
            is_allowed &= ids.iter().all(|id| !is_nothing(document, *id));
            ids.retain(|id| !self.ids.contains(id));
            self.ids.extend(ids);
        }
        self.is_declared &= is_allowed;
        is_allowed || is_known && self.required.is_none()
    }
}

/// Returns the keyword of a schema that applies to a property that it does not name.
fn others(schema: &Schema, is_evaluated: bool) -> Option<AdditionalProperties> {
    let unevaluated = schema.unevaluated_properties.filter(|_| !is_evaluated);
    schema.additional_properties.or(unevaluated)
}

fn matches(pattern: &str, name: &str) -> bool {
    let compiled = compile(pattern).ok();
    compiled.and_then(|it| it.is_match(name)).unwrap_or(false)
}

/// Returns true for a schema that admits each value: `true`, `{}`, or one with annotations only.
pub(super) fn is_anything(document: &Document, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let is_composed = schema.reference.is_some()
        || !schema.all_of.is_empty()
        || !schema.any_of.is_empty()
        || !schema.one_of.is_empty();
    let is_common = schema.types.is_none()
        && schema.format.is_none()
        && schema.enumeration.is_none()
        && schema.items.is_none()
        && schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.additional_properties.is_none();
    !is_composed && is_common && schema.uncommon.is_none()
}

/// Returns true for a schema that admits no value: `false`, `not: {}`, or one that cannot be read.
pub(super) fn is_nothing(document: &Document, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let negated = schema.not.filter(|it| *it != id);
    schema.types == Some(Types::default())
        || schema.unreadable
        || negated.is_some_and(|it| is_anything(document, it))
}
