//! `security.rs`: the credentials of a request, and the trait that decides who sent them.

use crate::docs::doc;
use crate::imports::Scope;
use crate::names::{Names, ident, plain};
use crate::security::{scheme, words};
use crate::{Crates, File};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use specwright_ir::{Alternative, Credential, SecurityScheme, SecuritySchemeId};

/// The file.
pub(super) fn file(names: &Names<'_>, crates: &Crates<'_>) -> File {
    let scope = Scope::elsewhere(names, crates.types);
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
    quote! {
        /// The credentials of a request: those of one alternative that the operation accepts.
        #[derive(Clone, Debug)]
        pub enum Credentials { #(#variants,)* }
    }
}

fn variant(scope: &Scope<'_>, alternative: &Alternative) -> TokenStream {
    let name = ident(&alternative.name);
    match &schemes(scope, alternative)[..] {
        [] => {
            let docs = doc(&["None: the operation may be called without."]);
            quote!(#docs #name)
        }
        [(_, one)] => {
            let (docs, ty) = (doc(&[&words(one), &one.docs.0]), credential(scope, one));
            quote!(#docs #name(#ty))
        }
        many => {
            let docs = doc(&["All of these together."]);
            let fields = many.iter().map(|(_, scheme)| {
                let (docs, name, ty) = (
                    doc(&[&words(scheme)]),
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
    quote! {
        /// Decides who calls.
        pub trait Authenticate: Send + Sync + 'static {
            /// Who calls: handed to every method of [`Api`](super::Api) that needs credentials.
            type Caller: Send + 'static;

            /// Returns who sent these credentials. If a request has those of several alternatives, they are tried in the order
            /// of the document until one is accepted. A request counts as anonymous only if it has no credential at all, not if
            /// one was denied, is malformed or incomplete.
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
    let (head, requirement) = (
        scope.runtime_in("server", "Head"),
        scope.runtime("Requirement"),
    );
    let option = scope.prelude("option", "Option");
    let alternatives = &scope.api().alternatives;
    let is_read = alternatives.iter().any(|it| !it.schemes.is_empty());
    let argument = plain(if is_read { "head" } else { "_head" });
    let arms = alternatives.iter().map(|it| arm(scope, it));
    quote! {
        /// Reads the credentials of an alternative, if the request has all of them.
        fn credentials(#argument: &#head, alternative: &[#requirement]) -> #option<Credentials> {
            match *alternative { #(#arms)* _ => None, }
        }
    }
}

fn arm(scope: &Scope<'_>, alternative: &Alternative) -> TokenStream {
    let name = ident(&alternative.name);
    let schemes = schemes(scope, alternative);
    match &schemes[..] {
        [] => quote!([] => Some(Credentials::#name),),
        [(id, one)] => {
            let (scheme, method) = (scheme(scope, *id), reader(one));
            quote!([a] if a.is(&#scheme) => head.#method(&#scheme).map(Credentials::#name),)
        }
        many => {
            let (names, tests, reads) = several(scope, many);
            let fields = many.iter().map(|(_, scheme)| ident(&scheme.name));
            quote! {
                [#(#names),*] if #(#tests)&&* => {
                    Some(Credentials::#name { #(#fields: #reads?),* })
                }
            }
        }
    }
}

/// Variables, tests and reads of the schemes of an alternative.
fn several(
    scope: &Scope<'_>,
    schemes: &[(SecuritySchemeId, &SecurityScheme)],
) -> (Vec<Ident>, Vec<TokenStream>, Vec<TokenStream>) {
    let mut parts = (Vec::new(), Vec::new(), Vec::new());
    for (index, (id, one)) in schemes.iter().enumerate() {
        let (variable, scheme, method) = (letter(index), scheme(scope, *id), reader(one));
        parts.1.push(quote!(#variable.is(&#scheme)));
        parts.2.push(quote!(head.#method(&#scheme)));
        parts.0.push(variable);
    }
    parts
}

/// `a`, `b`, …, and numbers where the letters end.
fn letter(index: usize) -> Ident {
    match u8::try_from(index) {
        Ok(index) if index < 26 => plain(&char::from(b'a' + index).to_string()),
        _ => plain(&format!("z{index}")),
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

/// The function that asks for the caller.
fn caller(scope: &Scope<'_>) -> TokenStream {
    let [head, rejection] = ["Head", "Rejection"].map(|name| scope.runtime_in("server", name));
    let operation = scope.runtime("Operation");
    let authenticate = scope.import("specwright_runtime::server", "authenticate");
    quote! {
        /// Finds out who calls an operation that needs credentials.
        pub(super) async fn caller<A: Authenticate>(
            api: &A,
            head: &#head,
            operation: &'static #operation,
        ) -> Result<A::Caller, #rejection> {
            #authenticate(head, credentials, |it| api.authenticate(it, operation)).await
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
