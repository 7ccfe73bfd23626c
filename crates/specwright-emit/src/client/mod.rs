//! The client crate: a method per operation, and what is behind it.

#[expect(
    clippy::module_inception,
    reason = "the file is called after what it writes"
)]
mod client;
mod codec;
mod example;
mod methods;
mod server;

use crate::deprecation;
use crate::features;
use crate::imports::module;
use crate::names::plain;
use crate::task::{Task, Tasks};
use crate::{File, Layout};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, Operation};
use std::collections::BTreeMap;

/// The files of the client.
pub fn client<'a>(api: &'a Api, layout: Layout<'a>) -> Vec<Task<'a>> {
    let mut tasks = Tasks::new(api, layout);
    tasks.add(1, |names| {
        File::new(
            "mod.rs",
            "crates/specwright-emit/src/client/mod.rs",
            root(names.api),
        )
    });
    tasks.add(1, client::file);
    tasks.add(1, |names| server::file(names.api));
    codec::files(&mut tasks, api);
    for module in api
        .modules
        .iter()
        .filter(|module| module.outgoing.is_none())
    {
        tasks.add_items(module.operations.len(), methods::Methods { module });
    }
    tasks.finish()
}

/// `mod.rs`
fn root(api: &Api) -> TokenStream {
    let own = api
        .modules
        .iter()
        .filter(|it| it.outgoing.is_none())
        .map(|it| {
            let (gate, module) = (features::of_module(api, it), module("", &it.name));
            (it.name.as_str(), quote!(#gate #module))
        });
    // The types of variables are found there.
    let visible = server::has_variables(api).then(|| quote!(pub));
    let fixed = [
        (
            "client",
            quote!(
                mod client;
            ),
        ),
        (
            "codec",
            quote!(
                pub mod codec;
            ),
        ),
        ("server", quote!(#visible mod server;)),
    ];
    let modules: BTreeMap<&str, TokenStream> = own.chain(fixed).collect();
    let modules = modules.values();
    let accept = api.calls().any(|it| it.has_accept).then_some("Accept");
    let secret = (!api.security_schemes.is_empty()).then_some("Secret");
    let runtime: Vec<_> = accept.into_iter().chain(secret).map(plain).collect();
    let runtime = match runtime.as_slice() {
        [] => TokenStream::new(),
        [one] => quote!(pub use specwright_runtime::#one;),
        all => quote!(pub use specwright_runtime::{#(#all),*};),
    };
    let answer = api.calls().next().map(|_| quote!(Answer,));
    let (deprecated, unused) = (deprecation::lint(api), features::lints(api));
    // The code that sends a request without a value.
    let is_impossible = |it: &Operation| !it.request_construction.is_possible();
    let unreachable = api
        .calls()
        .any(is_impossible)
        .then(|| quote!(unreachable_code,));
    quote! {
        #![allow(#unused #deprecated #unreachable missing_docs)]
        #(#modules)*
        pub use self::client::{Client, ClientBuilder};
        pub use self::server::Server;
        #runtime
        pub use specwright_runtime::client::{#answer BuildError, Deviation, Error, Responses, ServiceTransport, Transport};
    }
}
