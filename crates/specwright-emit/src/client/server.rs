//! `server.rs`: the document's servers as an enum.

use crate::File;
use crate::docs::{code, doc};
use crate::names::ident;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, Server};

/// The file.
pub(super) fn file(api: &Api) -> File {
    let (servers, default) = (enum_(api), default(api));
    let urls = api.servers.iter().map(|server| {
        let (name, url) = (ident(&server.name), &server.url);
        quote!(Self::#name => #url,)
    });
    let tokens = quote! {
        #servers
        #default

        impl Server {
            /// The base URL, to which the paths of the operations are added.
            pub fn url(&self) -> &str {
                match self {
                    #(#urls)*
                    Self::Custom(url) => url,
                }
            }
        }
    };
    File::new(
        "server.rs",
        "crates/specwright-emit/src/client/server.rs",
        tokens,
    )
}

fn enum_(api: &Api) -> TokenStream {
    let default = (!api.servers.is_empty()).then(|| quote!(Default,));
    let variants = api.servers.iter().enumerate().map(|(index, server)| {
        let (docs, name) = (doc(&[&server_words(server)]), ident(&server.name));
        let default = (index == 0).then(|| quote!(#[default]));
        quote!(#docs #default #name,)
    });
    quote! {
        /// Where the API is served.
        #[derive(Clone, Debug, #default PartialEq, Eq, Hash)]
        pub enum Server {
            #(#variants)*
            /// Any other URL.
            Custom(String),
        }
    }
}

/// ``Production server: `https://…` ``
fn server_words(server: &Server) -> String {
    let docs = server.docs.0.trim();
    match (docs.is_empty(), server.url.is_empty()) {
        (false, false) => format!("{docs}: {}", code(&server.url)),
        (true, false) => code(&server.url),
        (false, true) => docs.to_owned(),
        (true, true) => "No host: the document names none.".to_owned(),
    }
}

/// Without a server there is no good default, only one that is refused when the client is built.
fn default(api: &Api) -> TokenStream {
    if !api.servers.is_empty() {
        return TokenStream::new();
    }
    quote! {
        impl Default for Server {
            /// No URL, for the document names none: a client that is told none cannot be built.
            fn default() -> Self {
                Self::Custom(String::new())
            }
        }
    }
}
