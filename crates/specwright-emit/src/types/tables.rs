//! The files beside `models.rs` that have a table for each type of some kinds.

use crate::File;
use crate::imports::Scope;
use crate::names::Names;
use crate::task::Items;
use proc_macro2::TokenStream;
use specwright_ir::{Api, TypeDef};

/// A file of tables.
pub(super) struct Tables<'a> {
    pub(super) api: &'a Api,
    /// Its path below `src/generated/`.
    pub(super) path: &'static str,
    /// The source of its emitter.
    pub(super) emitter: &'static str,
    /// The table of a type; nothing for a type of other kinds.
    pub(super) table: fn(&Scope<'_>, &TypeDef) -> TokenStream,
}

impl Items for Tables<'_> {
    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::models(names)
    }

    fn count(&self) -> usize {
        self.api.types.len()
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        (self.table)(scope, &self.api.types[index])
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        scope.import("super", "*");
        File::new(self.path, self.emitter, scope.imports())
    }
}
