//! `router.rs`: a route per operation.

use crate::imports::Scope;
use crate::names::{Locals, Names, ident, prefixed};
use crate::{Crates, File};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use specwright_ir::Operation;

/// The functions that the file has besides those of the operations.
const FUNCTIONS: [&str; 4] = ["caller", "declared", "router", "router_with"];

/// The file.
pub(super) fn file(names: &Names<'_>, crates: &Crates<'_>) -> File {
    let scope = Scope::elsewhere(names, crates.types);
    let mut locals = Locals::default();
    FUNCTIONS.iter().for_each(|name| drop(locals.add(name)));
    let routes: Vec<(&Operation, Ident)> = names
        .api
        .calls()
        .map(|operation| (operation, locals.add(operation.name.as_str())))
        .collect();
    let router = router(&scope, &routes);
    let handlers: TokenStream = routes
        .iter()
        .map(|(operation, name)| handler(&scope, operation, name))
        .collect();
    let imports = scope.imports();
    File::new(
        "router.rs",
        "crates/specwright-emit/src/server/router.rs",
        quote!(#imports #router #handlers),
    )
}

fn router(scope: &Scope<'_>, routes: &[(&Operation, Ident)]) -> TokenStream {
    let api = scope.import("super", "Api");
    let [options, router, table] =
        ["Options", "Router", "Routes"].map(|name| scope.runtime_in("server", name));
    let adds = routes.iter().map(|(operation, name)| {
        let request = scope.operation(&operation.request);
        quote!(routes.add(&#request::OPERATION, #name);)
    });
    let mutable = (!routes.is_empty()).then(|| quote!(mut));
    quote! {
        /// Serves the operations of `api`; what breaks the document is refused with `application/problem+json`.
        pub fn router<A: #api>(api: A) -> #router {
            router_with(api, #options::default())
        }

        /// Serves the operations of `api`, with limits and refusals of one's own.
        pub fn router_with<A: #api>(api: A, options: #options) -> #router {
            let #mutable routes = #table::new(api, options);
            #(#adds)*
            routes.finish()
        }
    }
}

fn handler(scope: &Scope<'_>, operation: &Operation, name: &Ident) -> TokenStream {
    let [incoming, rejection, response] =
        ["Incoming", "Rejection", "Response"].map(|name| scope.runtime_in("server", name));
    let (arc, codec) = (scope.std("sync", "Arc"), scope.import("super", "codec"));
    let (decode, encode) = (
        prefixed("decode_", &operation.name),
        prefixed("encode_", &operation.name),
    );
    let declared = scope.import("specwright_runtime::server", "declared");
    let method = ident(&operation.name);
    let is_secured = !operation.security.is_empty();
    let caller = is_secured.then(|| caller(scope, operation));
    let argument = is_secured.then(|| quote!(caller,));
    quote! {
        async fn #name<A: Api>(api: #arc<A>, incoming: #incoming) -> Result<#response, #rejection> {
            #caller
            let request = #codec::#decode(&incoming.read().await?)?;
            let outcome = Api::#method(&*api, #argument request).await;
            #codec::#encode(#declared(outcome)?)
        }
    }
}

fn caller(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (caller, request) = (
        scope.import("super::security", "caller"),
        scope.operation(&operation.request),
    );
    quote!(let caller = #caller(&*api, incoming.head(), &#request::OPERATION).await?;)
}
