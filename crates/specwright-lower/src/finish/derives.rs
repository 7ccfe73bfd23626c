//! The traits that types derive beside `Clone` and `Debug`.
//!
//! | trait        | derived for                                                                                     |
//! |--------------|-----------------------------------------------------------------------------------------------|
//! | `Copy`       | integer enums; newtypes of `[u8; N]` and of numbers                                           |
//! | `Eq`, `Hash` | what may be a key: enums of strings or integers; newtypes, but for those of floats           |
//! | `Default`    | structs without required fields                                                               |
//!
//! Structs derive neither `Eq` nor `Hash`: two more traits of thousands of structs are a twelfth of the time to compile them.

use specwright_ir::{Presence, Storage, Type, TypeDef, TypeKind};

/// Sets the derives of every type.
pub(crate) fn lower(types: &mut [TypeDef]) {
    for ty in types.iter_mut() {
        ty.eq = is_eq(&ty.kind);
        ty.default = is_default(&ty.kind);
        ty.copy = is_copy(&ty.kind);
    }
    // An alias derives what its target derives.
    for (position, target) in super::targets(types).into_iter().enumerate() {
        let target = &types[target.0 as usize];
        (types[position].copy, types[position].default) = (target.copy, target.default);
    }
}

fn is_default(kind: &TypeKind) -> bool {
    match kind {
        TypeKind::Struct(it) => it
            .fields
            .iter()
            .all(|field| field.presence != Presence::Required),
        _ => false,
    }
}

fn is_copy(kind: &TypeKind) -> bool {
    match kind {
        TypeKind::IntegerEnum(_) => true,
        TypeKind::Newtype(it) => it.storage != Storage::String,
        TypeKind::Alias(ty) => {
            matches!(
                ty,
                Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::Null | Type::Never
            ) || matches!(ty, Type::Text(it) if !it.keeps_text())
        }
        _ => false,
    }
}

fn is_eq(kind: &TypeKind) -> bool {
    match kind {
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => true,
        TypeKind::Newtype(it) => !matches!(it.storage, Storage::Number(_)),
        TypeKind::Struct(_)
        | TypeKind::Union(_)
        | TypeKind::LiteralEnum(_)
        | TypeKind::Wrapper(_)
        | TypeKind::Alias(_) => false,
    }
}
