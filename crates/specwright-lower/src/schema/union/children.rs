//! A component with a discriminator and no union is one over the components that take it in by `allOf`, each by its name or
//! `mapping`; a value with any other name is a value of the schema itself.

use specwright_ir::{Docs, Ident, Type, UnionKeyword, UnionStrategy, UnionVariant, Value};
use specwright_spec::{Document, Location, SchemaId};

use super::{finish, tag};
use crate::Untyped;
use crate::context::{Context, plain};
use crate::draft::{Shape, index};
use crate::schema::atoms::{self, closure};
use crate::schema::types::types_of;
use crate::schema::{Standing, add_draft, object, wrapper};

/// The union that a component with a discriminator is over those that take it in.
pub(crate) fn of_children<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Option<Value> {
    let document = context.session.document;
    let discriminator = document.schemas[it.id]
        .discriminator
        .as_ref()
        .filter(|_| it.component.is_some())?;
    let property = &discriminator.property_name;
    let children: Vec<SchemaId> = document
        .components
        .iter()
        .map(|(_, id)| *id)
        .filter(|id| *id != it.id && closure(document, &[*id]).contains(&it.id))
        .filter(|id| !is_other_name(document, *id, it.id))
        .collect();
    let tags = tag::values(document, it.id, &children, property);
    let children: Vec<(SchemaId, Vec<String>)> = children
        .into_iter()
        .zip(tags)
        .filter(|(_, tags)| !tags.is_empty())
        .collect();
    if children.is_empty() || types_of(document, &[it.id]).is_none_or(|types| !types.object) {
        return None;
    }
    let id = add_draft(context, it, Shape::Open);
    let value = Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    };
    it.make_known(context, &value);
    let mut variants = Vec::new();
    for (child, tags) in &children {
        let text = document.schemas[*child]
            .component
            .clone()
            .unwrap_or_default();
        let tags = tags.clone();
        let value = crate::schema::value(context, &[*child]);
        variants.push((
            text,
            UnionVariant {
                name: Ident::new(""),
                docs: Docs::default(),
                value,
                tags,
                pins: Vec::new(),
            },
        ));
    }
    let mut own = it.clone();
    (own.component, own.key, own.at) = (None, None, it.at.child("discriminator"));
    own.merged.nullable = false;
    context.arena.places.anchor(
        own.at.clone(),
        format!("{} base", context.arena.places.name(&it.at)),
    );
    let base = match own.merged.assertions.is_empty() || object::is_named(&own) {
        true => object::lower(context, &own),
        false => wrapper::lower(context, &own),
    };
    if let Type::Named(ty) = base.ty {
        let draft = &mut context.arena.drafts[index(ty)];
        (draft.at, draft.is_inner) = (it.at.clone(), true);
    }
    let docs = Docs::default();
    variants.push((
        "base".to_owned(),
        UnionVariant {
            name: Ident::new(""),
            docs,
            value: base,
            tags: Vec::new(),
            pins: Vec::new(),
        },
    ));
    let places: Vec<Location> = children
        .iter()
        .map(|(child, _)| child)
        .chain([&it.id])
        .map(|child| document.schemas[*child].at.clone())
        .collect();
    finish(
        context,
        id,
        (
            &UnionStrategy::Discriminator(property.clone()),
            UnionKeyword::Type,
        ),
        variants,
        &places,
    );
    Some(value)
}

/// Whether a component is nothing but another name of one, by way of further names or not.
fn is_other_name(document: &Document, id: SchemaId, of: SchemaId) -> bool {
    let next = |id: &SchemaId| match atoms::definition(document, Untyped::Implied, *id).as_slice() {
        [target] if target != id && document.schemas[*target].component.is_some() => Some(*target),
        _ => None,
    };
    // No chain of names is longer than there are components.
    std::iter::successors(Some(id), next)
        .skip(1)
        .take(document.components.len())
        .any(|name| name == of)
}
