//! Checks values of the document as instances of its schemas.
//!
//! A listed value (`enum`, `const`) is a variant only if every keyword beside the list admits it. Keywords hold as JSON Schema
//! 2020-12 (Core and Validation) defines them, with these exceptions, which types make too:
//!
//! | schema                                                               | reading                                       |
//! |----------------------------------------------------------------------|-----------------------------------------------|
//! | `type` with null beside `$ref`, `allOf`, `anyOf`, `oneOf` or `not`    | null is admitted                              |
//! | `nullable: true` without `type` beside `$ref`, `allOf`, `anyOf`, `oneOf` | null is admitted                           |
//! | `nullable: true` and a `type` beside an `enum` without null           | null is admitted                              |
//! | `oneOf` of which several members admit null                          | it is the same null                           |
//! | `enum: []` beside another schema that lists values                    | the keyword is absent                         |
//! | a pattern that is too costly to match                                 | the pattern matches                           |

mod evaluated;

use specwright_spec::{
    AdditionalProperties, Bound, Document, Node, Number, Schema, SchemaId, Types, ValueKey,
};
use std::cell::RefCell;
use std::cmp::Ordering;

use self::evaluated::Evaluated;
use foldhash::{HashMap, HashSet};

use super::all_of::implies_object;
use super::assertion_scope::asserts;
use super::formats;
use super::merged::is_constrained;
use super::patterns::Patterns;

/// Deepest nesting of applied schemas; a value that needs more is taken for an instance.
const MAX_DEPTH: usize = 128;

/// Returns true if each of these schemas admits null.
pub(crate) fn admit_null(document: &Document, schemas: &[SchemaId]) -> bool {
    let patterns = None;
    InstanceChecker::of(document, patterns).all(schemas, &Node::Null)
}

/// Checks values, each once for each schema.
pub(crate) struct InstanceChecker<'a> {
    document: &'a Document,
    /// `None` while null is checked, to which no pattern applies.
    patterns: Option<&'a Patterns>,
    /// The verdicts of schemas that are composed of others, by the address of the value.
    verdicts: RefCell<HashMap<(SchemaId, usize), Option<Evaluated>>>,
    /// The values that long enums list.
    listed: RefCell<HashMap<SchemaId, HashSet<ValueKey<'a>>>>,
}

impl<'a> InstanceChecker<'a> {
    /// Returns a checker of the values of a document.
    pub(crate) fn new(document: &'a Document, patterns: &'a Patterns) -> Self {
        Self::of(document, Some(patterns))
    }

    fn of(document: &'a Document, patterns: Option<&'a Patterns>) -> Self {
        Self {
            document,
            patterns,
            verdicts: RefCell::default(),
            listed: RefCell::default(),
        }
    }

    /// Returns true if a value is an instance of each of these schemas. The value must stay where it is while this checker exists.
    pub(crate) fn all(&self, schemas: &[SchemaId], value: &Node) -> bool {
        schemas.iter().all(|id| self.is(*id, value, 0))
    }

    /// Returns the parts of a value that a schema evaluates; `None` if the value is not an instance (Core, section 7.7).
    fn check(&self, id: SchemaId, value: &Node, depth: usize) -> Option<Evaluated> {
        if depth > MAX_DEPTH {
            return Some(Evaluated::everything());
        }
        if !is_composed(&self.document.schemas[id]) {
            return self.evaluate(id, value, depth);
        }
        // A schema that several others apply to a value is judged once: their number may double with each level.
        let key = (id, std::ptr::from_ref(value).addr());
        if let Some(known) = self.verdicts.borrow().get(&key) {
            return known.clone();
        }
        let verdict = self.evaluate(id, value, depth);
        self.verdicts.borrow_mut().insert(key, verdict.clone());
        verdict
    }

    fn evaluate(&self, id: SchemaId, value: &Node, depth: usize) -> Option<Evaluated> {
        let schema = &self.document.schemas[id];
        let mut evaluated = Evaluated::default();
        if schema.unreadable {
            return None;
        }
        if *value == Node::Null && admits_null_despite_composition(schema) {
            return Some(evaluated);
        }
        let holds = self.is_of_type(schema, value)
            && self.is_listed(id, value)
            && self.satisfies_bounds(schema, value)
            && self.applies(schema, value, depth + 1, &mut evaluated)
            && self.applies_to_members(schema, value, depth + 1, &mut evaluated)
            && self.applies_to_items(schema, value, depth + 1, &mut evaluated)
            && self.applies_to_unevaluated(schema, value, depth + 1, &mut evaluated);
        holds.then_some(evaluated)
    }

    fn is(&self, id: SchemaId, value: &Node, depth: usize) -> bool {
        self.check(id, value, depth).is_some()
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        self.patterns.is_none_or(|it| it.admits(pattern, text))
    }

    fn is_of_type(&self, schema: &Schema, value: &Node) -> bool {
        let in_range = |number: &Number| formats::admits_number(schema, number);
        schema.types.is_none_or(|types| is_of(types, value))
            && value.as_number().is_none_or(in_range)
    }

