//! The server crate: a trait to implement, and a router that serves it.

mod api;
mod codec;
mod receiver;
mod router;
mod security;

use crate::deprecation;
use crate::task::{Task, Tasks};
use crate::{Crates, File, has_security};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::Api;

/// The files of the server crate.
pub fn server<'a>(api: &'a Api, crates: &Crates<'a>) -> Vec<Task<'a>> {
    let crates = *crates;
    let calls: Vec<_> = api.calls().collect();
    let weight = api.operations().count();
    let mut tasks = Tasks::new(api);
    tasks.add(1, |names| {
        File::new(
            "mod.rs",
            "crates/specwright-emit/src/server/mod.rs",
            root(names.api),
        )
    });
    let handlers = router::Handlers::new(&calls, crates);
    let shared = api::Shared {
        calls: calls.clone(),
        crates,
    };
    tasks.add_items(weight, shared);
    tasks.add_items(weight, api::Methods { calls, crates });
    tasks.add_items(weight, handlers);
    codec::files(&mut tasks, api, crates);
    for (module, sent) in receiver::modules(api) {
        tasks.add(module.operations.len(), move |names| {
            receiver::file(names, &crates, module, sent)
        });
    }
    if has_security(api) {
        tasks.add(1, move |names| security::file(names, &crates));
    }
    tasks.finish()
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
    for (_, sent) in receiver::modules(api) {
        let kind = receiver::ReceiverKind::of(sent);
        let (module, trait_, router) = (kind.module, kind.trait_, kind.router);
        receivers.extend(quote!(mod #module;));
        traits.extend(quote!(pub use self::#module::{#trait_, #router};));
    }
    let call = (!receivers.is_empty()).then(|| quote!(Call,));
    let denied = (security || call.is_some()).then(|| quote!(Denied,));
    let deprecated = deprecation::lint(api);
    quote! {
        #![allow(#deprecated missing_docs)]
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
