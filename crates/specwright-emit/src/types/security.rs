//! `security.rs`: the schemes as constants.

use crate::File;
use crate::docs::{doc, inner_doc};
use crate::imports::Scope;
use crate::names::{Names, ident};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Credential, SecurityScheme};

/// The file.
pub(super) fn file(names: &Names<'_>) -> File {
    let scope = Scope::models(names);
    let api = scope.api();
    let docs = inner_doc(&api.headings.security);
    let constants: TokenStream = api
        .security_schemes
        .iter()
        .map(|it| scheme(&scope, it))
        .collect();
    let imports = scope.imports();
    File::new(
        "security.rs",
        "crates/specwright-emit/src/types/security.rs",
        quote!(#docs #imports #constants),
    )
}

fn scheme(scope: &Scope<'_>, scheme: &SecurityScheme) -> TokenStream {
    let ty = scope.import("specwright_runtime", "SecurityScheme");
    let docs = doc(&scheme.docs);
    let (name, wire) = (ident(&scheme.constant), &scheme.wire);
    let value = match &scheme.credential {
        Credential::Bearer => quote!(bearer(#wire)),
        Credential::Basic => quote!(basic(#wire)),
        Credential::Http(scheme) => quote!(http(#wire, #scheme)),
        Credential::MutualTls => quote!(mutual_tls(#wire)),
        Credential::Unspecified => quote!(unspecified(#wire)),
        Credential::Header(header) => quote!(header(#wire, #header)),
        Credential::Query(parameter) => quote!(query(#wire, #parameter)),
        Credential::Cookie(cookie) => quote!(cookie(#wire, #cookie)),
    };
    quote!(#docs pub const #name: #ty = #ty::#value;)
}
