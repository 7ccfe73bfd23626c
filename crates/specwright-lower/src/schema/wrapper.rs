//! Values whose constraints their type does not say: tuple structs around them.
//!
//! A component that is an array, a map or untyped and has constraints is one, and so is every value but a struct that has
//! an assertion: their constraints go where the value goes.

use specwright_ir::{Constraint, Type, Value, ValueConstraints};

use super::{Standing, add_draft, assertion};
use crate::context::{Context, plain};
use crate::draft::{Shape, index};

/// The wrapper of a value that has assertions.
pub(super) fn lower<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Value {
    let id = add_draft(context, it, Shape::Open);
    // Null never reaches the assertion: the place of the wrapper admits it or not.
    let wrapper = Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    };
    it.make_known(context, &wrapper);
    let rules = assertion::rules(context, it);
    let mut inner = Standing {
        component: None,
        key: None,
        is_inner: true,
        ..it.clone()
    };
    inner.merged.assertions.clear();
    inner.merged.nullable = false;
    let mut value = super::bare_shape(context, &inner);
    let schema = context
        .session
        .pointer(&context.session.document.schemas[it.id].at);
    let own = value.rules.get_or_insert_with(|| ValueConstraints {
        schema,
        rules: Vec::new(),
    });
    own.rules.extend(rules);
    context.arena.drafts[index(id)].shape = Shape::Wrapper(value);
    wrapper
}

/// A component with rules that would be lost where it is used by its name, or with a tuple, for which serde has rules of its
/// own.
pub(super) fn of_component(context: &mut Context<'_>, it: &Standing<'_>, value: Value) -> Value {
    if it.component.is_none() || !is_wrapped(&value) {
        return value;
    }
    let nullable = value.nullable;
    let inner = Value {
        nullable: false,
        ..value
    };
    let id = add_draft(context, it, Shape::Wrapper(inner));
    Value {
        nullable,
        ..plain(Type::Named(id))
    }
}

/// Whether a rule can be broken.
fn is_checked(rule: &Constraint) -> bool {
    !matches!(rule, Constraint::Secret | Constraint::Origin(..))
}

fn is_wrapped(value: &Value) -> bool {
    let mut own = value.rules.iter().flat_map(|rules| &rules.rules);
    match &value.ty {
        Type::Array(inner) | Type::Map(inner) => own.any(is_checked) || is_wrapped(inner),
        Type::Tuple(_) => true,
        _ => own.any(is_checked),
    }
}

/// Returns true if a value is a wrapper of any value, which judges null itself.
pub(super) fn holds_null(context: &Context<'_>, value: &Value) -> bool {
    matches!(value.ty, Type::Named(id) if matches!(&context.arena.drafts[index(id)].shape,
        Shape::Wrapper(inner) if matches!(inner.ty, Type::Any(_))))
}
