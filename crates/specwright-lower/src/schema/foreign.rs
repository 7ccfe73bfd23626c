//! Properties that another schema of an `allOf` has, and that `additionalProperties` leaves no value.
//!
//! `additionalProperties` knows the properties of its own schema only (JSON Schema Core 10.3.2.3): what is named beside it, in
//! another member of the `allOf`, is one of the others. That is enforced as it is written; since it is seldom meant, it is told,
//! once for each schema.

use specwright_spec::{AdditionalProperties, SchemaId};

use super::Standing;
use super::types::{intersect, types_of};
use crate::context::Context;
use crate::diagnostics;

/// Tells the first property that cannot be there.
pub(super) fn tell(context: &mut Context<'_>, it: &Standing<'_>) {
    let document = context.session.document;
    for (owner, others) in &it.merged.additional {
        let schema = &document.schemas[*owner];
        let says_it = schema.additional_properties == Some(*others);
        if !says_it || !schema.pattern_properties.is_empty() {
            continue;
        }
        let is_foreign = |name: &str| schema.properties.iter().all(|(known, _)| known != name);
        let properties = it.merged.properties.iter().zip(&it.merged.property_places);
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

/// Whether no value of these schemas is one of the others.
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
