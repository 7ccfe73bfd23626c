//! Keywords that no Rust type says, kept for the runtime's interpreter.
//!
//! | keyword                                                            | the assertion holds                            |
//! |--------------------------------------------------------------------|------------------------------------------------|
//! | `not`, `contains`, `if`, `dependentRequired`, `dependentSchemas`, `propertyNames` | that keyword                    |
//! | `patternProperties`                                                | it, `properties` and `additionalProperties`    |
//! | `additionalProperties` beside properties of other schemas of an `allOf`, which are others to it | the same   |
//! | `unevaluatedItems`, `unevaluatedProperties` (but see [`closed`](super::closed)) | the whole schema, for what it has evaluated |
//! | `anyOf`, `oneOf` whose members are conditions, not shapes           | that keyword, see [`bare`](super::bare)        |
//! | `prefixItems` of more positions than a tuple has                   | the whole schema                               |
//!
//! The schemas in them are held whole. A name that is required and `readOnly` or `writeOnly` is left to the type, which
//! knows its direction.

use std::collections::{HashMap, HashSet};

use specwright_ir::{self as ir, AssertionId, Constraint, Keyword, PatternId};
use specwright_spec::{AdditionalProperties, Location, Schema, SchemaId, Types};

use super::closed::Closed;
use super::scalar::NOTHING;
use super::{Standing, access, formats, instance, numbers};
use crate::context::Context;
use crate::diagnostics;
use crate::draft::Access;

/// What of a schema an assertion holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Extent {
    /// The keywords that no type says.
    Keywords,
    /// Its `oneOf`, or else its `anyOf`.
    Choice(bool),
    /// All keywords.
    Whole,
    /// All keywords, of a schema that is read as one that admits null whatever it is composed of, for any other value.
    Composed,
    /// Null alone.
    Null,
}

impl Extent {
    /// What of a schema only an assertion can say.
    pub(super) fn of(schema: &Schema) -> Option<Self> {
        Self::beside(schema, Closed::default())
    }

    /// What of a schema only an assertion can say, if a type says what it closes.
    pub(super) fn beside(schema: &Schema, closed: Closed) -> Option<Self> {
        let items = schema.unevaluated_items.is_some() && !closed.items;
        let properties = schema.unevaluated_properties.is_some() && !closed.properties;
        if items || properties {
            return Some(Self::Whole);
        }
        let others = schema.unreadable
            || schema.not.is_some()
            || schema.conditional.is_some()
            || schema.contains.is_some()
            || !schema.pattern_properties.is_empty()
            || schema.property_names.is_some()
            || !schema.dependent_required.is_empty()
            || !schema.dependent_schemas.is_empty();
        others.then_some(Self::Keywords)
    }
}

/// The assertions of a document.
#[derive(Debug, Default)]
pub(crate) struct Assertions {
    list: Vec<ir::Assertion>,
    ids: HashMap<(SchemaId, Extent), AssertionId>,
    /// What is known and still to be filled in, so that a long chain of references needs no stack.
    open: Vec<(SchemaId, Extent, AssertionId)>,
    constants: [Option<AssertionId>; 2],
}

impl Assertions {
    /// Adds an assertion of the schema at a pointer as it is written.
    fn add(&mut self, schema: String) -> AssertionId {
        let id = AssertionId(self.list.len() as u32);
        self.list.push(ir::Assertion {
            schema,
            keywords: Vec::new(),
        });
        id
    }

    fn id(context: &mut Context<'_>, id: SchemaId, extent: Extent) -> AssertionId {
        if let Some(known) = context.arena.assertions.ids.get(&(id, extent)) {
            return *known;
        }
        let schema = context
            .session
            .pointer(&context.session.document.schemas[id].at);
        let all = &mut context.arena.assertions;
        let new = all.add(schema);
        all.ids.insert((id, extent), new);
        all.open.push((id, extent, new));
        new
    }

    /// The schema `true` or `false`.
    fn constant(context: &mut Context<'_>, allowed: bool, at: &Location) -> AssertionId {
        if let Some(known) = context.arena.assertions.constants[usize::from(allowed)] {
            return known;
        }
        let schema = context.session.pointer(at);
        let all = &mut context.arena.assertions;
        let id = all.add(schema);
        all.list[id.0 as usize]
            .keywords
            .extend((!allowed).then_some(Keyword::Never));
        all.constants[usize::from(allowed)] = Some(id);
        id
    }

    pub(crate) fn get(&self, id: AssertionId) -> &ir::Assertion {
        &self.list[id.0 as usize]
    }

