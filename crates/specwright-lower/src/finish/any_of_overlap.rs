//! Values that fit several members of an `anyOf` at once.
//!
//! Read as one of them, a value would lose what only another keeps. Where that can be (two members are structs, and each has
//! a property that the other would ignore), the enum has a variant for it, which holds the value as each of them.

use std::collections::HashSet;

use specwright_ir::{
    Ident, Struct, Type, TypeDef, TypeId, TypeKind, Union, UnionStrategy, UnknownProperties,
};

use super::targets;

/// What the variant is called: the first of these that no other is.
const NAMES: [&str; 3] = ["Several", "SeveralAtOnce", "SeveralOfThese"];

/// Gives unions a variant for values that fit several of the others.
pub(crate) fn lower(types: &mut [TypeDef]) {
    let targets = targets(types);
    for position in 0..types.len() {
        let name = match &types[position].kind {
            TypeKind::Union(union) if union.strategy == UnionStrategy::Any(None) => {
                let needed = loses(types, &targets, union);
                needed.then(|| name(union)).flatten()
            }
            _ => None,
        };
        if let (Some(name), TypeKind::Union(union)) = (name, &mut types[position].kind) {
            union.strategy = UnionStrategy::Any(Some(name));
        }
    }
}

fn name(union: &Union) -> Option<Ident> {
    let is_free = |name: &&&str| !union.variants.iter().any(|it| it.name.as_str() == **name);
    NAMES.iter().find(is_free).map(|name| Ident::new(*name))
}

/// Whether two variants are structs that each ignore a property of the other.
fn loses(types: &[TypeDef], targets: &[TypeId], union: &Union) -> bool {
    let variants = union.variants.iter();
    let mut names: Vec<HashSet<&str>> = variants
        .filter_map(|variant| ignoring(types, targets, &variant.value.ty))
        .map(|it| it.fields.iter().map(|field| field.wire.as_str()).collect())
        .collect();
    // Where each two are one within the other, all of them are, from the least to the greatest.
    names.sort_by_key(HashSet::len);
    names.windows(2).any(|pair| !pair[0].is_subset(&pair[1]))
}

/// The struct that a type is, if it ignores what it has no field for.
fn ignoring<'t>(types: &'t [TypeDef], targets: &[TypeId], ty: &Type) -> Option<&'t Struct> {
    match ty {
        Type::Boxed(inner) => ignoring(types, targets, inner),
        Type::Named(id) => match &types[targets[id.0 as usize].0 as usize].kind {
            TypeKind::Struct(it) if it.additional == UnknownProperties::Ignore => Some(it),
            _ => None,
        },
        _ => None,
    }
}
