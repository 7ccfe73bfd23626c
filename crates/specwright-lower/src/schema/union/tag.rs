//! How the member of a value is known, the first that can be proved:
//!
//! | rule          | holds if                                                                                    |
//! |---------------|---------------------------------------------------------------------------------------------|
//! | one enum      | every member is an enum of strings: the values of all                                         |
//! | discriminator | the schema has one, every member is an object, and every member has its own values of it      |
//! | JSON type     | no two members admit one JSON type                                                          |
//! | order         | no value fits two members: of each two, the JSON types or the enums have nothing in common, or those of a property that one of them requires, or one requires a property that the other, being closed, refuses |
//! | order         | `anyOf` of which no two members are objects or arrays: enums first, then integers, then what is constrained, then the rest; whichever is read keeps the value whole |
//! | exactly one   | `oneOf`: members are tried and counted when reading; a property that only one of them requires proves nothing, as the others may have it |
//! | any           | `anyOf`: members are tried when reading; of those that fit, the one that keeps most properties, or several if each keeps some that the others do not |

use specwright_ir::UnionTag;
use specwright_spec::{AdditionalProperties, Document, Node, SchemaId, Types};

use super::Member;
use crate::context::Context;
use crate::schema::types::{overlap, types_of_merged};
use crate::schema::{Choice, Merged, parts};

/// How the member of a value is known.
pub(super) fn of(context: &Context<'_>, choice: Choice, members: &[Member<'_>]) -> UnionTag {
    let document = context.document;
    if let Some(discriminator) = &document.schemas[choice.owner].discriminator
        && let Some(tag) =
            by_discriminator(context, choice.owner, &discriminator.property_name, members)
    {
        return tag;
    }
    let types: Vec<Option<Types>> = members
        .iter()
        .map(|member| types_of_merged(document, &member.merged))
        .collect();
    let disjoint = |left: &Option<Types>, right: &Option<Types>| matches!((left, right), (Some(left), Some(right)) if !overlap(*left, *right));
    if pairs(&types).all(|(left, right)| disjoint(left, right)) {
        return UnionTag::JsonType;
    }
    if pairs(members).all(|(left, right)| {
        let (left, right) = (&left.merged, &right.merged);
        let apart = || {
            disjoint(
                &types_of_merged(document, left),
                &types_of_merged(document, right),
            )
        };
        apart() || differ_by_enum(left, right) || differ_by_property(document, left, right)
    }) {
        return UnionTag::Order;
    }
    let several =
        |holds: fn(Types) -> bool| types.iter().filter(|types| types.is_none_or(holds)).count() > 1;
    match choice.one {
        true => UnionTag::One,
        false if several(|types| types.object) || several(|types| types.array) => {
            UnionTag::Any(None)
        }
        false => UnionTag::Order,
    }
}

fn pairs<T>(items: &[T]) -> impl Iterator<Item = (&T, &T)> {
    items
        .iter()
        .enumerate()
        .flat_map(|(index, left)| items[index + 1..].iter().map(move |right| (left, right)))
}

/// Whether two enums have no common value.
fn differ_by_enum(left: &Merged<'_>, right: &Merged<'_>) -> bool {
    match (&left.enumeration, &right.enumeration) {
        (Some((_, left)), Some((_, right))) => !left
            .iter()
            .any(|value| right.iter().any(|it| it.same_value(value))),
        _ => false,
    }
}

/// Whether no object fits both: by a property that one requires and the other refuses, or whose enums have no common value.
fn differ_by_property(document: &Document, left: &Merged<'_>, right: &Merged<'_>) -> bool {
    let only_objects = |merged| {
        types_of_merged(document, merged)
            == Some(Types {
                object: true,
                ..Types::default()
            })
    };
    if !only_objects(left) || !only_objects(right) {
        return false;
    }
    let requires =
        |merged: &Merged<'_>, name: &str| merged.required.iter().any(|(it, _)| *it == name);
    let refuses = |merged: &Merged<'_>, name: &str| {
        let closed = merged
            .additional
            .iter()
            .any(|(_, it)| *it == AdditionalProperties::Allowed(false));
        closed && !requires(merged, name) && !merged.properties.iter().any(|(it, _)| *it == name)
    };
    let refused = |one: &Merged<'_>, other: &Merged<'_>| {
        one.required.iter().any(|(name, _)| refuses(other, name))
    };
    let (lists, others) = (enums(document, left), enums(document, right));
    let differ = |(name, values): &(&str, &[Node])| {
        let other = others.iter().find(|(other, _)| other == name);
        let required = requires(left, name) || requires(right, name);
        required
            && other.is_some_and(|(_, others)| {
                !values
                    .iter()
                    .any(|it| others.iter().any(|other| other.same_value(it)))
            })
    };
    refused(left, right) || refused(right, left) || lists.iter().any(differ)
}

/// The properties of an object with the values that their enums list.
fn enums<'d>(document: &'d Document, merged: &Merged<'d>) -> Vec<(&'d str, &'d [Node])> {
    let listed = |(name, schemas): &(&'d str, Vec<SchemaId>)| {
        let values = parts(document, schemas)
            .iter()
            .find_map(|id| document.schemas[*id].enumeration.as_deref())?;
        Some((*name, values))
    };
    merged.properties.iter().filter_map(listed).collect()
}

/// The required properties of an object with the strings that their enums list.
fn constants<'d>(context: &Context<'d>, id: SchemaId) -> Vec<(&'d str, Vec<&'d str>)> {
    let document = context.document;
    let merged = Merged::new(document, parts(document, &[id]));
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

/// By the discriminator, if it tells all members apart. Validity does not hang on it, so the other rules serve as well.
fn by_discriminator(
    context: &Context<'_>,
    owner: SchemaId,
    property: &str,
    members: &[Member<'_>],
) -> Option<UnionTag> {
    let mut seen: Vec<String> = Vec::new();
    for member in members {
        types_of_merged(context.document, &member.merged).filter(|types| types.object)?;
        let tags = values(context, owner, member.id, property);
        if tags.is_empty() || tags.iter().any(|tag| seen.contains(tag)) {
            return None;
        }
        seen.extend(tags);
    }
    Some(UnionTag::Discriminator(property.to_owned()))
}

/// The discriminator's values for a member: those of `mapping`, else the name of the schema, else the property's enum
/// (OpenAPI 3.0.4, "Discriminator Object").
pub(super) fn values(
    context: &Context<'_>,
    owner: SchemaId,
    member: SchemaId,
    property: &str,
) -> Vec<String> {
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
