//! The server crate: a trait to implement, and a router that serves it.

mod api;
mod codec;
mod router;
mod security;

use crate::task::{Task, Tasks};
use crate::{Crates, File, has_security};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::Api;

/// The files of the server crate.
pub fn server<'a>(api: &'a Api, crates: &Crates<'a>) -> Vec<Task<'a>> {
    let crates = *crates;
    let weight = api.operations().count();
    let mut tasks = Tasks::new(api);
    tasks.add(1, |names| {
        File::new(
            "mod.rs",
            "crates/specwright-emit/src/server/mod.rs",
            root(names.api),
        )
    });
    tasks.add(weight, move |names| api::file(names, &crates));
    tasks.add(weight, move |names| router::file(names, &crates));
    codec::files(&mut tasks, api, crates);
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
    let denied = security.then(|| quote!(Denied,));
    quote! {
        mod api;
        pub mod codec;
        mod router;
        #module
        pub use self::api::Api;
        pub use self::router::{router, router_with};
        #exports
        #secret
        pub use specwright_runtime::server::{#denied Failure, Options, Rejection};
    }
}
