//! A file of models, and one of shared types of operations, for each group of items that the same features compile: for crates with a feature
//! for each module of operations.

use super::{constructors, json, models, operations, scalars, setters};
use crate::File;
use crate::features::of_group;
use crate::imports::{Scope, modules};
use crate::names::Names;
use crate::task::{Items, Tasks};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, FeatureGroup, Features, TypeDef};
use std::collections::BTreeSet;
use std::sync::Arc;

const EMITTER: &str = "crates/specwright-emit/src/types/groups.rs";

/// The items of a file for each type, one after the other.
const TABLES: [fn(&Scope<'_>, &TypeDef) -> TokenStream; 4] = [
    models::item,
    json::table,
    scalars::table,
    constructors::of_type,
];

/// The files of models.
pub(super) fn files<'a>(tasks: &mut Tasks<'a>, api: &'a Api, features: &'a Features) {
    for group in features.groups.iter().filter(|it| !it.types.is_empty()) {
        let types: Vec<&TypeDef> = group.types.iter().map(|id| api.ty(*id)).collect();
        let names = types.iter().map(|it| it.name.as_str());
        let names: Arc<BTreeSet<&str>> = Arc::new(names.collect());
        let has_setters = types.iter().any(|it| setters::has_type(it));
        if has_setters {
            tasks.add_items(
                types.len(),
                Setters {
                    group,
                    types: types.clone(),
                    names: Arc::clone(&names),
                },
            );
        }
        tasks.add_items(
            4 * types.len(),
            Models {
                group,
                types,
                names,
                has_setters,
            },
        );
    }
}

/// The modules of all groups of models.
pub(super) fn declared(features: &Features) -> TokenStream {
    let groups = features.groups.iter();
    let groups = groups.filter(|it| !it.types.is_empty());
    modules("models/", groups.map(|it| (&it.name, of_group(it))))
}

/// The types of a group, then their tables.
struct Models<'a> {
    group: &'a FeatureGroup,
    types: Vec<&'a TypeDef>,
    names: Arc<BTreeSet<&'a str>>,
    has_setters: bool,
}

impl Items for Models<'_> {
    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::group(names, &self.names, 2)
    }

    fn count(&self) -> usize {
        TABLES.len() * self.types.len()
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        let count = self.types.len();
        TABLES[index / count](scope, self.types[index % count])
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        let (imports, setters) = (scope.imports(), setters::module(self.has_setters));
        let path = format!("models/{}.rs", self.group.name);
        File::new(path, EMITTER, quote!(#setters #imports))
    }
}

/// The setters of the types of a group.
struct Setters<'a> {
    group: &'a FeatureGroup,
    types: Vec<&'a TypeDef>,
    names: Arc<BTreeSet<&'a str>>,
}

impl Items for Setters<'_> {
    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::group(names, &self.names, 3)
    }

    fn count(&self) -> usize {
        self.types.len()
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        setters::of_type(scope, self.types[index])
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        scope.import("super", "*");
        let path = format!("models/{}/setters.rs", self.group.name);
        File::new(path, setters::EMITTER, scope.imports())
    }
}

/// Returns true if operations share items of a group.
pub(super) fn has_operation_items(group: &FeatureGroup) -> bool {
    !group.headers.is_empty() || !group.failures.is_empty() || !group.parameters.is_empty()
}

/// The files of what operations share.
pub(super) fn operation_files<'a>(tasks: &mut Tasks<'a>, features: &'a Features) {
    for group in features.groups.iter().filter(|it| has_operation_items(it)) {
        let weight = group.headers.len() + group.failures.len() + group.parameters.len();
        tasks.add(weight, |names| operation_items(names, group));
    }
}

fn operation_items(names: &Names<'_>, group: &FeatureGroup) -> File {
    let headers: Vec<_> = group
        .headers
        .iter()
        .map(|id| names.api.response_headers(*id))
        .collect();
    let own = headers.iter().map(|it| it.name.as_str());
    let own = own.chain(group.failures.iter().map(|(name, _)| name.as_str()));
    let own = own.chain(group.parameters.iter().map(|it| it.name.as_str()));
    let scope = Scope::operations(names, &Arc::new(own.collect()));
    let headers: TokenStream = headers
        .iter()
        .map(|it| operations::of_headers(&scope, it))
        .collect();
    let failures = group.failures.iter();
    let failures: TokenStream = failures
        .map(|(name, responses)| operations::of_failure(&scope, name, responses))
        .collect();
    let parameters = group.parameters.iter();
    let parameters: TokenStream = parameters
        .map(|it| operations::of_parameters(&scope, it))
        .collect();
    let imports = scope.imports();
    File::new(
        format!("operations/{}.rs", group.name),
        EMITTER,
        quote!(#imports #headers #failures #parameters),
    )
}
