//! Definitions that are the same become one: types while they are drafts, the error enums and parameter structs of operations
//! once they are assembled.

pub(crate) mod types;

pub(crate) mod errors;
pub(crate) mod parameters;

mod group;
