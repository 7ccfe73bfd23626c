//! Unions: `anyOf` and `oneOf` of several members, and several types.
//!
//! [`classify`] decides what a union is; this folder lowers the result. A parent with a discriminator is in [`mod@subtypes`].
//!
//! Keywords beside a union hold for each of its members, and are merged into each that does not imply them.

mod overlap;
mod subtypes;
mod types;
mod variants;

pub(super) use subtypes::of_subtypes;
pub(super) use types::{of_types, of_values};

use specwright_ir::{ListKeyword, Type, TypeId, UnionStrategy, UntypedReason, Value};
use specwright_spec::{Location, SchemaId};

use super::shape::contradictory;
use super::{Job, SchemaSite, add_draft, enums, owners};
use crate::context::{Context, any, plain};
use crate::diagnostics;
use crate::draft::{Shape, index};
use crate::semantics::Choice;
use crate::semantics::assertion_scope::AssertionScope;
use crate::semantics::union::{
    ChoiceSite, Classification, Evidence, Member, Role, classify, role, sort_for_trial,
};

/// Returns the schema with as many of its unions as can be types, if not all can. The last are left to an assertion, with a
/// warning.
pub(super) fn limit_combinations<'d>(
    context: &mut Context<'d>,
    it: &SchemaSite<'d>,
) -> Option<SchemaSite<'d>> {
    let document = context.session.document;
    let mut limited: Option<SchemaSite<'d>> = None;
    loop {
        let unions = &limited.as_ref().unwrap_or(it).merged.unions;
        let last = *unions.last()?;
        if role(document, last, Evidence::Unions(unions)) != Role::Excess {
            return limited;
        }
        let merged = &mut limited.get_or_insert_with(|| it.clone()).merged;
        merged.unions.pop();
        merged.assert(last.owner, AssertionScope::Choice(last.one));
        context
            .session
            .untyped(&last.at(document), UntypedReason::Choices);
    }
}

/// Lowers the first union of a schema.
pub(super) fn lower<'d>(context: &mut Context<'d>, it: &SchemaSite<'d>) -> Value {
    let document = context.session.document;
    let Some(&choice) = it.merged.unions.first() else {
        return any(UntypedReason::Schema);
    };
    let place = ChoiceSite {
        id: it.id,
        merged: &it.merged,
        untyped: context.session.options.untyped,
        patterns: &context.arena.patterns,
    };
    match classify(document, choice, place) {
        Classification::Recursive => {
            let feature = "a schema that contains itself without an object between";
            context.gap(diagnostics::unsupported_feature(
                &choice.at(document),
                feature,
            ))
        }
        Classification::OnlyNull => plain(Type::Null),
        Classification::Never(None) => owners::never(context, choice.owner, choice.keyword()),
        // One report is enough: each member is contradicted by the same schema.
        Classification::Never(Some(contradiction)) => contradictory(context, it, &contradiction),
        Classification::Listed {
            values,
            is_open,
            nullable,
        } => {
            let keyword = ListKeyword::Union(choice.union_keyword());
            let value = enums::of_listed(context, it, (choice.owner, keyword), (&values, is_open));
            let never = || owners::never(context, choice.owner, choice.keyword());
            let value = value.unwrap_or_else(never);
            let nullable = value.nullable || nullable;
            Value { nullable, ..value }
        }
        Classification::Union {
            members,
            strategy,
            nullable,
        } => begin(context, it, choice, (members, strategy), nullable),
    }
}

/// Registers a union, whose members are lowered later.
fn begin<'d>(
    context: &mut Context<'d>,
    it: &SchemaSite<'d>,
    choice: Choice,
    (mut members, strategy): (Vec<Member<'d>>, UnionStrategy),
    nullable: bool,
) -> Value {
    let document = context.session.document;
    if strategy == UnionStrategy::One {
        overlap::report(context, choice, &members);
    }
    sort_for_trial(document, choice, &strategy, &mut members);
    let id = add_draft(context, it, Shape::Open);
    context.arena.drafts[index(id)].owner = document.schemas[choice.owner].at.clone();
    let value = Value {
        nullable,
        ..plain(Type::Named(id))
    };
    it.register(context, &value);
    context.arena.jobs.push(Job::Union {
        id,
        site: Box::new(it.clone()),
        choice,
        members,
        strategy,
    });
    value
}

/// Lowers the members of a union.
pub(super) fn fill<'d>(
    context: &mut Context<'d>,
    id: TypeId,
    it: &SchemaSite<'d>,
    choice: Choice,
    members: Vec<Member<'d>>,
    strategy: &UnionStrategy,
) {
    let document = context.session.document;
    let texts = variants::member_texts(context, it, choice, strategy, &members);
    let positions = variants::positions(document, choice);
    let position = |id: SchemaId| positions.get(&id).copied().unwrap_or(0);
    let keyword = choice.at(document);
    let entry = |member: &Member<'_>| keyword.index(position(member.id));
    let places: Vec<Location> = members.iter().map(entry).collect();
    let refined = members.iter().map(|member| {
        member
            .refined
            .then(|| variants::refined_place(it, choice, position(member.id)))
    });
    context.session.constrained_members.push(refined.collect());
    let variants = members
        .into_iter()
        .zip(texts)
        .map(|(member, text)| {
            let position = position(member.id);
            variants::lower(context, it, choice, (member, position), text)
        })
        .collect();
    variants::finish(
        context,
        id,
        (strategy, choice.union_keyword()),
        variants,
        &places,
    );
}
