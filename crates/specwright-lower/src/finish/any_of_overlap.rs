//! Values that match several members of an `anyOf`.
//!
//! Decoded as one member, such a value would lose the properties that only another has. If two members are structs that each ignore
//! a property of the other, the enum has a variant that holds the value decoded as each of them.

use foldhash::HashSet;
use specwright_ir::{
    Ident, Struct, Type, TypeDef, TypeId, TypeKind, Union, UnionStrategy, UnknownProperties,
};

use super::targets;

/// The names of the variant: the first that no other variant has.
const NAMES: [&str; 3] = ["Several", "SeveralAtOnce", "SeveralOfThese"];

/// Adds the variant for values that match several others.
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

/// Returns true if two variants are structs that each ignore a property of the other.
fn loses(types: &[TypeDef], targets: &[TypeId], union: &Union) -> bool {
    let variants = union.variants.iter();
    let mut names: Vec<HashSet<&str>> = variants
        .filter_map(|variant| ignoring(types, targets, &variant.value.ty))
        .map(|it| it.fields.iter().map(|field| field.wire.as_str()).collect())
        .collect();
    // If of each two sets one contains the other, then in the order of size each contains the one before it.
    names.sort_by_key(HashSet::len);
    names.windows(2).any(|pair| !pair[0].is_subset(&pair[1]))
}

/// Returns the struct that a type is, if it ignores unknown properties.
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
