//! Unions: `anyOf` and `oneOf` of several members, and several types.
//!
//! How the member of a value is known, the first that can be proved:
//!
//! | rule          | holds if                                                                                    |
//! |---------------|---------------------------------------------------------------------------------------------|
//! | one enum      | every member is an enum of strings: the values of all                                         |
//! | discriminator | the schema has one, every member is an object, and every member has its own values of it      |
//! | JSON type     | no two members admit one JSON type                                                          |
//! | order         | every two members require a property whose enums have no common value                       |
//!
//! Anything else is told as ambiguous: "the first that parses" is never a guess.

use specwright_ir::{
    Docs, Ident, StringEnum, StringVariant, Type, TypeId, Union, UnionTag, UnionVariant, Value,
};
use specwright_spec::{Location, Node, SchemaId, Types};

use super::{Job, Merged, Standing, add_draft, alternatives, atoms, merged, parts, types_of};
use crate::context::{Context, plain};
use crate::diagnostics;
use crate::draft::{Shape, index};
use crate::naming::places::member_word;
use crate::naming::{Claim, Kind, Rank, settle};

/// A union of the members of a schema.
pub(crate) fn lower<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Value {
    let document = context.document;
    let Some(&owner) = it.merged.unions.first() else {
        return plain(Type::Any);
    };
    let schema = &document.schemas[owner];
    let keyword = if schema.one_of.is_empty() {
        "anyOf"
    } else {
        "oneOf"
    };
    let members = alternatives(
        document,
        if keyword == "oneOf" {
            &schema.one_of
        } else {
            &schema.any_of
        },
    );
    let several = it.merged.unions.len() > 1
        || (alternatives(document, &schema.one_of).len() > 1
            && alternatives(document, &schema.any_of).len() > 1);
    if several || has_siblings(&it.merged) {
        let what = format!("`{keyword}` beside keywords that hold for all its members");
        return context.gap(diagnostics::unsupported_feature(
            &schema.at.child(keyword),
            &what,
        ));
    }
    if let Some(value) = enum_of_enums(context, it, &members) {
        return value;
    }
    let tag = match tag(context, owner, keyword, &members) {
        Ok(tag) => tag,
        Err(why) => {
            return context.gap(diagnostics::ambiguous_union(
                &schema.at.child(keyword),
                keyword,
                &why,
            ));
        }
    };
    let id = add_draft(context, it, Shape::Open);
    let value = Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    };
    it.make_known(context, &value);
    context.jobs.push(Job::Union {
        id,
        owner,
        members,
        tag,
    });
    value
}

/// Fills in a union.
pub(super) fn fill(
    context: &mut Context<'_>,
    id: TypeId,
    owner: SchemaId,
    members: &[SchemaId],
    tag: &UnionTag,
) {
    let document = context.document;
    let variants = members
        .iter()
        .map(|member| variant(context, owner, members, *member, tag))
        .collect();
    let places: Vec<Location> = members
        .iter()
        .map(|member| document.schemas[*member].at.clone())
        .collect();
    finish(context, id, tag, variants, &places);
}

/// A union of the types that a schema lists.
pub(crate) fn of_types<'d>(context: &mut Context<'d>, it: &Standing<'d>, types: Types) -> Value {
    let id = add_draft(context, it, Shape::Open);
    let value = Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    };
    it.make_known(context, &value);
    let mut variants = Vec::new();
    for name in merged::names(types).filter(|name| *name != "integer" || !types.number) {
        let mut only = it.clone();
        only.component = None;
        only.key = None;
        only.at = it.at.child(name);
        only.merged.types = Some(one_type(name));
        only.merged.nullable = false;
        context.places.anchor(
            only.at.clone(),
            format!("{} {name}", context.places.name(&it.at)),
        );
        let value = super::shape(context, &only);
        if let Type::Named(ty) = value.ty {
            context.drafts[index(ty)].at = it.at.clone();
        }
        variants.push((
            name.to_owned(),
            UnionVariant {
                name: Ident::new(""),
                docs: Docs::default(),
                value,
                tags: Vec::new(),
            },
        ));
    }
    let places: Vec<Location> = variants.iter().map(|_| it.at.clone()).collect();
    finish(context, id, &UnionTag::JsonType, variants, &places);
    value
}

fn one_type(name: &str) -> Types {
    let none = Types::default();
    match name {
        "boolean" => Types {
            boolean: true,
            ..none
        },
        "integer" => Types {
            integer: true,
            ..none
        },
        "number" => Types {
            number: true,
            ..none
        },
        "string" => Types {
            string: true,
            ..none
        },
        "array" => Types {
            array: true,
            ..none
        },
        _ => Types {
            object: true,
            ..none
        },
    }
}