    /// These and all that they refer to, in order.
    pub(crate) fn reached(&self, roots: impl IntoIterator<Item = AssertionId>) -> Vec<AssertionId> {
        let mut seen: HashSet<AssertionId> = HashSet::new();
        let mut open: Vec<AssertionId> = roots.into_iter().collect();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let keywords = &self.get(id).keywords;
                let inner = |it: &Keyword| [it.in_place(), it.inside()].concat();
                open.extend(keywords.iter().flat_map(inner));
            }
        }
        let mut reached: Vec<AssertionId> = seen.into_iter().collect();
        reached.sort_unstable();
        reached
    }

    /// Whether an assertion looks at properties of such a name, or counts all that are there.
    pub(crate) fn mentions(&self, root: AssertionId, is_one: &dyn Fn(&str) -> bool) -> bool {
        let is_one = |name: &String| is_one(name);
        let mentions = |keyword: &Keyword| match keyword {
            Keyword::Required(names) => names.iter().any(is_one),
            Keyword::Properties(list) | Keyword::DependentSchemas(list) => {
                list.iter().any(|(name, _)| is_one(name))
            }
            Keyword::DependentRequired(list) => list
                .iter()
                .any(|(name, needed)| is_one(name) || needed.iter().any(is_one)),
            Keyword::Enum(_)
            | Keyword::Constraint(Constraint::MinProperties(_) | Constraint::MaxProperties(_))
            | Keyword::PatternProperties(_)
            | Keyword::AdditionalProperties(_)
            | Keyword::PropertyNames(_)
            | Keyword::UnevaluatedProperties(_) => true,
            _ => false,
        };
        let mut seen = HashSet::new();
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let keywords = &self.get(id).keywords;
                if keywords.iter().any(mentions) {
                    return true;
                }
                open.extend(keywords.iter().flat_map(Keyword::in_place));
            }
        }
        false
    }

    /// Whether an assertion looks at what is in a value, beyond which properties there are.
    pub(crate) fn looks_inside(&self, root: AssertionId) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            for keyword in &self.get(id).keywords {
                let says = |id: &AssertionId| {
                    !matches!(self.get(*id).keywords.as_slice(), [] | [Keyword::Never])
                };
                let named = !matches!(keyword, Keyword::PropertyNames(_))
                    && keyword.inside().iter().any(says);
                if named
                    || matches!(
                        keyword,
                        Keyword::Enum(_) | Keyword::Constraint(Constraint::UniqueItems)
                    )
                {
                    return true;
                }
                open.extend(keyword.in_place());
            }
        }
        false
    }
}

/// Whether a schema has a keyword that only an assertion can say.
pub(crate) fn asserts(schema: &Schema) -> bool {
    Extent::of(schema).is_some()
}

/// The same for keywords of arrays.
pub(crate) fn asserts_of_arrays(schema: &Schema) -> bool {
    schema.contains.is_some() || schema.unevaluated_items.is_some()
}

/// The same for keywords of objects.
pub(crate) fn asserts_of_objects(schema: &Schema) -> bool {
    !schema.pattern_properties.is_empty()
        || schema.property_names.is_some()
        || !schema.dependent_required.is_empty()
        || !schema.dependent_schemas.is_empty()
        || schema.unevaluated_properties.is_some()
}

/// Whether a schema says something of properties that it does not name.
pub(super) fn bounds_others(schema: &Schema) -> bool {
    !matches!(
        schema.additional_properties,
        None | Some(AdditionalProperties::Allowed(true))
    )
}

/// The rules that hold what the type of some schemas does not say.
pub(crate) fn rules(context: &mut Context<'_>, it: &Standing<'_>) -> Vec<Constraint> {
    let mut rules = Vec::new();
    for &(part, extent) in &it.merged.assertions {
        rules.push(Constraint::Assertion(Assertions::id(context, part, extent)));
    }
    fill(context);
    rules
}

/// The assertions that hold all of some schemas.
pub(super) fn whole(context: &mut Context<'_>, ids: &[SchemaId]) -> Vec<AssertionId> {
    let list = ids
        .iter()
        .map(|id| Assertions::id(context, *id, Extent::Whole))
        .collect();
    fill(context);
    list
}

/// Writes the assertions that are known and still to be filled in.
fn fill(context: &mut Context<'_>) {
    while let Some((id, extent, assertion)) = context.arena.assertions.open.pop() {
        let schema = &context.session.document.schemas[id];
        let mut writer = Writer {
            context,
            id,
            schema,
            keywords: Vec::new(),
        };
        writer.write(extent);
        let keywords = writer.keywords;
        context.arena.assertions.list[assertion.0 as usize].keywords = keywords;
    }
}

