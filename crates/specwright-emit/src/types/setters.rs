//! `models/setters.rs` and `operations/setters.rs`: chained setters, behind the feature `setters` of the types crate.

use super::constructors::{Slot, own_parameters, parameter_slots, request_slots, struct_slots};
use crate::File;
use crate::imports::Scope;
use crate::names::{Names, ident, plain};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, Construction, Operation, Passing, Setter, TypeDef, TypeKind};

pub(super) const EMITTER: &str = "crates/specwright-emit/src/types/setters.rs";

/// Returns true if there is a `models/setters.rs`.
pub(super) fn of_models(api: &Api) -> bool {
    let mut types = api.types.iter();
    types.any(|ty| matches!(&ty.kind, TypeKind::Struct(it) if has_setters(&it.construction)))
}

/// Returns true if there is an `operations/setters.rs`.
pub(super) fn of_operations(api: &Api) -> bool {
    let is_some = |it: &Operation| {
        has_setters(&it.request_construction) || has_setters(&it.parameters_construction)
    };
    let mut headers = api.headers.iter();
    api.operations().any(is_some) || headers.any(|it| has_setters(&it.construction))
}

fn has_setters(construction: &Construction) -> bool {
    construction.setters.iter().any(Option::is_some)
}

/// `#[cfg(feature = "setters")] mod setters;`
pub(super) fn module(exists: bool) -> Option<TokenStream> {
    exists.then(|| {
        quote!(
            #[cfg(feature = "setters")]
            mod setters;
        )
    })
}

/// The setters of a model.
pub(super) fn of_type(scope: &Scope<'_>, ty: &TypeDef) -> TokenStream {
    match &ty.kind {
        TypeKind::Struct(it) => {
            let name = ident(&ty.name);
            setters(scope, quote!(#name), &it.construction, &struct_slots(it))
        }
        _ => TokenStream::new(),
    }
}

/// `operations/setters.rs`
pub(super) fn operations_file(names: &Names<'_>) -> File {
    let scope = Scope::below_operations(names);
    let api = names.api;
    let operations: TokenStream = api
        .operations()
        .map(|it| of_operation(&scope, it))
        .collect();
    let headers: TokenStream = api
        .headers
        .iter()
        .map(|it| {
            let ty = scope.operation(&it.name);
            setters(&scope, ty, &it.construction, &parameter_slots(&it.fields))
        })
        .collect();
    let imports = scope.imports();
    File::new(
        "operations/setters.rs",
        EMITTER,
        quote!(#imports #operations #headers),
    )
}

fn of_operation(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let request = setters(
        scope,
        scope.operation(&operation.request),
        &operation.request_construction,
        &request_slots(operation),
    );
    let parameters = own_parameters(operation).map(|name| {
        let slots = parameter_slots(&operation.parameters);
        let ty = scope.operation(name);
        setters(scope, ty, &operation.parameters_construction, &slots)
    });
    quote!(#request #parameters)
}

/// `setters! { Pet; converted name(name: String); exact age(age: i64); }`
fn setters(
    scope: &Scope<'_>,
    ty: TokenStream,
    construction: &Construction,
    slots: &[Slot<'_>],
) -> TokenStream {
    if !has_setters(construction) {
        return TokenStream::new();
    }
    let macro_ = scope.import("specwright_runtime", "setters");
    let rows = slots.iter().zip(&construction.setters);
    let rows = rows.filter_map(|(slot, setter)| Some(row(scope, slot, setter.as_ref()?)));
    quote!(#macro_! { #ty; #(#rows)* })
}

fn row(scope: &Scope<'_>, slot: &Slot<'_>, setter: &Setter) -> TokenStream {
    let word = plain(match (slot.is_boxed(), setter.passing) {
        (true, _) => "boxed",
        (false, Passing::Exact) => "exact",
        (false, Passing::Converted) => "converted",
    });
    let (setter, name, content) = (ident(&setter.name), &slot.name, slot.content(scope));
    quote!(#word #setter(#name: #content);)
}
