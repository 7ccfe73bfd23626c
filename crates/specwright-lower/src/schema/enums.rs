//! Enums.
//!
//! Values of another type than the schema's are left out, since they are never valid (the check reports them). Null among the
//! values makes the type nullable.
//!
//! | values                       | become                                                          |
//! |------------------------------|-----------------------------------------------------------------|
//! | strings; integers of 64 bits | an enum of them, which keeps any other value that is read       |
//! | strings, beside any string   | an open enum: any other value is valid, too                     |
//! | `true` and `false`; one      | `bool`; with a constraint                                       |
//! | null alone; none             | [`Type::Null`]; [`Type::Never`]                                 |
//! | any other                    | an enum of JSON literals, which keeps any other value that is read |
//!
//! Values that another keyword excludes ([`instance`](crate::semantics::instance)) are left out as well, so that no other keyword has to
//! be checked. Variants are named by `x-enum-varnames` or `x-enumNames`, else by the value: `one-week` is `OneWeek`,
//! `0` is `Value0`, `-1` is `ValueMinus1`.

use foldhash::HashSet;
use specwright_ir::{
    Constraint, ConstraintSite, Docs, Ident, IntegerEnum, IntegerVariant, ListKeyword, LiteralEnum,
    LiteralVariant, StringEnum, StringVariant, Type, UntypedReason, Value, ValueConstraints,
};
use specwright_spec::{Document, Location, Node, Number, Schema, SchemaId, ValueKey};

use super::{SchemaSite, add_draft, owners, shape};
use crate::context::{Context, any, plain};
use crate::diagnostics;
use crate::docs::docs;
use crate::draft::Shape;
use crate::naming::{Claim, Kind, Rank, settle};
use crate::semantics::Merged;
use crate::semantics::extensions;
use crate::semantics::instance::{self, InstanceChecker};
use crate::semantics::union::ListedValue;

/// Lowers an enum.
pub(crate) fn lower<'d>(context: &mut Context<'d>, it: &SchemaSite<'d>) -> Value {
    let Some((owner, values)) = &it.merged.enumeration else {
        return any(UntypedReason::Schema);
    };
    let null = values.iter().any(|value| **value == Node::Null);
    let listed = listed(context, it, *owner, values);
    if !listed.is_empty() {
        report_excluded(context, *owner);
    }
    let nullable = (it.merged.nullable || null)
        && instance::admit_null(context.session.document, &it.merged.parts);
    let keyword = owners::list_keyword(&context.session.document.schemas[*owner]);
    let value = match of_listed(context, it, (*owner, keyword), (&listed, false)) {
        Some(value) => value,
        None if nullable => return plain(Type::Null),
        None => return without_values(context, it, *owner, values),
    };
    Value { nullable, ..value }
}

