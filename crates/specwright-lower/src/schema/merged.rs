//! Schemas that hold at once, as one: the conjunction of their keywords.
//!
//! Members first, then siblings; a property that stands in several is refined, from where it first stands. Bounds are the
//! tightest, enums the values that all list, `required` all names. Types or enums that exclude each other are remembered.

use std::collections::{HashMap, HashSet};

use specwright_ir::{Codec, UnionKeyword};

use specwright_spec::{
    AdditionalProperties, Bound, Document, Location, Node, Number, Schema, SchemaId, Types,
};

use super::assertion::{Extent, asserts_of_arrays, bounds_others};
use super::atoms::{self, speaks_of_objects};
use super::types::{describe, intersect};
use super::{array, bare, closed, formats, instance};
use crate::bodies;

/// The keywords of one or more schemas.
#[derive(Clone, Debug)]
pub(crate) struct Merged<'d> {
    /// The schemas, in order.
    pub parts: Vec<SchemaId>,
    /// The types, null aside; none if no schema says one.
    pub types: Option<Types>,
    pub nullable: bool,
    pub format: Option<&'d str>,
    pub enumeration: Option<(SchemaId, Vec<&'d Node>)>,
    pub minimum: Option<&'d Bound>,
    pub maximum: Option<&'d Bound>,
    pub multiple_of: Vec<&'d Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub patterns: Vec<(&'d str, Location)>,
    /// The schemas that hold for every item.
    pub items: Vec<SchemaId>,
    /// The schemas with `prefixItems`.
    pub positions: Vec<SchemaId>,
    /// Whether no items may follow those that have a position.
    pub no_rest: bool,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub properties: Vec<(&'d str, Vec<SchemaId>)>,
    /// Where each property first stands.
    pub property_places: Vec<SchemaId>,
    pub required: Vec<(&'d str, SchemaId)>,
    pub additional: Vec<(SchemaId, AdditionalProperties)>,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
    /// The `anyOf` and `oneOf` of several members.
    pub unions: Vec<Choice>,
    /// The patterns of names, and the schemas of those that match.
    pub patterned: Vec<(&'d str, SchemaId)>,
    /// The schemas with keywords that only an assertion can say, and what of them it holds.
    pub assertions: Vec<(SchemaId, Extent)>,
    /// The last schema with a constraint.
    pub constrained: Option<SchemaId>,
    /// The first two schemas that exclude each other.
    pub contradiction: Option<Contradiction>,
}

/// Two schemas that no value meets both of.
#[derive(Clone, Debug)]
pub(crate) struct Contradiction {
    pub first: SchemaId,
    pub second: SchemaId,
    /// What they say: `string and integer`.
    pub what: String,
    /// Whether it is their types that exclude each other, not their enums.
    pub of_types: bool,
}

/// A `oneOf` or `anyOf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The schema that has it.
    pub owner: SchemaId,
    /// Whether it is `oneOf`.
    pub one: bool,
}

impl Choice {
    pub(crate) fn keyword(self) -> &'static str {
        if self.one { "oneOf" } else { "anyOf" }
    }

    pub(crate) fn union_keyword(self) -> UnionKeyword {
        match self.one {
            true => UnionKeyword::OneOf,
            false => UnionKeyword::AnyOf,
        }
    }

    /// The members that are written, null among them.
    pub(crate) fn written(self, document: &Document) -> &[SchemaId] {
        let schema = &document.schemas[self.owner];
        if self.one {
            &schema.one_of
        } else {
            &schema.any_of
        }
    }

    /// The members that are not just null. One that is listed twice is one, unless a value must fit exactly one of them and
    /// nothing tells which.
    pub(crate) fn members(self, document: &Document) -> Vec<SchemaId> {
        let mut members = super::atoms::alternatives(document, self.written(document));
        let is_tagged = document.schemas[self.owner].discriminator.is_some();
        if !self.one || is_tagged {
            let mut seen = HashSet::new();
            members.retain(|member| seen.insert(*member));
        }
        members
    }

    pub(crate) fn at(self, document: &Document) -> Location {
        document.schemas[self.owner].at.child(self.keyword())
    }
}

