//! Defaults: typed, and checked against what they are defaults of.

use specwright_ir::{
    Constraint, DefaultValue, FloatWidth, Presence, Storage, Type, TypeId, Value, ValueConstraints,
};
use specwright_spec::{Location, Node, Number};

use crate::context::Context;
use crate::diagnostics;
use crate::docs::{code, with_paragraph};
use crate::draft::{Object, Shape, UnknownProperties, index};
use crate::schema::scalar::range;

/// How deep a default may be nested in what it is checked against.
const MAX_DEPTH: usize = 64;

/// Types the default of every property that may be absent and fills it in; the others are only checked.
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
            if let Presence::Optional(presence) = &mut property.field.presence {
                if default.is_some() && !property.applies_default {
                    let words = format!("Absent, it means {}.", code(&node.compact()));
                    let docs = std::mem::take(&mut property.field.docs);
                    property.field.docs = with_paragraph(docs, &words);
                }
                *presence = default.filter(|_| property.applies_default);
            }
        }
        if let Shape::Struct(object) = &mut context.arena.drafts[position].shape {
            object.fields = fields;
        }
    }
}

/// A default as a value of a type; a wrong one is told and left out. `null` says that there is none.
pub(crate) fn typed(
    context: &mut Context<'_>,
    at: &Location,
    node: &Node,
    value: &Value,
) -> Option<DefaultValue> {
    if *node == Node::Null && !matches!(value.ty, Type::Any(_)) {
        return None;
    }
    match check(context, node, value, 0) {
        Ok(()) => Some(write(context, node, &value.ty)),
        Err(why) => {
            context
                .session
                .report(diagnostics::default_mismatch(at, &why));
            None
        }
    }
}

/// A default that has been checked.
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
                && are_const(context, &it.rules);
            node.as_str()
                .filter(|_| literal)
                .map(|text| DefaultValue::Literal(id, text.to_owned()))
        }
        _ => None,
    }
}

/// Returns true if the constraints can be checked at compile time.
fn are_const(context: &Context<'_>, rules: &[Constraint]) -> bool {
    rules.iter().all(|rule| match rule {
        Constraint::Pattern(id) => context.arena.patterns.get(*id).matcher.is_const(),
        Constraint::Format(_) => false,
        _ => true,
    })
}

/// Whether a value is the one that an enum lists as this JSON text.
fn is_literal(node: &Node, json: &str) -> bool {
    let same = |number: &Number| Number::new(json).is_some_and(|it| number.compare(&it).is_eq());
    node.compact() == json || node.as_number().is_some_and(same)
}

fn integer(number: &Number) -> Option<i128> {
    number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from))
}

/// Whether a value of a document is one of a type.
fn check(context: &Context<'_>, node: &Node, value: &Value, depth: usize) -> Result<(), String> {
    if (*node == Node::Null && value.nullable) || depth > MAX_DEPTH {
        return Ok(());
    }
    check_type(context, node, &value.ty, depth)?;
    value
        .rules
        .as_ref()
        .map_or(Ok(()), |ValueConstraints { rules, .. }| {
            check_rules(context, node, rules)
        })
}

fn check_type(context: &Context<'_>, node: &Node, ty: &Type, depth: usize) -> Result<(), String> {
    let fits = |holds: bool, what: &str| {
        if holds {
            Ok(())
        } else {
            Err(format!("it is {}, not {what}", shown(node)))
        }
    };
    match ty {
        Type::Any(_) => Ok(()),
        Type::Null => fits(*node == Node::Null, "null"),
        Type::Never => fits(false, "anything that is valid"),
        Type::Boxed(inner) => check_type(context, node, inner, depth),
        Type::Boolean => fits(matches!(node, Node::Bool(_)), "a boolean"),
        Type::Integer(width) => {
            let (least, greatest) = range(*width);
            let value = node.as_number().and_then(integer);
            fits(
                value.is_some_and(|value| (least..=greatest).contains(&value)),
                "an integer of the format's range",
            )
        }
        Type::Number(width) => {
            let greatest = match width {
                FloatWidth::F32 => f64::from(f32::MAX),
                FloatWidth::F64 => f64::MAX,
            };
            let value = node.as_number().map(Number::as_f64);
            fits(
                value.is_some_and(|value| value.abs() <= greatest),
                "a number of the format's range",
            )
        }
        Type::String | Type::Base64 | Type::File | Type::Media => {
            fits(matches!(node, Node::String(_)), "a string")
        }
        Type::Timestamp => fits(
            node.as_str().is_some_and(is_timestamp),
            "a date-time of RFC 3339",
        ),
        Type::Date => fits(node.as_str().is_some_and(is_date), "a date of RFC 3339"),
        Type::Uuid => fits(node.as_str().is_some_and(is_uuid), "a UUID"),
        Type::Array(items) => {
            fits(matches!(node, Node::Array(_)), "an array")?;
            node.elements()
                .iter()
                .try_for_each(|element| check(context, element, items, depth + 1))
        }
        Type::Tuple(it) => {
            let elements = node.elements();
            fits(matches!(node, Node::Array(_)), "an array")?;
            if elements.len() < it.required {
                return Err(format!("it has less than {} items", it.required));
            }
            if it.rest.is_none() && elements.len() > it.items.len() {
                return Err(format!("it has more than {} items", it.items.len()));
            }
            let rest = std::iter::repeat_n(it.rest.as_deref(), elements.len()).flatten();
            let mut pairs = elements.iter().zip(it.items.iter().chain(rest));
            pairs.try_for_each(|(element, value)| check(context, element, value, depth + 1))
        }
        Type::Map(values) => {
            fits(matches!(node, Node::Object(_)), "an object")?;
            node.members()
                .iter()
                .try_for_each(|(_, member)| check(context, member, values, depth + 1))
        }
        Type::Named(id) => check_named(context, node, *id, depth),
    }
}

