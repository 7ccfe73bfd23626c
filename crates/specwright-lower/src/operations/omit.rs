//! Leaves out the operations that need something which is not supported, where the options allow it.

use foldhash::HashMap;
use specwright_ir::{Omitted, TypeId};
use specwright_spec::Location;

use super::{OperationDraft, OperationOrigin};
use crate::context::Context;
use crate::draft::{Shape, index};

/// Removes the operations that need an allowed gap, and returns a description of each.
pub(crate) fn omit(
    context: &Context<'_>,
    operations: &mut Vec<OperationDraft<'_>>,
) -> Vec<Omitted> {
    let gaps = reached_gaps(context);
    let mut omitted = Vec::new();
    operations.retain(|operation| {
        let own = context.session.omissions.get(&operation.source.at).cloned();
        let Some((reason, at)) = own.or_else(|| type_gap(context, &gaps, operation)) else {
            return true;
        };
        if operation.source.excluded {
            return false;
        }
        omitted.push(Omitted {
            method: operation.source.method.clone(),
            path: match operation.origin {
                OperationOrigin::Webhook(name) => name.to_owned(),
                OperationOrigin::Paths | OperationOrigin::Callback(..) => {
                    operation.source.template()
                }
            },
            reason,
            at: at.pointer.as_str().to_owned(),
        });
        false
    });
    omitted
}

/// Returns the reason why a type of an operation is not supported, and its place.
fn type_gap(
    context: &Context<'_>,
    gaps: &HashMap<TypeId, TypeId>,
    operation: &OperationDraft<'_>,
) -> Option<(String, Location)> {
    let (mut ids, received) = operation.named();
    ids.extend(received);
    let gap = &context.arena.drafts[index(*ids.iter().find_map(|id| gaps.get(id))?)];
    let reason = match &gap.shape {
        Shape::Gap(reason) => reason.clone(),
        _ => String::new(),
    };
    Some((reason, gap.at.clone()))
}

/// Returns the drafts that need a gap, each with that gap.
fn reached_gaps(context: &Context<'_>) -> HashMap<TypeId, TypeId> {
    let mut users: HashMap<TypeId, Vec<TypeId>> = HashMap::default();
    let mut found = HashMap::default();
    let mut open = Vec::new();
    for (position, draft) in context.arena.drafts.iter().enumerate() {
        let id = TypeId(position as u32);
        draft
            .shape
            .named()
            .into_iter()
            .for_each(|used| users.entry(used).or_default().push(id));
        if matches!(draft.shape, Shape::Gap(_)) {
            found.insert(id, id);
            open.push(id);
        }
    }
    while let Some(id) = open.pop() {
        let gap = found[&id];
        for user in users.get(&id).into_iter().flatten() {
            if !found.contains_key(user) {
                found.insert(*user, gap);
                open.push(*user);
            }
        }
    }
    found
}