    fn is_listed(&self, id: SchemaId, value: &Node) -> bool {
        let schema = &self.document.schemas[id];
        let Some(values) = &schema.enumeration else {
            return true;
        };
        let lists_none = values.is_empty() && schema.const_value.is_none();
        let admits_null = *value == Node::Null && schema.nullable && schema.types.is_some();
        lists_none || admits_null || self.lists(id, values, value)
    }

    fn lists(&self, id: SchemaId, values: &'a [Node], value: &Node) -> bool {
        /// Up to this many, comparing them one by one is faster.
        const FEW: usize = 16;
        if values.len() <= FEW || *value == Node::Null {
            return values.iter().any(|listed| listed.same_value(value));
        }
        let mut listed = self.listed.borrow_mut();
        let keys = || values.iter().map(Node::value_key).collect();
        listed
            .entry(id)
            .or_insert_with(keys)
            .contains(&value.value_key())
    }

    /// Returns true if a value satisfies the assertions of its type (Validation, sections 6.2 to 6.5).
    fn satisfies_bounds(&self, schema: &Schema, value: &Node) -> bool {
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

    /// Applies the schemas that hold for the value itself (Core, section 10.2).
    fn applies(
        &self,
        schema: &Schema,
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> bool {
        let mut all = schema.reference.iter().chain(&schema.all_of);
        all.all(|id| evaluated.add(self.check(*id, value, depth)))
            && (schema.any_of.is_empty()
                || self.count_matching(&schema.any_of, value, depth, evaluated) > 0)
            && (schema.one_of.is_empty() || self.fits_one(schema, value, depth, evaluated))
            && !schema.not.is_some_and(|id| self.is(id, value, depth))
            && self.satisfies_conditions(schema, value, depth, evaluated)
    }

    /// Counts the members that a value is an instance of.
    fn count_matching(
        &self,
        members: &[SchemaId],
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> usize {
        let fits = members
            .iter()
            .filter(|id| evaluated.add(self.check(**id, value, depth)));
        fits.count()
    }

    /// Returns true if a value fits one member of `oneOf`. Null may fit several: it is the same null.
    fn fits_one(
        &self,
        schema: &Schema,
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> bool {
        match self.count_matching(&schema.one_of, value, depth, evaluated) {
            0 => false,
            1 => true,
            _ => *value == Node::Null,
        }
    }

    fn satisfies_conditions(
        &self,
        schema: &Schema,
        value: &Node,
        depth: usize,
        evaluated: &mut Evaluated,
    ) -> bool {
        let conditional = schema.conditional.as_ref().is_none_or(|it| {
            let next = match evaluated.add(self.check(it.condition, value, depth)) {
                true => it.then,
                false => it.otherwise,
            };
            next.is_none_or(|id| evaluated.add(self.check(id, value, depth)))
        });
        let has_it = |name: &str| value.get(name).is_some();
        let mut dependent = schema.dependent_schemas.iter();
        conditional
            && dependent
                .all(|(name, id)| !has_it(name) || evaluated.add(self.check(*id, value, depth)))
    }

    /// Applies the schemas of properties (Core, section 10.3.2).
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
            // Verdicts are cached by address, and this value is temporary: it gets a checker of its own.
            let text = Node::String(name.clone());
            let of_names = Self::of(self.document, self.patterns);
            let mut names = schema.property_names.iter();
            admits_others
                && named.iter().all(|id| self.is(*id, member, depth))
                && names.all(|id| of_names.is(*id, &text, depth))
        })
    }

    fn admits_other(&self, others: AdditionalProperties, value: &Node, depth: usize) -> bool {
        match others {
            AdditionalProperties::Allowed(allowed) => allowed,
            AdditionalProperties::Schema(id) => self.is(id, value, depth),
        }
    }

    /// Applies the schemas of items (Core, section 10.3.1).
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

    /// Applies `unevaluatedProperties` and `unevaluatedItems` to what no other keyword evaluated (Core, section 11).
    fn applies_to_unevaluated(
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

/// Returns true if a schema has no keyword but `type`, `enum`, `const` and annotations.
pub(crate) fn only_lists(schema: &Schema) -> bool {
    !is_composed(schema)
        && !is_constrained(schema)
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
        && schema.format.is_none()
        && !asserts(schema)
        && !implies_object(schema)
}

/// Returns true if a schema applies other schemas to the value itself.
fn is_composed(schema: &Schema) -> bool {
    let lists = [&schema.all_of, &schema.any_of, &schema.one_of];
    schema.reference.is_some()
        || schema.not.is_some()
        || schema.conditional.is_some()
        || !schema.dependent_schemas.is_empty()
        || lists.iter().any(|members| !members.is_empty())
}

/// Returns true if a schema admits null, whatever it is composed of.
pub(crate) fn admits_null_despite_composition(schema: &Schema) -> bool {
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

/// Returns true if a value is of one of the types; an integer is a number without a fraction (Core, section 4.2.3).
pub(crate) fn is_of(types: Types, value: &Node) -> bool {
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