/// Whether keywords beside the union say more than its members' type.
fn has_siblings(merged: &Merged<'_>) -> bool {
    !merged.properties.is_empty()
        || !merged.required.is_empty()
        || !merged.additional.is_empty()
        || !merged.items.is_empty()
        || merged.constrained.is_some()
}

/// The variants with what they want to be called, settled.
fn finish(
    context: &mut Context<'_>,
    id: TypeId,
    tag: &UnionTag,
    variants: Vec<(String, UnionVariant)>,
    places: &[Location],
) {
    let claims: Vec<Claim> = variants
        .iter()
        .zip(places)
        .map(|((text, _), at)| {
            Claim::new(text, Kind::Variant, Rank::Named, "").or_by(at.pointer.as_str())
        })
        .collect();
    let (names, collisions) = settle(&claims);
    context.tell_collisions(places, &claims, &names, &collisions);
    let variants = variants
        .into_iter()
        .zip(names)
        .map(|((_, variant), name)| UnionVariant { name, ..variant })
        .collect();
    context.drafts[index(id)].shape = Shape::Union(Union {
        tag: tag.clone(),
        variants,
    });
}

fn variant(
    context: &mut Context<'_>,
    owner: SchemaId,
    members: &[SchemaId],
    member: SchemaId,
    tag: &UnionTag,
) -> (String, UnionVariant) {
    let document = context.document;
    let schema = &document.schemas[member];
    let text = schema
        .component
        .clone()
        .or_else(|| member_word(document, members, member))
        .unwrap_or_default();
    let tags = match tag {
        UnionTag::Discriminator(property) => tags(context, owner, member, property),
        UnionTag::JsonType | UnionTag::Order => Vec::new(),
    };
    let value = super::value(context, &[member]);
    let docs = super::place_docs(document, &[member], &text);
    (
        text,
        UnionVariant {
            name: Ident::new(""),
            docs,
            value,
            tags,
        },
    )
}

fn tag(
    context: &Context<'_>,
    owner: SchemaId,
    keyword: &str,
    members: &[SchemaId],
) -> Result<UnionTag, String> {
    let document = context.document;
    if let Some(discriminator) = &document.schemas[owner].discriminator {
        return by_discriminator(context, owner, &discriminator.property_name, members);
    }
    let types: Vec<Option<Types>> = members
        .iter()
        .map(|member| types_of(document, &[*member]))
        .collect();
    let disjoint = |left: &Option<Types>, right: &Option<Types>| matches!((left, right), (Some(left), Some(right)) if !overlap(*left, *right));
    if pairs(&types).all(|(left, right)| disjoint(left, right)) {
        return Ok(UnionTag::JsonType);
    }
    if pairs(members).all(|(left, right)| differ_by_enum(context, *left, *right)) {
        return Ok(UnionTag::Order);
    }
    let reason = if types.contains(&None) {
        "one of them admits every value"
    } else {
        "two of them admit values of one JSON type"
    };
    Err(if keyword == "anyOf" {
        format!("{reason}, and `anyOf` keeps what each of them says")
    } else {
        reason.to_owned()
    })
}

fn pairs<T>(items: &[T]) -> impl Iterator<Item = (&T, &T)> {
    items
        .iter()
        .enumerate()
        .flat_map(|(index, left)| items[index + 1..].iter().map(move |right| (left, right)))
}

fn overlap(left: Types, right: Types) -> bool {
    let numeric = |types: Types| types.integer || types.number;
    (left.boolean && right.boolean)
        || (numeric(left) && numeric(right))
        || (left.string && right.string)
        || (left.array && right.array)
        || (left.object && right.object)
}

/// Whether two objects both require a property whose enums have no common value.
fn differ_by_enum(context: &Context<'_>, left: SchemaId, right: SchemaId) -> bool {
    let (left, right) = (constants(context, left), constants(context, right));
    left.iter().any(|(name, values)| {
        right.iter().any(|(other, others)| {
            name == other && !values.iter().any(|value| others.contains(value))
        })
    })
}

