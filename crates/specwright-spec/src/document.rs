//! The resolved and checked document: references are ids, and the rules of the specification hold.

mod operation;
mod parameter;
mod schema;
mod security;

pub use operation::*;
pub use parameter::*;
pub use schema::*;
pub use security::*;

use std::sync::Arc;

use crate::{Leniency, Location, Reach, Sources, Trees, Version};

/// An OpenAPI document after loading, upgrading, resolving and checking.
#[derive(Clone, Debug)]
pub struct Document {
    /// The declared version.
    pub version: Version,
    /// The treatment of repairable errors, also in later passes.
    pub leniency: Leniency,
    /// The source files, for diagnostics of later passes.
    pub sources: Sources,
    /// Title, version and description.
    pub info: openapiv3::Info,
    /// The tags of the root, in order.
    pub tags: Vec<openapiv3::Tag>,
    /// The servers of the root, in order.
    pub servers: Vec<openapiv3::Server>,
    /// The security schemes under `components`, in order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Every schema of the document.
    pub schemas: Schemas,
    /// The schemas under `components.schemas`, by name, in document order.
    pub components: Vec<(String, SchemaId)>,
    /// The operations in document order: by path, then by method, then `additionalOperations`.
    pub operations: Vec<Operation>,
    /// The requests that the API initiates (OpenAPI 3.1: `webhooks`), in document order.
    pub webhooks: Vec<Webhook>,
    /// The chosen operations and the parts that they need, if some are excluded.
    pub reach: Option<Arc<Reach>>,
    /// The trees that this was read from, if [`OpenOptions`](crate::OpenOptions) keep them.
    pub trees: Option<Trees>,
}

impl Document {
    /// Returns true if a location is in a part that no chosen operation needs.
    pub fn excludes(&self, at: &Location) -> bool {
        self.reach.as_ref().is_some_and(|it| it.excludes(at))
    }
}
