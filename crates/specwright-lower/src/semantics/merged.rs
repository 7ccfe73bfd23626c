//! The conjunction of schemas that hold at once: their keywords as those of one schema.
//!
//! Included schemas come first, then the schema that includes them. A property in several schemas has all of theirs, at the
//! position where it first occurs. Bounds are the tightest, enums have the values that all list, `required` has all names. The
//! first types or enums that exclude each other are recorded.

use foldhash::{HashMap, HashSet};
use specwright_spec::{
    AdditionalProperties, Bound, Document, Location, MediaKind, Node, Number, Schema, SchemaId,
    Types,
};

use super::all_of::implies_object;
use super::assertion_scope::{AssertionScope, asserts_on_arrays, constrains_additional};
use super::null::mentions_null;
use super::types::{describe, intersect};
use super::union::{Evidence, Role, Written, role, written};
use super::{Choice, closed, formats, instance, tuple};

/// The keywords of one or more schemas.
#[derive(Clone, Debug)]
pub(crate) struct Merged<'d> {
    /// The schemas, in order.
    pub parts: Vec<SchemaId>,
    /// The types in `type`, null aside; `None` if no schema has the keyword.
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
    /// True if no items may follow those with a position.
    pub no_rest: bool,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub properties: Vec<(&'d str, Vec<SchemaId>)>,
    /// The schema in which each property first occurs.
    pub property_owners: Vec<SchemaId>,
    pub required: Vec<(&'d str, SchemaId)>,
    pub additional: Vec<(SchemaId, AdditionalProperties)>,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
    /// The `anyOf` and `oneOf` of several alternatives, other than constraints.
    pub unions: Vec<Choice>,
    /// The patterns of `patternProperties` with their schemas.
    pub pattern_properties: Vec<(&'d str, SchemaId)>,
    /// The schemas with keywords that only an assertion can enforce, and the part of each.
    pub assertions: Vec<(SchemaId, AssertionScope)>,
    /// The last schema with a constraint.
    pub constrained: Option<SchemaId>,
    /// The first two schemas that exclude each other, if any do.
    pub contradiction: Option<Contradiction>,
}

/// Two schemas without a common value.
#[derive(Clone, Debug)]
pub(crate) struct Contradiction {
    pub first: SchemaId,
    pub second: SchemaId,
    /// The reason, for a message: `string and integer have no common value`.
    pub reason: String,
    /// True if their types exclude each other, false if their enums do.
    pub of_types: bool,
}

impl<'d> Merged<'d> {
    /// Merges some schemas.
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
            property_owners: Vec::new(),
            required: Vec::new(),
            additional: Vec::new(),
            min_properties: None,
            max_properties: None,
            unions: Vec::new(),
            pattern_properties: Vec::new(),
            assertions: Vec::new(),
            constrained: None,
            contradiction: None,
            parts: Vec::new(),
        };
        merged.add_types(document, &parts);
        merged.add_enums(document, &parts);
        merged.add_properties(document, &parts);
        for &id in &parts {
            merged.add_keywords(id, &document.schemas[id], document);
        }
        merged.assert_additional(document);
        merged.assert_long_tuples(document);
        merged.parts = parts;
        merged.close(document);
        merged.assert_constraint_only(document);
        merged.exclude_non_null(document);
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
                            reason: format!(
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
        let null = |id: &SchemaId| mentions_null(document, &document.schemas[*id]);
        self.nullable = parts.iter().any(null) && instance::admit_null(document, parts);
        self.types = typed.map(|(_, types)| types);
    }

    /// Intersects the enums of the parts. An empty enum is skipped if another part lists values.
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
                            reason: "two enums have no common value".to_owned(),
                            of_types: false,
                        });
                        (first, before)
                    } else {
                        // A violation names the schema that lists fewer values.
                        (id, both)
                    }
                }
            });
        }
    }

    fn add_properties(&mut self, document: &'d Document, parts: &[SchemaId]) {
        let mut positions: HashMap<&str, usize> = HashMap::default();
        let mut required: HashSet<&str> = HashSet::default();
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
                        self.property_owners.push(id);
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

    /// Asserts `additionalProperties` of schemas beside which others have properties, named or by pattern: these are additional,
    /// since the keyword considers the properties of its own schema only (2020-12 Core, section 10.3.2.3).
    fn assert_additional(&mut self, document: &Document) {
        let is_open = |(owner, _): &&(SchemaId, AdditionalProperties)| {
            let schema = &document.schemas[*owner];
            let declares = |name: &str| schema.properties.iter().any(|(known, _)| known == name);
            let matches = |pattern: &str| {
                schema
                    .pattern_properties
                    .iter()
                    .any(|(known, _)| known == pattern)
            };
            let foreign = self.properties.iter().any(|(name, _)| !declares(name))
                || self
                    .pattern_properties
                    .iter()
                    .any(|(pattern, _)| !matches(pattern));
            constrains_additional(schema) && foreign
        };
        let bounded: Vec<SchemaId> = self
            .additional
            .iter()
            .filter(is_open)
            .map(|(owner, _)| *owner)
            .collect();
        for owner in bounded {
            self.assert(owner, AssertionScope::Keywords);
        }
    }

    /// Asserts schemas with more positions than a tuple holds.
    fn assert_long_tuples(&mut self, document: &Document) {
        let is_tuple = |id: &SchemaId| tuple::is_tuple(document, &document.schemas[*id]);
        if self.positions.iter().all(is_tuple) {
            return;
        }
        for owner in std::mem::take(&mut self.positions) {
            self.assert(owner, AssertionScope::Whole);
        }
    }

    /// Leaves a part of a schema to an assertion.
    pub(crate) fn assert(&mut self, owner: SchemaId, extent: AssertionScope) {
        let held = |(id, by): &(SchemaId, AssertionScope)| {
            *id == owner && (*by == extent || *by == AssertionScope::Whole)
        };
        if self.assertions.iter().any(held) {
            return;
        }
        if extent == AssertionScope::Whole {
            self.assertions.retain(|(id, _)| *id != owner);
        }
        self.assertions.push((owner, extent));
    }

    /// Lets the type enforce `unevaluatedProperties: false` and `unevaluatedItems: false` where it can ([`closed`]).
    fn close(&mut self, document: &Document) {
        let closing = |id: &SchemaId| Some((*id, closed::closed_parts(document, self, *id)?));
        let Some((owner, closed)) = self.parts.iter().find_map(closing) else {
            return;
        };
        self.assertions.retain(|(id, _)| *id != owner);
        if let Some(extent) = AssertionScope::beside(&document.schemas[owner], closed) {
            self.assert(owner, extent);
        }
        let no_others = AdditionalProperties::Allowed(false);
        self.additional
            .extend(closed.properties.then_some((owner, no_others)));
        self.no_rest = closed.items;
    }

    /// Leaves choices between constraints to an assertion.
    fn assert_constraint_only(&mut self, document: &Document) {
        let (left, unions) = std::mem::take(&mut self.unions)
            .into_iter()
            .partition(|choice| {
                role(document, *choice, Evidence::Beside(self)) == Role::Constraints
            });
        self.unions = unions;
        let left: Vec<Choice> = left;
        for choice in left {
            self.assert(choice.owner, AssertionScope::Choice(choice.one));
        }
    }

    fn add_keywords(&mut self, id: SchemaId, schema: &'d Schema, document: &'d Document) {
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
        // Behind `prefixItems`, `items` applies to some items only.
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
        let is_union = |one| matches!(written(document, schema, one), Written::Several(_));
        let choices = [true, false].into_iter().filter(|one| is_union(*one));
        self.unions
            .extend(choices.map(|one| Choice { owner: id, one }));
        let patterned = schema.pattern_properties.iter();
        self.pattern_properties
            .extend(patterned.map(|(pattern, id)| (pattern.as_str(), *id)));
        if let Some(extent) = AssertionScope::of(schema) {
            self.assert(id, extent);
        }
        if is_constrained(schema) {
            self.constrained = Some(id);
        }
    }

    /// Returns the types, or those that other keywords imply.
    ///
    /// In JSON Schema, keywords for one type do not affect values of another, so a schema without `type` admits values of all types.
    /// Authors of descriptions seldom mean that: the type is implied by keywords for objects first, then by those for arrays,
    /// strings and numbers, then by `format`.
    pub(crate) fn types(&self, document: &Document) -> Option<Types> {
        let none = Types::default();
        self.types.or_else(|| {
            let schemas = || self.parts.iter().map(|id| &document.schemas[*id]);
            if schemas().any(implies_object) {
                Some(Types {
                    object: true,
                    ..none
                })
            } else if schemas().any(asserts_on_arrays)
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

/// Returns true if a schema has a bound, a length, a pattern, a factor or `uniqueItems`.
pub(crate) fn is_constrained(schema: &Schema) -> bool {
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

/// Returns the `format` of OpenAPI 3.0 for `contentEncoding: base64`, or for a binary `contentMediaType` without `contentEncoding`
/// (OpenAPI 3.1.1, section 4.8.14.3).
fn content_format(schema: &Schema) -> Option<&'static str> {
    let encoding = schema.content_encoding.as_deref();
    if encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64")) {
        return Some("byte");
    }
    let media_type = schema.content_media_type.as_deref()?;
    let is_raw = schema.content_encoding.is_none() && MediaKind::of(media_type) == MediaKind::Bytes;
    is_raw.then_some("binary")
}