/// The keywords of one schema.
struct Writer<'a, 'd> {
    context: &'a mut Context<'d>,
    id: SchemaId,
    schema: &'d Schema,
    keywords: Vec<Keyword>,
}

impl Writer<'_, '_> {
    fn write(&mut self, extent: Extent) {
        let schema = self.schema;
        if schema.unreadable {
            return self.keywords.push(Keyword::Never);
        }
        match extent {
            Extent::Choice(one) => return self.choice(one),
            Extent::Keywords if !schema.pattern_properties.is_empty() || bounds_others(schema) => {
                self.properties();
            }
            Extent::Keywords => {}
            Extent::Null => return self.keywords.push(Keyword::Types(vec!["null"])),
            Extent::Whole if instance::says_null(schema) => return self.null_or_composed(),
            Extent::Whole | Extent::Composed => {
                self.types();
                self.scalars();
                self.members();
                self.objects();
                self.arrays();
            }
        }
        self.applicators();
        if matches!(extent, Extent::Whole | Extent::Composed) {
            self.unevaluated();
        }
    }

    /// Null, or what the schema says of any other value ([`instance`]).
    fn null_or_composed(&mut self) {
        let [null, composed] = [Extent::Null, Extent::Composed]
            .map(|extent| Assertions::id(self.context, self.id, extent));
        self.keywords.push(Keyword::If(null, None, Some(composed)));
    }

    fn whole(&mut self, id: SchemaId) -> AssertionId {
        Assertions::id(self.context, id, Extent::Whole)
    }

    fn ids(&mut self, list: &[SchemaId]) -> Vec<AssertionId> {
        list.iter().map(|id| self.whole(*id)).collect()
    }

    fn named(&mut self, list: &[(String, SchemaId)]) -> Vec<(String, AssertionId)> {
        let named = |(name, id): &(String, SchemaId)| (name.clone(), self.whole(*id));
        list.iter().map(named).collect()
    }

    fn others(&mut self, others: AdditionalProperties) -> AssertionId {
        match others {
            AdditionalProperties::Schema(id) => self.whole(id),
            AdditionalProperties::Allowed(allowed) => {
                Assertions::constant(self.context, allowed, &self.schema.at)
            }
        }
    }

    fn types(&mut self) {
        let schema = self.schema;
        if let Some(types) = schema.types {
            let null = types.null || schema.nullable;
            let types = Types { null, ..types };
            self.keywords.push(match types == Types::default() {
                true => Keyword::Never,
                false => Keyword::Types(names(types)),
            });
        }
        if let Some(values) = &schema.enumeration {
            let null = schema.nullable.then(|| "null".to_owned());
            let texts = values
                .iter()
                .map(specwright_spec::Node::compact)
                .chain(null);
            self.keywords.push(Keyword::Enum(texts.collect()));
        }
    }

    fn scalars(&mut self) {
        let schema = self.schema;
        let mut rules = numbers::bounds(schema.minimum.as_ref(), schema.maximum.as_ref());
        if let Some(factor) = &schema.multiple_of {
            let (lexeme, rounded) = numbers::factor(factor);
            if rounded {
                let at = schema.at.child("multipleOf");
                self.context
                    .session
                    .report(diagnostics::rounded_number(&at, &lexeme));
            }
            rules.push(Constraint::MultipleOf(lexeme));
        }
        rules.extend(formats::number_bounds(schema));
        rules.extend(schema.min_length.map(Constraint::MinLength));
        rules.extend(schema.max_length.map(Constraint::MaxLength));
        rules.extend(schema.min_items.map(Constraint::MinItems));
        rules.extend(schema.max_items.map(Constraint::MaxItems));
        rules.extend(schema.unique_items.then_some(Constraint::UniqueItems));
        rules.extend(schema.min_properties.map(Constraint::MinProperties));
        rules.extend(schema.max_properties.map(Constraint::MaxProperties));
        if let Some(pattern) = &schema.pattern {
            rules.extend(
                self.pattern(pattern, &schema.at.child("pattern"))
                    .map(Constraint::Pattern),
            );
        }
        rules.extend(formats::of_schema(self.context, schema).map(Constraint::Format));
        self.keywords
            .extend(rules.into_iter().map(Keyword::Constraint));
    }

