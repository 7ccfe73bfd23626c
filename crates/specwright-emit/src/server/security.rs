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
    let imports = scope.imports();
    let tokens = quote!(#imports #credentials #authenticate #found #caller);
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

            /// Who sent these credentials. If a request carries several alternatives, they are tried in the order of the
            /// document until one is accepted.
            fn authenticate(
                &self,
                credentials: Credentials,
                operation: &'static #operation,
            ) -> impl Future<Output = Result<Self::Caller, #denied>> + Send;
        }
    }
}

/// The function that looks for the credentials of a request.
fn found(scope: &Scope<'_>) -> TokenStream {
    let (head, operation) = (
        scope.runtime_in("server", "Head"),
        scope.runtime("Operation"),
    );
    let choice = choice(scope);
    let is_read = scope
        .api()
        .alternatives
        .iter()
        .any(|it| !it.schemes.is_empty());
    let argument = plain(if is_read { "head" } else { "_head" });
    quote! {
        /// The credentials that a request carries, alternative by alternative, in the order of the operation.
        pub(super) fn credentials(#argument: &#head, operation: &'static #operation) -> Vec<Credentials> {
            let mut found = Vec::new();
            for alternative in operation.security {
                #choice
            }
            found
        }
    }
}

/// What is looked for, for an alternative.
fn choice(scope: &Scope<'_>) -> TokenStream {
    if let [only] = &scope.api().alternatives[..]
        && only.schemes.is_empty()
    {
        let name = ident(&only.name);
        return quote!(if alternative.is_empty() { found.push(Credentials::#name); });
    }
    let arms = scope.api().alternatives.iter().map(|it| arm(scope, it));
    quote!(match *alternative { #(#arms)* _ => {} })
}

fn arm(scope: &Scope<'_>, alternative: &Alternative) -> TokenStream {
    let name = ident(&alternative.name);
    let schemes = schemes(scope, alternative);
    match &schemes[..] {
        [] => quote!([] => found.push(Credentials::#name),),
        [(id, one)] => {
            let (scheme, method) = (scheme(scope, *id), reader(one));
            quote!([a] if a.is(&#scheme) => found.extend(head.#method(&#scheme).map(Credentials::#name)),)
        }
        many => {
            let (names, tests, reads) = several(scope, many);
            let fields = many.iter().map(|(_, scheme)| ident(&scheme.name));
            quote! {
                [#(#names),*] if #(#tests)&&* => {
                    if let (#(Some(#names)),*) = (#(#reads),*) {
                        found.push(Credentials::#name { #(#fields: #names),* });
                    }
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
        _ => "credential",
    })
}

/// The function that asks for the caller.
fn caller(scope: &Scope<'_>) -> TokenStream {
    let [head, rejection] = ["Head", "Rejection"].map(|name| scope.runtime_in("server", name));
    let operation = scope.runtime("Operation");
    quote! {
        /// Who calls an operation that needs credentials.
        pub(super) async fn caller<A: Authenticate>(
            api: &A,
            head: &#head,
            operation: &'static #operation,
        ) -> Result<A::Caller, #rejection> {
            let mut denied = None;
            for credentials in credentials(head, operation) {
                match api.authenticate(credentials, operation).await {
                    Ok(caller) => return Ok(caller),
                    Err(reason) => denied = Some(reason.or_first(denied)),
                }
            }
            Err(#rejection::unauthenticated(operation, denied))
        }
    }
}
