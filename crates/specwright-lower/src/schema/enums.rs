//! Enums.
//!
//! Values that are not of the schema's type never occur and are left out (the check has told of them); null among them makes
//! the value nullable. Variants are named by `x-enum-varnames` or `x-enumNames`, else by the value: `one-week` is `OneWeek`,
//! `0` is `Value0`, `-1` is `ValueMinus1`.

use std::collections::HashSet;

use specwright_ir::{Ident, IntegerEnum, IntegerVariant, StringEnum, StringVariant, Type, Value};
use specwright_spec::{Location, Node, SchemaId, Types};

use super::{Standing, add_draft};
use crate::context::{Context, plain};
use crate::diagnostics;
use crate::draft::Shape;
use crate::naming::{Claim, Kind, Rank, settle};

/// A value of an enum: where it stands, and what it wants to be called.
struct Listed<'d> {
    at: Location,
    value: &'d Node,
    name: Option<&'d str>,
}

/// An enum of strings or of integers.
pub(crate) fn lower<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Value {
    let Some((owner, values)) = &it.merged.enumeration else {
        return plain(Type::Any);
    };
    let null = values.iter().any(|value| **value == Node::Null);
    let listed = listed(context, it, *owner, values);
    let nullable = it.merged.nullable || (null && it.merged.types.is_none());
    let at = &context.document.schemas[*owner].at;
    let kinds =
        |holds: fn(&Node) -> bool| !listed.is_empty() && listed.iter().all(|it| holds(it.value));
    let ty = if kinds(|value| matches!(value, Node::String(_))) {
        strings(context, it, &listed)
    } else if kinds(|value| {
        value
            .as_number()
            .is_some_and(|number| number.as_i64().is_some())
    }) {
        integers(context, it, &listed)
    } else if listed.is_empty() && null {
        return context.gap(diagnostics::unsupported_feature(
            &at.child("enum"),
            "a value that is always null",
        ));
    } else if listed.is_empty() {
        let diagnostic = diagnostics::empty_type(
            &at.child("enum"),
            "no value of the enum is of the schema's type",
        );
        return context.gap(diagnostic);
    } else if listed.len() == 2 && kinds(|value| matches!(value, Node::Bool(_))) {
        Type::Boolean
    } else {
        let what = if kinds(|value| matches!(value, Node::Bool(_))) {
            "an enum of one boolean"
        } else {
            "an enum of other values than strings and 64-bit integers"
        };
        return context.gap(diagnostics::unsupported_feature(&at.child("enum"), what));
    };
    Value {
        nullable,
        ..plain(ty)
    }
}

/// The values that can occur, each once.
fn listed<'d>(
    context: &Context<'d>,
    it: &Standing<'d>,
    owner: SchemaId,
    values: &[&'d Node],
) -> Vec<Listed<'d>> {
    let schema = &context.document.schemas[owner];
    let names = schema
        .extensions
        .iter()
        .find(|(key, _)| {
            matches!(
                key.as_str(),
                "x-enum-varnames" | "x-enumNames" | "x-enum-names"
            )
        })
        .map(|(_, names)| names.elements())
        .unwrap_or_default();
    let all = schema.enumeration.as_deref().unwrap_or_default();
    let possible: HashSet<String> = values.iter().map(|value| value.canonical()).collect();
    let mut seen = HashSet::new();
    let mut listed: Vec<Listed<'d>> = Vec::new();
    for (index, value) in all.iter().enumerate() {
        let fits = possible.contains(&value.canonical())
            && *value != Node::Null
            && it.merged.types.is_none_or(|types| is_of(types, value));
        if fits && seen.insert(value.canonical()) {
            let name = names
                .get(index)
                .and_then(Node::as_str)
                .filter(|name| !name.trim().is_empty());
            listed.push(Listed {
                at: schema.at.child("enum").index(index),
                value,
                name,
            });
        }
    }
    listed
}

fn is_of(types: Types, value: &Node) -> bool {
    match value {
        Node::Null => types.null,
        Node::Bool(_) => types.boolean,
        Node::Number(number) => types.number || (types.integer && number.is_integer()),
        Node::String(_) => types.string,
        Node::Array(_) => types.array,
        Node::Object(_) => types.object,
    }
}

fn strings(context: &mut Context<'_>, it: &Standing<'_>, listed: &[Listed<'_>]) -> Type {
    let text = |it: &Listed<'_>| it.value.as_str().unwrap_or_default().to_owned();
    let (mut names, unknown) = name_variants(context, listed, text);
    let variants = listed
        .iter()
        .zip(names.drain(..))
        .map(|(it, name)| StringVariant {
            name,
            value: text(it),
        })
        .collect();
    Type::Named(add_draft(
        context,
        it,
        Shape::StringEnum(StringEnum { variants, unknown }),
    ))
}

fn integers(context: &mut Context<'_>, it: &Standing<'_>, listed: &[Listed<'_>]) -> Type {
    let number = |it: &Listed<'_>| {
        it.value
            .as_number()
            .and_then(|number| number.as_i64())
            .unwrap_or_default()
    };
    let text = |it: &Listed<'_>| {
        format!(
            "value {} {}",
            if number(it) < 0 { "minus" } else { "" },
            number(it).unsigned_abs()
        )
    };
    let (mut names, unknown) = name_variants(context, listed, text);
    let variants = listed
        .iter()
        .zip(names.drain(..))
        .map(|(it, name)| IntegerVariant {
            name,
            value: number(it),
        })
        .collect();
    Type::Named(add_draft(
        context,
        it,
        Shape::IntegerEnum(IntegerEnum { variants, unknown }),
    ))
}

/// The names of the variants, and of the one that keeps an unknown value.
fn name_variants(
    context: &mut Context<'_>,
    listed: &[Listed<'_>],
    text: impl Fn(&Listed<'_>) -> String,
) -> (Vec<Ident>, Ident) {
    let mut claims: Vec<Claim> = listed
        .iter()
        .map(|it| {
            let claim = match it.name {
                Some(name) => Claim::new(name, Kind::Variant, Rank::Named, "").or_by(&text(it)),
                None => Claim::new(&text(it), Kind::Variant, Rank::Named, ""),
            };
            context.pin(&it.at, true, claim)
        })
        .collect();
    claims.push(Claim::derived(&[
        "Unknown",
        "UnknownValue",
        "Unlisted",
        "UnlistedValue",
    ]));
    let places: Vec<Location> = listed.iter().map(|it| it.at.clone()).collect();
    let (mut names, collisions) = settle(&claims);
    context.tell_collisions(&places, &claims, &names, &collisions);
    let unknown = names.pop().unwrap_or_else(|| Ident::new("Unknown"));
    (names, unknown)
}