impl<'d> Merged<'d> {
    /// The conjunction of some schemas.
    pub(crate) fn new(document: &'d Document, parts: Vec<SchemaId>) -> Self {
        let mut merged = Self {
            types: None,
            nullable: false,
            format: None,
            enumeration: None,
            minimum: None,
            maximum: None,
            multiple_of: Vec::new(),
            min_length: None,
            max_length: None,
            patterns: Vec::new(),
            items: Vec::new(),
            positions: Vec::new(),
            no_rest: false,
            min_items: None,
            max_items: None,
            unique_items: false,
            properties: Vec::new(),
            property_places: Vec::new(),
            required: Vec::new(),
            additional: Vec::new(),
            min_properties: None,
            max_properties: None,
            unions: Vec::new(),
            patterned: Vec::new(),
            assertions: Vec::new(),
            constrained: None,
            contradiction: None,
            parts: Vec::new(),
        };
        merged.add_types(document, &parts);
        merged.add_enums(document, &parts);
        merged.add_properties(document, &parts);
        for &id in &parts {
            merged.add_rest(id, &document.schemas[id], document);
        }
        merged.add_foreign(document);
        merged.add_positions(document);
        merged.parts = parts;
        merged.close(document);
        merged.leave_conditions(document);
        merged.exclude_all_but_null(document);
        merged
    }

    fn add_types(&mut self, document: &Document, parts: &[SchemaId]) {
        let mut typed: Option<(SchemaId, Types)> = None;
        for &id in parts {
            let Some(types) = document.schemas[id].types else {
                continue;
            };
            let types = Types {
                null: false,
                ..types
            };
            if types == Types::default() {
                continue;
            }
            typed = Some(match typed {
                None => (id, types),
                Some((first, before)) => {
                    let both = intersect(before, types);
                    if both == Types::default() {
                        self.contradiction.get_or_insert(Contradiction {
                            first,
                            second: id,
                            what: format!(
                                "{} and {} have no common value",
                                describe(before),
                                describe(types)
                            ),
                            of_types: true,
                        });
                        (first, before)
                    } else {
                        (id, both)
                    }
                }
            });
        }
        let names_null = |id: &SchemaId| atoms::names_null(document, &document.schemas[*id]);
        self.nullable = parts.iter().any(names_null) && instance::admit_null(document, parts);
        self.types = typed.map(|(_, types)| types);
    }

    /// The enums of the parts; one without values is left over where another part lists some.
    fn add_enums(&mut self, document: &'d Document, parts: &[SchemaId]) {
        let values = |id: SchemaId| document.schemas[id].enumeration.as_ref();
        let lists = |id: &SchemaId| values(*id).is_some_and(|values| !values.is_empty());
        let listed = parts.iter().any(lists);
        for &id in parts {
            let Some(values) = values(id).filter(|values| !(listed && values.is_empty())) else {
                continue;
            };
            self.enumeration = Some(match self.enumeration.take() {
                None => (id, values.iter().collect()),
                Some((first, before)) => {
                    let both: Vec<&Node> = before
                        .iter()
                        .copied()
                        .filter(|value| values.iter().any(|it| it.same_value(value)))
                        .collect();
                    if both.is_empty() {
                        self.contradiction.get_or_insert(Contradiction {
                            first,
                            second: id,
                            what: "two enums without a common value".to_owned(),
                            of_types: false,
                        });
                        (first, before)
                    } else {
                        // The schema with fewer values is the one that a violation should name.
                        (id, both)
                    }
                }
            });
        }
    }

    fn add_properties(&mut self, document: &'d Document, parts: &[SchemaId]) {
        let mut positions: HashMap<&str, usize> = HashMap::new();
        let mut required: HashSet<&str> = HashSet::new();
        for &id in parts {
            for (name, property) in &document.schemas[id].properties {
                match positions.get(name.as_str()) {
                    Some(position) => {
                        let schemas: &mut Vec<SchemaId> = &mut self.properties[*position].1;
                        if !schemas.contains(property) {
                            schemas.push(*property);
                        }
                    }
                    None => {
                        positions.insert(name, self.properties.len());
                        self.properties.push((name, vec![*property]));
                        self.property_places.push(id);
                    }
                }
            }
            for name in &document.schemas[id].required {
                if required.insert(name) {
                    self.required.push((name, id));
                }
            }
        }
    }

