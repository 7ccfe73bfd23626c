//! Keywords that no Rust type enforces, kept for the runtime's interpreter.
//!
//! | keyword                                                            | the assertion has                              |
//! |--------------------------------------------------------------------|------------------------------------------------|
//! | `not`, `contains`, `if`, `dependentRequired`, `dependentSchemas`, `propertyNames` | that keyword                    |
//! | `patternProperties`                                                | it, `properties` and `additionalProperties`    |
//! | `additionalProperties` beside properties of other schemas of an `allOf`, which are additional to it | the same      |
//! | `unevaluatedItems`, `unevaluatedProperties`, unless a type enforces it ([`closed`](crate::semantics::closed)) | the whole schema |
//! | `anyOf`, `oneOf` whose members only constrain ([`constraint_only_members`](crate::semantics::constraint_only_members)) | that keyword |
//! | `prefixItems` of more positions than a tuple has                   | the whole schema                               |
//!
//! Nested schemas are asserted whole. A required property that is `readOnly` or `writeOnly` is left to the type, which knows its
//! direction.

mod keywords;
mod table;

pub(crate) use table::Assertions;

use specwright_ir::{AssertionId, Constraint};
use specwright_spec::SchemaId;

use super::SchemaSite;
use crate::context::Context;
use crate::semantics::assertion_scope::AssertionScope;

/// Returns the constraints for the keywords that the type of a schema does not enforce.
pub(crate) fn constraints(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Vec<Constraint> {
    let mut constraints = Vec::new();
    for &(part, extent) in &it.merged.assertions {
        constraints.push(Constraint::Assertion(Assertions::id(context, part, extent)));
    }
    keywords::fill(context);
    constraints
}

/// Returns assertions of all keywords of some schemas.
pub(super) fn whole(context: &mut Context<'_>, ids: &[SchemaId]) -> Vec<AssertionId> {
    let list = ids
        .iter()
        .map(|id| Assertions::id(context, *id, AssertionScope::Whole))
        .collect();
    keywords::fill(context);
    list
}
