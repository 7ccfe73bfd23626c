//! Schemas that hold beside one whose only type is null.

use specwright_spec::{Document, SchemaId, Types};

use super::Merged;
use super::merged::Contradiction;
use super::types::describe;

impl Merged<'_> {
    /// `type: null` leaves no other value of what the other schemas admit (2020-12 Core, section 10.2.1.1).
    pub(super) fn exclude_all_but_null(&mut self, document: &Document) {
        let Some(&alone) = self.parts.iter().find(|id| is_null_alone(document, **id)) else {
            return;
        };
        let Some(types) = self
            .types(document)
            .filter(|_| self.contradiction.is_none())
        else {
            return;
        };
        let first = self.parts.iter().copied().find(|id| *id != alone);
        self.contradiction = Some(Contradiction {
            first: first.unwrap_or(alone),
            second: alone,
            what: format!("{} and null", describe(types)),
            of_types: true,
        });
    }

    /// Returns true if one of the schemas admits null alone, and the others admit it too.
    pub(super) fn is_null(&self, document: &Document) -> bool {
        self.nullable && self.parts.iter().any(|id| is_null_alone(document, *id))
    }
}

/// Returns true if a schema names null as its only type.
pub(super) fn is_null_alone(document: &Document, id: SchemaId) -> bool {
    let null = Types {
        null: true,
        ..Types::default()
    };
    document.schemas[id].types == Some(null)
}
