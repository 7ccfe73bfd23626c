//! Tuple structs around values whose constraints their type does not enforce.
//!
//! A component that is an array, a map or untyped and has constraints is wrapped, and so is every value with an assertion, structs
//! aside: the constraints travel with the value.

use specwright_ir::{Constraint, ConstraintSite, Type, Value, ValueConstraints};

use super::{SchemaSite, add_draft, assertion, shape_without_assertions};
use crate::context::{Context, plain};
use crate::draft::{Shape, index};

/// Lowers a schema with assertions to a wrapper.
pub(super) fn lower<'d>(context: &mut Context<'d>, it: &SchemaSite<'d>) -> Value {
    let id = add_draft(context, it, Shape::Open);
    // Null never reaches the assertion: the place of the wrapper decides it.
    let wrapper = Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    };
    it.register(context, &wrapper);
    let constraints = assertion::constraints(context, it);
    let mut inner = SchemaSite {
        component: None,
        key: None,
        is_inner: true,
        ..it.clone()
    };
    inner.merged.assertions.clear();
    inner.merged.nullable = false;
    let mut value = shape_without_assertions(context, &inner);
    let schema = context
        .session
        .pointer(&context.session.document.schemas[it.id].at);
    let own = value.constraints.get_or_insert_with(|| ValueConstraints {
        schema,
        site: ConstraintSite::Elsewhere,
        list: Vec::new(),
    });
    own.list.extend(constraints);
    context.arena.drafts[index(id)].shape = Shape::Wrapper(value);
    wrapper
}

/// Wraps a component whose constraints would be lost where it is used by name, or that is a tuple, which serde reads differently.
pub(super) fn of_component(context: &mut Context<'_>, it: &SchemaSite<'_>, value: Value) -> Value {
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

/// Returns true if a constraint can be violated.
fn is_checked(constraint: &Constraint) -> bool {
    !matches!(constraint, Constraint::Secret | Constraint::Origin(..))
}

fn is_wrapped(value: &Value) -> bool {
    let mut own = value
        .constraints
        .iter()
        .flat_map(|constraints| &constraints.list);
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
