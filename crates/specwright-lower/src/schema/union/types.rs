//! Unions of JSON types.

use specwright_ir::{Docs, Type, TypeId, UnionKeyword, UnionStrategy, UnionVariant, Value};
use specwright_spec::{Location, Types};

use super::variants::{finish, unnamed};
use crate::context::{Context, plain};
use crate::draft::{Shape, index};
use crate::schema::{SchemaSite, add_draft, shape};
use crate::semantics::types::{names, one_type};

/// Lowers a schema of several types to a union of them.
pub(in crate::schema) fn of_types<'d>(
    context: &mut Context<'d>,
    it: &SchemaSite<'d>,
    types: Types,
) -> Value {
    let id = add_draft(context, it, Shape::Open);
    let value = Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    };
    it.register(context, &value);
    let mut variants = Vec::new();
    for name in names(types).filter(|name| *name != "integer" || !types.number) {
        let mut only = it.clone();
        only.component = None;
        only.key = None;
        only.at = it.at.child(name);
        only.merged.types = Some(one_type(name));
        only.merged.nullable = false;
        context.arena.places.anchor(
            only.at.clone(),
            format!("{} {name}", context.arena.places.name(&it.at)),
        );
        let value = shape(context, &only);
        if let Type::Named(ty) = value.ty {
            context.arena.drafts[index(ty)].at = it.at.clone();
        }
        variants.push((name.to_owned(), unnamed(value, Vec::new())));
    }
    finish_by_type(context, id, variants, &it.at);
    value
}

/// Returns a union of values of different JSON types, with the names of the types: those of properties of different patterns.
pub(in crate::schema) fn of_values(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    values: Vec<(&'static str, Value)>,
    owner: &Location,
) -> Value {
    let mut place = it.clone();
    (place.component, place.key, place.is_inner) = (None, None, false);
    place.at = it.at.child("patternProperties");
    let name = format!("{} value", context.arena.places.name(&it.at));
    context.arena.places.anchor(place.at.clone(), name);
    let id = add_draft(context, &place, Shape::Open);
    let draft = &mut context.arena.drafts[index(id)];
    (draft.docs, draft.deprecated) = (Docs::default(), false);
    draft.owner = owner.clone();
    let variants: Vec<(String, UnionVariant)> = values
        .into_iter()
        .map(|(name, value)| (name.to_owned(), unnamed(value, Vec::new())))
        .collect();
    finish_by_type(context, id, variants, &place.at);
    plain(Type::Named(id))
}

/// Completes a union whose variants are distinguished by their JSON types and have one place.
fn finish_by_type(
    context: &mut Context<'_>,
    id: TypeId,
    variants: Vec<(String, UnionVariant)>,
    at: &Location,
) {
    let places = vec![at.clone(); variants.len()];
    let kind = (&UnionStrategy::JsonType, UnionKeyword::Type);
    finish(context, id, kind, variants, &places);
}
