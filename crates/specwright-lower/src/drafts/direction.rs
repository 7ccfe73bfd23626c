//! The direction of use: types of requests and types of responses.
//!
//! A `readOnly` property is not sent in requests, a `writeOnly` property not in responses (OpenAPI 3.0.4, "Schema Object"). A type
//! that has such properties, directly or in a type that it uses, and that is used in both directions, has two forms: that of
//! responses has its name, that of requests has the suffix `Request`. A type that is used in one direction has that form only; a type
//! that no operation uses has all properties.
//!
//! A property of the other direction "SHOULD NOT be sent" (OpenAPI 3.0.4 and 3.1.1), which is not a prohibition: clients return what
//! they received, and servers echo. Such a property is ignored: `additionalProperties: false` does not reject it, and it is not
//! captured as an additional property.

use specwright_ir::TypeId;

use crate::context::Context;
use crate::draft::{Access, Draft, Form, Property, Shape, UnknownProperties, each_named, index};
use crate::drafts::files;
use crate::operations::OperationDraft;

/// The direction of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Request,
    Response,
}

impl Direction {
    fn drops(self, access: Access) -> bool {
        match self {
            Self::Request => access.read_only,
            Self::Response => access.write_only,
        }
    }
}

/// Splits the types that differ by direction, and makes each use refer to the form of its direction.
pub(crate) fn lower(context: &mut Context<'_>, operations: &mut [OperationDraft<'_>]) {
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for operation in operations.iter() {
        let (requests, replies) = operation.named();
        sent.extend(requests);
        received.extend(replies);
    }
    let drafts = &context.arena.drafts;
    let sent = reach(drafts, sent, Direction::Request);
    let received = reach(drafts, received, Direction::Response);
    let differs = differing(drafts, &files::holders(drafts, operations));
    let forms = split(&mut context.arena.drafts, &sent, &received, &differs);
    for operation in operations {
        for value in operation.inbound_mut() {
            each_named(&mut value.ty, &mut |id| *id = forms[index(*id)]);
        }
    }
}

/// Returns true for each draft that is used in a direction.
fn reach(drafts: &[Draft], mut open: Vec<TypeId>, direction: Direction) -> Vec<bool> {
    let mut reached = vec![false; drafts.len()];
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut reached[index(id)], true) {
            continue;
        }
        let takes_it = |property: &Property| !direction.drops(property.access);
        open.extend(drafts[index(id)].shape.named_by(takes_it));
    }
    reached
}

/// Returns true for each draft that differs by direction: in its own properties or files, or in those of the types that it uses.
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

/// Splits the drafts that differ and are used in both directions. Returns the request form of each draft.
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
            restrict(&mut drafts[position].shape, Direction::Response);
        }
        if sent[position] {
            let shape = &mut drafts[request].shape;
            restrict(shape, Direction::Request);
            shape.each_named(&mut |id| *id = forms[index(*id)]);
        }
    }
    forms
}

/// Removes the properties of the other direction. Where unknown properties are denied or captured, these are ignored.
fn restrict(shape: &mut Shape, direction: Direction) {
    let Shape::Struct(object) = shape else { return };
    let is_left = |property: &Property| direction.drops(property.access);
    if !object.preserves_unknown && !matches!(object.additional, UnknownProperties::Ignore) {
        let left = object.fields.iter().filter(|it| is_left(it));
        let names: Vec<String> = left.map(|it| it.field.wire.clone()).collect();
        object.ignored.extend(names);
    }
    object.fields.retain(|property| !is_left(property));
}
