//! Parents: components with a discriminator and no union, which other components include by `allOf`.
//!
//! A parent is a union of its children, each with its discriminator values, and of a base: a value with any other discriminator
//! value is one of the parent itself.

use specwright_ir::{Type, UnionKeyword, UnionStrategy, UnionVariant, Value};
use specwright_spec::{Document, Location, SchemaId};

use super::variants::{finish, unnamed};
use crate::context::{Context, plain};
use crate::draft::{Shape, index};
use crate::naming::variants::{VariantTexts, variant_texts};
use crate::schema::{self, SchemaSite, add_draft, object, wrapper};
use crate::semantics::union::children::children;

/// Lowers a parent to a union of its children; returns `None` if the schema is not a parent.
pub(in crate::schema) fn of_subtypes<'d>(
    context: &mut Context<'d>,
    it: &SchemaSite<'d>,
) -> Option<Value> {
    let document = context.session.document;
    let discriminator = document.schemas[it.id]
        .discriminator
        .as_ref()
        .filter(|_| it.component.is_some())?;
    let property = &discriminator.property_name;
    let children = children(document, it.id, property);
    if children.is_empty() {
        return None;
    }
    let id = add_draft(context, it, Shape::Open);
    let value = Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    };
    it.register(context, &value);
    let mut values: Vec<UnionVariant> = children
        .iter()
        .map(|(child, tags)| unnamed(schema::value(context, &[*child]), tags.clone()))
        .collect();
    values.push(unnamed(base(context, it), Vec::new()));
    let variants = texts(document, it, &children)
        .into_iter()
        .zip(values)
        .collect();
    let places: Vec<Location> = children
        .iter()
        .map(|(child, _)| child)
        .chain([&it.id])
        .map(|child| document.schemas[*child].at.clone())
        .collect();
    let tag = UnionStrategy::Discriminator(property.clone());
    finish(context, id, (&tag, UnionKeyword::Type), variants, &places);
    Some(value)
}

/// Returns the texts that name the variants: those of the children, and that of the base.
fn texts(
    document: &Document,
    it: &SchemaSite<'_>,
    children: &[(SchemaId, Vec<String>)],
) -> Vec<String> {
    let child = |(child, tags): &(SchemaId, Vec<String>)| VariantTexts {
        values: tags.clone(),
        name: document.schemas[*child].component.clone(),
        ..VariantTexts::default()
    };
    let base = VariantTexts {
        words: vec!["Base".to_owned()],
        ..VariantTexts::default()
    };
    let texts: Vec<VariantTexts> = children.iter().map(child).chain([base]).collect();
    variant_texts(it.component.as_deref(), &texts)
}

/// Lowers the parent itself, as a value of another discriminator value has it.
fn base<'d>(context: &mut Context<'d>, it: &SchemaSite<'d>) -> Value {
    let mut own = it.clone();
    (own.component, own.key, own.at) = (None, None, it.at.child("discriminator"));
    own.merged.nullable = false;
    context.arena.places.anchor(
        own.at.clone(),
        format!("{} base", context.arena.places.name(&it.at)),
    );
    let base = match own.merged.assertions.is_empty() || object::has_named_properties(&own) {
        true => object::lower(context, &own),
        false => wrapper::lower(context, &own),
    };
    if let Type::Named(ty) = base.ty {
        let draft = &mut context.arena.drafts[index(ty)];
        (draft.at, draft.is_inner) = (it.at.clone(), true);
    }
    base
}
