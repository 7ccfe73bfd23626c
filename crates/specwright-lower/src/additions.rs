//! The traits and attributes that the options add to types.
//!
//! `*` derives `Eq`, `Hash`, `PartialOrd` and `Ord` for the types whose contents have them, and every other trait for all; most types have
//! `Eq` and `Hash` anyway. An alias has no traits and attributes of its own; enums of constants compare and hash themselves.

use specwright_ir::{Storage, Type, TypeDef, TypeKind, UnknownProperties, Value};
use specwright_spec::Diagnostic;

use crate::context::Session;
use crate::{Addition, diagnostics};

/// The traits of the standard library that depend on the contents of a type.
const DEPENDENT: [&str; 4] = ["Eq", "Hash", "Ord", "PartialOrd"];

/// Adds the traits and attributes; returns an error for each entry that matches no type, and for each trait that a type cannot have.
pub(crate) fn apply(session: &Session<'_>, types: &mut [TypeDef]) -> Vec<Diagnostic> {
    let root = session.root();
    let mut faults = Vec::new();
    for addition in &session.options.additions {
        let chosen: Vec<bool> = types.iter().map(|ty| is_meant(addition, ty)).collect();
        if !chosen.contains(&true) {
            let names = types.iter().map(|ty| ty.name.as_str());
            faults.push(diagnostics::stale_addition(&root, addition, names));
        }
        for name in &addition.derives {
            let able = able(types, name, addition.key != "*");
            for (position, ty) in types.iter_mut().enumerate() {
                match (chosen[position], able[position]) {
                    (true, true) => add(&mut ty.derives, name),
                    (true, false) if addition.key != "*" => {
                        faults.push(diagnostics::impossible_derive(&root, &ty.name, name));
                    }
                    _ => {}
                }
            }
        }
        for (ty, _) in types.iter_mut().zip(&chosen).filter(|(_, chosen)| **chosen) {
            for attribute in &addition.attributes {
                add(&mut ty.attributes, attribute);
            }
        }
    }
    faults
}

/// Returns true if an entry means a type.
fn is_meant(addition: &Addition, ty: &TypeDef) -> bool {
    let key = addition.key.strip_prefix('#').unwrap_or(&addition.key);
    !matches!(ty.kind, TypeKind::Alias(_))
        && (key == "*" || key == ty.name.as_str() || key == ty.schema)
}

fn add(all: &mut Vec<String>, more: &str) {
    if !all.iter().any(|it| it == more) {
        all.push(more.to_owned());
    }
}

/// Returns for each type if it has a trait or can derive it. A recursive type can if all of its contents can; a type of another crate
/// can if that is claimed.
fn able(types: &[TypeDef], name: &str, claims: bool) -> Vec<bool> {
    let mut able = vec![true; types.len()];
    if !DEPENDENT.contains(&name) {
        return able;
    }
    loop {
        let is_able = |ty: &TypeDef| {
            let is_keyed = ty.eq && matches!(name, "Eq" | "Hash");
            is_keyed || has((name, claims), &ty.kind, &able)
        };
        let next: Vec<bool> = types.iter().map(is_able).collect();
        if next == able {
            return able;
        }
        able = next;
    }
}

/// Returns true if a definition has a trait, or can derive it.
fn has(wanted: (&str, bool), kind: &TypeKind, able: &[bool]) -> bool {
    let (name, _) = wanted;
    let value = |value: &Value| has_type(wanted, &value.ty, able);
    let is_order = matches!(name, "Ord" | "PartialOrd");
    match kind {
        TypeKind::Alias(ty) => has_type(wanted, ty, able),
        TypeKind::Struct(it) => {
            let others = match &it.additional {
                UnknownProperties::Capture(_, it) => value(it),
                UnknownProperties::Ignore | UnknownProperties::Deny(_) => true,
            };
            others && it.fields.iter().all(|field| value(&field.value))
        }
        TypeKind::Newtype(it) => !matches!(it.storage, Storage::Number(_)) || name == "PartialOrd",
        TypeKind::Wrapper(it) => value(it),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => !is_order,
        TypeKind::LiteralEnum(_) => false,
        TypeKind::Union(it) => it.variants.iter().all(|variant| value(&variant.value)),
    }
}

fn has_type(wanted: (&str, bool), ty: &Type, able: &[bool]) -> bool {
    let (name, claims) = wanted;
    match ty {
        Type::Named(id) => able[id.0 as usize],
        Type::Number(_) => name == "PartialOrd",
        Type::Array(value) | Type::Map(value) => has_type(wanted, &value.ty, able),
        Type::Boxed(inner) => has_type(wanted, inner, able),
        Type::Foreign(_) => claims,
        Type::Any(_) | Type::Tuple(_) => false,
        Type::Boolean
        | Type::Integer(_)
        | Type::String
        | Type::Text(_)
        | Type::Base64
        | Type::Media
        | Type::File
        | Type::Null
        | Type::Never => true,
    }
}
