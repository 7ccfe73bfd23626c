//! Lowers operations one by one.

use specwright_ir as ir;
use specwright_spec::{Operation, PathPart};

use super::{OperationDraft, OperationOrigin, all};
use crate::bodies::{self, bodiless};
use crate::context::Context;
use crate::{parameters, responses, schema};

/// Lowers the operations of `paths`, `webhooks` and `callbacks`.
pub(crate) fn lower<'d>(context: &mut Context<'d>) -> Vec<OperationDraft<'d>> {
    let document = context.session.document;
    let mut lowered = Vec::with_capacity(document.operations.len());
    for (operation, origin) in all(document) {
        lowered.push(lower_one(context, operation, origin));
        schema::fill(context);
    }
    lowered
}

fn lower_one<'d>(
    context: &mut Context<'d>,
    source: &'d Operation,
    origin: OperationOrigin<'d>,
) -> OperationDraft<'d> {
    let (mut path_parameters, mut parameters) = (Vec::new(), Vec::new());
    let position = |name: &str| {
        let mut parts = source.parts.iter();
        parts.position(|part| matches!(part, PathPart::Parameter(it) if it == name))
    };
    for parameter in &source.parameters {
        let lowered = parameters::lower(context, parameter);
        match lowered.parameter.location {
            ir::ParameterLocation::Path => path_parameters.push(lowered),
            _ => parameters.push(lowered),
        }
    }
    path_parameters.sort_by_key(|it| position(&it.parameter.wire));
    let body = bodiless::request_body(context.session.document, source);
    let bodies = body.map(|body| {
        bodies::lower(
            context,
            &body.content,
            body.description.as_deref(),
            body.required,
        )
    });
    let responses = responses::lower(context, source);
    OperationDraft {
        source,
        origin,
        path_parameters,
        parameters,
        bodies: bodies.unwrap_or_default(),
        responses,
    }
}