    /// `additionalProperties` sees the properties of its own schema only (2020-12 Core, section 10.3.2.3): those of others
    /// are additional to it.
    fn add_foreign(&mut self, document: &Document) {
        let is_open = |(owner, _): &&(SchemaId, AdditionalProperties)| {
            let schema = &document.schemas[*owner];
            let declares = |name: &str| schema.properties.iter().any(|(known, _)| known == name);
            let foreign = self.properties.iter().any(|(name, _)| !declares(name));
            bounds_others(schema) && foreign
        };
        let bounded: Vec<SchemaId> = self
            .additional
            .iter()
            .filter(is_open)
            .map(|(owner, _)| *owner)
            .collect();
        for owner in bounded {
            self.assert(owner, Extent::Keywords);
        }
    }

    /// Items by their position are a tuple, or more than one holds: then an assertion of the whole schema judges them.
    fn add_positions(&mut self, document: &Document) {
        let is_tuple = |id: &SchemaId| array::is_tuple(document, &document.schemas[*id]);
        if self.positions.iter().all(is_tuple) {
            return;
        }
        for owner in std::mem::take(&mut self.positions) {
            self.assert(owner, Extent::Whole);
        }
    }

    /// Leaves something of a schema to an assertion.
    pub(crate) fn assert(&mut self, owner: SchemaId, extent: Extent) {
        let held =
            |(id, by): &(SchemaId, Extent)| *id == owner && (*by == extent || *by == Extent::Whole);
        if self.assertions.iter().any(held) {
            return;
        }
        if extent == Extent::Whole {
            self.assertions.retain(|(id, _)| *id != owner);
        }
        self.assertions.push((owner, extent));
    }

    /// `unevaluatedProperties: false` around plain `allOf` refuses what no property names, as a type does, and
    /// `unevaluatedItems: false` what has no position.
    fn close(&mut self, document: &Document) {
        let closing = |id: &SchemaId| Some((*id, closed::by(document, self, *id)?));
        let Some((owner, closed)) = self.parts.iter().find_map(closing) else {
            return;
        };
        self.assertions.retain(|(id, _)| *id != owner);
        if let Some(extent) = Extent::beside(&document.schemas[owner], closed) {
            self.assert(owner, extent);
        }
        let no_others = AdditionalProperties::Allowed(false);
        self.additional
            .extend(closed.properties.then_some((owner, no_others)));
        self.no_rest = closed.items;
    }

    /// Choices between conditions are judged by an assertion.
    fn leave_conditions(&mut self, document: &Document) {
        let (left, unions) = std::mem::take(&mut self.unions)
            .into_iter()
            .partition(|choice| bare::is_bare(document, self, *choice));
        self.unions = unions;
        let left: Vec<Choice> = left;
        for choice in left {
            self.assert(choice.owner, Extent::Choice(choice.one));
        }
    }

