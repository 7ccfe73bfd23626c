//! The variants of a union: their names, docs and values.

use foldhash::HashMap;
use specwright_ir::{
    Docs, Ident, PinValues, Type, TypeId, Union, UnionKeyword, UnionStrategy, UnionVariant, Value,
};
use specwright_spec::{Document, Location, Schema, SchemaId};

use crate::context::Context;
use crate::docs::place_docs;
use crate::draft::{Shape, index};
use crate::naming::members::MemberWords;
use crate::naming::variants::{VariantTexts, variant_texts};
use crate::naming::{Claim, Kind, Rank, settle};
use crate::schema::{self, SchemaSite, shape};
use crate::semantics::union::Member;
use crate::semantics::{Choice, is_deprecated};

/// Returns the texts that name the variants of a union, given its members.
pub(super) fn member_texts(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
    choice: Choice,
    strategy: &UnionStrategy,
    members: &[Member<'_>],
) -> Vec<String> {
    let document = context.session.document;
    let words = MemberWords::new(document, &choice.members(document));
    let texts = |member: &Member<'_>| {
        let schema = &document.schemas[member.id];
        let name = component_name(document, schema)
            .or_else(|| external_name(context, choice, schema))
            .or_else(|| words.title(document, member.id));
        let constant = own_constant(member);
        let (values, constant) = match strategy {
            UnionStrategy::Discriminator(_) => (member.tags.clone(), None),
            UnionStrategy::Constants => (constant.into_iter().collect(), None),
            _ => (Vec::new(), constant.filter(|it| is_only(members, it))),
        };
        VariantTexts {
            values,
            constant,
            name,
            words: words.words(document, member.id),
        }
    };
    let texts: Vec<VariantTexts> = members.iter().map(texts).collect();
    let union = it.component.as_ref();
    let union = union.or(document.schemas[choice.owner].component.as_ref());
    variant_texts(union.map(String::as_str), &texts)
}

/// Returns the component that a member is, or that it refers to with keywords beside the reference.
fn component_name(document: &Document, schema: &Schema) -> Option<String> {
    let referred = || match schema.all_of.as_slice() {
        [only] => document.schemas[*only].component.clone(),
        _ => None,
    };
    schema.component.clone().or_else(referred)
}

/// Returns the only text that selects a member, if a single property has it.
fn own_constant(member: &Member<'_>) -> Option<String> {
    match member.pins.as_slice() {
        [pin] => match &pin.values {
            PinValues::Texts(texts) => match texts.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// Returns true if one member only has a constant.
fn is_only(members: &[Member<'_>], constant: &str) -> bool {
    let constants = members.iter().filter_map(own_constant);
    constants.filter(|it| it == constant).count() == 1
}

/// Returns the first positions of the members in the keyword.
pub(super) fn positions(document: &Document, choice: Choice) -> HashMap<SchemaId, usize> {
    let positions = choice.written(document).iter().enumerate().rev();
    positions.map(|(position, id)| (*id, position)).collect()
}

/// Lowers a member; returns the variant with the text that names it.
pub(super) fn lower<'d>(
    context: &mut Context<'d>,
    it: &SchemaSite<'d>,
    choice: Choice,
    (member, position): (Member<'d>, usize),
    text: String,
) -> (String, UnionVariant) {
    let document = context.session.document;
    let (tags, pins) = (member.tags.clone(), member.pins.clone());
    let deprecated = is_deprecated(document, &[member.id]);
    let docs = place_docs(document, &[member.id], &text);
    let value = if member.refined {
        refined(context, it, choice, (member, position), &text)
    } else {
        schema::value(context, &[member.id])
    };
    let variant = UnionVariant {
        docs,
        pins,
        deprecated,
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
        deprecated: false,
        access: None,
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
            let claim = Claim::new(text, Kind::Variant, Rank::Named, "");
            let claim = claim.with_place(at.pointer.as_str());
            match keyword {
                UnionKeyword::OneOf | UnionKeyword::AnyOf => context.session.pin(at, true, claim),
                // The places are those of types.
                UnionKeyword::Type => claim,
            }
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
