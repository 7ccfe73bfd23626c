//! The methods that return the value of a variant, and the conversions to a union.
//!
//! | variant                                          | methods                | converts from                                    |
//! |--------------------------------------------------|------------------------|--------------------------------------------------|
//! | `Cat(Cat)`                                       | `as_cat`, `into_cat`   | `Cat`                                            |
//! | `Node(Box<Node>)`                                | `as_node`, `into_node` | `Node`                                           |
//! | `Name(String)`                                   | `as_name`, `into_name` | `String`, `&str`                                 |
//! | `Tags(Vec<Tag>)`                                 | `as_tags`, `into_tags` | `Vec<Tag>`, arrays of `Tag`                      |
//! | one of two with the same Rust type               | the two methods        | nothing: which of them is meant is unknown       |
//! | one of the union itself; null; no value; a tuple | the two methods        | nothing                                          |
//! | one that may be null                             | none                   | nothing                                          |
//!
//! `as_…` borrows a `String` as `&str` and a `Vec` as a slice. A union with one variant has neither.

use foldhash::HashMap;
use specwright_ir::{Ident, Type, TypeDef, TypeId, TypeKind, Union, Value, VariantAccess};

use super::targets;
use crate::naming::{Kind, name};

/// Sets the methods of every union.
pub(crate) fn lower(types: &mut [TypeDef]) {
    let targets = targets(types);
    for position in 0..types.len() {
        let access = match &types[position].kind {
            TypeKind::Union(union) if union.variants.len() > 1 => {
                access(types, &targets, union, TypeId(position as u32))
            }
            _ => continue,
        };
        if let TypeKind::Union(union) = &mut types[position].kind {
            for (variant, access) in union.variants.iter_mut().zip(access) {
                variant.access = access;
            }
        }
    }
}

fn access(
    types: &[TypeDef],
    targets: &[TypeId],
    union: &Union,
    id: TypeId,
) -> Vec<Option<VariantAccess>> {
    let key = |value: &Value| (!value.nullable).then(|| rust_type(types, targets, &value.ty))?;
    let keys: Vec<Option<String>> = union.variants.iter().map(|it| key(&it.value)).collect();
    let counts = counts(keys.iter().flatten());
    let own = named(id);
    let words = |it: &Ident| name(it.as_str(), Kind::Field);
    let names: Vec<String> = union.variants.iter().map(|it| words(&it.name)).collect();
    let uses = self::counts(&names);
    let one = |position: usize| {
        let word = &names[position];
        let is_only = uses.get(word.as_str()) == Some(&1);
        let word = word.trim_end_matches('_');
        let key = keys[position].as_deref();
        let converts = |key: &str| key != own && counts.get(key) == Some(&1);
        (is_only && !union.variants[position].value.nullable).then(|| VariantAccess {
            borrow: Ident::new(format!("as_{word}")),
            take: Ident::new(format!("into_{word}")),
            converts: key.is_some_and(converts),
        })
    };
    (0..names.len()).map(one).collect()
}

/// Counts equal texts.
fn counts<'a>(texts: impl IntoIterator<Item = &'a String>) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::default();
    for text in texts {
        *counts.entry(text.as_str()).or_default() += 1;
    }
    counts
}

fn named(id: TypeId) -> String {
    format!("#{}", id.0)
}

/// Returns a text that two types share if they are the same in Rust; none for those that are not converted.
fn rust_type(types: &[TypeDef], targets: &[TypeId], ty: &Type) -> Option<String> {
    let value = |value: &Value| {
        let inner = rust_type(types, targets, &value.ty)?;
        Some(if value.nullable {
            format!("{inner}?")
        } else {
            inner
        })
    };
    Some(match ty {
        Type::Named(id) => {
            let target = targets[id.0 as usize];
            match &types[target.0 as usize].kind {
                TypeKind::Alias(ty) => rust_type(types, targets, ty)?,
                _ => named(target),
            }
        }
        Type::Array(items) => format!("[{}]", value(items)?),
        Type::Map(values) => format!("{{{}}}", value(values)?),
        Type::Boxed(inner) => rust_type(types, targets, inner)?,
        Type::Any(_) => "any".to_owned(),
        Type::Tuple(_) | Type::Null | Type::Never => return None,
        scalar => format!("{scalar:?}"),
    })
}
