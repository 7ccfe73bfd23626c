//! Secrets (`format: password`): a violation of an assertion does not show a value that contains one.
//!
//! A keyword of an assertion does not know the schemas beside it. All violations of the assertions of a type are therefore redacted
//! if the type contains a secret.

use specwright_ir::{Constraint, Value};

use super::preserve_unknown::assertions;
use crate::context::Context;
use crate::draft::{Shape, index};

/// Marks the types that have an assertion and contain a secret.
pub(crate) fn lower(context: &mut Context<'_>) {
    let holders = holders(context);
    for (draft, holds) in context.arena.drafts.iter_mut().zip(holders) {
        if !holds || assertions(&draft.shape).is_empty() {
            continue;
        }
        let constraints = match &mut draft.shape {
            Shape::Struct(object) => object.constraints.as_mut(),
            Shape::Wrapper(value) => value.constraints.as_mut(),
            _ => None,
        };
        if let Some(constraints) = constraints.filter(|it| !it.list.contains(&Constraint::Secret)) {
            constraints.list.push(Constraint::Secret);
        }
    }
}

/// Returns true for each draft that contains a secret, directly or in a type that it uses.
fn holders(context: &Context<'_>) -> Vec<bool> {
    let count = context.arena.drafts.len();
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut open = Vec::new();
    for (position, draft) in context.arena.drafts.iter().enumerate() {
        let used = draft.shape.named();
        used.iter().for_each(|id| users[index(*id)].push(position));
        if draft.shape.values().into_iter().any(Value::holds_secret) {
            open.push(position);
        }
    }
    let mut holders = vec![false; count];
    while let Some(position) = open.pop() {
        if !std::mem::replace(&mut holders[position], true) {
            open.extend(&users[position]);
        }
    }
    holders
}
