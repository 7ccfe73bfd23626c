//! Direction of use: what is sent in requests, and what comes back in responses.
//!
//! A `readOnly` property is not sent in requests, a `writeOnly` one not in responses (OpenAPI 3.0.4, "Schema Object"). A type
//! that has such properties, be it in a type that it uses, and is used both ways, has two forms: the response's keeps its name, the
//! request's is called `…Request`. One that is used one way has the one form; one that no operation uses keeps everything.
//!
//! A property of the other direction "SHOULD NOT be sent" (OpenAPI 3.0.4 and 3.1.1), which forbids nothing: clients send back what
//! they were given, and servers echo. If it is there it is ignored: neither refused by `additionalProperties: false`, nor read
//! as an additional property.

use specwright_ir::TypeId;

use crate::context::Context;
use crate::draft::{Access, Draft, Form, Property, Shape, UnknownProperties, each_named, index};
use crate::drafts::files;
use crate::operations::OperationDraft;

/// A way that a value takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Request,
    Response,
}

impl Way {
    fn drops(self, access: Access) -> bool {
        match self {
            Self::Request => access.read_only,
            Self::Response => access.write_only,
        }
    }
}

/// Gives every type its forms, and every use the form of its way.
pub(crate) fn lower(context: &mut Context<'_>, operations: &mut [OperationDraft<'_>]) {
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for operation in operations.iter() {
        let (requests, replies) = operation.named();
        sent.extend(requests);
        received.extend(replies);
    }
    let drafts = &context.arena.drafts;
    let sent = reach(drafts, sent, Way::Request);
    let received = reach(drafts, received, Way::Response);
    let differs = differing(drafts, &files::holders(drafts, operations));
    let forms = split(&mut context.arena.drafts, &sent, &received, &differs);
    for operation in operations {
        for value in operation.inbound_mut() {
            each_named(&mut value.ty, &mut |id| *id = forms[index(*id)]);
        }
    }
}

/// The drafts that are reached one way.
fn reach(drafts: &[Draft], mut open: Vec<TypeId>, way: Way) -> Vec<bool> {
    let mut reached = vec![false; drafts.len()];
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut reached[index(id)], true) {
            continue;
        }
        let takes_it = |property: &Property| !way.drops(property.access);
        open.extend(drafts[index(id)].shape.named_by(takes_it));
    }
    reached
}

/// The drafts that are not the same both ways: by their own properties, or files, or by those of what they use.
fn differing(drafts: &[Draft], holders: &[bool]) -> Vec<bool> {
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    let mut open = Vec::new();
    for (position, draft) in drafts.iter().enumerate() {
        draft
            .shape
            .named()
            .into_iter()
            .for_each(|used| users[index(used)].push(position));
        let is_one_way = |it: &Property| it.access != Access::default();
        let own = match &draft.shape {
            Shape::Struct(object) => object.fields.iter().any(is_one_way),
            _ => false,
        };
        if own || holders[position] {
            open.push(position);
        }
    }
    let mut differs = vec![false; drafts.len()];
    while let Some(position) = open.pop() {
        if !std::mem::replace(&mut differs[position], true) {
            open.extend(&users[position]);
        }
    }
    differs
}

/// Splits what differs and is used both ways; the answer is the request form of each draft.
fn split(
    drafts: &mut Vec<Draft>,
    sent: &[bool],
    received: &[bool],
    differs: &[bool],
) -> Vec<TypeId> {
    let count = drafts.len();
    let mut forms: Vec<TypeId> = (0..count as u32).map(TypeId).collect();
    for position in 0..count {
        if differs[position] && sent[position] && received[position] {
            forms[position] = TypeId(drafts.len() as u32);
            drafts.push(Draft {
                form: Form::Request,
                main: Some(TypeId(position as u32)),
                ..drafts[position].clone()
            });
        }
    }
    for position in 0..count {
        if !differs[position] {
            continue;
        }
        let request = index(forms[position]);
        if received[position] {
            keep(&mut drafts[position].shape, Way::Response);
        }
        if sent[position] {
            let shape = &mut drafts[request].shape;
            keep(shape, Way::Request);
            shape.each_named(&mut |id| *id = forms[index(*id)]);
        }
    }
    forms
}

/// Leaves out the properties that do not take a way. Where others are refused or kept, they are ignored.
fn keep(shape: &mut Shape, way: Way) {
    let Shape::Struct(object) = shape else { return };
    let is_left = |property: &Property| way.drops(property.access);
    if !object.preserves_unknown && !matches!(object.additional, UnknownProperties::Ignore) {
        let left = object.fields.iter().filter(|it| is_left(it));
        let names: Vec<String> = left.map(|it| it.field.wire.clone()).collect();
        object.ignored.extend(names);
    }
    object.fields.retain(|property| !is_left(property));
}
