//! Reports the fields of a document that no later step supports, so that nothing is ignored silently.

use crate::bodies::{self, bodiless};
use crate::context::Context;
use crate::{diagnostics, operations};
use specwright_ir::Codec;
use specwright_spec::{Encoding, Location, MediaType, Operation};

/// Reports unsupported and ignored fields. An operation with an unsupported field that the options allow is omitted.
pub(crate) fn check(context: &mut Context<'_>) {
    for (operation, _) in operations::all(context.session.document) {
        for (at, what) in unsupported(operation) {
            let gap = diagnostics::unsupported_feature(&at, what);
            context.session.report_unsupported(&operation.at, gap);
        }
    }
    let operations = operations::all(context.session.document);
    let mut ignored: Vec<(Location, &'static str)> = operations
        .iter()
        .flat_map(|(operation, _)| {
            let encodings = media_types(operation).flat_map(ignored);
            encodings.chain(ignored_content(operation))
        })
        .collect();
    // A component that several operations refer to is reported once.
    ignored.sort();
    ignored.dedup();
    for (at, what) in ignored {
        context.session.report(diagnostics::ignored(&at, what));
    }
}

/// Returns the fields of a media type that have no effect.
fn ignored(media: &MediaType) -> impl Iterator<Item = (Location, &'static str)> {
    let of = |(_, encoding): &(String, Encoding)| {
        let headers = !encoding.headers.is_empty();
        let headers = headers.then(|| (encoding.at.child("headers"), "`headers` of a part"));
        let is_part = bodies::codec(&media.name) == Codec::Multipart;
        let style = is_part && encoding.style.is_some();
        let style = style.then(|| (encoding.at.child("style"), "`style` of a part"));
        headers.into_iter().chain(style)
    };
    media
        .encoding
        .iter()
        .flat_map(of)
        .collect::<Vec<_>>()
        .into_iter()
}

/// Returns the `content` of responses without a body.
fn ignored_content(operation: &Operation) -> impl Iterator<Item = (Location, &'static str)> {
    operation.responses.iter().filter_map(|(status, response)| {
        let what = bodiless::ignored_content(&operation.method, *status)?;
        (!response.content.is_empty()).then(|| (response.at.child("content"), what))
    })
}

/// Returns the fields that are not supported.
fn unsupported(operation: &Operation) -> Vec<(Location, &'static str)> {
    media_types(operation)
        .filter(|media| media.item_schema.is_some() && !bodies::has_items(&media.name))
        .map(|media| (media.at.child("itemSchema"), "`itemSchema`"))
        .collect()
}

fn media_types(operation: &Operation) -> impl Iterator<Item = &MediaType> {
    let requests = operation.request_body.iter().flat_map(|body| &body.content);
    requests.chain(
        operation
            .responses
            .iter()
            .flat_map(|(_, response)| &response.content),
    )
}
