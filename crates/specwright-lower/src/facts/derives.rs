//! Derives: what a type is beyond `Clone` and `Debug`.
//!
//! | trait        | holds for                                                                                     |
//! |--------------|-----------------------------------------------------------------------------------------------|
//! | `Copy`       | integer enums; newtypes of `[u8; N]` and of numbers                                           |
//! | `Eq`, `Hash` | everything without a float and without an untyped value inside                                |
//! | `Default`    | structs whose every field may be absent                                                       |

use specwright_ir::{Additional, Presence, Storage, Type, TypeDef, TypeKind};

/// Computes the facts of every type.
pub(crate) fn lower(types: &mut [TypeDef]) {
    let eq = eq(types);
    for (ty, eq) in types.iter_mut().zip(eq) {
        ty.eq = eq;
        ty.default = is_default(&ty.kind);
        ty.copy = is_copy(&ty.kind);
    }
    // Aliases have the facts of what they name.
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
                Type::Boolean
                    | Type::Integer(_)
                    | Type::Number(_)
                    | Type::Timestamp
                    | Type::Date
                    | Type::Uuid
                    | Type::Null
                    | Type::Never
            )
        }
        _ => false,
    }
}

/// The types without a float or an untyped value: all, less those that have one, less those that use one of these.
fn eq(types: &[TypeDef]) -> Vec<bool> {
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
    let mut open = Vec::new();
    for (position, ty) in types.iter().enumerate() {
        let mut parts = Parts::default();
        parts.kind(&ty.kind);
        if parts.inexact {
            open.push(position);
        }
        parts
            .named
            .into_iter()
            .for_each(|used| users[used].push(position));
    }
    let mut eq = vec![true; types.len()];
    while let Some(position) = open.pop() {
        if std::mem::replace(&mut eq[position], false) {
            open.extend(&users[position]);
        }
    }
    eq
}

#[derive(Default)]
struct Parts {
    inexact: bool,
    named: Vec<usize>,
}

impl Parts {
    fn kind(&mut self, kind: &TypeKind) {
        match kind {
            TypeKind::Alias(ty) => self.ty(ty),
            TypeKind::Wrapper(value) => self.ty(&value.ty),
            TypeKind::Struct(it) => {
                it.fields.iter().for_each(|field| self.ty(&field.value.ty));
                if let Additional::Kept(_, value) = &it.additional {
                    self.ty(&value.ty);
                }
            }
            TypeKind::Union(it) => it
                .variants
                .iter()
                .for_each(|variant| self.ty(&variant.value.ty)),
            TypeKind::Newtype(it) => self.inexact |= matches!(it.storage, Storage::Number(_)),
            TypeKind::LiteralEnum(_) => self.inexact = true,
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {}
        }
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Named(id) => self.named.push(id.0 as usize),
            Type::Array(value) | Type::Map(value) => self.ty(&value.ty),
            Type::Boxed(inner) => self.ty(inner),
            Type::Number(_) | Type::Any => self.inexact = true,
            Type::Boolean
            | Type::Integer(_)
            | Type::String
            | Type::Timestamp
            | Type::Date
            | Type::Uuid
            | Type::Base64
            | Type::File
            | Type::Null
            | Type::Never => {}
        }
    }
}
