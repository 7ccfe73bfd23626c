//! Files: a string of `format: binary` is a file in a `multipart` body, and a plain string everywhere else.
//!
//! `format: binary` means raw bytes (OpenAPI 3.0.4, 4.4), which JSON cannot hold. A type that a `multipart` body of one direction
//! contains, and another body of the other direction, has two forms, like a type with `readOnly` properties.

use specwright_ir::{Body, Codec, Type};

use crate::context::Context;
use crate::draft::{Draft, each_type, index, push_named};
use crate::operations::OperationDraft;

/// Returns true for each draft that contains a file and is used in a `multipart` body.
pub(crate) fn holders(drafts: &[Draft], operations: &[OperationDraft<'_>]) -> Vec<bool> {
    let mut reached = reach(drafts, operations);
    for (reached, draft) in reached.iter_mut().zip(drafts) {
        let mut shape = draft.shape.clone();
        let mut holds = false;
        shape.each_type(&mut |ty| holds |= *ty == Type::File);
        *reached &= holds;
    }
    reached
}

/// Replaces the files outside `multipart` bodies with plain strings.
pub(crate) fn lower(context: &mut Context<'_>, operations: &mut [OperationDraft<'_>]) {
    let reached = reach(&context.arena.drafts, operations);
    let drafts = context.arena.drafts.iter_mut().zip(reached);
    drafts
        .filter(|(_, reached)| !reached)
        .for_each(|(draft, _)| draft.shape.each_type(&mut plain));
    for operation in operations {
        operation
            .all_parameters_mut()
            .for_each(|it| each_type(&mut it.parameter.value.ty, &mut plain));
        let headers = operation.responses.iter_mut();
        let headers = headers.flat_map(|it| &mut it.headers);
        headers
            .flat_map(|it| &mut it.fields)
            .for_each(|it| each_type(&mut it.parameter.value.ty, &mut plain));
        operation
            .bodies_mut()
            .filter(|body| !is_multipart(body))
            .for_each(|body| each_type(&mut body.value.ty, &mut plain));
    }
}

fn plain(ty: &mut Type) {
    if *ty == Type::File {
        *ty = Type::String;
    }
}

fn is_multipart(body: &Body) -> bool {
    body.written.codec == Codec::Multipart
}

fn reach(drafts: &[Draft], operations: &[OperationDraft<'_>]) -> Vec<bool> {
    let mut open = Vec::new();
    let bodies = operations.iter().flat_map(OperationDraft::bodies);
    bodies
        .filter(|body| is_multipart(body))
        .for_each(|body| push_named(&body.value.ty, &mut open));
    let mut reached = vec![false; drafts.len()];
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut reached[index(id)], true) {
            open.extend(drafts[index(id)].shape.named());
        }
    }
    reached
}
