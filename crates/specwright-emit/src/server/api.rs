//! `api.rs`: the trait that a server implements.

use crate::docs::{doc, text};
use crate::imports::Scope;
use crate::names::{Names, ident};
use crate::replies::{failure, success};
use crate::types::operation_docs;
use crate::{Crates, File, has_security};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::Operation;

/// The file.
pub(super) fn file(names: &Names<'_>, crates: &Crates<'_>) -> File {
    let scope = Scope::elsewhere(names, crates.types);
    let docs = doc(&[&format!(
        "The operations of {}, to be implemented.",
        text(&names.api.title)
    )]);
    let bounds = if has_security(names.api) {
        scope.import("super", "Authenticate")
    } else {
        quote!(Send + Sync + 'static)
    };
    let methods: TokenStream = names.api.calls().map(|it| method(&scope, it)).collect();
    let imports = scope.imports();
    let tokens = quote!(#imports #docs pub trait Api: #bounds { #methods });
    File::new("api.rs", "crates/specwright-emit/src/server/api.rs", tokens)
}

fn method(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (docs, name) = (operation_docs(operation), ident(&operation.name));
    let caller = (!operation.security.is_empty()).then(|| quote!(caller: Self::Caller,));
    let request = scope.operation(&operation.request);
    let (success, error, failure) = (
        success(scope, operation),
        failure(scope, operation),
        scope.runtime_in("server", "Failure"),
    );
    quote! {
        #docs
        fn #name(&self, #caller request: #request) -> impl Future<Output = Result<#success, #failure<#error>>> + Send;
    }
}
