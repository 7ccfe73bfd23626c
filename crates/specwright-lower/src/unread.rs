//! What the document says and no later step reads: told at its place, so that nothing is left out in silence.

use crate::context::Context;
use crate::{bodies, diagnostics, operations};
use specwright_spec::{Location, Operation};

/// Tells everything that would be left out; an operation for which that is allowed is left out whole.
pub(crate) fn check(context: &mut Context<'_>) {
    for (operation, _) in operations::all(context.document) {
        for (at, what) in unread(operation) {
            let gap = diagnostics::unsupported_feature(&at, what);
            context.leave_out(&operation.at, gap);
        }
    }
}

/// What cannot be lowered as it is.
fn unread(operation: &Operation) -> Vec<(Location, &'static str)> {
    media_types(operation)
        .filter(|media| media.item_schema.is_some() && !bodies::has_items(&media.name))
        .map(|media| (media.at.child("itemSchema"), "`itemSchema`"))
        .collect()
}

fn media_types(operation: &Operation) -> impl Iterator<Item = &specwright_spec::MediaType> {
    let requests = operation.request_body.iter().flat_map(|body| &body.content);
    requests.chain(
        operation
            .responses
            .iter()
            .flat_map(|(_, response)| &response.content),
    )
}