    fn add_rest(&mut self, id: SchemaId, schema: &'d Schema, document: &'d Document) {
        let format = schema.format.as_deref().or(content_format(schema));
        self.format = format.or(self.format);
        self.minimum = tighter(
            self.minimum,
            schema.minimum.as_ref(),
            std::cmp::Ordering::Greater,
        );
        self.maximum = tighter(
            self.maximum,
            schema.maximum.as_ref(),
            std::cmp::Ordering::Less,
        );
        self.multiple_of.extend(
            schema
                .multiple_of
                .as_ref()
                .filter(|it| !self.multiple_of.contains(it)),
        );
        self.min_length = self.min_length.max(schema.min_length);
        self.max_length = least(self.max_length, schema.max_length);
        if let Some(pattern) = &schema.pattern
            && !self.patterns.iter().any(|(it, _)| it == pattern)
        {
            self.patterns.push((pattern, schema.at.child("pattern")));
        }
        // Behind `prefixItems`, `items` speaks of some items only.
        let all = schema.items.filter(|_| schema.prefix_items.is_empty());
        self.items.extend(all);
        self.positions
            .extend((!schema.prefix_items.is_empty()).then_some(id));
        self.min_items = self.min_items.max(schema.min_items);
        self.max_items = least(self.max_items, schema.max_items);
        self.unique_items |= schema.unique_items;
        self.additional.extend(
            schema
                .additional_properties
                .map(|additional| (id, additional)),
        );
        self.min_properties = self.min_properties.max(schema.min_properties);
        self.max_properties = least(self.max_properties, schema.max_properties);
        let choices = [true, false].map(|one| Choice { owner: id, one });
        self.unions.extend(
            choices
                .into_iter()
                .filter(|choice| choice.members(document).len() > 1),
        );
        let patterned = schema.pattern_properties.iter();
        self.patterned
            .extend(patterned.map(|(pattern, id)| (pattern.as_str(), *id)));
        if let Some(extent) = Extent::of(schema) {
            self.assert(id, extent);
        }
        if is_constrained(schema) {
            self.constrained = Some(id);
        }
    }

    /// The types, or those that the other keywords speak of.
    ///
    /// By the letter a schema without `type` admits every value that its keywords do not speak of. Nobody means that; the
    /// type is read from the keywords: those of objects first, then of arrays, strings and numbers, then `format`.
    pub(crate) fn types(&self, document: &Document) -> Option<Types> {
        let none = Types::default();
        self.types.or_else(|| {
            let schemas = || self.parts.iter().map(|id| &document.schemas[*id]);
            if schemas().any(speaks_of_objects) {
                Some(Types {
                    object: true,
                    ..none
                })
            } else if schemas().any(asserts_of_arrays)
                || !self.items.is_empty()
                || !self.positions.is_empty()
                || self.min_items.is_some()
                || self.max_items.is_some()
                || self.unique_items
            {
                Some(Types {
                    array: true,
                    ..none
                })
            } else if !self.patterns.is_empty()
                || self.min_length.is_some()
                || self.max_length.is_some()
            {
                Some(Types {
                    string: true,
                    ..none
                })
            } else if self.minimum.is_some()
                || self.maximum.is_some()
                || !self.multiple_of.is_empty()
            {
                Some(Types {
                    number: true,
                    ..none
                })
            } else {
                self.format.and_then(formats::type_of)
            }
        })
    }
}

/// Whether a schema bounds its values.
pub(super) fn is_constrained(schema: &Schema) -> bool {
    schema.minimum.is_some()
        || schema.maximum.is_some()
        || schema.multiple_of.is_some()
        || schema.min_length.is_some()
        || schema.max_length.is_some()
        || schema.pattern.is_some()
        || schema.min_items.is_some()
        || schema.max_items.is_some()
        || schema.unique_items
        || schema.min_properties.is_some()
        || schema.max_properties.is_some()
}

fn least(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    left.into_iter().chain(right).min()
}

fn tighter<'d>(
    left: Option<&'d Bound>,
    right: Option<&'d Bound>,
    tight: std::cmp::Ordering,
) -> Option<&'d Bound> {
    let (Some(before), Some(bound)) = (left, right) else {
        return right.or(left);
    };
    let order = bound.value.compare(&before.value);
    let same = order == std::cmp::Ordering::Equal;
    if order == tight || (same && bound.exclusive) {
        Some(bound)
    } else {
        Some(before)
    }
}

/// The format of OpenAPI 3.0 that says the same as `contentEncoding: base64`, or as `contentMediaType` without `contentEncoding`
/// (OpenAPI 3.1.1, 4.8.14.3).
fn content_format(schema: &Schema) -> Option<&'static str> {
    let encoding = schema.content_encoding.as_deref();
    if encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64")) {
        return Some("byte");
    }
    let media_type = schema.content_media_type.as_deref()?;
    let is_raw = schema.content_encoding.is_none() && bodies::codec(media_type) == Codec::Binary;
    is_raw.then_some("binary")
}
