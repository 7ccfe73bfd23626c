//! Judges values of the document as instances of its schemas.
//!
//! A listed value (`enum`, `const`) is a variant only if every keyword beside the list admits it. Keywords hold by the letter
//! (JSON Schema 2020-12, Core and Validation), but for what types read otherwise:
//!
//! | place                                                                | is read as                                    |
//! |----------------------------------------------------------------------|-----------------------------------------------|
//! | `type` with null beside `$ref`, `allOf`, `anyOf`, `oneOf` or `not`    | null is admitted                              |
//! | `nullable: true` without `type` beside `$ref`, `allOf`, `anyOf`, `oneOf` | null is admitted                           |
//! | `nullable: true` and a `type` beside an `enum` without null           | null is admitted                              |
//! | `oneOf` of which several members admit null                          | it is the same null                           |
//! | `enum: []`                                                           | it is not there (where another schema lists values) |
//! | a pattern that only an engine can match                              | the pattern matches                           |

mod evaluated;

use specwright_spec::{
    AdditionalProperties, Bound, Document, Node, Number, Schema, SchemaId, Types,
};
use std::cmp::Ordering;

use self::evaluated::Evaluated;
use super::formats;
use crate::patterns::Patterns;

/// How many schemas may be applied inside each other; a value that needs more is taken for an instance.
const MAX_DEPTH: usize = 128;

/// Returns true if a value is an instance of each of these schemas.
pub(super) fn is_of_all(
    document: &Document,
    patterns: &Patterns,
    schemas: &[SchemaId],
    value: &Node,
) -> bool {
    let patterns = Some(patterns);
    let judge = Judge { document, patterns };
    schemas.iter().all(|id| judge.is(*id, value, 0))
}

/// Returns true if each of these schemas admits null, or says nothing of it.
pub(super) fn admit_null(document: &Document, schemas: &[SchemaId]) -> bool {
    let patterns = None;
    let judge = Judge { document, patterns };
    schemas.iter().all(|id| judge.is(*id, &Node::Null, 0))
}

struct Judge<'a> {
    document: &'a Document,
    /// None while null is judged, which no pattern speaks of.
    patterns: Option<&'a Patterns>,
}

