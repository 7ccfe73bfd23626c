//! `models/setters.rs` and `operations/setters.rs`: chained setters, behind the feature `setters` of the types crate.

use super::constructors::{
    SettableField, own_parameters, parameter_fields, request_fields, struct_fields,
};
use super::groups;
use crate::File;
use crate::features;
use crate::imports::{Scope, module as module_of};
use crate::names::{ident, plain};
use crate::task::Tasks;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{
    Api, Construction, FeatureGroup, Headers, Module, Operation, Passing, Setter, TypeDef, TypeKind,
};

pub(super) const EMITTER: &str = "crates/specwright-emit/src/types/setters.rs";

/// Returns true if there is a `models/setters.rs`.
pub(super) fn of_models(api: &Api) -> bool {
    api.types.iter().any(has_type)
}

/// Returns true if a type has setters.
pub(super) fn has_type(ty: &TypeDef) -> bool {
    matches!(&ty.kind, TypeKind::Struct(it) if has_setters(&it.construction))
}

/// Returns true if there is an `operations/setters.rs`.
pub(super) fn of_operations(api: &Api) -> bool {
    let mut headers = api.headers.iter();
    api.operations().any(has_operation) || headers.any(|it| has_setters(&it.construction))
}

fn has_operation(it: &Operation) -> bool {
    has_setters(&it.request_construction) || has_setters(&it.parameters_construction)
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
            setters(scope, quote!(#name), &it.construction, &struct_fields(it))
        }
        _ => TokenStream::new(),
    }
}

/// `operations/setters.rs`; where the crates have features, it declares a file for each module and group.
pub(super) fn operations_files<'a>(tasks: &mut Tasks<'a>, api: &'a Api) {
    let Some(features) = &api.features else {
        return tasks.add(api.operations().count(), |names| {
            let scope = Scope::below_operations(names, "super");
            let api = names.api;
            let operations = api.operations().map(|it| of_operation(&scope, it));
            let headers = api.headers.iter().map(|it| of_headers(&scope, it));
            let items = operations.chain(headers).collect();
            file("operations/setters.rs".to_owned(), &scope, &items)
        });
    };
    let modules = api.modules.iter();
    let modules: Vec<&Module> = modules
        .filter(|it| it.operations.iter().any(has_operation))
        .collect();
    let groups: Vec<&FeatureGroup> = features
        .groups
        .iter()
        .filter(|it| groups::has_operation_items(it))
        .collect();
    for module in &modules {
        let module = *module;
        tasks.add(module.operations.len(), move |names| {
            let scope = Scope::below_operations(names, "super::super");
            let operations = module.operations.iter();
            let items = operations.map(|it| of_operation(&scope, it)).collect();
            file(
                format!("operations/setters/{}.rs", module.name),
                &scope,
                &items,
            )
        });
    }
    for group in &groups {
        let group = *group;
        tasks.add(group.headers.len(), move |names| {
            let scope = Scope::below_operations(names, "super::super");
            let items = of_group(&scope, group);
            file(
                format!("operations/setters/{}.rs", group.name),
                &scope,
                &items,
            )
        });
    }
    tasks.add(1, move |names| {
        let of_modules = modules.iter();
        let of_modules = of_modules.map(|it| (&it.name, features::of_module(names.api, it)));
        let of_groups = groups.iter().map(|it| (&it.name, features::of_group(it)));
        let all = of_modules.chain(of_groups).map(|(name, gate)| {
            let module = module_of("setters/", name);
            quote!(#gate #module)
        });
        File::new("operations/setters.rs", EMITTER, all.collect())
    });
}

fn file(path: String, scope: &Scope<'_>, items: &TokenStream) -> File {
    let imports = scope.imports();
    File::new(path, EMITTER, quote!(#imports #items))
}

fn of_group(scope: &Scope<'_>, group: &FeatureGroup) -> TokenStream {
    let headers = group.headers.iter();
    let headers = headers.map(|id| of_headers(scope, scope.api().response_headers(*id)));
    let parameters = group.parameters.iter().map(|it| {
        let (ty, fields) = (scope.operation(&it.name), parameter_fields(&it.parameters));
        setters(scope, ty, &it.construction, &fields)
    });
    headers.chain(parameters).collect()
}

fn of_headers(scope: &Scope<'_>, it: &Headers) -> TokenStream {
    let ty = scope.operation(&it.name);
    setters(scope, ty, &it.construction, &parameter_fields(&it.fields))
}

fn of_operation(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let request = setters(
        scope,
        scope.operation(&operation.request),
        &operation.request_construction,
        &request_fields(operation),
    );
    let parameters = own_parameters(operation).map(|name| {
        let fields = parameter_fields(&operation.parameters);
        let ty = scope.operation(name);
        setters(scope, ty, &operation.parameters_construction, &fields)
    });
    quote!(#request #parameters)
}

/// `setters! { Pet; converted name(name: String); exact age(age: i64); }`
fn setters(
    scope: &Scope<'_>,
    ty: TokenStream,
    construction: &Construction,
    fields: &[SettableField<'_>],
) -> TokenStream {
    if !has_setters(construction) {
        return TokenStream::new();
    }
    let macro_ = scope.import("specwright_runtime", "setters");
    let rows = fields.iter().zip(&construction.setters);
    let rows = rows.filter_map(|(field, setter)| Some(row(scope, field, setter.as_ref()?)));
    quote!(#macro_! { #ty; #(#rows)* })
}

fn row(scope: &Scope<'_>, field: &SettableField<'_>, setter: &Setter) -> TokenStream {
    let word = plain(match (field.is_boxed(), setter.passing) {
        (true, _) => "boxed",
        (false, Passing::Exact) => "exact",
        (false, Passing::Converted) => "converted",
    });
    let (setter, name, content) = (ident(&setter.name), &field.name, field.content(scope));
    quote!(#word #setter(#name: #content);)
}
