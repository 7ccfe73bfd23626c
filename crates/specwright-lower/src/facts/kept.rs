//! Properties that a struct would ignore, and an assertion looks at: they are kept.
//!
//! An assertion is judged on the JSON form of a value. Where it looks deeper than the names of properties, every struct
//! that the value holds keeps what it has no field for, and fills in no default.

use specwright_ir::{AssertionId, Cause, Rule, TypeId};

use super::filled;
use crate::context::{Context, any};
use crate::draft::{Additional, Shape, index};

/// Lets structs keep all properties where an assertion needs them.
pub(crate) fn lower(context: &mut Context<'_>) {
    let mut open: Vec<TypeId> = Vec::new();
    for draft in &context.drafts {
        let assertions = assertions(&draft.shape);
        // What is wrapped may be structs itself.
        let wraps = matches!(draft.shape, Shape::Wrapper(_));
        let looks = |id: &AssertionId| {
            let names = wraps && context.assertions.mentions(*id, &|_| true);
            names || context.assertions.looks_inside(*id)
        };
        if assertions.iter().any(looks) {
            open.extend(draft.shape.named());
        }
    }
    let mut seen = vec![false; context.drafts.len()];
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[index(id)], true) {
            continue;
        }
        filled::leave(context, id, |_| true);
        let shape = &mut context.drafts[index(id)].shape;
        open.extend(shape.named());
        if let Shape::Struct(object) = shape
            && matches!(object.additional, Additional::Ignored)
        {
            object.additional = Additional::Kept(Box::new(any(Cause::Properties)));
        }
    }
}

/// The assertions of a type.
pub(crate) fn assertions(shape: &Shape) -> Vec<AssertionId> {
    let rules = match shape {
        Shape::Struct(object) => object.rules.as_ref(),
        Shape::Wrapper(value) => value.rules.as_ref(),
        _ => None,
    };
    let rules = rules.into_iter().flat_map(|rules| &rules.rules);
    let assertion = |rule: &Rule| match rule {
        Rule::Assertion(id) => Some(*id),
        _ => None,
    };
    rules.filter_map(assertion).collect()
}