/// Lowers listed values to an enum, perhaps of any string; returns `None` if there are none.
pub(super) fn of_listed<'d>(
    context: &mut Context<'d>,
    it: &SchemaSite<'d>,
    (owner, keyword): (SchemaId, ListKeyword),
    (listed, is_open): (&[ListedValue<'d>], bool),
) -> Option<Value> {
    let (first, rest) = listed.split_first()?;
    let before = context.arena.drafts.len();
    let all = |holds: fn(&Node) -> bool| listed.iter().all(|it| holds(it.value));
    let ty = match () {
        () if all(|value| matches!(value, Node::Bool(_))) => {
            let value = boolean(context, (owner, keyword), first.value, rest.is_empty());
            let nullable = it.merged.nullable;
            return Some(Value { nullable, ..value });
        }
        () if all(|value| matches!(value, Node::String(_))) => {
            strings(context, it, (keyword, is_open), listed)
        }
        () if all(|value| value.as_number().and_then(Number::as_i64).is_some()) => {
            integers(context, it, keyword, listed)
        }
        () => literals(context, it, keyword, listed),
    };
    if let Some(draft) = context.arena.drafts.get_mut(before) {
        draft.owner = context.session.document.schemas[owner].at.clone();
    }
    Some(Value {
        nullable: it.merged.nullable,
        ..plain(ty)
    })
}

/// Returns true if no keyword beside an enum restricts its values, types aside.
fn only_lists(document: &Document, merged: &Merged<'_>) -> bool {
    let mut parts = merged.parts.iter();
    parts.all(|id| instance::only_lists(&document.schemas[*id]))
}

/// Lowers an enum without a valid value. The check reports a fault within a keyword, or between `type`, `enum` and `const`; faults
/// of other keywords are reported here.
fn without_values(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    owner: SchemaId,
    values: &[&Node],
) -> Value {
    let schema = &context.session.document.schemas[owner];
    let (keyword, reason) = match schema.const_value {
        Some(_) => ("const", "the schema excludes the value of `const`"),
        None => ("enum", "the schema excludes every value of `enum`"),
    };
    match values.iter().any(|value| is_typed(schema, value)) {
        true => {
            let at = schema.at.child(keyword);
            let at = if it.at.file == at.file {
                at
            } else {
                it.at.clone()
            };
            shape::never(context, &at, reason, (owner, keyword))
        }
        false => owners::never(context, owner, keyword),
    }
}

/// Reports the values of an `enum` that other keywords exclude; those that `type` excludes are reported by the check.
fn report_excluded(context: &mut Context<'_>, owner: SchemaId) {
    let document = context.session.document;
    let schema = &document.schemas[owner];
    if instance::only_lists(schema) {
        return;
    }
    let checker = InstanceChecker::new(document, &context.arena.patterns);
    let values = schema.enumeration.iter().flatten().enumerate();
    let excluded: Vec<(Location, &Node)> = values
        .filter(|(_, value)| **value != Node::Null && is_typed(schema, value))
        .filter(|(_, value)| !checker.all(&[owner], value))
        .map(|(index, value)| (schema.at.child("enum").index(index), value))
        .collect();
    if !excluded.is_empty() && context.session.mark_reported(owner) {
        context
            .session
            .report(diagnostics::excluded_enum_values(&excluded));
    }
}

/// Returns true if a value is of a type that the schema names.
fn is_typed(schema: &Schema, value: &Node) -> bool {
    schema
        .types
        .is_none_or(|types| instance::is_of(types, value))
}

/// Returns `bool`, with a constraint if only one of its values is listed.
fn boolean(
    context: &Context<'_>,
    (owner, keyword): (SchemaId, ListKeyword),
    value: &Node,
    only: bool,
) -> Value {
    let value = *value == Node::Bool(true);
    let constraints = ValueConstraints {
        schema: context
            .session
            .pointer(&context.session.document.schemas[owner].at),
        site: ConstraintSite::Elsewhere,
        list: vec![match keyword {
            ListKeyword::Const => Constraint::Constant(value),
            ListKeyword::Enum | ListKeyword::Union(_) => Constraint::Only(value),
        }],
    };
    Value {
        constraints: only.then_some(constraints),
        ..plain(Type::Boolean)
    }
}

/// Returns the valid values, each once.
fn listed<'d>(
    context: &Context<'d>,
    it: &SchemaSite<'d>,
    owner: SchemaId,
    values: &[&'d Node],
) -> Vec<ListedValue<'d>> {
    let schema = &context.session.document.schemas[owner];
    let names = extensions::find(schema, extensions::ENUM_NAMES);
    let names = names.map(Node::elements).unwrap_or_default();
    let all = schema.enumeration.as_deref().unwrap_or_default();
    let possible: HashSet<ValueKey<'_>> = values.iter().map(|value| value.value_key()).collect();
    let mut seen = HashSet::default();
    let checker = InstanceChecker::new(context.session.document, &context.arena.patterns);
    let only_lists = only_lists(context.session.document, &it.merged);
    let mut listed: Vec<ListedValue<'d>> = Vec::new();
    for (index, value) in all.iter().enumerate() {
        let fits = possible.contains(&value.value_key())
            && *value != Node::Null
            && match only_lists {
                true => it
                    .merged
                    .types
                    .is_none_or(|types| instance::is_of(types, value)),
                false => checker.all(&it.merged.parts, value),
            };
        if fits && seen.insert(value.value_key()) {
            let name = names
                .get(index)
                .and_then(Node::as_str)
                .filter(|name| !name.trim().is_empty());
            listed.push(ListedValue {
                at: schema.at.child("enum").index(index),
                value,
                name,
                description: None,
                deprecated: false,
            });
        }
    }
    listed
}

