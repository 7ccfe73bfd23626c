//! Types without a value in Rust: what requires `Never`.

use specwright_ir::{Presence, Struct, Type, TypeDef, TypeKind, Union, UnionStrategy, Value};

/// Returns true for each type without a value.
pub(super) fn find(types: &[TypeDef]) -> Vec<bool> {
    let mut found = vec![false; types.len()];
    loop {
        let before = found.clone();
        for (position, ty) in types.iter().enumerate() {
            found[position] = found[position] || is_empty(&ty.kind, &before);
        }
        if found == before {
            return found;
        }
    }
}

/// Returns true if a type has no value, where named types are `known`.
pub(super) fn is_uninhabited(ty: &Type, known: &[bool]) -> bool {
    match ty {
        Type::Never => true,
        Type::Named(id) => known[id.0 as usize],
        Type::Boxed(inner) => is_uninhabited(inner, known),
        Type::Tuple(it) => {
            let mut required = it.items.iter().take(it.required);
            required.any(|item| has_no_value(item, known))
        }
        _ => false,
    }
}

fn has_no_value(value: &Value, known: &[bool]) -> bool {
    !value.nullable && is_uninhabited(&value.ty, known)
}

fn is_empty(kind: &TypeKind, known: &[bool]) -> bool {
    match kind {
        TypeKind::Alias(ty) => is_uninhabited(ty, known),
        TypeKind::Struct(it) => requires_never(it, known),
        TypeKind::Wrapper(value) => has_no_value(value, known),
        TypeKind::Union(it) => is_empty_union(it, known),
        TypeKind::Newtype(_)
        | TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::LiteralEnum(_) => false,
    }
}

fn requires_never(it: &Struct, known: &[bool]) -> bool {
    let mut fields = it.fields.iter();
    fields.any(|it| it.presence == Presence::Required && has_no_value(&it.value, known))
}

fn is_empty_union(it: &Union, known: &[bool]) -> bool {
    let holds_several = matches!(it.strategy, UnionStrategy::Any(Some(_)));
    let mut variants = it.variants.iter();
    !holds_several && variants.all(|it| has_no_value(&it.value, known))
}