fn shown(node: &Node) -> String {
    match node {
        Node::Array(_) | Node::Object(_) => node.describe().to_owned(),
        _ => specwright_spec::quote(&node.compact()),
    }
}

fn check_named(context: &Context<'_>, node: &Node, id: TypeId, depth: usize) -> Result<(), String> {
    let unlisted = || Err(format!("{} is not one of the enum's values", shown(node)));
    match &context.arena.drafts[index(id)].shape {
        Shape::Open | Shape::Gap(_) => Ok(()),
        Shape::Alias(target) => check_type(context, node, target, depth + 1),
        Shape::Struct(object) => check_object(context, node, object, depth),
        Shape::Wrapper(value) => check(context, node, value, depth + 1),
        Shape::StringEnum(it)
            if it
                .variants
                .iter()
                .any(|variant| Some(variant.value.as_str()) == node.as_str()) =>
        {
            Ok(())
        }
        Shape::IntegerEnum(it) => {
            let value = node.as_number().and_then(Number::as_i64);
            if it
                .variants
                .iter()
                .any(|variant| Some(variant.value) == value)
            {
                Ok(())
            } else {
                unlisted()
            }
        }
        Shape::LiteralEnum(it)
            if it
                .variants
                .iter()
                .any(|variant| is_literal(node, &variant.json)) =>
        {
            Ok(())
        }
        Shape::StringEnum(_) | Shape::LiteralEnum(_) => unlisted(),
        Shape::Newtype(it) => {
            let ty = match it.storage {
                Storage::Ascii(_) | Storage::String => Type::String,
                Storage::Integer(width) => Type::Integer(width),
                Storage::Number(width) => Type::Number(width),
            };
            check_type(context, node, &ty, depth)?;
            check_rules(context, node, &it.rules)
        }
        Shape::Union(it) => {
            let fits = it
                .variants
                .iter()
                .any(|variant| check(context, node, &variant.value, depth + 1).is_ok());
            if fits {
                Ok(())
            } else {
                Err("it is none of the members".to_owned())
            }
        }
    }
}

fn check_object(
    context: &Context<'_>,
    node: &Node,
    object: &Object,
    depth: usize,
) -> Result<(), String> {
    let Node::Object(members) = node else {
        return Err(format!("it is {}, not an object", shown(node)));
    };
    for (name, member) in members {
        match (
            object
                .fields
                .iter()
                .find(|property| property.field.wire == *name),
            &object.additional,
        ) {
            (Some(property), _) => check(context, member, &property.field.value, depth + 1)?,
            (None, UnknownProperties::Capture(value)) => check(context, member, value, depth + 1)?,
            (None, UnknownProperties::Ignore) => {}
            (None, UnknownProperties::Deny(_)) => {
                return Err(format!(
                    "{} is not allowed in it",
                    specwright_spec::quote(name)
                ));
            }
        }
    }
    let missing = |property: &&crate::draft::Property| {
        property.field.presence == Presence::Required
            && !members.iter().any(|(name, _)| *name == property.field.wire)
    };
    match object.fields.iter().find(missing) {
        Some(property) => Err(format!(
            "{} is missing in it",
            specwright_spec::quote(&property.field.wire)
        )),
        None => Ok(()),
    }
}

fn check_rules(context: &Context<'_>, node: &Node, rules: &[Constraint]) -> Result<(), String> {
    for rule in rules {
        check_rule(context, node, rule)?;
    }
    Ok(())
}

