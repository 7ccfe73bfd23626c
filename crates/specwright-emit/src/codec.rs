//! `codec.rs` and a file per module, which the client and the server both have: they differ in what they say of an operation.

use crate::docs::inner_doc;
use crate::imports::{Scope, modules};
use crate::names::Names;
use crate::{Crates, File};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::Operation;

/// The files, with these words at the top of the first, and these functions for each operation.
pub(crate) fn files(
    names: &Names<'_>,
    crates: &Crates<'_>,
    emitter: &'static str,
    docs: &str,
    functions: impl Fn(&Scope<'_>, &Operation) -> TokenStream,
) -> Vec<File> {
    let docs = inner_doc(&[docs]);
    let all = &names.api.modules;
    let modules = modules("codec/", all.iter().map(|module| &module.name));
    let mut files = vec![File::new("codec.rs", emitter, quote!(#docs #modules))];
    files.extend(all.iter().map(|module| {
        let scope = Scope::elsewhere(names, crates.types);
        let operations = module.operations.iter();
        let functions: TokenStream = operations.map(|it| functions(&scope, it)).collect();
        let imports = scope.imports();
        let path = format!("codec/{}.rs", module.name);
        File::new(path, emitter, quote!(#imports #functions))
    }));
    files
}
