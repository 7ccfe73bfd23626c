//! What several operations of a file want of their callers: a constant, so that it stands there once.

use crate::imports::Scope;
use crate::names::{constant, plain};
use crate::security::scheme;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{AlternativeId, Api, Module, Operation, Scopes};
use std::collections::BTreeMap;

/// Alternatives of credentials, with the scopes of each of their schemes.
type Needs = [(AlternativeId, Scopes)];

/// The constants of a file, by what they say.
pub(super) struct Constants<'a>(Vec<(String, &'a Needs)>);

impl<'a> Constants<'a> {
    /// One for all that two operations or more have in common.
    pub(super) fn new(api: &Api, module: &'a Module) -> Self {
        let mut counts: BTreeMap<&Needs, usize> = BTreeMap::new();
        for operation in &module.operations {
            *counts.entry(operation.security.as_slice()).or_default() += 1;
        }
        let shared = counts.into_iter().filter(|(_, count)| *count > 1);
        let mut named: BTreeMap<String, Vec<&Needs>> = BTreeMap::new();
        for (needs, _) in shared {
            if let Some(name) = name(api, needs) {
                named.entry(name).or_default().push(needs);
            }
        }
        // Names of schemes can be such that two constants would have the same.
        let unique = named.into_iter().filter(|(_, all)| all.len() == 1);
        Self(unique.map(|(name, all)| (name, all[0])).collect())
    }

    /// The constants themselves.
    pub(super) fn items(&self, scope: &Scope<'_>) -> TokenStream {
        let items = self.0.iter().map(|(name, needs)| {
            let name = plain(name);
            let (requirement, alternatives) = (scope.runtime("Requirement"), list(scope, needs));
            quote!(const #name: &[&[#requirement]] = #alternatives;)
        });
        items.collect()
    }

    /// What an operation wants: a constant, or the list.
    pub(super) fn of(&self, scope: &Scope<'_>, operation: &Operation) -> TokenStream {
        let found = self
            .0
            .iter()
            .find(|(_, needs)| *needs == operation.security);
        match found {
            Some((name, _)) => {
                let name = plain(name);
                quote!(#name)
            }
            None => list(scope, &operation.security),
        }
    }
}

/// `NEEDS_BASIC_OR_KEY_AND_SECRET`; none with scopes, which are no words, and none for what is a word already.
fn name(api: &Api, needs: &Needs) -> Option<String> {
    if needs.is_empty() || needs.iter().any(|(_, scopes)| !scopes.is_empty()) {
        return None;
    }
    let constants: Vec<String> = api
        .security_schemes
        .iter()
        .map(|it| constant(&it.name).to_string())
        .collect();
    let alternatives = needs.iter().map(|(id, _)| {
        let schemes = &api.alternatives[id.0 as usize].schemes;
        let names = schemes.iter().map(|id| constants[id.0 as usize].as_str());
        let names: Vec<&str> = names.collect();
        if names.is_empty() {
            "NOTHING".to_owned()
        } else {
            names.join("_AND_")
        }
    });
    let name = format!("NEEDS_{}", alternatives.collect::<Vec<_>>().join("_OR_"));
    (!constants.contains(&name)).then_some(name)
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
