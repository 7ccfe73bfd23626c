//! The children of a component with a discriminator: the components that include it by `allOf` (OpenAPI 3.0.4, "Discriminator
//! Object").

use specwright_spec::{Document, SchemaId};

use super::discriminator;
use crate::Untyped;
use crate::semantics::all_of::{closure, definition};
use crate::semantics::types_of;

/// Returns the children of a parent with the discriminator values of each; those without a value are left out.
pub(crate) fn children(
    document: &Document,
    parent: SchemaId,
    property: &str,
) -> Vec<(SchemaId, Vec<String>)> {
    let children: Vec<SchemaId> = document
        .components
        .iter()
        .map(|(_, id)| *id)
        .filter(|id| *id != parent && closure(document, &[*id]).contains(&parent))
        .filter(|id| !is_alias(document, *id, parent))
        .collect();
    let tags = discriminator::values(document, parent, &children, property);
    let children: Vec<(SchemaId, Vec<String>)> = children
        .into_iter()
        .zip(tags)
        .filter(|(_, tags)| !tags.is_empty())
        .collect();
    match !children.is_empty() && types_of(document, &[parent]).is_some_and(|types| types.object) {
        true => children,
        false => Vec::new(),
    }
}

/// Returns true if a component is an alias of another, directly or through further aliases.
fn is_alias(document: &Document, id: SchemaId, of: SchemaId) -> bool {
    let next = |id: &SchemaId| match definition(document, Untyped::Implied, *id).as_slice() {
        [target] if target != id && document.schemas[*target].component.is_some() => Some(*target),
        _ => None,
    };
    // No chain of aliases is longer than the number of components.
    std::iter::successors(Some(id), next)
        .skip(1)
        .take(document.components.len())
        .any(|name| name == of)
}
