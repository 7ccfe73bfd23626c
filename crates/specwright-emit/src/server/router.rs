//! `router.rs`: a route per operation.

use super::GatedCall;
use crate::File;
use crate::docs::fixed_docs;
use crate::imports::Scope;
use crate::names::{Locals, Names, ident, plain};
use crate::task::Items;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::Operation;
use specwright_ir::reserved::ROUTER_ITEMS;

/// The file: a handler for each operation.
pub(super) struct Handlers<'a> {
    /// The operations with the names of their handlers.
    routes: Vec<(GatedCall<'a>, String)>,
}

impl<'a> Handlers<'a> {
    pub(super) fn new(calls: &[GatedCall<'a>]) -> Self {
        let mut locals = Locals::default();
        ROUTER_ITEMS.iter().for_each(|name| drop(locals.name(name)));
        let name = |it: &GatedCall<'_>| locals.name(it.operation.name.as_str());
        let routes: Vec<_> = calls.iter().copied().zip(calls.iter().map(name)).collect();
        Self { routes }
    }
}

impl Items for Handlers<'_> {
    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::elsewhere(names, 1).with_paths()
    }

    fn count(&self) -> usize {
        self.routes.len()
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        let (call, name) = &self.routes[index];
        let (gate, handler) = (
            call.gate(scope),
            handler(scope, call.operation, &plain(name)),
        );
        quote!(#gate #handler)
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        let router = router(scope, &self.routes);
        let imports = scope.imports();
        File::new(
            "router.rs",
            "crates/specwright-emit/src/server/router.rs",
            quote!(#imports #router),
        )
    }
}

fn router(scope: &Scope<'_>, routes: &[(GatedCall<'_>, String)]) -> TokenStream {
    let api = scope.import("super", "Api");
    let [options, router, table] =
        ["Options", "Router", "Routes"].map(|name| scope.runtime_in("server", name));
    let adds = routes.iter().map(|(call, name)| {
        let (gate, name) = (call.gate(scope), plain(name));
        let request = scope.operation(&call.operation.request);
        quote!(#gate routes.add(&#request::OPERATION, #name);)
    });
    let made = match routes.is_empty() {
        true => quote!(#table::new(api, options)),
        false => quote! {
            let mut routes = #table::new(api, options);
            #(#adds)*
            routes
        },
    };
    fixed_docs! {
        router_docs: Router,
        router_with_docs: RouterWith,
        routes_docs: Routes,
    }
    quote! {
        #router_docs
        pub fn router<A: #api>(api: A) -> #router {
            router_with(api, #options::default())
        }

        #router_with_docs
        pub fn router_with<A: #api>(api: A, options: #options) -> #router {
            routes(api, options).finish()
        }

        #routes_docs
        pub fn routes<A: #api>(api: A, options: #options) -> #table<A> {
            #made
        }
    }
}

fn handler(scope: &Scope<'_>, operation: &Operation, name: &Ident) -> TokenStream {
    let [incoming, rejection, response] =
        ["Incoming", "Rejection", "Response"].map(|name| scope.runtime_in("server", name));
    let (arc, codec) = (scope.std("sync", "Arc"), scope.import("super", "codec"));
    let (decode, encode) = (ident(&operation.decode), ident(&operation.encode));
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
    let sets = operation.security.iter();
    let sets = sets.map(|(id, _)| Literal::u32_unsuffixed(id.0));
    quote! {
        let caller = #caller(&*api, incoming.head(), &#request::OPERATION, &[#(#sets),*]).await?;
    }
}
