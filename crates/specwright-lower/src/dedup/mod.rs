//! Equal definitions become one: types while they are drafts, error enums and parameter structs once operations are assembled.

mod errors;
mod parameters;
mod types;

mod group;

use specwright_ir::{Module, TypeDef};

pub(crate) use types::lower as types;

/// Makes equal error enums and parameter structs of operations aliases of one.
pub(crate) fn operations(types: &[TypeDef], modules: &mut [Module]) {
    errors::lower(modules);
    parameters::lower(types, modules);
}
