//! Schemas without `type`, by the letter: values of any JSON type, each checked by the keywords that speak of its type.
//!
//! Only with `untyped = "any"`; else the type is read from the keywords ([`Merged::types`]).

use specwright_ir::{Constraint, Type, UntypedReason, Value, ValueConstraints};

use super::assertion::Extent;
use super::atoms::is_false;
use super::{Choice, Merged, Standing, add_draft, assertion, says_null_only};
use crate::context::{Context, any, plain};
use crate::draft::Shape;
use crate::{Formats, Untyped};

/// The wrapper of any value, with the whole schema as its rule; none where types say what a value is.
pub(super) fn lower<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Option<Value> {
    if context.session.options.untyped != Untyped::Any || is_typed(context, it) {
        return None;
    }
    let ids = match &it.key {
        Some((id, atoms)) if atoms.is_empty() => vec![*id],
        Some((_, atoms)) => atoms.clone(),
        None => it.merged.parts.clone(),
    };
    let rules = ValueConstraints {
        schema: context
            .session
            .pointer(&context.session.document.schemas[it.id].at),
        rules: assertion::whole(context, &ids)
            .into_iter()
            .map(Constraint::Assertion)
            .collect(),
    };
    let value = Value {
        rules: Some(rules),
        ..any(UntypedReason::Letter)
    };
    let id = add_draft(context, it, Shape::Wrapper(value));
    Some(plain(Type::Named(id)))
}

/// Whether the types say what a value is, or nothing is said of it.
fn is_typed(context: &Context<'_>, it: &Standing<'_>) -> bool {
    let document = context.session.document;
    let merged = &it.merged;
    let parts = &merged.parts;
    let implies = merged.types(document).is_some()
        || !merged.assertions.is_empty()
        || context.session.options.formats == Formats::Assert && merged.format.is_some();
    merged.types.is_some()
        || says_null_only(document, parts)
        || parts.iter().any(|id| is_false(document, *id))
        || !implies && (merged.unions.is_empty() || merged.enumeration.is_none())
}

/// Leaves the unions whose members do not all say their types to an assertion: no type tells their members apart.
pub(super) fn leave_unions(context: &Context<'_>, merged: &mut Merged<'_>) {
    if context.session.options.untyped != Untyped::Any {
        return;
    }
    let (typed, others): (Vec<Choice>, Vec<Choice>) = std::mem::take(&mut merged.unions)
        .into_iter()
        .partition(|choice| has_typed_members(context, *choice));
    merged.unions = typed;
    for choice in others {
        merged.assert(choice.owner, Extent::Whole);
    }
}

/// Whether each member of a union says its type, or lists its values.
fn has_typed_members(context: &Context<'_>, choice: Choice) -> bool {
    let document = context.session.document;
    choice.members(document).iter().all(|member| {
        let merged = Merged::new(document, super::parts(document, &[*member]));
        merged.types.is_some() || merged.enumeration.is_some() && merged.types(document).is_none()
    })
}
