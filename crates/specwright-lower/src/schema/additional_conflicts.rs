//! Reports properties of one schema of an `allOf` that `additionalProperties` of another excludes.
//!
//! `additionalProperties` considers the properties of its own schema only (2020-12 Core, section 10.3.2.3): a property of another
//! member of the `allOf` is additional. That is enforced as written; since it is seldom intended, it is reported, once for each
//! schema.

use specwright_spec::{AdditionalProperties, SchemaId};

use super::SchemaSite;
use crate::context::Context;
use crate::diagnostics;
use crate::semantics::types::intersect;
use crate::semantics::types_of;

/// Reports the first property that cannot be present.
pub(super) fn report(context: &mut Context<'_>, it: &SchemaSite<'_>) {
    let document = context.session.document;
    for (owner, others) in &it.merged.additional {
        let schema = &document.schemas[*owner];
        let is_own = schema.additional_properties == Some(*others);
        if !is_own || !schema.pattern_properties.is_empty() {
            continue;
        }
        let is_foreign = |name: &str| schema.properties.iter().all(|(known, _)| known != name);
        let properties = it.merged.properties.iter().zip(&it.merged.property_owners);
        let found = properties
            .filter(|((name, _), _)| is_foreign(name))
            .find(|((_, schemas), _)| excludes(context, *others, schemas));
        if let Some(((name, _), place)) = found
            && context.session.mark_reported(*owner)
        {
            let at = document.schemas[*place].at.child("properties").child(name);
            context
                .session
                .report(diagnostics::foreign_property(&at, name, &schema.at));
        }
    }
}

/// Returns true if no value of these schemas is valid as an additional property.
fn excludes(context: &Context<'_>, others: AdditionalProperties, schemas: &[SchemaId]) -> bool {
    match others {
        AdditionalProperties::Allowed(allowed) => !allowed,
        AdditionalProperties::Schema(id) => {
            let types = |ids: &[SchemaId]| types_of(context.session.document, ids);
            let both = types(schemas).zip(types(&[id]));
            both.is_some_and(|(own, other)| intersect(own, other) == Default::default())
        }
    }
}
