//! Passes over the drafts, once all schemas and operations are lowered and before types are named.

pub(crate) mod preserve_unknown;

mod applied_defaults;

mod secrets;

mod direction;

mod files;

use crate::context::Context;
use crate::operations::OperationDraft;
use crate::{assemble, defaults, parameters};

/// Runs the passes, in order.
pub(crate) fn complete(context: &mut Context<'_>, operations: &mut [OperationDraft<'_>]) {
    preserve_unknown::lower(context, operations);
    applied_defaults::lower(context);
    secrets::lower(context);
    direction::lower(context, operations);
    files::lower(context, operations);
    assemble::name_fields(context);
    defaults::lower(context);
    for parameter in operations
        .iter_mut()
        .flat_map(OperationDraft::all_parameters_mut)
    {
        parameters::add_default(context, parameter);
    }
}
