//! Types without a value: a struct that must hold itself, perhaps by way of others, can never be written down.

use crate::context::Context;
use crate::diagnostics;
use specwright_ir::{Presence, Type, TypeDef, TypeKind, Value};
use specwright_spec::{Location, Pointer};

/// Tells every type that a value would have to hold forever. It is generated all the same: reading refuses every value.
pub(crate) fn check(context: &mut Context<'_>, types: &[TypeDef]) {
    let finite = finite(types);
    for (index, ty) in types.iter().enumerate() {
        if !finite[index] && holds_itself(index, types, &finite) {
            let file = context.session.root().file;
            let pointer = Pointer::parse(&ty.schema).unwrap_or_default();
            let why = "by its required properties it must hold itself, which never ends";
            context.session.report(diagnostics::impossible_value(
                &Location { file, pointer },
                why,
            ));
        }
    }
}

/// Which types have a value that ends: all that are built from those that do, and no others.
fn finite(types: &[TypeDef]) -> Vec<bool> {
    let mut finite = vec![false; types.len()];
    loop {
        let before = finite.clone();
        for (index, ty) in types.iter().enumerate() {
            finite[index] = finite[index] || ends(ty, &before);
        }
        if finite == before {
            return finite;
        }
    }
}

fn ends(ty: &TypeDef, finite: &[bool]) -> bool {
    let is_finite = |target: usize| finite[target];
    match &ty.kind {
        TypeKind::Union(it) => {
            let ends =
                |value: &Value| value.nullable || targets(&value.ty).into_iter().all(is_finite);
            it.variants.is_empty() || it.variants.iter().any(|variant| ends(&variant.value))
        }
        _ => needed(ty).into_iter().all(is_finite),
    }
}

/// The types that every value of a type holds.
fn needed(ty: &TypeDef) -> Vec<usize> {
    match &ty.kind {
        TypeKind::Alias(ty) => targets(ty),
        TypeKind::Wrapper(value) if value.nullable => Vec::new(),
        TypeKind::Wrapper(value) => targets(&value.ty),
        TypeKind::Struct(it) => {
            let required = it
                .fields
                .iter()
                .filter(|field| field.presence == Presence::Required && !field.value.nullable);
            required
                .flat_map(|field| targets(&field.value.ty))
                .collect()
        }
        TypeKind::Union(it) => it
            .variants
            .iter()
            .flat_map(|it| targets(&it.value.ty))
            .collect(),
        TypeKind::Newtype(_)
        | TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::LiteralEnum(_) => Vec::new(),
    }
}

/// The named types that a value holds itself; an array or a map may be empty.
fn targets(ty: &Type) -> Vec<usize> {
    match ty {
        Type::Named(id) => vec![id.0 as usize],
        Type::Boxed(inner) => targets(inner),
        Type::Tuple(it) => {
            let items = it.items.iter().take(it.required);
            let items = items.filter(|value| !value.nullable);
            items.flat_map(|value| targets(&value.ty)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a type without an end is the cause of it, not only a holder of one.
fn holds_itself(start: usize, types: &[TypeDef], finite: &[bool]) -> bool {
    let mut seen = vec![false; types.len()];
    let mut next = needed(&types[start]);
    while let Some(index) = next.pop() {
        if index == start {
            return true;
        }
        if !finite[index] && !std::mem::replace(&mut seen[index], true) {
            next.extend(needed(&types[index]));
        }
    }
    false
}
