//! The variants of a union: their names, docs and values.

use std::collections::HashMap;

use specwright_ir::{
    Docs, Ident, Type, TypeId, Union, UnionKeyword, UnionStrategy, UnionVariant, Value,
};
use specwright_spec::{Document, Location, Schema, SchemaId};

use crate::context::Context;
use crate::draft::{Shape, index};
use crate::naming::members::MemberWords;
use crate::naming::{Claim, Kind, Rank, settle};
use crate::schema::{self, SchemaSite, place_docs, shape};
use crate::semantics::Choice;
use crate::semantics::union::Member;

/// The names and positions of the members of a union, collected once for all of them.
pub(super) struct VariantNaming<'d> {
    words: MemberWords<'d>,
    /// The first position of each member in the keyword.
    positions: HashMap<SchemaId, usize>,
}

impl<'d> VariantNaming<'d> {
    pub(super) fn new(document: &'d Document, choice: Choice) -> Self {
        let written = choice.written(document);
        let positions = written.iter().enumerate().rev();
        Self {
            words: MemberWords::new(document, &choice.members(document)),
            positions: positions.map(|(position, id)| (*id, position)).collect(),
        }
    }

    pub(super) fn position(&self, member: SchemaId) -> usize {
        self.positions.get(&member).copied().unwrap_or(0)
    }
}

/// Lowers a member; returns the variant with the name that it prefers.
pub(super) fn lower<'d>(
    context: &mut Context<'d>,
    it: &SchemaSite<'d>,
    choice: Choice,
    member: Member<'d>,
    naming: &mut VariantNaming<'d>,
) -> (String, UnionVariant) {
    let document = context.session.document;
    let schema = &document.schemas[member.id];
    let text = schema
        .component
        .clone()
        .or_else(|| external_name(context, choice, schema))
        .or_else(|| naming.words.word(document, member.id))
        .unwrap_or_default();
    let (tags, pins) = (member.tags.clone(), member.pins.clone());
    let docs = place_docs(document, &[member.id], &text);
    let value = if member.refined {
        let position = naming.position(member.id);
        refined(context, it, choice, (member, position), &text)
    } else {
        schema::value(context, &[member.id])
    };
    let variant = UnionVariant {
        docs,
        pins,
        ..unnamed(value, tags)
    };
    (text, variant)
}

/// Returns the name of a member that is neither a component nor inline, as one in another file.
fn external_name(context: &Context<'_>, choice: Choice, schema: &Schema) -> Option<String> {
    let owner = &context.session.document.schemas[choice.owner].at;
    let below = (schema.at.pointer.as_str()).strip_prefix(owner.pointer.as_str());
    let is_inline = schema.at.file == owner.file && below.is_some_and(|it| it.starts_with('/'));
    (!is_inline).then(|| context.arena.places.name(&schema.at))
}

/// Returns the place of a member that is refined by the keywords beside its union.
pub(super) fn refined_place(it: &SchemaSite<'_>, choice: Choice, position: usize) -> Location {
    it.at.child(choice.keyword()).index(position)
}

/// Lowers a member that is refined by the keywords beside its union: a type of its own.
fn refined<'d>(
    context: &mut Context<'d>,
    it: &SchemaSite<'d>,
    choice: Choice,
    (member, position): (Member<'d>, usize),
    text: &str,
) -> Value {
    let document = context.session.document;
    let at = refined_place(it, choice, position);
    context.arena.places.anchor(
        at.clone(),
        format!("{} {text}", context.arena.places.name(&it.at)),
    );
    let site = SchemaSite {
        id: member.id,
        at,
        component: None,
        merged: member.merged,
        is_inner: false,
        key: None,
    };
    let before = context.arena.drafts.len();
    let value = shape(context, &site);
    if let Type::Named(ty) = value.ty
        && index(ty) >= before
    {
        context.arena.drafts[index(ty)].at = choice.at(document).index(position);
    }
    value
}

/// Returns a variant whose name is not settled yet, without docs.
pub(super) fn unnamed(value: Value, tags: Vec<String>) -> UnionVariant {
    UnionVariant {
        name: Ident::new(""),
        docs: Docs::default(),
        value,
        tags,
        pins: Vec::new(),
    }
}

/// Settles the names of the variants, and completes the union.
pub(super) fn finish(
    context: &mut Context<'_>,
    id: TypeId,
    (strategy, keyword): (&UnionStrategy, UnionKeyword),
    variants: Vec<(String, UnionVariant)>,
    places: &[Location],
) {
    let claims: Vec<Claim> = variants
        .iter()
        .zip(places)
        .map(|((text, _), at)| {
            Claim::new(text, Kind::Variant, Rank::Named, "").with_disambiguator(at.pointer.as_str())
        })
        .collect();
    let (names, collisions) = settle(&claims);
    context
        .session
        .report_collisions(places, &claims, &names, &collisions);
    let variants = variants
        .into_iter()
        .zip(names)
        .map(|((_, variant), name)| UnionVariant { name, ..variant })
        .collect();
    context.arena.drafts[index(id)].shape = Shape::Union(Union {
        strategy: strategy.clone(),
        keyword,
        variants,
    });
}
