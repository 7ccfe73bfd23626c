//! A file per module: the methods of the client.

use crate::bodies::body_type;
use crate::docs::doc;
use crate::imports::Scope;
use crate::names::{Names, ident, prefixed};
use crate::replies::{failure, is_stream, success, successes};
use crate::task::Items;
use crate::types::operation_docs;
use crate::{Crates, File, ty};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Body, Codec, Module, Operation};

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
        let docs = doc(&[&self.module.docs.0]);
        let client = scope.import("super", "Client");
        let imports = scope.imports();
        let path = format!("{}.rs", self.module.name);
        let tokens = quote!(#imports #docs impl #client {});
        File::new(path, "crates/specwright-emit/src/client/methods.rs", tokens)
    }
}

fn method(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (docs, deprecated) = (
        operation_docs(operation),
        operation.deprecated.then(|| quote!(#[deprecated])),
    );
    let (name, request) = (ident(&operation.name), scope.operation(&operation.request));
    let (arguments, fields) = arguments(scope, operation);
    let (success, failure) = (success(scope, operation), failure(scope, operation));
    let (error, codec) = (
        scope.runtime_in("client", "Error"),
        scope.import("super", "codec"),
    );
    let (encode, decode) = (
        prefixed("encode_", &operation.name),
        prefixed("decode_", &operation.name),
    );
    let send = send(operation);
    quote! {
        #docs
        #deprecated
        pub async fn #name(&self #(, #arguments)*) -> Result<#success, #error<#failure>> {
            let request = #codec::#encode(&#request { #(#fields),* })?;
            #codec::#decode(self.core.#send.await?)
        }
    }
}

/// `send(request)`, or `open(request, "text/event-stream")` where an answer is read while it comes. Bytes that are all that a
/// success can be are so under any name.
fn send(operation: &Operation) -> TokenStream {
    let bodies = || {
        successes(operation)
            .iter()
            .filter_map(|it| it.body.as_ref())
    };
    let is_bytes = |it: &Body| it.written.codec == Codec::Chunks;
    let streams = successes(operation).iter().filter(|it| is_stream(it));
    let mut media_types: Vec<&str> = streams
        .filter_map(|it| Some(it.body.as_ref()?.written.media_type.as_str()))
        .collect();
    media_types.dedup();
    if media_types.is_empty() {
        return quote!(send(request));
    }
    let media_types = match bodies().all(is_bytes) {
        true => "*/*".to_owned(),
        false => media_types.join(", "),
    };
    quote!(open(request, #media_types))
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
