//! Checks a value of the document against a type. An error is the reason, as it follows "invalid default: ".

use specwright_ir::{FloatWidth, Presence, Storage, Tuple, Type, TypeId, Value};
use specwright_spec::{Node, Number, quote};

use super::formats;
use super::{constraints, integer, is_literal};
use crate::context::Context;
use crate::draft::{Object, Property, Shape, UnknownProperties, index};
use crate::semantics::formats::range;

/// The greatest nesting depth that is checked.
const MAX_DEPTH: usize = 64;

/// Checks a value with its constraints.
pub(super) fn value(
    context: &Context<'_>,
    node: &Node,
    value: &Value,
    depth: usize,
) -> Result<(), String> {
    if (*node == Node::Null && value.nullable) || depth > MAX_DEPTH {
        return Ok(());
    }
    check_type(context, node, &value.ty, depth)?;
    match &value.constraints {
        Some(own) => constraints::check(context, node, &own.list),
        None => Ok(()),
    }
}

fn check_type(context: &Context<'_>, node: &Node, ty: &Type, depth: usize) -> Result<(), String> {
    match ty {
        Type::Boxed(inner) => check_type(context, node, inner, depth),
        Type::Named(id) => named(context, node, *id, depth),
        Type::Array(items) => {
            expect(matches!(node, Node::Array(_)), node, "an array")?;
            let mut elements = node.elements().iter();
            elements.try_for_each(|element| value(context, element, items, depth + 1))
        }
        Type::Tuple(it) => {
            expect(matches!(node, Node::Array(_)), node, "an array")?;
            tuple(context, node.elements(), it, depth)
        }
        Type::Map(values) => {
            expect(matches!(node, Node::Object(_)), node, "an object")?;
            let mut members = node.members().iter();
            members.try_for_each(|(_, member)| value(context, member, values, depth + 1))
        }
        _ => scalar(node, ty),
    }
}

/// Checks a value against a type without inner types.
fn scalar(node: &Node, ty: &Type) -> Result<(), String> {
    let text = |is_valid: fn(&str) -> bool| node.as_str().is_some_and(is_valid);
    let (fits, expected) = match ty {
        Type::Null => (*node == Node::Null, "null"),
        Type::Never => (false, "no value"),
        Type::Boolean => (matches!(node, Node::Bool(_)), "a boolean"),
        Type::Integer(width) => {
            let (least, greatest) = range(*width);
            let value = node.as_number().and_then(integer);
            let fits = value.is_some_and(|value| (least..=greatest).contains(&value));
            (fits, "an integer in the range of the format")
        }
        Type::Number(width) => {
            let greatest = match width {
                FloatWidth::F32 => f64::from(f32::MAX),
                FloatWidth::F64 => f64::MAX,
            };
            let value = node.as_number().map(Number::as_f64);
            let fits = value.is_some_and(|value| value.abs() <= greatest);
            (fits, "a number in the range of the format")
        }
        Type::String | Type::Base64 | Type::File | Type::Media => {
            (matches!(node, Node::String(_)), "a string")
        }
        Type::Text(ty) => {
            let (is_valid, expected) = formats::check(*ty);
            (text(is_valid), expected)
        }
        Type::Any(_)
        | Type::Foreign(_)
        | Type::Boxed(_)
        | Type::Named(_)
        | Type::Array(_)
        | Type::Tuple(_)
        | Type::Map(_) => return Ok(()),
    };
    expect(fits, node, expected)
}

fn expect(fits: bool, node: &Node, expected: &str) -> Result<(), String> {
    match fits {
        true => Ok(()),
        false => Err(format!("expected {expected}, found {}", shown(node))),
    }
}

/// Returns a value as messages show it.
pub(super) fn shown(node: &Node) -> String {
    match node {
        Node::Array(_) | Node::Object(_) => node.describe().to_owned(),
        _ => quote(&node.compact()),
    }
}

fn tuple(
    context: &Context<'_>,
    elements: &[Node],
    tuple: &Tuple,
    depth: usize,
) -> Result<(), String> {
    if elements.len() < tuple.required {
        let (least, count) = (tuple.required, elements.len());
        return Err(format!("expected at least {least} items, found {count}"));
    }
    if tuple.rest.is_none() && elements.len() > tuple.items.len() {
        let (most, count) = (tuple.items.len(), elements.len());
        return Err(format!("expected at most {most} items, found {count}"));
    }
    let rest = std::iter::repeat_n(tuple.rest.as_deref(), elements.len()).flatten();
    let mut pairs = elements.iter().zip(tuple.items.iter().chain(rest));
    pairs.try_for_each(|(element, item)| value(context, element, item, depth + 1))
}

fn named(context: &Context<'_>, node: &Node, id: TypeId, depth: usize) -> Result<(), String> {
    let listed = |is_listed: bool| match is_listed {
        true => Ok(()),
        false => Err(format!("{} is not in `enum`", shown(node))),
    };
    match &context.arena.drafts[index(id)].shape {
        Shape::Open | Shape::Gap(_) => Ok(()),
        Shape::Alias(target) => check_type(context, node, target, depth + 1),
        Shape::Struct(it) => object(context, node, it, depth),
        Shape::Wrapper(it) => value(context, node, it, depth + 1),
        Shape::StringEnum(it) => {
            let text = node.as_str();
            let is_listed = it.variants.iter().any(|it| Some(&*it.value) == text);
            listed(is_listed || it.is_open && text.is_some())
        }
        Shape::IntegerEnum(it) => {
            let number = node.as_number().and_then(Number::as_i64);
            listed(it.variants.iter().any(|it| Some(it.value) == number))
        }
        Shape::LiteralEnum(it) => listed(it.variants.iter().any(|it| is_literal(node, &it.json))),
        Shape::Newtype(it) => {
            let ty = match it.storage {
                Storage::Ascii(_) | Storage::String => Type::String,
                Storage::Integer(width) => Type::Integer(width),
                Storage::Number(width) => Type::Number(width),
            };
            check_type(context, node, &ty, depth)?;
            constraints::check(context, node, &it.constraints)
        }
        Shape::Union(it) => {
            let mut variants = it.variants.iter();
            let fits = variants.any(|it| value(context, node, &it.value, depth + 1).is_ok());
            let unmatched = || format!("{} matches no member", shown(node));
            fits.then_some(()).ok_or_else(unmatched)
        }
    }
}

fn object(context: &Context<'_>, node: &Node, object: &Object, depth: usize) -> Result<(), String> {
    let Node::Object(members) = node else {
        return expect(false, node, "an object");
    };
    for (name, member) in members {
        let property = object.fields.iter().find(|it| it.field.wire == *name);
        match (property, &object.additional) {
            (Some(property), _) => value(context, member, &property.field.value, depth + 1)?,
            (None, UnknownProperties::Capture(it)) => value(context, member, it, depth + 1)?,
            (None, UnknownProperties::Ignore) => {}
            (None, UnknownProperties::Deny(_)) => {
                return Err(format!("unknown property {}", quote(name)));
            }
        }
    }
    let is_missing = |property: &&Property| {
        property.field.presence == Presence::Required
            && !members.iter().any(|(name, _)| *name == property.field.wire)
    };
    match object.fields.iter().find(is_missing) {
        Some(property) => Err(format!("missing property {}", quote(&property.field.wire))),
        None => Ok(()),
    }
}