impl Judge<'_> {
    /// Returns the parts of a value that a schema evaluates; none if the value is not an instance (Core, 7.7).
    fn judge(&self, id: SchemaId, value: &Node, depth: usize) -> Option<Evaluated> {
        if depth > MAX_DEPTH {
            return Some(Evaluated::everything());
        }
        let schema = &self.document.schemas[id];
        let mut evaluated = Evaluated::default();
        if *value == Node::Null && says_null(schema) {
            return Some(evaluated);
        }
        let holds = self.is_of_type(schema, value)
            && self.is_listed(schema, value)
            && self.keeps_bounds(schema, value)
            && self.applies(schema, value, depth + 1, &mut evaluated)
            && self.applies_to_members(schema, value, depth + 1, &mut evaluated)
            && self.applies_to_items(schema, value, depth + 1, &mut evaluated)
            && self.leaves_nothing(schema, value, depth + 1, &mut evaluated);
        holds.then_some(evaluated)
    }

    fn is(&self, id: SchemaId, value: &Node, depth: usize) -> bool {
        self.judge(id, value, depth).is_some()
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        self.patterns.is_none_or(|it| it.admits(pattern, text))
    }

    fn is_of_type(&self, schema: &Schema, value: &Node) -> bool {
        let in_range = |number: &Number| formats::admits_number(schema, number);
        schema.types.is_none_or(|types| is_of(types, value))
            && value.as_number().is_none_or(in_range)
    }

    fn is_listed(&self, schema: &Schema, value: &Node) -> bool {
        let mut values = schema.enumeration.iter().flatten();
        let lists_none = schema.enumeration.as_ref().is_some_and(Vec::is_empty);
        schema.enumeration.is_none()
            || (lists_none && schema.const_value.is_none())
            || (*value == Node::Null && schema.nullable && schema.types.is_some())
            || values.any(|listed| listed.same_value(value))
    }

    /// Returns true if a value keeps the assertions of its type (Validation, 6.2 to 6.5).
    fn keeps_bounds(&self, schema: &Schema, value: &Node) -> bool {
        match value {
            Node::String(text) => {
                let matches = |pattern: &String| self.matches(pattern, text);
                is_within(text.chars().count(), schema.min_length, schema.max_length)
                    && schema.pattern.as_ref().is_none_or(matches)
            }
            Node::Number(number) => {
                let mut factors = schema.multiple_of.iter();
                meets(number, schema.minimum.as_ref(), Ordering::Greater)
                    && meets(number, schema.maximum.as_ref(), Ordering::Less)
                    && factors.all(|factor| number.is_multiple_of(factor))
            }
            Node::Array(items) => {
                is_within(items.len(), schema.min_items, schema.max_items)
                    && !(schema.unique_items && has_duplicate(items))
            }
            Node::Object(members) => {
                is_within(members.len(), schema.min_properties, schema.max_properties)
                    && schema.required.iter().all(|name| has(members, name))
                    && schema.dependent_required.iter().all(|(name, needed)| {
                        !has(members, name) || needed.iter().all(|it| has(members, it))
                    })
            }
            Node::Null | Node::Bool(_) => true,
        }
    }

    /// Applies the schemas that hold for the value itself (Core, 10.2).
    fn applies(
        &self,
        schema: &Schema,
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> bool {
        let mut all = schema.reference.iter().chain(&schema.all_of);
        all.all(|id| evaluated.add(self.judge(*id, value, depth)))
            && (schema.any_of.is_empty()
                || self.fitting(&schema.any_of, value, depth, evaluated) > 0)
            && (schema.one_of.is_empty() || self.fits_one(schema, value, depth, evaluated))
            && !schema.not.is_some_and(|id| self.is(id, value, depth))
            && self.keeps_conditions(schema, value, depth, evaluated)
    }

    /// Counts the members that a value is an instance of.
    fn fitting(
        &self,
        members: &[SchemaId],
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> usize {
        let fits = members
            .iter()
            .filter(|id| evaluated.add(self.judge(**id, value, depth)));
        fits.count()
    }

    /// `oneOf`; null that several members admit is the same null.
    fn fits_one(
        &self,
        schema: &Schema,
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> bool {
        match self.fitting(&schema.one_of, value, depth, evaluated) {
            0 => false,
            1 => true,
            _ => *value == Node::Null,
        }
    }

    fn keeps_conditions(
        &self,
        schema: &Schema,
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> bool {
        let conditional = schema.conditional.as_ref().is_none_or(|it| {
            let next = match evaluated.add(self.judge(it.condition, value, depth)) {
                true => it.then,
                false => it.otherwise,
            };
            next.is_none_or(|id| evaluated.add(self.judge(id, value, depth)))
        });
        let has_it = |name: &str| value.get(name).is_some();
        let mut dependent = schema.dependent_schemas.iter();
        conditional
            && dependent
                .all(|(name, id)| !has_it(name) || evaluated.add(self.judge(*id, value, depth)))
    }

    /// Applies the schemas of properties (Core, 10.3.2).
    fn applies_to_members(
        &self,
        schema: &Schema,
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> bool {
        value.members().iter().all(|(name, member)| {
            let own = schema.properties.iter();
            let own = own.filter(|(known, _)| known == name).map(|(_, id)| *id);
            let patterned = schema.pattern_properties.iter();
            let patterned = patterned
                .filter(|(pattern, _)| self.matches(pattern, name))
                .map(|(_, id)| *id);
            let named: Vec<SchemaId> = own.chain(patterned).collect();
            let admits_others = match schema.additional_properties {
                Some(others) if named.is_empty() => {
                    evaluated.property(name);
                    self.admits_other(others, member, depth)
                }
                _ => true,
            };
            if !named.is_empty() {
                evaluated.property(name);
            }
            let text = Node::String(name.clone());
            let mut names = schema.property_names.iter();
            admits_others
                && named.iter().all(|id| self.is(*id, member, depth))
                && names.all(|id| self.is(*id, &text, depth))
        })
    }

    fn admits_other(&self, others: AdditionalProperties, value: &Node, depth: usize) -> bool {
        match others {
            AdditionalProperties::Allowed(allowed) => allowed,
            AdditionalProperties::Schema(id) => self.is(id, value, depth),
        }
    }

    /// Applies the schemas of items (Core, 10.3.1).
    fn applies_to_items(
        &self,
        schema: &Schema,
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> bool {
        let positions = &schema.prefix_items;
        let items = value.elements().iter().enumerate();
        let mut found = 0;
        let all = items.clone().all(|(index, item)| {
            let id = positions.get(index).copied().or(schema.items);
            id.is_none_or(|id| {
                evaluated.item(index);
                self.is(id, item, depth)
            })
        });
        for (index, item) in items {
            if schema.contains.is_some_and(|id| self.is(id, item, depth)) {
                evaluated.item(index);
                found += 1;
            }
        }
        let least = schema.min_contains.unwrap_or(1);
        all && (schema.contains.is_none()
            || value.as_array().is_none()
            || is_within(found, Some(least), schema.max_contains))
    }

    /// Applies `unevaluatedProperties` and `unevaluatedItems` to what no other keyword evaluated (Core, 11).
    fn leaves_nothing(
        &self,
        schema: &Schema,
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> bool {
        let mut members = value.members().iter();
        let mut items = value.elements().iter().enumerate();
        let properties = schema.unevaluated_properties.is_none_or(|others| {
            let all = members.all(|(name, member)| {
                evaluated.has_property(name) || self.admits_other(others, member, depth)
            });
            evaluated.all_properties();
            all
        });
        properties
            && schema.unevaluated_items.is_none_or(|id| {
                let all = items
                    .all(|(index, item)| evaluated.has_item(index) || self.is(id, item, depth));
                evaluated.all_items();
                all
            })
    }
}

/// Returns true if a schema is read as one that admits null, whatever it is composed of.
pub(super) fn says_null(schema: &Schema) -> bool {
    let composed = schema.reference.is_some()
        || [&schema.all_of, &schema.any_of, &schema.one_of]
            .iter()
            .any(|members| !members.is_empty());
    match schema.types {
        Some(types) => {
            types.null && schema.enumeration.is_none() && (composed || schema.not.is_some())
        }
        None => schema.nullable && schema.enumeration.is_none() && composed,
    }
}

/// Returns true if a value is of one of the types; an integer is a number without a fraction (Core, 4.2.3).
pub(super) fn is_of(types: Types, value: &Node) -> bool {
    match value {
        Node::Null => types.null,
        Node::Bool(_) => types.boolean,
        Node::Number(number) => types.number || (types.integer && number.is_integer()),
        Node::String(_) => types.string,
        Node::Array(_) => types.array,
        Node::Object(_) => types.object,
    }
}

fn is_within(count: usize, least: Option<u64>, most: Option<u64>) -> bool {
    let count = count as u64;
    least.is_none_or(|least| count >= least) && most.is_none_or(|most| count <= most)
}

fn meets(number: &Number, bound: Option<&Bound>, side: Ordering) -> bool {
    bound.is_none_or(|bound| match number.compare(&bound.value) {
        Ordering::Equal => !bound.exclusive,
        order => order == side,
    })
}

fn has_duplicate(items: &[Node]) -> bool {
    let duplicate =
        |(index, item): (usize, &Node)| items[..index].iter().any(|other| other.same_value(item));
    items.iter().enumerate().any(duplicate)
}

fn has(members: &[(String, Node)], name: &str) -> bool {
    members.iter().any(|(known, _)| known == name)
}
