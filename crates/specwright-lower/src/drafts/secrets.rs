//! Secrets: what an assertion finds in a value that holds one (`format: password`) is not shown.
//!
//! A keyword of an assertion does not know of the schemas beside it, so that all that a type's assertions find is hidden if
//! there is a secret anywhere in the type.

use specwright_ir::{Constraint, Value};

use super::preserve_unknown::assertions;
use crate::context::Context;
use crate::draft::{Shape, index};

/// Marks the types that have an assertion and hold a secret.
pub(crate) fn lower(context: &mut Context<'_>) {
    let holders = holders(context);
    for (draft, holds) in context.arena.drafts.iter_mut().zip(holders) {
        if !holds || assertions(&draft.shape).is_empty() {
            continue;
        }
        let rules = match &mut draft.shape {
            Shape::Struct(object) => object.rules.as_mut(),
            Shape::Wrapper(value) => value.rules.as_mut(),
            _ => None,
        };
        if let Some(rules) = rules.filter(|it| !it.rules.contains(&Constraint::Secret)) {
            rules.rules.push(Constraint::Secret);
        }
    }
}

/// The drafts that hold a secret, be it in a type that they use.
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
