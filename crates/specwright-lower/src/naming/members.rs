//! The words that distinguish the members of a `oneOf` or `anyOf`. All members are counted in advance, so that naming one does not
//! compare it with all others.

use std::collections::{HashMap, HashSet};

use specwright_spec::{Document, Schema, SchemaId};

use super::places::{constant, detail, type_word};
use crate::semantics::null::is_null;

/// The counts from which the members of a choice are named.
#[derive(Debug)]
pub(crate) struct MemberWords<'d> {
    /// The first position of each member.
    positions: HashMap<SchemaId, usize>,
    /// The number of members other than null.
    count: usize,
    /// The number of these with each type, and with each type and detail.
    types: HashMap<&'static str, usize>,
    details: HashMap<(&'static str, Option<String>), usize>,
    /// The number with each property.
    properties: HashMap<&'d str, usize>,
    /// The number with each property that admits a single text, by that text.
    constants: HashMap<&'d str, HashMap<&'d str, usize>>,
}

impl<'d> MemberWords<'d> {
    /// Counts the types, properties and constants of members.
    pub(crate) fn new(document: &'d Document, members: &[SchemaId]) -> Self {
        let mut words = Self {
            positions: HashMap::with_capacity(members.len()),
            count: 0,
            types: HashMap::new(),
            details: HashMap::new(),
            properties: HashMap::new(),
            constants: HashMap::new(),
        };
        for (position, id) in members.iter().enumerate() {
            let schema = &document.schemas[*id];
            let is_known = words.positions.contains_key(id);
            words.positions.entry(*id).or_insert(position);
            if !is_known && !is_null(schema) {
                words.add(document, schema);
            }
        }
        words
    }

    fn add(&mut self, document: &'d Document, schema: &'d Schema) {
        let word = type_word(schema);
        self.count += 1;
        *self.types.entry(word).or_default() += 1;
        let detail = (word, detail(document, schema));
        *self.details.entry(detail).or_default() += 1;
        let mut seen = HashSet::new();
        for (name, _) in schema
            .properties
            .iter()
            .filter(|(name, _)| seen.insert(name))
        {
            *self.properties.entry(name).or_default() += 1;
            if let Some(text) = constant(document, schema, name) {
                let texts = self.constants.entry(name).or_default();
                *texts.entry(text).or_default() += 1;
            }
        }
    }

    /// Returns true for a member of the choice.
    pub(crate) fn has(&self, member: SchemaId) -> bool {
        self.positions.contains_key(&member)
    }

    /// Returns the words that distinguish a member from the others; none if there is no other except null.
    pub(crate) fn word(&self, document: &'d Document, member: SchemaId) -> Option<String> {
        let schema = &document.schemas[member];
        // The counts include the member itself if it is one of the choice.
        let itself = usize::from(self.has(member) && !is_null(schema));
        if self.count == itself {
            return None;
        }
        let title = schema.title.as_ref();
        if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
            return Some(title.clone());
        }
        let word = type_word(schema);
        let own = detail(document, schema);
        let is_alone = self.types.get(word).is_none_or(|count| *count == itself);
        let alike = self.details.get(&(word, own.clone()));
        if alike.is_none_or(|count| *count == itself) {
            let detail = own.filter(|_| !is_alone);
            return Some(detail.unwrap_or_else(|| word.to_owned()));
        }
        if let Some(value) = self.own_constant(document, schema, itself) {
            return Some(value.to_owned());
        }
        let properties = schema.properties.iter().map(|(name, _)| name);
        let mut names = schema.required.iter().chain(properties);
        let unique = names.find(|name| {
            let has = schema.properties.iter().any(|(own, _)| own == *name);
            let others = self.properties.get(name.as_str()).copied().unwrap_or(0);
            others == itself.min(usize::from(has))
        });
        let position = self
            .positions
            .get(&member)
            .map_or(1, |position| position + 1);
        Some(unique.map_or_else(
            || format!("{word}{position}"),
            |name| format!("With {name}"),
        ))
    }

    /// Returns the constant of a property that all members have, if no other member has the same constant.
    fn own_constant(
        &self,
        document: &'d Document,
        schema: &'d Schema,
        itself: usize,
    ) -> Option<&'d str> {
        schema.properties.iter().find_map(|(name, _)| {
            let own = constant(document, schema, name)?;
            let texts = self.constants.get(name.as_str());
            let have = texts.map_or(0, |texts| texts.values().sum());
            let same = texts.and_then(|texts| texts.get(own)).copied().unwrap_or(0);
            (have == self.count && same == itself).then_some(own)
        })
    }
}
