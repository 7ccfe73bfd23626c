//! Adding a schema or an operation to a real document changes no other public name.
//!
//! The documents are not part of the repository; the test runs if `SPECWRIGHT_SHARED` or `../shared` has them. The changes are the
//! same in every run. `SPECWRIGHT_LONG=1` makes many more, also of larger documents.

use serde_json::Value;
use specwright_ir::{Api, Module, Operation, Type, TypeDef, TypeKind};
use specwright_lower::{Options, lower};
use specwright_spec::{Code, MemoryFiles, Report, open};
use specwright_testing::{Random, shared};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

#[test]
fn additions_rename_nothing() {
    let Some(folder) = shared("corpus/dev") else {
        return;
    };
    let long = std::env::var_os("SPECWRIGHT_LONG").is_some();
    let (size, rounds) = if long { (1 << 20, 20) } else { (100_000, 2) };
    let mut random = Random(0x5eed);
    let mut lost = Vec::new();
    for path in documents(&folder) {
        let text = fs::read_to_string(&path).expect("a document");
        let Ok(document) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        if text.len() > size {
            continue;
        }
        for _ in 0..rounds {
            let pairs = [
                without_an_operation(&document, &mut random),
                with_a_schema(&document, &mut random),
            ];
            let names = pairs.into_iter().flatten().flat_map(lost_names);
            lost.extend(names.map(|name| format!("{}: {name}", path.display())));
        }
    }
    assert!(
        lost.is_empty(),
        "{} names are lost:\n{}",
        lost.len(),
        lost.join("\n")
    );
}

/// Returns the names of the smaller document that the larger one lacks, unless either is refused, or the new part has an existing
/// name, in which case a diagnostic reports that both change.
fn lost_names((small, large): (Value, Value)) -> Vec<String> {
    match (public(&small), public(&large)) {
        (Some(small), Some(large)) if large.collisions <= small.collisions => {
            small.names.difference(&large.names).cloned().collect()
        }
        _ => Vec::new(),
    }
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of documents");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    paths
}

/// Returns the document without one of its operations, and the document.
fn without_an_operation(document: &Value, random: &mut Random) -> Option<(Value, Value)> {
    let paths = document.get("paths")?.as_object()?;
    let operations = paths.iter().flat_map(|(path, item)| {
        let present = METHODS.iter().filter(|method| item.get(**method).is_some());
        present.map(move |method| (path, *method))
    });
    let (path, method) = one(random, operations.collect())?;
    let mut small = document.clone();
    small["paths"][path].as_object_mut()?.remove(method);
    Some((small, document.clone()))
}

/// Returns the document, and the document with a copy of one of its schemas under a name that is sorted first or last.
fn with_a_schema(document: &Value, random: &mut Random) -> Option<(Value, Value)> {
    let pointer = ["/components/schemas", "/definitions"]
        .into_iter()
        .find(|pointer| document.pointer(pointer).is_some())?;
    let schemas = document.pointer(pointer)?.as_object()?;
    let (_, schema) = one(random, schemas.iter().collect())?;
    let name = *random.pick(&["AardvarkNew", "ZyzzyvaNew"]);
    let mut large = document.clone();
    let schemas = large.pointer_mut(pointer)?.as_object_mut()?;
    schemas.insert(name.to_owned(), schema.clone());
    Some((document.clone(), large))
}

/// The public names of a document.
struct Public {
    names: BTreeSet<String>,
    collisions: usize,
}

/// Returns the public names of a document with their owners; none if it is refused. Fields are left out, since a type that is sent gets
/// its read-only properties with the first operation that receives it.
fn public(document: &Value) -> Option<Public> {
    let files = MemoryFiles::new([("openapi.json", document.to_string())]);
    let mut report = Report::new();
    let document = open(&files, "openapi.json", &mut report)?;
    let api = lower(&document, &Options::default(), &mut report)?;
    let types = api.types.iter().flat_map(|ty| type_names(&api, ty));
    let modules = api.modules.iter().flat_map(module_names);
    let told = report.diagnostics().iter();
    Some(Public {
        names: types.chain(modules).collect(),
        collisions: told.filter(|it| it.code == Code::NameCollision).count(),
    })
}

/// Returns the names of a type and its variants. An alias has the variants of its target, whose name is that of a type at its place, too:
/// of several places that share a type, the first in the document has it.
fn type_names(api: &Api, ty: &TypeDef) -> Vec<String> {
    let mut named = ty;
    while let TypeKind::Alias(Type::Named(id)) = named.kind {
        named = api.ty(id);
    }
    let variants: Vec<String> = match &named.kind {
        TypeKind::StringEnum(it) => it.variants.iter().map(|it| it.name.to_string()).collect(),
        TypeKind::Union(it) => it.variants.iter().map(|it| it.name.to_string()).collect(),
        _ => Vec::new(),
    };
    let variants = variants.iter().map(|name| format!("{}::{name}", ty.name));
    [ty, named]
        .map(|it| format!("{} at {}", it.name, ty.schema))
        .into_iter()
        .chain(variants)
        .collect()
}

fn module_names(module: &Module) -> Vec<String> {
    let operation = |operation: &Operation| {
        let Operation {
            method,
            path,
            name,
            request,
            ..
        } = operation;
        let parameters = operation
            .path_parameters
            .iter()
            .chain(&operation.parameters)
            .map(|it| it.name.to_string());
        let parameters: Vec<String> = parameters.collect();
        format!(
            "{method} {path} {}::{name} {request}({})",
            module.name,
            parameters.join(", ")
        )
    };
    module.operations.iter().map(operation).collect()
}

/// Returns one of several values; none if there are none.
fn one<T>(random: &mut Random, mut of: Vec<T>) -> Option<T> {
    let at = random.below(of.len());
    (at < of.len()).then(|| of.swap_remove(at))
}
