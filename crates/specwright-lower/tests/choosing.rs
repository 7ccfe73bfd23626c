//! Choosing fewer operations renames nothing, and leaves nothing out that the rest needs.

mod common;

use std::collections::BTreeSet;

use specwright_ir::{Api, Type, TypeKind};
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, OpenOptions, Report, Selection, open_with};

fn lower_chosen(text: &str, selection: &Selection) -> Option<Api> {
    let files = MemoryFiles::new([("api.yaml", text)]);
    let mut report = Report::new();
    let options = OpenOptions {
        selection: Some(selection),
        ..OpenOptions::default()
    };
    let document = open_with(&files, "api.yaml", options, &mut report)?;
    lower(&document, &Options::default(), &mut report)
}

/// Returns the definitions of types, each with the names of the types that it uses.
fn types(api: &Api) -> BTreeSet<String> {
    let name = |ty: &Type| match ty {
        Type::Named(id) => api.ty(*id).name.to_string(),
        other => format!("{:?}", std::mem::discriminant(other)),
    };
    let kind = |kind: &TypeKind| match kind {
        TypeKind::Alias(target) => name(target),
        TypeKind::Struct(it) => {
            let fields = it.fields.iter();
            let fields = fields.map(|it| format!("{}: {}", it.name, name(&it.value.ty)));
            fields.collect::<Vec<_>>().join(", ")
        }
        TypeKind::Union(it) => {
            let variants = it.variants.iter();
            let variants = variants.map(|it| format!("{}({})", it.name, name(&it.value.ty)));
            variants.collect::<Vec<_>>().join(" | ")
        }
        TypeKind::Wrapper(value) => name(&value.ty),
        other => format!("{other:?}"),
    };
    let types = api.types.iter();
    types
        .map(|it| format!("{} {} {{ {} }}", it.name, it.schema, kind(&it.kind)))
        .collect()
}

/// Returns the names of operations and of their types.
fn operations(api: &Api) -> BTreeSet<String> {
    let all = api.modules.iter().flat_map(|module| {
        module.operations.iter().map(move |it| {
            let failure = it.outcome.failure.as_ref().map(|(name, _)| name);
            let (shared, params) = (&it.shared_parameters, &it.parameters_name);
            let shared = shared.as_ref().map(|(name, _)| name);
            format!(
                "{} {} {} {failure:?} {shared:?} {params:?}",
                module.name, it.name, it.request
            )
        })
    });
    let headers = api.headers.iter().map(|it| it.name.to_string());
    all.chain(headers).collect()
}

#[test]
fn choosing_renames_nothing() {
    let mut chosen = 0;
    insta::glob!("fixtures/accept/*.yaml", |path| {
        let text = std::fs::read_to_string(path).expect("a fixture");
        let Some(whole) = lower_chosen(&text, &Selection::default()) else {
            return;
        };
        for method in ["GET", "POST"] {
            let selector = format!("method:{method}").parse().expect("a selector");
            let include = Selection {
                include: vec![selector],
                exclude: Vec::new(),
            };
            let exclude = Selection {
                include: Vec::new(),
                exclude: include.include.clone(),
            };
            for selection in [include, exclude] {
                // A document without such operations is refused.
                let Some(api) = lower_chosen(&text, &selection) else {
                    continue;
                };
                common::check(&api);
                let name = path.display();
                for (part, all) in [
                    (types(&api), types(&whole)),
                    (operations(&api), operations(&whole)),
                ] {
                    let other: Vec<_> = part.difference(&all).collect();
                    assert!(other.is_empty(), "{name}: {selection:?}: {other:#?}");
                }
                chosen += usize::from(api.operations().count() < whole.operations().count());
            }
        }
    });
    assert!(chosen > 50, "{chosen}");
}
