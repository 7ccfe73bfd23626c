//! Structs that preserve unknown properties, since a check needs them.
//!
//! | check                | reason                                                                             |
//! |----------------------|------------------------------------------------------------------------------------|
//! | an assertion         | it is evaluated on the JSON form of a value                                        |
//! | `uniqueItems`        | items may differ in a property without a field                                     |
//! | `oneOf`, all tried   | a property without a field in one member may make the value invalid for another    |
//!
//! If an assertion examines more than the names of properties, every struct in the value captures unknown properties and applies no
//! default.

use specwright_ir::{AssertionId, Constraint, Type, TypeId, UnionStrategy, UntypedReason, Value};

use super::applied_defaults;
use crate::context::{Context, any};
use crate::draft::{Shape, UnknownProperties, index, push_named};
use crate::operations::OperationDraft;

/// Makes structs capture unknown properties where a check needs them.
pub(crate) fn lower(context: &mut Context<'_>, operations: &[OperationDraft<'_>]) {
    let mut open: Vec<TypeId> = Vec::new();
    let values = operations.iter().flat_map(OperationDraft::values);
    values.for_each(|value| add_compared(value, &mut open));
    for draft in &context.arena.drafts {
        let assertions = assertions(&draft.shape);
        // The wrapped value may contain structs, which have the names that the assertion mentions.
        let wraps = matches!(draft.shape, Shape::Wrapper(_));
        let looks = |id: &AssertionId| {
            let names = wraps && context.arena.assertions.mentions(*id, &|_| true);
            names || context.arena.assertions.looks_inside(*id)
        };
        if assertions.iter().any(looks) {
            open.extend(draft.shape.named());
        }
        match &draft.shape {
            // A property may be unknown to one member and make the value invalid for another.
            Shape::Union(union) if union.strategy == UnionStrategy::One => {
                open.extend(draft.shape.named())
            }
            shape => {
                let values = shape.values().into_iter();
                values.for_each(|value| add_compared(value, &mut open));
            }
        }
    }
    let mut seen = vec![false; context.arena.drafts.len()];
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[index(id)], true) {
            continue;
        }
        applied_defaults::withhold(context, id, |_| true);
        let shape = &mut context.arena.drafts[index(id)].shape;
        open.extend(shape.named());
        if let Shape::Struct(object) = shape
            && matches!(object.additional, UnknownProperties::Ignore)
        {
            object.additional =
                UnknownProperties::Capture(Box::new(any(UntypedReason::Properties)));
            object.preserves_unknown = true;
        }
    }
}

/// Appends the types whose values are compared with each other.
fn add_compared(value: &Value, ids: &mut Vec<TypeId>) {
    let mut constraints = value
        .constraints
        .iter()
        .flat_map(|constraints| &constraints.list);
    match &value.ty {
        ty if constraints.any(|constraint| *constraint == Constraint::UniqueItems) => {
            push_named(ty, ids)
        }
        Type::Array(inner) | Type::Map(inner) => add_compared(inner, ids),
        Type::Tuple(it) => it.values().for_each(|value| add_compared(value, ids)),
        _ => {}
    }
}

/// Returns the assertions of a type.
pub(crate) fn assertions(shape: &Shape) -> Vec<AssertionId> {
    let constraints = match shape {
        Shape::Struct(object) => object.constraints.as_ref(),
        Shape::Wrapper(value) => value.constraints.as_ref(),
        _ => None,
    };
    let constraints = constraints
        .into_iter()
        .flat_map(|constraints| &constraints.list);
    let assertion = |constraint: &Constraint| match constraint {
        Constraint::Assertion(id) => Some(*id),
        _ => None,
    };
    constraints.filter_map(assertion).collect()
}
