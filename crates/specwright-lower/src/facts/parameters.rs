//! Parameters that several operations take alike: one struct, under the names of all.
//!
//! The operations that list something mostly have the same parameters. The struct is that of the first name; the others are aliases
//! of it, so that every name stays when the document grows.

use specwright_ir::{Ident, Module, Operation, Parameter, Type, TypeDef, TypeKind, Value};
use std::collections::BTreeMap;

/// Tells each operation whose struct of parameters its own is.
pub(crate) fn lower(types: &[TypeDef], modules: &mut [Module]) {
    let mut first: BTreeMap<String, Ident> = BTreeMap::new();
    for operation in each(modules) {
        if let (Some(name), key) = (&operation.parameters_name, key(types, operation)) {
            let first = first.entry(key).or_insert_with(|| name.clone());
            if name.as_str() < first.as_str() {
                *first = name.clone();
            }
        }
    }
    for operation in each(modules) {
        let first = first.get(&key(types, operation));
        let first = first.filter(|first| operation.parameters_name.as_ref() != Some(first));
        operation.same_parameters = first.cloned();
    }
}

fn each(modules: &mut [Module]) -> impl Iterator<Item = &mut Operation> {
    modules.iter_mut().flat_map(|module| &mut module.operations)
}

/// All that the struct says, to the word. How a parameter is written, and what constrains it, are facts of the operation.
fn key(types: &[TypeDef], operation: &Operation) -> String {
    let fields = operation.parameters.iter().map(|it| field(types, it));
    fields.collect::<Vec<_>>().join("\n")
}

fn field(types: &[TypeDef], it: &Parameter) -> String {
    let ty = unruled(types, &it.value);
    let Parameter {
        name,
        wire,
        docs,
        required,
        deprecated,
        default,
        ..
    } = it;
    format!("{name:?} {wire:?} {docs:?} {required} {deprecated} {default:?} {ty:?}")
}

/// A type without the constraints of its place, and without aliases.
fn unruled(types: &[TypeDef], value: &Value) -> Value {
    Value {
        ty: bare(types, &value.ty),
        nullable: value.nullable,
        rules: None,
    }
}

fn bare(types: &[TypeDef], ty: &Type) -> Type {
    match ty {
        Type::Named(id) => match &types[id.0 as usize].kind {
            TypeKind::Alias(target @ Type::Named(_)) => bare(types, target),
            _ => Type::Named(*id),
        },
        Type::Array(items) => Type::Array(Box::new(unruled(types, items))),
        Type::Map(values) => Type::Map(Box::new(unruled(types, values))),
        ty => ty.clone(),
    }
}
