//! The server crate: a trait to implement, and a router that serves it.

mod api;
mod codec;
mod receiver;
mod router;
mod security;

use crate::deprecation;
use crate::features;
use crate::imports::Scope;
use crate::task::{Task, Tasks};
use crate::{File, Layout, has_security};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, Module, Operation};

/// The files of the server.
pub fn server<'a>(api: &'a Api, layout: Layout<'a>) -> Vec<Task<'a>> {
    let calls = gated_calls(api);
    let weight = api.operations().count();
    let mut tasks = Tasks::new(api, layout);
    tasks.add(1, |names| {
        File::new(
            "mod.rs",
            "crates/specwright-emit/src/server/mod.rs",
            root(names.api),
        )
    });
    let handlers = router::Handlers::new(&calls);
    let shared = api::Shared {
        calls: calls.clone(),
    };
    tasks.add_items(weight, shared);
    tasks.add_items(weight, api::Methods { calls });
    tasks.add_items(weight, handlers);
    codec::files(&mut tasks, api);
    for (module, sent) in receiver::modules(api) {
        tasks.add(module.operations.len(), move |names| {
            receiver::file(names, module, sent)
        });
    }
    if has_security(api) {
        tasks.add(1, security::file);
    }
    tasks.finish()
}

/// An operation that the server answers, with its module.
#[derive(Clone, Copy)]
struct GatedCall<'a> {
    operation: &'a Operation,
    module: &'a Module,
}

impl GatedCall<'_> {
    /// The attribute of the items of the operation.
    fn gate(&self, scope: &Scope<'_>) -> Option<TokenStream> {
        features::of_module(scope.api(), self.module)
    }
}

/// Returns the operations that the server answers.
fn gated_calls(api: &Api) -> Vec<GatedCall<'_>> {
    let modules = api.modules.iter().filter(|it| it.outgoing.is_none());
    let calls = modules.flat_map(|module| {
        let operations = module.operations.iter();
        operations.map(move |operation| GatedCall { operation, module })
    });
    calls.collect()
}

/// `mod.rs`
fn root(api: &Api) -> TokenStream {
    let security = has_security(api);
    let module = security.then(|| {
        quote!(
            mod security;
        )
    });
    let exports = security.then(|| {
        quote!(
            pub use self::security::{Authenticate, Credentials};
        )
    });
    let secret = security.then(|| {
        quote!(
            pub use specwright_runtime::Secret;
        )
    });
    let (mut receivers, mut traits) = (TokenStream::new(), TokenStream::new());
    for (module, sent) in receiver::modules(api) {
        let gate = features::of_module(api, module);
        let kind = receiver::ReceiverKind::of(sent);
        let (module, trait_, router) = (kind.module, kind.trait_, kind.router);
        receivers.extend(quote!(#gate mod #module;));
        traits.extend(quote!(#gate pub use self::#module::{#trait_, #router};));
    }
    let call = (!receivers.is_empty()).then(|| quote!(Call,));
    let denied = (security || call.is_some()).then(|| quote!(Denied,));
    let (deprecated, unused) = (deprecation::lint(api), features::lints(api));
    quote! {
        #![allow(#unused #deprecated missing_docs)]
        mod api;
        pub mod codec;
        #receivers
        mod router;
        #module
        mod shared;
        pub use self::api::Api;
        pub use self::router::{router, router_with, routes};
        #exports
        #traits
        #secret
        pub use specwright_runtime::server::{#call #denied Failure, Options, Rejection};
    }
}
