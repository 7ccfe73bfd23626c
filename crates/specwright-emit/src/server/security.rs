//! `security.rs`: the credentials of a request, and the trait that authenticates them.

use crate::File;
use crate::docs::{doc, fixed_doc, fixed_docs};
use crate::imports::Scope;
use crate::names::{Names, ident, plain};
use crate::security::scheme;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::{Alternative, Credential, FixedItem, SecurityScheme, SecuritySchemeId};

/// The file.
pub(super) fn file(names: &Names<'_>) -> File {
    let scope = Scope::elsewhere(names, 1);
    let (credentials, authenticate) = (credentials(&scope), authenticate(&scope));
    let (found, caller) = (found(&scope), caller(&scope));
    let shared = shared(&scope);
    let imports = scope.imports();
    let tokens = quote!(#imports #credentials #authenticate #shared #found #caller);
    File::new(
        "security.rs",
        "crates/specwright-emit/src/server/security.rs",
        tokens,
    )
}

/// The alternatives' schemes, resolved.
fn schemes<'a>(
    scope: &Scope<'a>,
    alternative: &'a Alternative,
) -> Vec<(SecuritySchemeId, &'a SecurityScheme)> {
    alternative
        .schemes
        .iter()
        .map(|id| (*id, scope.api().security_scheme(*id)))
        .collect()
}

fn credentials(scope: &Scope<'_>) -> TokenStream {
    let variants = scope.api().alternatives.iter().map(|it| variant(scope, it));
    let credentials_docs = fixed_doc(FixedItem::Credentials);
    quote! {
        #credentials_docs
        #[derive(Clone, Debug)]
        pub enum Credentials { #(#variants,)* }
    }
}

fn variant(scope: &Scope<'_>, alternative: &Alternative) -> TokenStream {
    let (docs, name) = (doc(&alternative.docs), ident(&alternative.name));
    match &schemes(scope, alternative)[..] {
        [] => {
            quote!(#docs #name)
        }
        [(_, one)] => {
            let ty = credential(scope, one);
            quote!(#docs #name(#ty))
        }
        many => {
            let fields = many.iter().map(|(_, scheme)| {
                let (docs, name, ty) = (
                    doc(&scheme.place_docs),
                    ident(&scheme.name),
                    credential(scope, scheme),
                );
                quote!(#docs #name: #ty,)
            });
            quote!(#docs #name { #(#fields)* })
        }
    }
}

/// The type of a credential.
fn credential(scope: &Scope<'_>, scheme: &SecurityScheme) -> TokenStream {
    match scheme.credential {
        Credential::Basic => scope.import("specwright_runtime", "Basic"),
        Credential::MutualTls => scope.import("specwright_runtime::server", "ClientCertificate"),
        Credential::Unspecified => scope.import("specwright_runtime::server", "RequestHead"),
        _ => scope.import("specwright_runtime", "Secret"),
    }
}

fn authenticate(scope: &Scope<'_>) -> TokenStream {
    let operation = scope.runtime("Operation");
    let denied = scope.runtime_in("server", "Denied");
    fixed_docs! {
        authenticate_docs: Authenticate,
        authenticate_caller_docs: AuthenticateCaller,
        authenticate_method_docs: AuthenticateMethod,
    }
    quote! {
        #authenticate_docs
        pub trait Authenticate: Send + Sync + 'static {
            #authenticate_caller_docs
            type Caller: Send + 'static;

            #authenticate_method_docs
            fn authenticate(
                &self,
                credentials: Credentials,
                operation: &'static #operation,
            ) -> impl Future<Output = Result<Self::Caller, #denied>> + Send;
        }
    }
}

/// The function that reads the credentials of an alternative.
fn found(scope: &Scope<'_>) -> TokenStream {
    let head = scope.runtime_in("server", "Head");
    let option = scope.prelude("option", "Option");
    let alternatives = &scope.api().alternatives;
    let is_read = alternatives.iter().any(|it| !it.schemes.is_empty());
    let argument = plain(if is_read { "head" } else { "_head" });
    let arms = alternatives.iter().enumerate();
    let arms = arms.map(|(index, it)| arm(scope, index, it));
    let read_credentials_docs = fixed_doc(FixedItem::ReadCredentials);
    quote! {
        #read_credentials_docs
        fn credentials(#argument: &#head, set: usize) -> #option<Credentials> {
            match set { #(#arms)* _ => None, }
        }
    }
}

fn arm(scope: &Scope<'_>, index: usize, alternative: &Alternative) -> TokenStream {
    let (index, name) = (Literal::usize_unsuffixed(index), ident(&alternative.name));
    let read = |(id, one): &(SecuritySchemeId, &SecurityScheme)| {
        let (scheme, method) = (scheme(scope, *id), reader(one));
        quote!(head.#method(&#scheme))
    };
    let schemes = schemes(scope, alternative);
    match &schemes[..] {
        [] => quote!(#index => Some(Credentials::#name),),
        [one] => {
            let read = read(one);
            quote!(#index => #read.map(Credentials::#name),)
        }
        many => {
            let fields = many.iter().map(|(_, scheme)| ident(&scheme.name));
            let reads = many.iter().map(read);
            quote!(#index => Some(Credentials::#name { #(#fields: #reads?),* }),)
        }
    }
}

fn reader(scheme: &SecurityScheme) -> Ident {
    plain(match scheme.credential {
        Credential::Basic => "basic",
        Credential::MutualTls => "certificate",
        Credential::Unspecified => "unspecified",
        _ => "credential",
    })
}

/// The function that authenticates the caller.
fn caller(scope: &Scope<'_>) -> TokenStream {
    let [head, rejection] = ["Head", "Rejection"].map(|name| scope.runtime_in("server", name));
    let operation = scope.runtime("Operation");
    let authenticate = scope.import("specwright_runtime::server", "authenticate");
    let caller_function_docs = fixed_doc(FixedItem::CallerFunction);
    quote! {
        #caller_function_docs
        pub(super) async fn caller<A: Authenticate>(
            api: &A,
            head: &#head,
            operation: &'static #operation,
            sets: &[usize],
        ) -> Result<A::Caller, #rejection> {
            #authenticate(head, sets, credentials, |it| api.authenticate(it, operation)).await
        }
    }
}

/// The trait of what is shared.
fn shared(scope: &Scope<'_>) -> TokenStream {
    let (arc, operation) = (scope.std("sync", "Arc"), scope.runtime("Operation"));
    let denied = scope.runtime_in("server", "Denied");
    quote! {
        impl<A: Authenticate> Authenticate for #arc<A> {
            type Caller = A::Caller;

            fn authenticate(
                &self,
                credentials: Credentials,
                operation: &'static #operation,
            ) -> impl Future<Output = Result<Self::Caller, #denied>> + Send {
                Authenticate::authenticate(&**self, credentials, operation)
            }
        }
    }
}
