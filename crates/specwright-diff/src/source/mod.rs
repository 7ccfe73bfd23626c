//! The effect of a change on Rust code that imports the generated crates.
//!
//! Both APIs become a [`Surface`], the public items of their crates. The surfaces are compared item by item, and
//! [`SourceRule`] grades each change by the code that it may break: code that makes values, code that reads them, or both. A
//! client makes requests and reads responses, a server the reverse, so that one change has a level for each crate.

mod compare;
mod members;
mod renames;
mod rules;
mod surface;

pub use rules::{Affected, SourceRule};
pub use surface::{
    Argument, Definition, Field, Item, ItemOrigin, Maker, Member, Provision, RustType, Signature,
    Surface, TypeHead, Uses, Variant, VariantFields,
};

use specwright_ir::Api;

use crate::Source;

/// A crate that is generated of an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GeneratedCrate {
    /// The models, and the requests and responses of operations.
    Types,
    /// The client.
    Client,
    /// The server's traits and router.
    Server,
}

impl GeneratedCrate {
    /// All crates.
    pub const ALL: [Self; 3] = [Self::Types, Self::Client, Self::Server];

    /// Its name without the prefix of an API: `types`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

/// A level for each generated crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// Of the types crate, for code in any role.
    pub types: Source,
    /// Of the client crate, for code that makes requests and reads responses.
    pub client: Source,
    /// Of the server crate, for code that reads requests and makes responses.
    pub server: Source,
}

impl Levels {
    /// Nothing that is public changes.
    pub const PATCH: Self = Self {
        types: Source::Patch,
        client: Source::Patch,
        server: Source::Patch,
    };

    /// The level of a crate.
    pub fn of(&self, krate: GeneratedCrate) -> Source {
        match krate {
            GeneratedCrate::Types => self.types,
            GeneratedCrate::Client => self.client,
            GeneratedCrate::Server => self.server,
        }
    }

    /// The highest level.
    pub fn highest(&self) -> Source {
        self.types.max(self.client).max(self.server)
    }

    /// The higher level of each crate.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self {
            types: self.types.max(other.types),
            client: self.client.max(other.client),
            server: self.server.max(other.server),
        }
    }
}

/// A change of a public item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceChange {
    /// The rule that grades it.
    pub rule: SourceRule,
    /// The crate of the item.
    pub krate: GeneratedCrate,
    /// The path of the item in its crate: `Pet`, `operations::ListPets`, `Api::list_pets`.
    pub item: String,
    /// The change in one line, without a period.
    pub message: String,
    /// The old definition of what changed.
    pub before: Option<String>,
    /// The new definition of what changed.
    pub after: Option<String>,
    /// The part of the old document that the item is made from.
    pub old: Option<ItemOrigin>,
    /// The part of the new document that the item is made from.
    pub new: Option<ItemOrigin>,
    /// The level for each crate.
    pub levels: Levels,
}

/// The verdict on generated code: a level for each crate, and the changes that cause it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceVerdict {
    /// The highest level of all changes, for each crate.
    pub levels: Levels,
    /// The changes: those that break code first, then by crate and item.
    pub changes: Vec<SourceChange>,
}

/// Compares the Rust code that two APIs become. Both are lowered with the same options.
pub fn compare_source(old: &Api, new: &Api) -> SourceVerdict {
    let changes = compare::surfaces(&Surface::of(old), &Surface::of(new));
    let levels = changes.iter().map(|it| it.levels);
    SourceVerdict {
        levels: levels.fold(Levels::PATCH, Levels::max),
        changes,
    }
}
