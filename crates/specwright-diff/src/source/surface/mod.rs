//! The public items of the generated crates, as code that imports them sees them.
//!
//! They are facts that `specwright-emit` prints, without its tokens: names, shapes, signatures, traits and features. What every
//! item of a kind has (an enum's `as_str`) is not listed, since it changes with the kind only.

mod client;
mod models;
mod operations;
mod rust_type;
mod server;
mod uses;

pub use rust_type::{RustType, TypeHead};
pub use uses::Uses;

use std::collections::{BTreeMap, BTreeSet};

use specwright_ir::Api;

use super::GeneratedCrate;
use crate::Operation;

/// The public items of the generated crates.
#[derive(Clone, Debug)]
pub struct Surface {
    /// The items, by crate and path: `Pet`, `operations::ListPets`, `Client::list_pets`, `Api::list_pets`.
    pub items: BTreeMap<(GeneratedCrate, String), Item>,
    /// The Cargo features.
    pub features: BTreeSet<String>,
}

/// A public item.
#[derive(Clone, Debug)]
pub struct Item {
    /// The definition.
    pub definition: Definition,
    /// The traits that not every item of the kind has: `Copy`, `Default`.
    pub traits: BTreeSet<String>,
    /// The types that convert to it by `From`.
    pub conversions: Vec<RustType>,
    /// The methods and associated constants that not every item of the kind has, by name.
    pub members: BTreeMap<String, Member>,
    /// True if the settings add `#[non_exhaustive]`.
    pub is_non_exhaustive: bool,
    /// The features, any of which compiles it; empty if it is always compiled.
    pub features: Vec<String>,
    /// The messages that values of it are sent in.
    pub uses: Uses,
    /// The part of the document that it is made from.
    pub origin: ItemOrigin,
}

/// The part of the document that an item is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemOrigin {
    /// The JSON Pointer; empty for the root.
    pub pointer: String,
    /// The operation, for an item of one.
    pub operation: Option<Operation>,
}

/// The definition of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Definition {
    /// `pub type A = B;`
    Alias(RustType),
    /// A struct with public fields, and the way to make it.
    Struct(Vec<Field>, Maker),
    /// A tuple struct with one public field.
    Wrapper(RustType),
    /// A tuple struct with a private field of this type.
    Newtype(String),
    /// An enum, which code may match without `_`.
    Enum(Vec<Variant>),
    /// A function, or a method with `self`.
    Function(Signature),
    /// A method that implementers of a trait write; provided if the trait has a body for it.
    TraitMethod(Signature, Provision),
    /// A constant, a trait or another item that is there or not.
    Fixed(&'static str),
}

/// A method without arguments, or an associated constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member {
    /// `as_cat`, which returns a reference to a value of this type, if the item has one
    Borrowing(RustType),
    /// `into_cat`, which returns a value of this type, or the item
    Taking(RustType),
    /// `into_value`, which returns a value of this type
    Value(RustType),
}

/// A public field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: RustType,
}

/// The way to make a struct, beside its literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Maker {
    /// `new`, with these arguments.
    New(Vec<Argument>),
    /// `Default`
    Default,
    /// None: it has no value.
    Impossible,
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name, which callers do not write.
    pub name: String,
    /// Its type.
    pub ty: RustType,
    /// True for `impl Into<T>`.
    pub converts: bool,
}

/// A variant of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its fields.
    pub fields: VariantFields,
}

/// The fields of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VariantFields {
    /// `A(B, C)`; without fields, `A`.
    Positional(Vec<RustType>),
    /// `A { b: B }`
    Named(Vec<Field>),
}

/// Arguments and result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The arguments after `self`.
    pub arguments: Vec<Argument>,
    /// The result; of an `async` function, that of its future.
    pub result: RustType,
}

/// The origin of the body of a trait's method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provision {
    /// The implementer writes it.
    Required,
    /// The trait has one.
    Provided,
}

impl Surface {
    /// The public items of the crates of an API.
    pub fn of(api: &Api) -> Self {
        let mut surface = Self {
            items: BTreeMap::new(),
            features: BTreeSet::new(),
        };
        if let Some(features) = &api.features {
            let all = features.all().into_iter().map(str::to_owned);
            surface.features = all.collect();
        }
        let uses = uses::of_types(api);
        models::add(&mut surface, api, &uses);
        operations::add(&mut surface, api);
        client::add(&mut surface, api);
        server::add(&mut surface, api);
        surface
    }

    /// An item, by crate and path.
    pub fn item(&self, krate: GeneratedCrate, path: &str) -> Option<&Item> {
        self.items.get(&(krate, path.to_owned()))
    }

    fn add(&mut self, krate: GeneratedCrate, path: impl Into<String>, item: Item) {
        self.items.insert((krate, path.into()), item);
    }
}

impl Item {
    /// An item with these uses, without traits and members.
    fn new(definition: Definition, uses: Uses) -> Self {
        Self {
            definition,
            traits: BTreeSet::new(),
            conversions: Vec::new(),
            members: BTreeMap::new(),
            is_non_exhaustive: false,
            features: Vec::new(),
            uses,
            origin: ItemOrigin::default(),
        }
    }

    fn with_traits<'t>(mut self, traits: impl IntoIterator<Item = &'t str>) -> Self {
        self.traits.extend(traits.into_iter().map(str::to_owned));
        self
    }

    fn with_features(mut self, features: &[String]) -> Self {
        self.features = features.to_vec();
        self
    }

    fn from(mut self, origin: &ItemOrigin) -> Self {
        self.origin = origin.clone();
        self
    }
}

impl Definition {
    /// The kind in words: `struct`, `enum`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Alias(_) => "type alias",
            Self::Struct(..) => "struct",
            Self::Wrapper(_) => "wrapper",
            Self::Newtype(_) => "newtype",
            Self::Enum(_) => "enum",
            Self::Function(_) => "function",
            Self::TraitMethod(..) => "trait method",
            Self::Fixed(kind) => kind,
        }
    }
}
