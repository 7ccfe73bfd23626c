//! `api.rs`: the trait that a server implements; `shared.rs`: the same for an `Arc` of what implements it.

use super::GatedCall;
use crate::docs::doc;
use crate::imports::Scope;
use crate::names::{Names, ident};
use crate::responses::{failure, success};
use crate::task::Items;
use crate::{File, has_security};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::Operation;

/// The file: a method for each operation.
pub(super) struct Methods<'a> {
    pub(super) calls: Vec<GatedCall<'a>>,
}

impl Items for Methods<'_> {
    fn inside(&self) -> bool {
        true
    }

    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::elsewhere(names, 1).with_paths()
    }

    fn count(&self) -> usize {
        self.calls.len()
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        let call = &self.calls[index];
        let (gate, method) = (call.gate(scope), method(scope, call.operation));
        quote!(#gate #method)
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        let docs = doc(&scope.api().headings.server);
        let bounds = if has_security(scope.api()) {
            scope.import("super", "Authenticate")
        } else {
            quote!(Send + Sync + 'static)
        };
        let imports = scope.imports();
        let tokens = quote!(#imports #docs pub trait Api: #bounds {});
        File::new("api.rs", "crates/specwright-emit/src/server/api.rs", tokens)
    }
}

fn method(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (docs, signature) = (doc(&operation.request_docs), signature(scope, operation));
    quote!(#docs #signature;)
}

fn signature(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let name = ident(&operation.name);
    let caller = (!operation.security.is_empty()).then(|| quote!(caller: Self::Caller,));
    let request = scope.operation(&operation.request);
    let (success, error, failure) = (
        success(scope, operation),
        failure(scope, operation),
        scope.runtime_in("server", "Failure"),
    );
    quote! {
        fn #name(&self, #caller request: #request) -> impl Future<Output = Result<#success, #failure<#error>>> + Send
    }
}

/// The file of what is shared: the trait for an `Arc` of an implementation.
pub(super) struct Shared<'a> {
    pub(super) calls: Vec<GatedCall<'a>>,
}

impl Items for Shared<'_> {
    fn inside(&self) -> bool {
        true
    }

    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::elsewhere(names, 1).with_paths()
    }

    fn count(&self) -> usize {
        self.calls.len()
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        let GatedCall { operation, .. } = self.calls[index];
        let gate = self.calls[index].gate(scope);
        let (signature, name) = (signature(scope, operation), ident(&operation.name));
        let caller = (!operation.security.is_empty()).then(|| quote!(caller,));
        quote!(#gate #signature { Api::#name(&**self, #caller request) })
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        let (api, arc) = (scope.import("super", "Api"), scope.std("sync", "Arc"));
        let imports = scope.imports();
        let tokens = quote!(#imports impl<A: #api> #api for #arc<A> {});
        let emitter = "crates/specwright-emit/src/server/api.rs";
        File::new("shared.rs", emitter, tokens)
    }
}
