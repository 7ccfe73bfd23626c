//! `codec.rs` and a file per module, which the client and the server both have: they differ in what they say of an operation.

use crate::File;
use crate::imports::Scope;
use crate::names::Names;
use crate::task::{Items, Tasks};
use proc_macro2::TokenStream;
use specwright_ir::{Api, Module, Operation};

/// The files: the first of them, and one per module with something for each operation.
pub(crate) fn files<'a>(
    tasks: &mut Tasks<'a>,
    api: &'a Api,
    emitter: &'static str,
    root: fn(&Names<'_>) -> TokenStream,
    of_operation: fn(&Scope<'_>, &Operation) -> TokenStream,
) {
    tasks.add(1, move |names| File::new("codec.rs", emitter, root(names)));
    for module in &api.modules {
        let items = InModule {
            module,
            emitter,
            of_operation,
        };
        tasks.add_items(module.operations.len(), items);
    }
}

/// The file of a module: the functions of each operation.
struct InModule<'a> {
    module: &'a Module,
    emitter: &'static str,
    of_operation: fn(&Scope<'_>, &Operation) -> TokenStream,
}

impl Items for InModule<'_> {
    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::elsewhere(names, 2)
    }

    fn count(&self) -> usize {
        self.module.operations.len()
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        (self.of_operation)(scope, &self.module.operations[index])
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        let path = format!("codec/{}.rs", self.module.name);
        File::new(path, self.emitter, scope.imports())
    }
}
