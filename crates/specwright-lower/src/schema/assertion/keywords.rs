//! Lowers the keywords of asserted schemas.

use specwright_ir::{AssertionId, Constraint, Keyword, PatternId};
use specwright_spec::{AdditionalProperties, Location, Node, Schema, SchemaId, Types};

use super::Assertions;
use crate::context::Context;
use crate::diagnostics;
use crate::schema::formats;
use crate::schema::scalar::NOTHING;
use crate::semantics::assertion_scope::{AssertionScope, constrains_additional};
use crate::semantics::formats::number_bounds;
use crate::semantics::{Access, access, instance, numbers, types};

/// Lowers the keywords of all assertions that are still open.
pub(super) fn fill(context: &mut Context<'_>) {
    while let Some((id, extent, assertion)) = context.arena.assertions.open.pop() {
        let schema = &context.session.document.schemas[id];
        let mut writer = KeywordWriter {
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

/// Collects the keywords of one schema.
struct KeywordWriter<'a, 'd> {
    context: &'a mut Context<'d>,
    id: SchemaId,
    schema: &'d Schema,
    keywords: Vec<Keyword>,
}

impl KeywordWriter<'_, '_> {
    fn write(&mut self, extent: AssertionScope) {
        let schema = self.schema;
        if schema.unreadable {
            return self.keywords.push(Keyword::Never);
        }
        match extent {
            AssertionScope::Choice(one) => return self.choice(one),
            AssertionScope::Keywords
                if !schema.pattern_properties.is_empty() || constrains_additional(schema) =>
            {
                self.properties();
            }
            AssertionScope::Keywords => {}
            AssertionScope::Null => return self.keywords.push(Keyword::Types(vec!["null"])),
            AssertionScope::Whole if instance::admits_null_despite_composition(schema) => {
                return self.null_or_composed();
            }
            AssertionScope::Whole | AssertionScope::NonNull => {
                self.types();
                self.scalars();
                self.members();
                self.objects();
                self.arrays();
            }
        }
        self.applicators();
        if matches!(extent, AssertionScope::Whole | AssertionScope::NonNull) {
            self.unevaluated();
        }
    }

    /// Adds a condition: null is valid, and other values are if the keywords of the schema admit them ([`instance`]).
    fn null_or_composed(&mut self) {
        let [null, others] = [AssertionScope::Null, AssertionScope::NonNull]
            .map(|extent| Assertions::id(self.context, self.id, extent));
        self.keywords.push(Keyword::If(null, None, Some(others)));
    }

    fn whole(&mut self, id: SchemaId) -> AssertionId {
        Assertions::id(self.context, id, AssertionScope::Whole)
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
            let texts = values.iter().map(Node::compact).chain(null);
            self.keywords.push(Keyword::Enum(texts.collect()));
        }
    }

    fn scalars(&mut self) {
        let schema = self.schema;
        let mut constraints = numbers::bounds(schema.minimum.as_ref(), schema.maximum.as_ref());
        if let Some(factor) = &schema.multiple_of {
            let (lexeme, rounded) = numbers::factor(factor);
            if rounded {
                let at = schema.at.child("multipleOf");
                self.context
                    .session
                    .report(diagnostics::rounded_number(&at, &lexeme));
            }
            constraints.push(Constraint::MultipleOf(lexeme));
        }
        constraints.extend(number_bounds(schema));
        constraints.extend(schema.min_length.map(Constraint::MinLength));
        constraints.extend(schema.max_length.map(Constraint::MaxLength));
        constraints.extend(schema.min_items.map(Constraint::MinItems));
        constraints.extend(schema.max_items.map(Constraint::MaxItems));
        constraints.extend(schema.unique_items.then_some(Constraint::UniqueItems));
        constraints.extend(schema.min_properties.map(Constraint::MinProperties));
        constraints.extend(schema.max_properties.map(Constraint::MaxProperties));
        if let Some(pattern) = &schema.pattern {
            constraints.extend(
                self.pattern(pattern, &schema.at.child("pattern"))
                    .map(Constraint::Pattern),
            );
        }
        constraints.extend(formats::of_schema(self.context, schema).map(Constraint::Format));
        self.keywords
            .extend(constraints.into_iter().map(Keyword::Constraint));
    }

    fn pattern(&mut self, source: &str, at: &Location) -> Option<PatternId> {
        let user = self.context.arena.places.name(&self.schema.at);
        match self.context.arena.add_pattern(source, &user, true) {
            Ok(id) => {
                let cost = self.context.arena.patterns.get(id).cost;
                let finding = cost.map(|cost| diagnostics::costly_pattern(at, source, cost));
                let read = self.context.arena.patterns.read_as(source);
                let read = read.map(|read| diagnostics::intended_pattern(at, source, read));
                for finding in finding.into_iter().chain(read) {
                    self.context.session.report(finding);
                }
                Some(id)
            }
            Err(error) => {
                let finding = diagnostics::invalid_pattern(at, &error, source);
                let leniency = self.context.session.document.leniency;
                self.context
                    .session
                    .report(finding.repaired(leniency, "every string is refused"));
                // Without the pattern, invalid strings would be accepted.
                self.context.arena.add_pattern(NOTHING, &user, true).ok()
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
    types::names(types).chain(null).collect()
}
