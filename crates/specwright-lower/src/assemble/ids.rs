//! The final ids of types, patterns and assertions, in place of positions among drafts.

use foldhash::HashMap;
use specwright_ir::{
    AssertionId, Constraint, DefaultValue, PatternId, Type, TypeId, UntypedReason, Value,
};

use crate::draft::index;
use crate::operations::OperationDraft;

/// The final id of each draft, pattern and assertion.
#[derive(Debug)]
pub(crate) struct Ids {
    pub(super) types: Vec<Option<TypeId>>,
    pub(super) patterns: Vec<PatternId>,
    pub(super) assertions: HashMap<AssertionId, AssertionId>,
}

impl Ids {
    /// Replaces the ids in a type; a gap becomes untyped.
    pub(super) fn ty(&self, ty: &mut Type) {
        match ty {
            Type::Named(id) => match self.types[index(*id)] {
                Some(new) => *id = new,
                None => *ty = Type::Any(UntypedReason::Gap),
            },
            Type::Array(value) | Type::Map(value) => self.value(value),
            Type::Tuple(it) => it.values_mut().for_each(|value| self.value(value)),
            Type::Boxed(inner) => self.ty(inner),
            _ => {}
        }
    }

    /// Replaces the ids in a value.
    pub(super) fn value(&self, value: &mut Value) {
        self.ty(&mut value.ty);
        if let Some(constraints) = &mut value.constraints {
            self.constraints(&mut constraints.list);
        }
    }

    /// Replaces the ids in constraints.
    pub(super) fn constraints(&self, constraints: &mut [Constraint]) {
        for constraint in constraints {
            match constraint {
                Constraint::Pattern(id) => *id = self.patterns[id.0 as usize],
                Constraint::Assertion(id) => *id = self.assertions[id],
                _ => {}
            }
        }
    }

    /// Replaces the id in a default.
    pub(super) fn default(&self, default: &mut DefaultValue) {
        if let DefaultValue::Variant(id, _) | DefaultValue::Literal(id, _) = default
            && let Some(new) = self.types[index(*id)]
        {
            *id = new;
        }
    }

    /// Replaces the ids in an operation.
    pub(crate) fn operation(&self, operation: &mut OperationDraft<'_>) {
        operation.inbound_mut().for_each(|value| self.value(value));
        operation.outbound_mut().for_each(|value| self.value(value));
        for lowered in operation.all_parameters_mut() {
            lowered
                .parameter
                .default
                .iter_mut()
                .for_each(|default| self.default(default));
        }
    }
}
