//! Equal definitions become one: types while they are drafts, error enums and parameter structs once operations are assembled.

mod errors;
mod families;
mod parameters;
mod shared;
mod types;

mod group;

use specwright_ir::reserved::{FIXED_TYPES, PRELUDE};
use specwright_ir::{Headers, Ident, Module, Operation, Success, TypeDef};

pub(crate) use types::lower as types;

/// Makes equal error enums and parameter structs of operations one.
pub(crate) fn operations(types: &[TypeDef], headers: &[Headers], modules: &mut [Module]) {
    let mut taken = taken(types, headers, modules);
    errors::lower(types, modules, &taken);
    let operations = modules.iter().flat_map(|module| &module.operations);
    let failures = operations.filter_map(|it| Some(it.outcome.failure.as_ref()?.0.clone()));
    taken.extend(failures);
    parameters::lower(types, modules, &taken);
}

/// Returns the names that a type of several operations cannot have.
fn taken(types: &[TypeDef], headers: &[Headers], modules: &[Module]) -> Vec<Ident> {
    let operations = modules.iter().flat_map(|module| &module.operations);
    let mut taken: Vec<Ident> = operations.flat_map(own_types).collect();
    taken.extend(types.iter().map(|it| it.name.clone()));
    taken.extend(headers.iter().map(|it| it.name.clone()));
    let fixed = [PRELUDE, FIXED_TYPES].into_iter().flatten();
    taken.extend(fixed.map(|name| Ident::new(*name)));
    taken
}

/// Returns the names of the types of an operation.
fn own_types(operation: &Operation) -> impl Iterator<Item = Ident> {
    let success = match &operation.outcome.success {
        Success::Many(name, _) => Some(name),
        Success::One(_) => None,
    };
    let failure = operation.outcome.failure.as_ref().map(|(name, _)| name);
    let names = [
        Some(&operation.request),
        operation.parameters_name.as_ref(),
        operation.body_name.as_ref(),
        success,
        failure,
    ];
    names.into_iter().flatten().cloned()
}
