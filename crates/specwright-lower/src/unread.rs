//! What the document says and no later step reads: told at its place, so that nothing is left out in silence.

use crate::bodies;
use crate::context::Context;
use crate::diagnostics;
use specwright_spec::{Document, Location, Operation};

/// Tells everything that would be left out.
pub(crate) fn check(context: &mut Context<'_>) {
    let document = context.document;
    for (at, what) in operations(document) {
        context.tell(diagnostics::unsupported_feature(&at, what));
    }
}

/// The operations that cannot be lowered as they are.
fn operations(document: &Document) -> Vec<(Location, &'static str)> {
    let mut found = Vec::new();
    for operation in &document.operations {
        for media_type in media_types(operation) {
            if media_type.item_schema.is_some() && !bodies::has_items(&media_type.name) {
                found.push((media_type.at.child("itemSchema"), "`itemSchema`"));
            }
        }
    }
    found
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
