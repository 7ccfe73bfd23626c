//! `codec.rs` and a file per module, which the client and the server both have: they differ in what they say of an operation.

use crate::docs::inner_doc;
use crate::imports::{Scope, modules};
use crate::task::Tasks;
use crate::{Crates, File};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, Operation};

/// The files, with these words at the top of the first, and these functions for each operation.
pub(crate) fn files<'a>(
    tasks: &mut Tasks<'a>,
    api: &'a Api,
    crates: Crates<'a>,
    emitter: &'static str,
    docs: &'static str,
    functions: fn(&Scope<'_>, &Operation) -> TokenStream,
) {
    tasks.add(1, move |names| {
        let docs = inner_doc(&[docs]);
        let all = names.api.modules.iter();
        let modules = modules("codec/", all.map(|module| &module.name));
        File::new("codec.rs", emitter, quote!(#docs #modules))
    });
    for module in &api.modules {
        tasks.add(module.operations.len(), move |names| {
            let scope = Scope::elsewhere(names, crates.types);
            let operations = module.operations.iter();
            let functions: TokenStream = operations.map(|it| functions(&scope, it)).collect();
            let imports = scope.imports();
            let path = format!("codec/{}.rs", module.name);
            File::new(path, emitter, quote!(#imports #functions))
        });
    }
}
