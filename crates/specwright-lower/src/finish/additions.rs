//! The traits and attributes that the options add to types.
//!
//! `*` derives `Eq`, `Hash`, `PartialOrd` and `Ord` for the types whose contents have them, and every other trait for all; most types have
//! `Eq` and `Hash` anyway. An alias has no traits and attributes of its own; enums of constants compare and hash themselves.

use specwright_ir::{TypeDef, TypeKind};
use specwright_spec::Diagnostic;

use super::{ContentTrait, implementors};
use crate::context::Session;
use crate::{Addition, diagnostics};

/// Adds the traits and attributes; returns an error for each entry that matches no type, and for each trait that a type cannot have.
pub(super) fn apply(session: &Session<'_>, types: &mut [TypeDef]) -> Vec<Diagnostic> {
    let root = session.root();
    let mut faults = Vec::new();
    for addition in &session.options.additions {
        let chosen: Vec<bool> = types.iter().map(|ty| is_target(addition, ty)).collect();
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

/// Returns true if an entry applies to a type.
fn is_target(addition: &Addition, ty: &TypeDef) -> bool {
    let key = addition.key.strip_prefix('#').unwrap_or(&addition.key);
    !matches!(ty.kind, TypeKind::Alias(_))
        && (key == "*" || key == ty.name.as_str() || key == ty.schema)
}

fn add(all: &mut Vec<String>, more: &str) {
    if !all.iter().any(|it| it == more) {
        all.push(more.to_owned());
    }
}

/// Returns for each type if it has a trait or can derive it. A type of another crate can if that is claimed.
fn able(types: &[TypeDef], name: &str, claims: bool) -> Vec<bool> {
    let wanted = match name {
        "Eq" | "Hash" => ContentTrait::Eq,
        "Ord" => ContentTrait::Ord,
        "PartialOrd" => ContentTrait::PartialOrd,
        _ => return vec![true; types.len()],
    };
    implementors(types, wanted, claims)
}
