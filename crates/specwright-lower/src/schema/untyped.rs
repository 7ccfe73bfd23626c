//! Schemas without `type` as JSON Schema has them: values of any JSON type, each checked by the keywords for its type.
//!
//! Only with `untyped = "any"`; else the keywords imply the type ([`Merged::types`](crate::semantics::Merged::types)).

use specwright_ir::{Constraint, ConstraintSite, Type, UntypedReason, Value, ValueConstraints};

use super::{SchemaSite, add_draft, assertion};
use crate::context::{Context, any, plain};
use crate::draft::Shape;
use crate::semantics::choice::is_false;
use crate::semantics::null::allows_only_null;
use crate::{Formats, Untyped};

/// Lowers a schema without a type to a wrapper of any value, with the whole schema as its constraint; returns `None` for any other.
pub(super) fn lower<'d>(context: &mut Context<'d>, it: &SchemaSite<'d>) -> Option<Value> {
    if context.session.options.untyped != Untyped::Any || is_typed(context, it) {
        return None;
    }
    let ids = match &it.key {
        Some((id, conjuncts)) if conjuncts.is_empty() => vec![*id],
        Some((_, conjuncts)) => conjuncts.clone(),
        None => it.merged.parts.clone(),
    };
    let constraints = ValueConstraints {
        schema: context
            .session
            .pointer(&context.session.document.schemas[it.id].at),
        site: ConstraintSite::Elsewhere,
        list: assertion::whole(context, &ids)
            .into_iter()
            .map(Constraint::Assertion)
            .collect(),
    };
    let value = Value {
        constraints: Some(constraints),
        ..any(UntypedReason::Letter)
    };
    let id = add_draft(context, it, Shape::Wrapper(value));
    Some(plain(Type::Named(id)))
}

/// Returns true if a schema has a type, or no constraint.
fn is_typed(context: &Context<'_>, it: &SchemaSite<'_>) -> bool {
    let document = context.session.document;
    let merged = &it.merged;
    let parts = &merged.parts;
    let implies = merged.types(document).is_some()
        || !merged.assertions.is_empty()
        || context.session.options.formats == Formats::Assert && merged.format.is_some();
    merged.types.is_some()
        || allows_only_null(document, parts)
        || parts.iter().any(|id| is_false(document, *id))
        || !implies && (merged.unions.is_empty() || merged.enumeration.is_none())
}
