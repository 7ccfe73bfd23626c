//! References in discriminators (OpenAPI 3.2.0, "Discriminator Object").

use super::{Reference, ReferenceForm, Resolved};
use crate::grammar::ObjectKind;
use crate::{Location, Node, Pointer};

/// Collects the values of `mapping` and `defaultMapping`: names of schemas, or references.
pub(super) fn references(
    discriminator: &Node,
    at: &Location,
    resolved: &Resolved,
) -> Vec<Reference> {
    let mapping_at = at.child("mapping");
    let mapping = discriminator.get("mapping").map(Node::members);
    let values = mapping.unwrap_or_default().iter();
    let values = values.map(|(key, value)| (mapping_at.child(key), value));
    let default = discriminator.get("defaultMapping");
    let default = default.map(|value| (at.child("defaultMapping"), value));
    let reference = |(at, value): (Location, &Node)| {
        Some(Reference {
            text_at: at.clone(),
            at,
            kind: ObjectKind::Schema,
            text: text(value.as_str()?, resolved),
            how: ReferenceForm::Mapping,
        })
    };
    values.chain(default).filter_map(reference).collect()
}

/// Returns the reference for a value. Names and relative references are syntactically ambiguous: a text is a name if a
/// schema has it, or if it cannot be a reference.
fn text(text: &str, resolved: &Resolved) -> String {
    let (root, _) = resolved.document();
    let schemas = root
        .get("components")
        .and_then(|components| components.get("schemas"));
    let is_name = schemas.is_some_and(|schemas| schemas.get(text).is_some())
        || !text.contains(['#', '/', '.']);
    if !is_name {
        return text.to_owned();
    }
    let pointer = Pointer::default().child("components").child("schemas");
    format!("#{}", pointer.child(text))
}