/// The required properties of an object with the strings that their enums list.
fn constants<'d>(context: &Context<'d>, id: SchemaId) -> Vec<(&'d str, Vec<&'d str>)> {
    let document = context.document;
    let mut unheard = Vec::new();
    let merged = Merged::new(
        document,
        parts(document, &[id]),
        &document.schemas[id].at,
        &mut unheard,
    );
    let required = |name: &str| merged.required.iter().any(|(it, _)| *it == name);
    let constant = |(name, schemas): &(&'d str, Vec<SchemaId>)| {
        let values = parts(document, schemas)
            .iter()
            .find_map(|id| document.schemas[*id].enumeration.as_ref())?;
        let texts: Option<Vec<&str>> = values.iter().map(Node::as_str).collect();
        Some((*name, texts?)).filter(|(name, _)| required(name))
    };
    merged.properties.iter().filter_map(constant).collect()
}

fn by_discriminator(
    context: &Context<'_>,
    owner: SchemaId,
    property: &str,
    members: &[SchemaId],
) -> Result<UnionTag, String> {
    let document = context.document;
    let mut seen: Vec<String> = Vec::new();
    for member in members {
        if types_of(document, &[*member]).is_none_or(|types| !types.object) {
            return Err("one of them is no object, so that it has no discriminator".to_owned());
        }
        let tags = tags(context, owner, *member, property);
        if tags.is_empty() {
            return Err(
                "one of them has neither a name nor an enum that the discriminator could list"
                    .to_owned(),
            );
        }
        if let Some(twice) = tags.iter().find(|tag| seen.contains(tag)) {
            return Err(format!(
                "the discriminator's value {} stands for two of them",
                specwright_spec::quote(twice)
            ));
        }
        seen.extend(tags);
    }
    Ok(UnionTag::Discriminator(property.to_owned()))
}

/// The discriminator's values for a member: those of `mapping`, else the name of the schema, else the property's enum
/// (OpenAPI 3.0.4, "Discriminator Object").
fn tags(context: &Context<'_>, owner: SchemaId, member: SchemaId, property: &str) -> Vec<String> {
    let document = context.document;
    let schema = &document.schemas[owner];
    let mapped: Vec<String> = schema
        .mapping
        .iter()
        .filter(|(_, target)| *target == member)
        .map(|(tag, _)| tag.clone())
        .collect();
    if !mapped.is_empty() {
        return mapped;
    }
    let named = document.schemas[member]
        .component
        .clone()
        .filter(|name| !schema.mapping.iter().any(|(tag, _)| tag == name));
    match named {
        Some(name) => vec![name],
        None => {
            let constants = constants(context, member);
            let values = constants
                .into_iter()
                .find(|(name, _)| *name == property)
                .map(|(_, values)| values);
            values
                .unwrap_or_default()
                .into_iter()
                .map(str::to_owned)
                .collect()
        }
    }
}

/// Enums of strings, all of whose values are variants of one enum.
fn enum_of_enums<'d>(
    context: &mut Context<'d>,
    it: &Standing<'d>,
    members: &[SchemaId],
) -> Option<Value> {
    let document = context.document;
    let mut listed: Vec<(Location, &'d str, Option<&'d str>)> = Vec::new();
    for member in members {
        let schema = &document.schemas[*member];
        let own = atoms::atoms(document, &[*member]) == [*member] && schema.component.is_none();
        let values = schema.enumeration.as_ref().filter(|_| own)?;
        for (position, value) in values.iter().enumerate() {
            let text = value.as_str()?;
            if !listed.iter().any(|(_, it, _)| *it == text) {
                let title = schema.title.as_deref().filter(|_| values.len() == 1);
                listed.push((schema.at.child("enum").index(position), text, title));
            }
        }
    }
    let mut claims: Vec<Claim> = Vec::new();
    for (at, text, title) in &listed {
        let claim = Claim::new(title.unwrap_or(text), Kind::Variant, Rank::Named, "").or_by(text);
        claims.push(context.pin(at, true, claim));
    }
    claims.push(Claim::derived(&[
        "Unknown",
        "UnknownValue",
        "Unlisted",
        "UnlistedValue",
    ]));
    let (mut names, collisions) = settle(&claims);
    let places: Vec<Location> = listed.iter().map(|(at, _, _)| at.clone()).collect();
    context.tell_collisions(&places, &claims, &names, &collisions);
    let unknown = names.pop()?;
    let variant = |((_, text, _), name): (&(Location, &str, Option<&str>), Ident)| StringVariant {
        name,
        value: (*text).to_owned(),
    };
    let variants = listed.iter().zip(names).map(variant).collect();
    let id = add_draft(
        context,
        it,
        Shape::StringEnum(StringEnum { variants, unknown }),
    );
    Some(Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    })
}
