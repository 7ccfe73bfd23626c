//! The properties that select a struct among the members of unions.

use foldhash::HashMap;
use specwright_ir::{
    PinValues, Type, TypeDef, TypeId, TypeKind, Union, UnionStrategy, UnionVariant,
};

/// The value of a tag.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tag {
    /// The value of a discriminator.
    Text(String),
    /// The only value that the schema of the property admits.
    Only,
}

/// The tags of structs, by the position of the struct; none for a property that has another value in another variant.
pub(super) struct Tags(HashMap<usize, HashMap<String, Option<Tag>>>);

impl Tags {
    /// Finds the tags of every struct.
    pub(super) fn find(types: &[TypeDef], targets: &[TypeId]) -> Self {
        let mut tags = Self(HashMap::default());
        for ty in types {
            if let TypeKind::Union(union) = &ty.kind {
                for variant in &union.variants {
                    if let Some(position) = named(&variant.value.ty, targets) {
                        tags.add(position, union, variant);
                    }
                }
            }
        }
        tags
    }

    fn add(&mut self, position: usize, union: &Union, variant: &UnionVariant) {
        if let UnionStrategy::Discriminator(property) = &union.strategy {
            let tag = match variant.tags.as_slice() {
                [only] => Some(Tag::Text(only.clone())),
                _ => None,
            };
            return self.insert(position, property.clone(), tag);
        }
        for pin in &variant.pins {
            let name = pin.path.strip_prefix('/').unwrap_or_default();
            if !name.contains('/') && is_single(&pin.values) {
                let name = name.replace("~1", "/").replace("~0", "~");
                self.insert(position, name, Some(Tag::Only));
            }
        }
    }

    /// Adds what a variant says. A discriminator says more than the schema of the property.
    fn insert(&mut self, position: usize, property: String, tag: Option<Tag>) {
        let known = self.0.entry(position).or_default();
        let Some(known) = known.get_mut(&property) else {
            known.insert(property, tag);
            return;
        };
        *known = match (known.take(), tag) {
            (Some(Tag::Only), Some(tag)) | (Some(tag), Some(Tag::Only)) => Some(tag),
            (Some(known), Some(tag)) if known == tag => Some(tag),
            _ => None,
        };
    }

    /// Returns the tag of a struct, if the property is one.
    pub(super) fn of(&self, position: usize, property: &str) -> Option<&Tag> {
        self.0.get(&position)?.get(property)?.as_ref()
    }
}

fn is_single(values: &PinValues) -> bool {
    let count = match values {
        PinValues::Texts(values) => values.len(),
        PinValues::Integers(values) => values.len(),
        PinValues::Booleans(values) => values.len(),
    };
    count == 1
}

fn named(ty: &Type, targets: &[TypeId]) -> Option<usize> {
    match ty {
        Type::Boxed(inner) => named(inner, targets),
        Type::Named(id) => Some(targets[id.0 as usize].0 as usize),
        _ => None,
    }
}