    fn pattern(&mut self, source: &str, at: &Location) -> Option<PatternId> {
        let user = self.context.arena.places.name(&self.schema.at);
        match self.context.arena.patterns.add(source, &user, true) {
            Ok(id) => {
                let cost = self.context.arena.patterns.get(id).cost;
                let finding = cost.map(|cost| diagnostics::costly_pattern(at, source, cost));
                finding.map(|it| self.context.session.report(it));
                Some(id)
            }
            Err(error) => {
                let finding = diagnostics::invalid_pattern(at, &error, source);
                let leniency = self.context.session.document.leniency;
                self.context
                    .session
                    .report(finding.repaired(leniency, "every string is refused"));
                // Left out, it would let pass what it is there to refuse.
                self.context.arena.patterns.add(NOTHING, &user, true).ok()
            }
        }
    }

    fn members(&mut self) {
        let schema = self.schema;
        let all: Vec<SchemaId> = schema
            .reference
            .iter()
            .chain(&schema.all_of)
            .copied()
            .collect();
        if !all.is_empty() {
            let ids = self.ids(&all);
            self.keywords.push(Keyword::AllOf(ids));
        }
        self.choice(false);
        self.choice(true);
    }

    fn choice(&mut self, one: bool) {
        let schema = self.schema;
        let (list, keyword) = match one {
            true => (
                &schema.one_of,
                Keyword::OneOf as fn(Vec<AssertionId>) -> Keyword,
            ),
            false => (&schema.any_of, Keyword::AnyOf as _),
        };
        if !list.is_empty() {
            let ids = self.ids(list);
            self.keywords.push(keyword(ids));
        }
    }

    fn objects(&mut self) {
        let schema = self.schema;
        self.properties();
        let document = self.context.session.document;
        let one_way = |name: &&String| {
            let mut properties = schema.properties.iter();
            let found = properties.find(|(known, _)| known == *name);
            found.is_some_and(|(_, id)| access(document, &[*id]) != Access::default())
        };
        let required: Vec<String> = schema
            .required
            .iter()
            .filter(|name| !one_way(name))
            .cloned()
            .collect();
        if !required.is_empty() {
            self.keywords.push(Keyword::Required(required));
        }
    }

    fn properties(&mut self) {
        let schema = self.schema;
        if !schema.properties.is_empty() {
            let list = self.named(&schema.properties);
            self.keywords.push(Keyword::Properties(list));
        }
        if !schema.pattern_properties.is_empty() {
            let at = schema.at.child("patternProperties");
            let mut list = Vec::new();
            for (source, id) in &schema.pattern_properties {
                let value = self.whole(*id);
                list.extend(
                    self.pattern(source, &at.child(source))
                        .map(|it| (it, value)),
                );
            }
            self.keywords.push(Keyword::PatternProperties(list));
        }
        if let Some(others) = schema.additional_properties {
            let id = self.others(others);
            self.keywords.push(Keyword::AdditionalProperties(id));
        }
    }

    fn arrays(&mut self) {
        let schema = self.schema;
        if !schema.prefix_items.is_empty() {
            let list = self.ids(&schema.prefix_items);
            self.keywords.push(Keyword::PrefixItems(list));
        }
        if let Some(items) = schema.items {
            let id = self.whole(items);
            self.keywords.push(Keyword::Items(id));
        }
    }

    fn applicators(&mut self) {
        let schema = self.schema;
        if let Some(not) = schema.not {
            let id = self.whole(not);
            self.keywords.push(Keyword::Not(id));
        }
        if let Some(it) = &schema.conditional {
            let condition = self.whole(it.condition);
            let [then, otherwise] = [it.then, it.otherwise].map(|it| it.map(|id| self.whole(id)));
            self.keywords.push(Keyword::If(condition, then, otherwise));
        }
        if let Some(contains) = schema.contains {
            let least = schema.min_contains.unwrap_or(1);
            let id = self.whole(contains);
            self.keywords
                .push(Keyword::Contains(id, least, schema.max_contains));
        }
        if let Some(property_names) = schema.property_names {
            let id = self.whole(property_names);
            self.keywords.push(Keyword::PropertyNames(id));
        }
        if !schema.dependent_required.is_empty() {
            let list = schema.dependent_required.clone();
            self.keywords.push(Keyword::DependentRequired(list));
        }
        if !schema.dependent_schemas.is_empty() {
            let list = self.named(&schema.dependent_schemas);
            self.keywords.push(Keyword::DependentSchemas(list));
        }
    }

    fn unevaluated(&mut self) {
        let schema = self.schema;
        if let Some(items) = schema.unevaluated_items {
            let id = self.whole(items);
            self.keywords.push(Keyword::UnevaluatedItems(id));
        }
        if let Some(others) = schema.unevaluated_properties {
            let id = self.others(others);
            self.keywords.push(Keyword::UnevaluatedProperties(id));
        }
    }
}

fn names(types: Types) -> Vec<&'static str> {
    let null = types.null.then_some("null");
    super::types::names(types).chain(null).collect()
}
