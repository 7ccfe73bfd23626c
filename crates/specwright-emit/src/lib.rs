//! The intermediate representation, as Rust tokens: a function per generated file, each an [`Api`] in and a
//! [`TokenStream`] out. What is given out are [`Task`]s, so that the files of an API can be written on all processors.
//!
//! Nothing is decided here and nothing can fail: names, constants and the places of constraints come with the IR. Text of the document becomes string literals and doc
//! comments only, so that none of it can become code. Formatting, the header of a file and the disk are others' work.

mod bodies;
mod codec;
mod constraints;
mod defaults;
mod deprecation;
mod docs;
mod features;
mod imports;
mod layout;
mod literals;
mod names;
mod responses;
mod security;
mod task;
mod ty;

mod types;

mod client;

mod server;

pub use client::client;
pub use imports::Imports;
pub use layout::{Layout, Modules};
pub use names::has_type_named;
pub use server::server;
pub use task::{Piece, Task};
pub use types::{has_exports, types};

use proc_macro2::TokenStream;
use specwright_ir::Api;

/// A generated file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path below `src/generated/`: `models/json.rs`.
    pub path: String,
    /// The source of its emitter, for the header: `crates/specwright-emit/src/types/json.rs`.
    pub emitter: &'static str,
    /// Its content.
    pub tokens: TokenStream,
}

impl File {
    fn new(path: impl Into<String>, emitter: &'static str, tokens: TokenStream) -> Self {
        Self {
            path: path.into(),
            emitter,
            tokens,
        }
    }
}

/// Returns true if an operation accepts credentials.
fn has_security(api: &Api) -> bool {
    api.operations()
        .any(|operation| !operation.security.is_empty())
}
