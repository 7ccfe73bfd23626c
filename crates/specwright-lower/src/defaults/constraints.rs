//! Checks a value of the document against constraints.

use specwright_ir::Constraint;
use specwright_spec::{Node, Number};

use super::check::shown;
use crate::context::Context;

/// Returns the first violation as an error.
pub(super) fn check(
    context: &Context<'_>,
    node: &Node,
    constraints: &[Constraint],
) -> Result<(), String> {
    let violated = constraints.iter().find(|it| !holds(context, node, it));
    match violated {
        Some(it) => Err(format!("{} violates `{}`", shown(node), it.keyword())),
        None => Ok(()),
    }
}

fn holds(context: &Context<'_>, node: &Node, constraint: &Constraint) -> bool {
    let length = node.as_str().map(|text| text.chars().count() as u64);
    let elements = node.as_array().map(|elements| elements.len() as u64);
    let members = node.as_object().map(|members| members.len() as u64);
    let order = |bound: &str| {
        node.as_number()
            .zip(Number::new(bound))
            .map(|(number, bound)| number.compare(&bound))
    };
    match constraint {
        Constraint::MinLength(bound) => length.is_none_or(|length| length >= *bound),
        Constraint::MaxLength(bound) => length.is_none_or(|length| length <= *bound),
        Constraint::Pattern(id) => node.as_str().is_none_or(|text| {
            context
                .arena
                .patterns
                .get(*id)
                .is_match(text)
                .unwrap_or(true)
        }),
        Constraint::Minimum(bound) => order(bound).is_none_or(|order| order.is_ge()),
        Constraint::Maximum(bound) => order(bound).is_none_or(|order| order.is_le()),
        Constraint::ExclusiveMinimum(bound) => order(bound).is_none_or(|order| order.is_gt()),
        Constraint::ExclusiveMaximum(bound) => order(bound).is_none_or(|order| order.is_lt()),
        Constraint::MinItems(bound) => elements.is_none_or(|count| count >= *bound),
        Constraint::MaxItems(bound) => elements.is_none_or(|count| count <= *bound),
        Constraint::MinProperties(bound) => members.is_none_or(|count| count >= *bound),
        Constraint::MaxProperties(bound) => members.is_none_or(|count| count <= *bound),
        Constraint::Only(value) | Constraint::Constant(value) => *node == Node::Bool(*value),
        Constraint::MultipleOf(factor) => node
            .as_number()
            .zip(Number::new(factor))
            .is_none_or(|(number, factor)| number.is_multiple_of(&factor)),
        // Checked with the document (`specwright-spec`), if at all.
        Constraint::UniqueItems
        | Constraint::Format(_)
        | Constraint::Assertion(_)
        | Constraint::Secret
        | Constraint::Origin(..) => true,
    }
}
