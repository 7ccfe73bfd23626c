//! `#[cfg(feature = …)]`, where the crates have a feature for each module of operations.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, FeatureGroup, Module};

/// The attribute of an item that some features compile; none for an item that is always compiled.
fn gate(features: &[String]) -> Option<TokenStream> {
    match features {
        [] => None,
        [only] => Some(quote!(#[cfg(feature = #only)])),
        several => Some(quote!(#[cfg(any(#(feature = #several),*))])),
    }
}

/// The attribute of the items of a group.
pub(crate) fn of_group(group: &FeatureGroup) -> Option<TokenStream> {
    gate(&group.features)
}

/// The attribute of the items of a module.
pub(crate) fn of_module(api: &Api, module: &Module) -> Option<TokenStream> {
    let features = api.features.as_ref()?;
    let position = api.modules.iter().position(|it| it.name == module.name)?;
    gate(std::slice::from_ref(&features.modules[position]))
}

/// The lints that a crate allows because another choice of features uses more of its items.
pub(crate) fn lints(api: &Api) -> Option<TokenStream> {
    let lints = || quote!(dead_code, non_snake_case, unused_imports, unused_mut,);
    api.features.is_some().then(lints)
}
