//! The server crate: a trait to implement, and a router that serves it.

mod api;
mod codec;
mod router;
mod security;

use crate::names::Names;
use crate::{Crates, File, has_security};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::Api;

/// The files of the server crate.
pub fn server(api: &Api, crates: &Crates<'_>) -> Vec<File> {
    let names = Names::new(api);
    let mut files = vec![
        File::new(
            "mod.rs",
            "crates/specwright-emit/src/server/mod.rs",
            root(api),
        ),
        api::file(&names, crates),
        router::file(&names, crates),
    ];
    files.extend(codec::files(&names, crates));
    if has_security(api) {
        files.push(security::file(&names, crates));
    }
    files
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
