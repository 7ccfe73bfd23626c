//! The traits that types implement beside `Clone` and `Debug`.
//!
//! | trait        | implemented for                                                                               |
//! |--------------|-----------------------------------------------------------------------------------------------|
//! | `Copy`       | integer enums; newtypes of `[u8; N]` and of numbers                                           |
//! | `Eq`, `Hash` | types that hold neither floating-point numbers nor untyped values                             |
//! | `Default`    | structs without required fields                                                               |

use specwright_ir::{Presence, Storage, Type, TypeDef, TypeKind, UnknownProperties, Value};

/// Sets the derives of every type.
pub(crate) fn lower(types: &mut [TypeDef]) {
    for ty in types.iter_mut() {
        ty.default = is_default(&ty.kind);
        ty.copy = is_copy(&ty.kind);
    }
    // An alias derives what its target derives.
    for (position, target) in super::targets(types).into_iter().enumerate() {
        let target = &types[target.0 as usize];
        (types[position].copy, types[position].default) = (target.copy, target.default);
    }
    let eq = implementors(types, ContentTrait::Eq, false);
    types
        .iter_mut()
        .zip(eq)
        .for_each(|(ty, is_eq)| ty.eq = is_eq);
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

/// A trait that a type has only if its contents have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentTrait {
    /// `Eq` and `Hash`
    Eq,
    /// `PartialOrd`
    PartialOrd,
    /// `Ord`
    Ord,
}

/// Returns for each type if it has a trait or can derive it. A type that contains itself does unless something else in it does not. A
/// type of another crate does if that is claimed.
pub(crate) fn implementors(types: &[TypeDef], wanted: ContentTrait, claims: bool) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
    let mut pending = Vec::new();
    for (position, ty) in types.iter().enumerate() {
        let mut contents = Contents {
            wanted,
            claims,
            named: Vec::new(),
            lacks: false,
        };
        contents.add_kind(&ty.kind);
        if contents.lacks {
            pending.push(position);
        }
        for named in contents.named {
            holders[named].push(position);
        }
    }
    let mut able = vec![true; types.len()];
    while let Some(position) = pending.pop() {
        if std::mem::take(&mut able[position]) {
            pending.extend(&holders[position]);
        }
    }
    able
}

/// The contents of a type on which a trait depends.
struct Contents {
    wanted: ContentTrait,
    claims: bool,
    /// The positions of named types.
    named: Vec<usize>,
    /// True if a part does not have the trait.
    lacks: bool,
}

impl Contents {
    fn add_kind(&mut self, kind: &TypeKind) {
        match kind {
            // They compare themselves, and have no order.
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {
                self.lacks |= self.wanted != ContentTrait::Eq;
            }
            // Its unlisted values are untyped.
            TypeKind::LiteralEnum(_) => self.lacks = true,
            TypeKind::Newtype(it) => self.add_type(&it.storage.ty()),
            TypeKind::Struct(it) => {
                it.fields.iter().for_each(|field| self.add(&field.value));
                if let UnknownProperties::Capture(_, values) = &it.additional {
                    self.add(values);
                }
            }
            TypeKind::Union(it) => it.variants.iter().for_each(|it| self.add(&it.value)),
            TypeKind::Wrapper(value) => self.add(value),
            TypeKind::Alias(ty) => self.add_type(ty),
        }
    }

    fn add(&mut self, value: &Value) {
        self.add_type(&value.ty);
    }

    fn add_type(&mut self, ty: &Type) {
        match ty {
            Type::Named(id) => self.named.push(id.0 as usize),
            // NaN is not equal to itself.
            Type::Number(_) => self.lacks |= self.wanted != ContentTrait::PartialOrd,
            Type::Any(_) => self.lacks = true,
            Type::Foreign(_) => self.lacks |= !self.claims,
            Type::Array(inner) | Type::Map(inner) => self.add(inner),
            Type::Tuple(it) => it.values().for_each(|value| self.add(value)),
            Type::Boxed(inner) => self.add_type(inner),
            Type::Boolean
            | Type::Integer(_)
            | Type::String
            | Type::Text(_)
            | Type::Base64
            | Type::Media
            | Type::File
            | Type::Null
            | Type::Never => {}
        }
    }
}
