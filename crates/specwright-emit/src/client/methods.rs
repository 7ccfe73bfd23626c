//! A file per module: the methods of the client.

use crate::bodies::body_type;
use crate::docs::doc;
use crate::imports::Scope;
use crate::names::{Names, ident};
use crate::replies::{failure, success};
use crate::task::Items;
use crate::{Crates, File, ty};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Module, Operation};

/// The file of a module: a method for each operation.
pub(super) struct Methods<'a> {
    pub(super) module: &'a Module,
    pub(super) crates: Crates<'a>,
}

impl Items for Methods<'_> {
    fn inside(&self) -> bool {
        true
    }

    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::elsewhere(names, self.crates.types)
    }

    fn count(&self) -> usize {
        self.module.operations.len()
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        method(scope, &self.module.operations[index])
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        let docs = doc(&self.module.docs);
        let client = scope.import("super", "Client");
        let imports = scope.imports();
        let path = format!("{}.rs", self.module.name);
        let tokens = quote!(#imports #docs impl #client {});
        File::new(path, "crates/specwright-emit/src/client/methods.rs", tokens)
    }
}

fn method(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (docs, deprecated) = (
        doc(&operation.docs),
        operation.deprecated.then(|| quote!(#[deprecated])),
    );
    let (name, request) = (ident(&operation.name), scope.operation(&operation.request));
    let (arguments, fields) = arguments(scope, operation);
    let (success, failure) = (success(scope, operation), failure(scope, operation));
    let error = scope.runtime_in("client", "Error");
    let call = scope.import("super::client", "call");
    quote! {
        #docs
        #deprecated
        pub async fn #name(&self #(, #arguments)*) -> Result<#success, #error<#failure>> {
            #call(self, &#request { #(#fields),* }).await
        }
    }
}

/// The arguments and the fields of the request, which have the same names.
fn arguments(scope: &Scope<'_>, operation: &Operation) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let path = operation.path_parameters.iter().map(|it| {
        let name = ident(&it.name);
        (quote!(#name), ty::optional(scope, &it.value, it.required))
    });
    let parameters = operation
        .parameters_name
        .iter()
        .map(|name| (quote!(params), scope.operation(name)));
    let body = body_type(scope, operation).map(|ty| (quote!(body), ty));
    let accept = operation.has_accept;
    let accept = accept.then(|| (quote!(accept), scope.runtime("Accept")));
    path.chain(parameters)
        .chain(body)
        .chain(accept)
        .map(|(name, ty)| (quote!(#name: #ty), name))
        .unzip()
}
