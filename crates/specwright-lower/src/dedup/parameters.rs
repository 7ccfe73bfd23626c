//! Parameters that several operations take alike: one struct, under the names of all.
//!
//! The operations that list something mostly have the same parameters. The struct is that of the first name; the others are aliases
//! of it.

use super::group::firsts;
use specwright_ir::{Ident, Module, Operation, Parameter, Type, TypeDef, TypeKind, Value};

/// Tells each operation whose struct of parameters its own is.
pub(crate) fn lower(types: &[TypeDef], modules: &mut [Module]) {
    let said: Vec<_> = each(modules).map(|it| said(types, it)).collect();
    for (operation, first) in each(modules).zip(firsts(&said)) {
        operation.same_parameters = first;
    }
}

fn each(modules: &mut [Module]) -> impl Iterator<Item = &mut Operation> {
    modules.iter_mut().flat_map(|module| &mut module.operations)
}

/// The name of the struct, and all that it says. How a parameter is written, and what constrains it, are facts of the operation.
fn said(types: &[TypeDef], operation: &Operation) -> Option<(Ident, String)> {
    let name = operation.parameters_name.clone()?;
    let fields = operation.parameters.iter().map(|it| field(types, it));
    Some((name, fields.collect::<Vec<_>>().join("\n")))
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
