//! `operations/headers.rs`: the declared headers of responses.

use super::{derived_default, parameter_field, redacted};
use crate::File;
use crate::imports::Scope;
use crate::names::{Names, ident};
use crate::types::constructors::{constructor, parameter_fields};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Headers, ParameterStyle};

/// The file.
pub(super) fn file(names: &Names<'_>) -> File {
    let scope = Scope::headers(names);
    let all = || names.api.headers.iter();
    let types: TokenStream = all().map(|it| struct_(&scope, it)).collect();
    let facts: TokenStream = all().map(|it| rows(&scope, it)).collect();
    let imports = scope.imports();
    File::new(
        "operations/headers.rs",
        "crates/specwright-emit/src/types/operations/headers.rs",
        quote!(#imports #types #facts),
    )
}

/// A struct with its facts.
pub(in crate::types) fn of_headers(scope: &Scope<'_>, it: &Headers) -> TokenStream {
    let (definition, rows) = (struct_(scope, it), rows(scope, it));
    quote!(#definition #rows)
}

fn struct_(scope: &Scope<'_>, headers: &Headers) -> TokenStream {
    let name = ident(&headers.name);
    let default = derived_default(&headers.construction);
    let fields = headers.fields.iter().map(|it| parameter_field(scope, it));
    let debug = redacted::derived(redacted::of_parameters(&headers.fields));
    quote! {
        #[derive(Clone, #debug #default PartialEq)]
        pub struct #name { #(#fields,)* }
    }
}

/// `headers! { PageHeaders; optional next: "x-next"; }`
fn rows(scope: &Scope<'_>, headers: &Headers) -> TokenStream {
    let (macro_, name) = (
        scope.import("specwright_runtime", "headers"),
        ident(&headers.name),
    );
    let rows = headers.fields.iter().map(|it| {
        let presence = match it.required && !it.value.nullable {
            true => quote!(required),
            false if headers.missable.contains(&it.wire) => quote!(expected),
            false => quote!(optional),
        };
        let form = match (it.style, it.explode) {
            (ParameterStyle::Json, _) => Some(quote!(json)),
            (_, true) => Some(quote!(exploded)),
            (_, false) => None,
        };
        let (field, wire) = (ident(&it.name), &it.wire);
        quote!(#presence #field: #wire #form;)
    });
    let redacted = redacted::of_headers(scope, headers);
    let constructor = constructor(scope, &name, &headers.construction, || {
        parameter_fields(&headers.fields)
    });
    quote!(#macro_! { #name; #(#rows)* } #constructor #redacted)
}
