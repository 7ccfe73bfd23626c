//! Drafts of the types of schemas.

use specwright_ir::{Type, TypeId, Value};
use specwright_spec::{Document, Location, Schema, SchemaId};

use super::SchemaSite;
use crate::context::{Context, plain};
use crate::docs::type_docs;
use crate::draft::{Draft, Form, Shape, index};
use crate::semantics::null::any_mentions_null;
use crate::semantics::{Merged, access, instance};

/// Adds the draft of a schema.
pub(super) fn add_draft(context: &mut Context<'_>, it: &SchemaSite<'_>, shape: Shape) -> TypeId {
    let document = context.session.document;
    let schema = &document.schemas[it.id];
    // A component is deprecated by its own schema only.
    let deprecated = schema.deprecated && (schema.component.is_none() || it.component.is_some());
    let place = context.arena.places.name(&it.at);
    let docs = type_docs(document, it.id, &it.merged.parts, &place);
    let parts = it.merged.parts.iter().map(|id| &document.schemas[*id].at);
    context.arena.add(Draft {
        at: it.at.clone(),
        owner: schema.at.clone(),
        component: it.component.clone(),
        preferred_name: if it.is_inner {
            format!("{place}{}", inner_word(&it.merged))
        } else {
            place
        },
        is_inner: it.is_inner,
        alternate_name: other_place(document, it).map(|at| context.arena.places.name(at)),
        disambiguator: disambiguator(&it.at, parts),
        shared: None,
        form: Form::Main,
        main: None,
        docs,
        deprecated,
        access: access(document, &it.merged.parts),
        shape,
    })
}

/// Returns a word for the content of a tuple struct.
fn inner_word(merged: &Merged<'_>) -> &'static str {
    match () {
        () if !merged.unions.is_empty() => "Union",
        () if merged.enumeration.is_some() => "Enum",
        () => "Value",
    }
}

/// Returns the place of the last other inline schema that shapes a type.
fn other_place<'d>(document: &'d Document, it: &SchemaSite<'d>) -> Option<&'d Location> {
    let parts = it
        .merged
        .parts
        .iter()
        .rev()
        .map(|id| &document.schemas[*id]);
    let mut others = parts.filter(|part| part.component.is_none() && part.at != it.at);
    others.find(|part| has_shape(part)).map(|part| &part.at)
}

/// Returns the places of the schemas of a type: the identity of a type among those of its place.
fn disambiguator<'a>(at: &Location, parts: impl Iterator<Item = &'a Location>) -> String {
    let places = parts.map(|part| part.pointer.as_str());
    let all: Vec<&str> = [at.pointer.as_str()].into_iter().chain(places).collect();
    all.join(" ")
}

/// Returns true if a schema shapes a type beyond its JSON type.
pub(super) fn has_shape(schema: &Schema) -> bool {
    schema.enumeration.is_some()
        || !schema.properties.is_empty()
        || !schema.any_of.is_empty()
        || !schema.one_of.is_empty()
        || !schema.all_of.is_empty()
}

/// Adds the alias of a component, and returns the value of its uses.
pub(super) fn add_alias(context: &mut Context<'_>, id: SchemaId, target: Value) -> Value {
    let document = context.session.document;
    let schema = &document.schemas[id];
    let nominal = matches!(&target.ty, Type::Named(ty) if !matches!(context.arena.drafts[index(*ty)].shape, Shape::Newtype(_) | Shape::Gap(_)));
    let parts = [id];
    let preferred_name = context.arena.places.name(&schema.at);
    let draft = Draft {
        at: schema.at.clone(),
        owner: schema.at.clone(),
        component: schema.component.clone(),
        is_inner: false,
        alternate_name: None,
        disambiguator: schema.at.pointer.as_str().to_owned(),
        shared: None,
        form: Form::Main,
        main: None,
        docs: type_docs(document, id, &parts, &preferred_name),
        preferred_name,
        deprecated: schema.deprecated,
        access: access(document, &parts),
        shape: Shape::Alias(target.ty.clone()),
    };
    let ty = context.arena.add(draft);
    let admits_null = instance::admit_null(document, &[id]);
    let nullable = admits_null && (target.nullable || any_mentions_null(document, &[id]));
    if nominal {
        Value {
            nullable,
            ..plain(Type::Named(ty))
        }
    } else {
        Value { nullable, ..target }
    }
}
