//! The types crate: models, requests and responses of operations, security schemes.

mod assertions;
mod constructors;
mod groups;
mod json;
mod models;
mod operations;
mod patterns;
mod scalars;
mod security;
mod setters;
mod tables;
mod unions;

use crate::deprecation;
use crate::features;
use crate::names::plain;
use crate::task::{Task, Tasks};
use crate::{File, Layout};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, TypeDef, TypeKind};
use tables::Tables;

/// The files of the types.
pub fn types<'a>(api: &'a Api, layout: Layout<'a>) -> Vec<Task<'a>> {
    let mut tasks = Tasks::new(api, layout);
    tasks.add(1, |names| {
        File::new(
            "mod.rs",
            "crates/specwright-emit/src/types/mod.rs",
            root(names.api, names.layout),
        )
    });
    models(&mut tasks, api);
    if has_operations(api) {
        operations::files(&mut tasks, api);
    }
    if !api.security_schemes.is_empty() {
        tasks.add(1, security::file);
    }
    tasks.finish()
}

/// The files of the models.
fn models<'a>(tasks: &mut Tasks<'a>, api: &'a Api) {
    let weight = api.types.len();
    let tables = |path, emitter, table| Tables {
        api,
        path,
        emitter,
        table,
    };
    if has_models(api) {
        tasks.add_items(weight, models::Models::new(api));
    }
    if !api.assertions.is_empty() {
        tasks.add(api.assertions.len(), assertions::file);
    }
    if !api.patterns.is_empty() {
        tasks.add(api.patterns.len(), patterns::file);
    }
    if let Some(features) = &api.features {
        return groups::files(tasks, api, features);
    }
    if has_json(api) {
        let file = tables("models/json.rs", json::EMITTER, json::table);
        tasks.add_items(weight, file);
    }
    if constructors::has_constructors(api) {
        let file = tables(
            "models/constructors.rs",
            constructors::EMITTER,
            constructors::of_type,
        );
        tasks.add_items(weight, file);
    }
    if has_scalars(api) {
        let file = tables("models/scalars.rs", scalars::EMITTER, scalars::table);
        tasks.add_items(weight / 2, file);
    }
    if setters::of_models(api) {
        let file = tables("models/setters.rs", setters::EMITTER, setters::of_type);
        tasks.add_items(weight, file);
    }
}

/// `mod.rs`
fn root(api: &Api, layout: Layout<'_>) -> TokenStream {
    let models = has_models(api).then(|| {
        quote!(
            mod models;
        )
    });
    let operations = has_operations(api).then(|| {
        quote!(
            pub mod operations;
        )
    });
    let security = (!api.security_schemes.is_empty()).then(|| {
        quote!(
            pub mod security;
        )
    });
    let exports = (!api.types.is_empty()).then(|| {
        quote!(
            pub use self::models::*;
        )
    });
    let operation_exports = (!api.modules.is_empty()).then(|| {
        quote!(
            pub use self::operations::*;
        )
    });
    let (deprecated, unused) = (deprecation::lint(api), features::lints(api));
    let parts = parts(layout);
    quote! {
        #![allow(#unused #deprecated missing_docs)]
        #models #operations #security #parts #exports #operation_exports
    }
}

/// The modules of the other parts.
fn parts(layout: Layout<'_>) -> TokenStream {
    let modules = layout.modules();
    let part = |feature: &str, docs: &str| {
        let gate = layout
            .has_gates()
            .then(|| quote!(#[cfg(feature = #feature)]));
        let name = plain(feature);
        quote!(#[doc = #docs] #gate pub mod #name;)
    };
    let client = modules.filter(|it| it.client);
    let client = client.map(|_| part("client", " The client."));
    let server = modules.filter(|it| it.server);
    let server = server.map(|_| {
        part(
            "server",
            " The server: a trait to implement, and a router that serves it.",
        )
    });
    quote!(#client #server)
}

/// Returns true if the types export an item: a document can declare nothing.
pub fn has_exports(api: &Api) -> bool {
    !api.types.is_empty() || has_operations(api) || !api.security_schemes.is_empty()
}

/// Returns true if there is a `models.rs`: for models, or for the patterns of parameters.
fn has_models(api: &Api) -> bool {
    !api.types.is_empty() || !api.patterns.is_empty()
}

/// Returns true if there is an `operations.rs`: for operations, or for the list of omitted ones.
fn has_operations(api: &Api) -> bool {
    !api.modules.is_empty() || !api.omitted.is_empty()
}

fn is_json(ty: &&TypeDef) -> bool {
    matches!(
        ty.kind,
        TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Wrapper(_)
    )
}

fn is_scalar(ty: &&TypeDef) -> bool {
    matches!(
        ty.kind,
        TypeKind::Newtype(_)
            | TypeKind::StringEnum(_)
            | TypeKind::IntegerEnum(_)
            | TypeKind::LiteralEnum(_)
    )
}

/// Returns true if there is a `models/json.rs`.
fn has_json(api: &Api) -> bool {
    api.types.iter().any(|ty| is_json(&ty))
}

/// Returns true if there is a `models/scalars.rs`.
fn has_scalars(api: &Api) -> bool {
    api.types.iter().any(|ty| is_scalar(&ty))
}