fn check_rule(context: &Context<'_>, node: &Node, rule: &Constraint) -> Result<(), String> {
    let length = node.as_str().map(|text| text.chars().count() as u64);
    let elements = node.as_array().map(|elements| elements.len() as u64);
    let members = node.as_object().map(|members| members.len() as u64);
    let order = |bound: &str| {
        node.as_number()
            .zip(Number::new(bound))
            .map(|(number, bound)| number.compare(&bound))
    };
    let holds = match rule {
        Constraint::MinLength(bound) => length.is_none_or(|length| length >= *bound),
        Constraint::MaxLength(bound) => length.is_none_or(|length| length <= *bound),
        Constraint::Pattern(id) => node.as_str().is_none_or(|text| {
            context
                .arena
                .patterns
                .get(*id)
                .is_match(text)
                .unwrap_or(true)
        }),
        Constraint::Minimum(bound) => order(bound).is_none_or(|order| order.is_ge()),
        Constraint::Maximum(bound) => order(bound).is_none_or(|order| order.is_le()),
        Constraint::ExclusiveMinimum(bound) => order(bound).is_none_or(|order| order.is_gt()),
        Constraint::ExclusiveMaximum(bound) => order(bound).is_none_or(|order| order.is_lt()),
        Constraint::MinItems(bound) => elements.is_none_or(|count| count >= *bound),
        Constraint::MaxItems(bound) => elements.is_none_or(|count| count <= *bound),
        Constraint::MinProperties(bound) => members.is_none_or(|count| count >= *bound),
        Constraint::MaxProperties(bound) => members.is_none_or(|count| count <= *bound),
        Constraint::Only(value) | Constraint::Constant(value) => *node == Node::Bool(*value),
        Constraint::MultipleOf(factor) => node
            .as_number()
            .zip(Number::new(factor))
            .is_none_or(|(number, factor)| number.is_multiple_of(&factor)),
        // Checked by the document's check, where it is checked at all.
        Constraint::UniqueItems
        | Constraint::Format(_)
        | Constraint::Assertion(_)
        | Constraint::Secret
        | Constraint::Origin(..) => true,
    };
    if holds {
        Ok(())
    } else {
        Err(format!("{} breaks {}", shown(node), keyword(rule)))
    }
}

fn keyword(rule: &Constraint) -> &'static str {
    match rule {
        Constraint::MinLength(_) => "`minLength`",
        Constraint::MaxLength(_) => "`maxLength`",
        Constraint::Pattern(_) => "`pattern`",
        Constraint::Format(_) => "`format`",
        Constraint::Minimum(_) | Constraint::ExclusiveMinimum(_) => "`minimum`",
        Constraint::Maximum(_) | Constraint::ExclusiveMaximum(_) => "`maximum`",
        Constraint::MultipleOf(_) => "`multipleOf`",
        Constraint::MinItems(_) => "`minItems`",
        Constraint::MaxItems(_) => "`maxItems`",
        Constraint::UniqueItems => "`uniqueItems`",
        Constraint::MinProperties(_) => "`minProperties`",
        Constraint::MaxProperties(_) => "`maxProperties`",
        Constraint::Only(_) => "`enum`",
        Constraint::Constant(_) => "`const`",
        Constraint::Secret => "`format`",
        Constraint::Origin(..) => "",
        Constraint::Assertion(_) => "an assertion",
    }
}

/// `0` stands for a digit, everything else for itself.
fn looks_like(text: &str, shape: &str) -> bool {
    let fits = |(byte, shape): (u8, u8)| {
        if shape == b'0' {
            byte.is_ascii_digit()
        } else {
            byte == shape
        }
    };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

fn is_date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        text.get(range)
            .and_then(|digits| digits.parse::<u32>().ok())
            .unwrap_or(0)
    };
    let leap = |year: u32| {
        (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
    };
    let days = match number(5..7) {
        2 if leap(number(0..4)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    looks_like(text, "0000-00-00") && (1..=days).contains(&number(8..10))
}

fn is_timestamp(text: &str) -> bool {
    let (Some(date), Some(time)) = (text.get(..10), text.get(10..)) else {
        return false;
    };
    let clock = time
        .get(..9)
        .is_some_and(|clock| looks_like(&clock.to_ascii_uppercase(), "T00:00:00"));
    let rest = time.get(9..).unwrap_or_default();
    let fraction = rest
        .strip_prefix('.')
        .map(|digits| digits.trim_start_matches(|char: char| char.is_ascii_digit()));
    let zone = fraction.unwrap_or(rest);
    let offset =
        zone.eq_ignore_ascii_case("z") || looks_like(zone, "+00:00") || looks_like(zone, "-00:00");
    is_date(date) && clock && offset && fraction.is_none_or(|zone| rest.len() > zone.len() + 1)
}

fn is_uuid(text: &str) -> bool {
    let plain: String = text
        .chars()
        .map(|char| if char.is_ascii_hexdigit() { '0' } else { char })
        .collect();
    looks_like(&plain, "00000000-0000-0000-0000-000000000000")
}
