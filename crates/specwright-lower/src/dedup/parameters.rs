//! Equal parameter structs of operations: one struct, and aliases of it.
//!
//! Operations that list something often have the same parameters. The struct has the first name.

use super::group::firsts;
use specwright_ir::{Ident, Module, Operation, Parameter, Type, TypeDef, TypeKind, Value};

/// Sets `same_parameters` of each operation whose parameter struct is an alias.
pub(crate) fn lower(types: &[TypeDef], modules: &mut [Module]) {
    let keys: Vec<_> = each(modules).map(|it| key(types, it)).collect();
    for (operation, first) in each(modules).zip(firsts(&keys)) {
        operation.same_parameters = first;
    }
}

fn each(modules: &mut [Module]) -> impl Iterator<Item = &mut Operation> {
    modules.iter_mut().flat_map(|module| &mut module.operations)
}

/// Returns the name of the struct and its contents. The style and the constraints of a parameter belong to the operation.
fn key(types: &[TypeDef], operation: &Operation) -> Option<(Ident, String)> {
    let name = operation.parameters_name.clone()?;
    let fields = operation.parameters.iter().map(|it| field(types, it));
    Some((name, fields.collect::<Vec<_>>().join("\n")))
}

fn field(types: &[TypeDef], it: &Parameter) -> String {
    let ty = unconstrained(types, &it.value);
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

/// Returns a value without the constraints of its place and without aliases.
fn unconstrained(types: &[TypeDef], value: &Value) -> Value {
    Value {
        ty: without_aliases(types, &value.ty),
        nullable: value.nullable,
        rules: None,
    }
}

fn without_aliases(types: &[TypeDef], ty: &Type) -> Type {
    match ty {
        Type::Named(id) => match &types[id.0 as usize].kind {
            TypeKind::Alias(target @ Type::Named(_)) => without_aliases(types, target),
            _ => Type::Named(*id),
        },
        Type::Array(items) => Type::Array(Box::new(unconstrained(types, items))),
        Type::Map(values) => Type::Map(Box::new(unconstrained(types, values))),
        ty => ty.clone(),
    }
}
