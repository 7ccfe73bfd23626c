//! Equal parameter structs of operations: one struct, and an alias of it for each operation.
//!
//! Operations that list something often have the same parameters. The struct is named after them, as headers are:
//! `PageParams`, `LimitAndOffsetParams`, `CursorAndOthersParams`.

use super::group;
use crate::naming::{Kind, list_words, name};
use specwright_ir::{Ident, Module, Operation, Parameter, Type, TypeDef, TypeKind, Value};

/// Makes equal parameter structs one, and names it. `taken` has the names of all other types.
pub(crate) fn lower(types: &[TypeDef], modules: &mut [Module], taken: &[Ident]) {
    let sites = group::sites(modules);
    let mut operations: Vec<&mut Operation> = each(modules).collect();
    let keys: Vec<_> = operations.iter().map(|it| key(types, it)).collect();
    let groups = group::groups(&keys);
    let candidates = groups.iter();
    let candidates = candidates.map(|group| candidates_of(operations[group.first()]));
    let names = group::names(&groups, candidates.collect(), &sites, taken);
    for (group, name) in groups.iter().zip(names) {
        let Some(name) = name else { continue };
        for &index in &group.members {
            let is_first = index == group.first();
            operations[index].shared_parameters = Some((name.clone(), is_first));
        }
    }
}

fn each(modules: &mut [Module]) -> impl Iterator<Item = &mut Operation> {
    modules.iter_mut().flat_map(|module| &mut module.operations)
}

/// The number of parameters that a name lists.
const LISTED: usize = 3;

/// Returns the names after the parameters, the best first.
fn candidates_of(operation: &Operation) -> Vec<String> {
    let wires: Vec<&str> = operation.parameters.iter().map(|it| &*it.wire).collect();
    let [short, all] = list_words(&wires);
    let all = (wires.len() <= LISTED).then_some(all);
    let names = [Some(short), all].into_iter().flatten().map(|words| {
        let base = name(&words, Kind::Type);
        format!("{}Params", base.trim_end_matches('_'))
    });
    names.collect()
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
        constraints: None,
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
