//! Security requirements: a constant for each that operations of a module share.

use crate::imports::Scope;
use crate::names::ident;
use crate::security::scheme;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{AlternativeId, Module, Operation, Scopes};

/// Alternatives of credentials, with the scopes of each of their schemes.
type Needs = [(AlternativeId, Scopes)];

/// The constants of a module.
pub(super) fn items(scope: &Scope<'_>, module: &Module) -> TokenStream {
    let items = module.shared_security.iter().map(|it| {
        let name = ident(&it.name);
        let (requirement, alternatives) = (scope.runtime("Requirement"), list(scope, &it.security));
        quote!(const #name: &[&[#requirement]] = #alternatives;)
    });
    items.collect()
}

/// The requirement of an operation: a constant, or the list.
pub(super) fn of(scope: &Scope<'_>, module: &Module, operation: &Operation) -> TokenStream {
    let mut shared = module.shared_security.iter();
    match shared.find(|it| it.security == operation.security) {
        Some(it) => {
            let name = ident(&it.name);
            quote!(#name)
        }
        None => list(scope, &operation.security),
    }
}

/// `&[&[Requirement::new(&BEARER_AUTH, &[])]]`
fn list(scope: &Scope<'_>, needs: &Needs) -> TokenStream {
    let alternatives = needs
        .iter()
        .map(|(id, scopes)| alternative(scope, *id, scopes));
    quote!(&[#(#alternatives),*])
}

/// `&[Requirement::new(&BEARER_AUTH, &[])]`
fn alternative(scope: &Scope<'_>, id: AlternativeId, scopes: &Scopes) -> TokenStream {
    let schemes = &scope.api().alternatives[id.0 as usize].schemes;
    let requirements = schemes.iter().map(|id| {
        let scopes = scopes.get(id).into_iter().flatten();
        let (requirement, scheme) = (scope.runtime("Requirement"), scheme(scope, *id));
        quote!(#requirement::new(&#scheme, &[#(#scopes),*]))
    });
    quote!(&[#(#requirements),*])
}