fn strings(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    (keyword, is_open): (ListKeyword, bool),
    listed: &[ListedValue<'_>],
) -> Type {
    let text = |it: &ListedValue<'_>| it.value.as_str().unwrap_or_default().to_owned();
    let (mut names, unknown) = name_variants(context, listed, text);
    let variants = listed
        .iter()
        .zip(names.drain(..))
        .map(|(it, name)| StringVariant {
            name,
            docs: described(it),
            value: text(it),
            deprecated: it.deprecated,
        })
        .collect();
    Type::Named(add_draft(
        context,
        it,
        Shape::StringEnum(StringEnum {
            keyword,
            variants,
            unknown,
            is_open,
        }),
    ))
}

fn integers(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    keyword: ListKeyword,
    listed: &[ListedValue<'_>],
) -> Type {
    let number = |it: &ListedValue<'_>| {
        it.value
            .as_number()
            .and_then(|number| number.as_i64())
            .unwrap_or_default()
    };
    let text = |it: &ListedValue<'_>| {
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
            docs: described(it),
            value: number(it),
            deprecated: it.deprecated,
        })
        .collect();
    Type::Named(add_draft(
        context,
        it,
        Shape::IntegerEnum(IntegerEnum {
            keyword,
            variants,
            unknown,
        }),
    ))
}

fn literals(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    keyword: ListKeyword,
    listed: &[ListedValue<'_>],
) -> Type {
    let (mut names, unknown) = name_variants(context, listed, |it| words(it.value));
    let variants = listed
        .iter()
        .zip(names.drain(..))
        .map(|(it, name)| LiteralVariant {
            name,
            docs: described(it),
            json: it.value.compact(),
            deprecated: it.deprecated,
        })
        .collect();
    Type::Named(add_draft(
        context,
        it,
        Shape::LiteralEnum(LiteralEnum {
            keyword,
            variants,
            unknown,
        }),
    ))
}

/// Returns the description of a value as docs.
fn described(it: &ListedValue<'_>) -> Docs {
    docs([it.description])
}

/// Returns the words of a value for the name of a variant: `value 0 point 5`.
fn words(value: &Node) -> String {
    match value {
        Node::String(text) => text.clone(),
        Node::Number(number) => {
            let sign = if number.is_negative() { "minus " } else { "" };
            let digits = number.as_str().trim_start_matches('-');
            format!("value {sign}{}", digits.replace('.', " point "))
        }
        Node::Array(items) if items.is_empty() => "empty array".to_owned(),
        Node::Object(members) if members.is_empty() => "empty object".to_owned(),
        _ => value.compact(),
    }
}

/// Returns the names of the variants, and of the variant for unknown values.
fn name_variants(
    context: &mut Context<'_>,
    listed: &[ListedValue<'_>],
    text: impl Fn(&ListedValue<'_>) -> String,
) -> (Vec<Ident>, Ident) {
    let mut claims: Vec<Claim> = listed
        .iter()
        .map(|it| {
            let claim = match it.name {
                Some(name) => {
                    Claim::new(name, Kind::Variant, Rank::Named, "").with_place(&text(it))
                }
                None => Claim::new(&text(it), Kind::Variant, Rank::Named, ""),
            };
            context.session.pin(&it.at, true, claim)
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
    context
        .session
        .report_collisions(&places, &claims, &names, &collisions);
    let unknown = names.pop().unwrap_or_else(|| Ident::new("Unknown"));
    (names, unknown)
}
