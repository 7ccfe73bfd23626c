//! Cargo features per module of operations, and the files of what they share.

use crate::{Construction, HeadersId, Ident, Parameter, Response, TypeId};

/// The feature of types that no operation needs.
pub const UNREFERENCED: &str = "unreferenced";

/// The Cargo features of the generated crates.
#[derive(Clone, Debug)]
pub struct Features {
    /// The feature of each module, by its position in [`Api::modules`](crate::Api::modules): `tag-issues`.
    pub modules: Vec<String>,
    /// The types and other items that the same modules need, a file each; every type is in one.
    pub groups: Vec<FeatureGroup>,
}

impl Features {
    /// Returns all features, sorted.
    pub fn all(&self) -> Vec<&str> {
        let of_groups = self.groups.iter().flat_map(|it| &it.features);
        let mut all: Vec<&str> = self
            .modules
            .iter()
            .chain(of_groups)
            .map(|it| &**it)
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Items that the same modules need.
#[derive(Clone, Debug)]
pub struct FeatureGroup {
    /// The module of its file: `tag__issues`, `shared__simple_user`.
    pub name: Ident,
    /// The features any of which compiles it; it is always compiled if there are none.
    pub features: Vec<String>,
    /// The types.
    pub types: Vec<TypeId>,
    /// The headers of responses.
    pub headers: Vec<HeadersId>,
    /// The error enums of operations in several modules.
    pub failures: Vec<(Ident, Vec<Response>)>,
    /// The parameter structs of operations in several modules.
    pub parameters: Vec<SharedParameters>,
}

/// A parameter struct of several operations.
#[derive(Clone, Debug)]
pub struct SharedParameters {
    /// The struct.
    pub name: Ident,
    /// Its fields.
    pub parameters: Vec<Parameter>,
    /// The constructor and the setters.
    pub construction: Construction,
}
