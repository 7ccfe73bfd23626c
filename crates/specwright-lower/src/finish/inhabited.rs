//! Types without a value: a struct that requires itself, directly or through other types, has no finite value.

use crate::context::Context;
use crate::diagnostics;
use specwright_ir::{Presence, Type, TypeDef, TypeKind, Value};
use specwright_spec::{Location, Pointer};

/// Reports each type that requires itself. It is generated nevertheless: decoding rejects every value.
pub(crate) fn check(context: &mut Context<'_>, types: &[TypeDef]) {
    let finite = finite(types);
    for (index, ty) in types.iter().enumerate() {
        if !finite[index] && requires_itself(index, types, &finite) {
            let file = context.session.root().file;
            let pointer = Pointer::parse(&ty.schema).unwrap_or_default();
            let why = "its required properties contain the schema itself, without end";
            context.session.report(diagnostics::impossible_value(
                &Location { file, pointer },
                why,
            ));
        }
    }
}

/// Returns true for each type with a finite value: all types whose required types have one, and no others.
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

/// Returns the types that every value of a type contains.
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

/// Returns the named types that a value contains directly; an array or a map may be empty.
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

/// Returns true if a type without a finite value requires itself, and does not merely require such a type.
fn requires_itself(start: usize, types: &[TypeDef], finite: &[bool]) -> bool {
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
