//! The defaults of properties and parameters: checked against their types, and turned into values of Rust.

mod check;
mod constraints;
mod formats;
mod uri;

use specwright_ir::{Constraint, DefaultValue, Presence, Storage, Type, TypeId, Value};
use specwright_spec::{Location, Node, Number};

use crate::context::Context;
use crate::diagnostics;
use crate::docs::{code, with_paragraph};
use crate::draft::{Shape, index};

/// Sets the default of each optional property that applies it; all other defaults are only checked.
pub(crate) fn lower(context: &mut Context<'_>) {
    for position in 0..context.arena.drafts.len() {
        let Shape::Struct(object) = &mut context.arena.drafts[position].shape else {
            continue;
        };
        let mut fields = std::mem::take(&mut object.fields);
        for property in &mut fields {
            let Some((at, node)) = property.default.take() else {
                continue;
            };
            let default = typed(context, &at, &node, &property.field.value);
            let applies =
                property.applies_default && !is_foreign(context, &property.field.value.ty);
            if let Presence::Optional(presence) = &mut property.field.presence {
                if default.is_some() && !applies {
                    let words = format!("Absent, it means {}.", code(&node.compact()));
                    let docs = std::mem::take(&mut property.field.docs);
                    property.field.docs = with_paragraph(docs, &words);
                }
                *presence = default.filter(|_| applies);
            }
        }
        if let Shape::Struct(object) = &mut context.arena.drafts[position].shape {
            object.fields = fields;
        }
    }
}

/// Returns a default as a value of its type. Reports an invalid one and returns none, as for `null`, which means that there is no
/// default.
pub(crate) fn typed(
    context: &mut Context<'_>,
    at: &Location,
    node: &Node,
    value: &Value,
) -> Option<DefaultValue> {
    if *node == Node::Null && !matches!(value.ty, Type::Any(_)) {
        return None;
    }
    match check::value(context, node, value, 0) {
        Ok(()) => Some(write(context, node, &value.ty)),
        Err(why) => {
            context
                .session
                .report(diagnostics::default_mismatch(at, &why));
            None
        }
    }
}

/// Returns true for a type of another crate, of which no one knows if it can read the default.
fn is_foreign(context: &Context<'_>, ty: &Type) -> bool {
    let Type::Named(id) = ty else { return false };
    let shape = &context.arena.drafts[index(*id)].shape;
    matches!(shape, Shape::Wrapper(it) if matches!(it.ty, Type::Foreign(_)))
}

/// Writes a default that has been checked.
fn write(context: &Context<'_>, node: &Node, ty: &Type) -> DefaultValue {
    let json = || DefaultValue::Json(node.compact());
    match (ty, node) {
        (Type::Boxed(inner), _) => write(context, node, inner),
        (Type::Boolean, Node::Bool(value)) => DefaultValue::Boolean(*value),
        (Type::Integer(_), Node::Number(number)) => {
            integer(number).map_or_else(json, |value| DefaultValue::Number(value.to_string()))
        }
        (Type::Number(_), Node::Number(number)) => DefaultValue::Number(number.as_str().to_owned()),
        (Type::String, Node::String(text)) => DefaultValue::String(text.clone()),
        (Type::Array(_), Node::Array(elements)) if elements.is_empty() => DefaultValue::EmptyArray,
        (Type::Map(_), Node::Object(members)) if members.is_empty() => DefaultValue::EmptyMap,
        (Type::Named(id), _) => write_named(context, node, *id).unwrap_or_else(json),
        _ => json(),
    }
}

fn write_named(context: &Context<'_>, node: &Node, id: TypeId) -> Option<DefaultValue> {
    match &context.arena.drafts[index(id)].shape {
        Shape::Alias(target) => match write(context, node, target) {
            DefaultValue::Variant(_, variant) => Some(DefaultValue::Variant(id, variant)),
            other => Some(other),
        },
        Shape::StringEnum(it) => {
            let text = node.as_str()?;
            it.variants
                .iter()
                .find(|variant| variant.value == text)
                .map(|variant| DefaultValue::Variant(id, variant.name.clone()))
        }
        Shape::LiteralEnum(it) => it
            .variants
            .iter()
            .find(|variant| is_literal(node, &variant.json))
            .map(|variant| DefaultValue::Variant(id, variant.name.clone())),
        Shape::IntegerEnum(it) => {
            let value = node.as_number()?.as_i64()?;
            it.variants
                .iter()
                .find(|variant| variant.value == value)
                .map(|variant| DefaultValue::Variant(id, variant.name.clone()))
        }
        Shape::Newtype(it) => {
            let literal = matches!(it.storage, Storage::Ascii(_) | Storage::String)
                && are_const(context, &it.constraints);
            node.as_str()
                .filter(|_| literal)
                .map(|text| DefaultValue::Literal(id, text.to_owned()))
        }
        _ => None,
    }
}

/// Returns true if the constraints can be checked at compile time.
fn are_const(context: &Context<'_>, constraints: &[Constraint]) -> bool {
    constraints.iter().all(|constraint| match constraint {
        Constraint::Pattern(id) => context.arena.patterns.get(*id).matcher.is_const(),
        Constraint::Format(_) => false,
        _ => true,
    })
}

/// Returns true if a value is the one that an enum lists as this JSON text.
fn is_literal(node: &Node, json: &str) -> bool {
    let same = |number: &Number| Number::new(json).is_some_and(|it| number.compare(&it).is_eq());
    node.compact() == json || node.as_number().is_some_and(same)
}

fn integer(number: &Number) -> Option<i128> {
    number.floor().filter(|_| number.is_integer())
}
