//! `server.rs`: the document's servers as an enum, and their variables as structs.

use crate::File;
use crate::docs::{doc, fixed_doc, fixed_docs, inner_fixed_doc};
use crate::names::ident;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{
    Api, FixedItem, Ident, ServerValue, ServerVariable, ServerVariables, UrlPiece,
};

/// The file.
pub(super) fn file(api: &Api) -> File {
    let (servers, default, url) = (enum_(api), default(api), url(api));
    let variables = api.servers.iter().filter_map(|server| {
        let variables = server.variables.as_ref()?;
        Some(variables_types(variables))
    });
    let import = has_variables(api).then(|| {
        let servers_docs = inner_fixed_doc(FixedItem::Servers);
        quote! {
            #servers_docs
            use std::borrow::Cow;
        }
    });
    let tokens = quote!(#import #servers #default impl Server { #url } #(#variables)*);
    File::new(
        "server.rs",
        "crates/specwright-emit/src/client/server.rs",
        tokens,
    )
}

/// Returns true if the URL of a server has variables.
pub(super) fn has_variables(api: &Api) -> bool {
    api.servers.iter().any(|server| server.variables.is_some())
}

/// Returns true if `Default` can be derived, which takes a variant without fields.
fn derives_default(api: &Api) -> bool {
    let first = api.servers.first();
    first.is_some_and(|server| server.variables.is_none())
}

fn enum_(api: &Api) -> TokenStream {
    let derived = derives_default(api);
    let default = derived.then(|| quote!(Default,));
    let url = match has_variables(api) {
        true => quote!(&self.url()),
        false => quote!(self.url()),
    };
    let variants = api.servers.iter().enumerate().map(|(index, server)| {
        let (docs, name) = (doc(&server.docs), ident(&server.name));
        let default = (derived && index == 0).then(|| quote!(#[default]));
        let variables = server.variables.as_ref().map(|it| {
            let name = ident(&it.name);
            quote!((#name))
        });
        quote!(#docs #default #name #variables,)
    });
    fixed_docs! {
        server_docs: Server,
        custom_server_docs: CustomServer,
        server_debug_docs: ServerDebug,
    }
    quote! {
        #server_docs
        #[derive(Clone, #default PartialEq, Eq, Hash)]
        pub enum Server {
            #(#variants)*
            #custom_server_docs
            Custom(String),
        }

        #server_debug_docs
        impl std::fmt::Debug for Server {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                specwright_runtime::client::show_server(#url, f)
            }
        }
    }
}

/// The `Default` of the enum. Without a server it is an empty URL, which is an error when the client is built.
fn default(api: &Api) -> TokenStream {
    let Some(first) = api.servers.first() else {
        let no_server_docs = fixed_doc(FixedItem::NoServer);
        return quote! {
            impl Default for Server {
                #no_server_docs
                fn default() -> Self {
                    Self::Custom(String::new())
                }
            }
        };
    };
    let Some(variables) = &first.variables else {
        return TokenStream::new();
    };
    let (variant, name) = (ident(&first.name), ident(&variables.name));
    let default_server_docs = fixed_doc(FixedItem::DefaultServer);
    quote! {
        impl Default for Server {
            #default_server_docs
            fn default() -> Self {
                Self::#variant(#name::default())
            }
        }
    }
}

/// The method `url`: it borrows, unless the URL of a server has variables.
fn url(api: &Api) -> TokenStream {
    let owned = has_variables(api);
    let borrowed = |value: TokenStream| {
        if owned {
            quote!(Cow::Borrowed(#value))
        } else {
            value
        }
    };
    let urls = api.servers.iter().map(|server| {
        let name = ident(&server.name);
        match &server.variables {
            Some(_) => quote!(Self::#name(variables) => Cow::Owned(variables.url()),),
            None => {
                let url = &server.url;
                let url = borrowed(quote!(#url));
                quote!(Self::#name => #url,)
            }
        }
    });
    let custom = borrowed(quote!(url));
    let ty = if owned {
        quote!(Cow<'_, str>)
    } else {
        quote!(&str)
    };
    let server_url_docs = fixed_doc(FixedItem::ServerUrl);
    quote! {
        #server_url_docs
        pub fn url(&self) -> #ty {
            match self {
                #(#urls)*
                Self::Custom(url) => #custom,
            }
        }
    }
}

/// The struct of a server's variables, and their enums.
fn variables_types(variables: &ServerVariables) -> TokenStream {
    let name = ident(&variables.name);
    let docs = doc(&variables.docs);
    let fields = variables.fields.iter().map(|field| {
        let (docs, name, ty) = (doc(&field.docs), ident(&field.name), field_type(field));
        quote!(#docs pub #name: #ty,)
    });
    // Each enum has a default of its own; a text has that of the document.
    let derived = variables.fields.iter().all(|field| field.values.is_some());
    let derive = derived.then(|| quote!(Default,));
    let default = (!derived).then(|| {
        let defaults = variables.fields.iter().map(|field| {
            let (name, value) = (ident(&field.name), field_default(field));
            quote!(#name: #value,)
        });
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self { #(#defaults)* }
                }
            }
        }
    });
    let url = format(variables);
    let enums = variables.fields.iter().filter_map(|field| {
        let (name, values) = field.values.as_ref()?;
        Some(values_type(name, values))
    });
    quote! {
        #docs
        #[derive(Clone, Debug, #derive PartialEq, Eq, Hash)]
        pub struct #name { #(#fields)* }

        #default

        impl #name {
            fn url(&self) -> String { #url }
        }

        #(#enums)*
    }
}

fn field_type(field: &ServerVariable) -> TokenStream {
    match &field.values {
        Some((name, _)) => {
            let name = ident(name);
            quote!(#name)
        }
        None => quote!(String),
    }
}

fn field_default(field: &ServerVariable) -> TokenStream {
    match &field.values {
        Some((name, _)) => {
            let name = ident(name);
            quote!(#name::default())
        }
        None => {
            let default = &field.default;
            quote!(String::from(#default))
        }
    }
}

/// `[…].concat()`: the pieces of the URL.
fn format(variables: &ServerVariables) -> TokenStream {
    let pieces = variables.pieces.iter().map(|piece| match piece {
        UrlPiece::Literal(text) => quote!(#text),
        UrlPiece::Variable(index) => {
            let name = ident(&variables.fields[*index].name);
            quote!(self.#name.as_str())
        }
    });
    quote!([#(#pieces),*].concat())
}

/// The enum of the values of a variable; the default comes first.
fn values_type(name: &Ident, values: &[ServerValue]) -> TokenStream {
    let variants = values.iter().enumerate().map(|(index, value)| {
        let (docs, name) = (doc(&value.docs), ident(&value.name));
        let default = (index == 0).then(|| quote!(#[default]));
        quote!(#docs #default #name,)
    });
    let texts = values.iter().map(|value| {
        let (name, text) = (ident(&value.name), &value.text);
        quote!(Self::#name => #text,)
    });
    let name = ident(name);
    let variable_text_docs = fixed_doc(FixedItem::VariableText);
    quote! {
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum #name { #(#variants)* }

        impl #name {
            #variable_text_docs
            pub const fn as_str(self) -> &'static str {
                match self { #(#texts)* }
            }
        }
    }
}
