//! Arrays: their items by position, and their number.

use specwright_spec::{AdditionalProperties, Document, SchemaId};

use super::Held;
use super::objects::{is_anything, is_nothing};
use super::texts::{tighten_max, tighten_min};

/// The constraints of arrays.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArrayForm {
    /// The schemas of the first items.
    pub positions: Vec<Vec<SchemaId>>,
    /// The schemas of each further item.
    pub items: Vec<SchemaId>,
    pub min_items: Option<Held<u64>>,
    pub max_items: Option<Held<u64>>,
    pub unique: Option<SchemaId>,
}

impl ArrayForm {
    pub(super) fn of(document: &Document, parts: &[SchemaId]) -> Self {
        let mut form = Self::default();
        let schemas = || parts.iter().map(|id| (*id, &document.schemas[*id]));
        let longest = schemas().map(|(_, schema)| schema.prefix_items.len()).max();
        form.positions = vec![Vec::new(); longest.unwrap_or_default()];
        for (owner, schema) in schemas() {
            let rest = schema.items.or(schema.unevaluated_items);
            tighten_min(&mut form.min_items, schema.min_items, owner);
            tighten_max(&mut form.max_items, schema.max_items, owner);
            if rest.is_some_and(|it| is_nothing(document, it)) {
                let length = match schema.items {
                    Some(_) => schema.prefix_items.len(),
                    // What another schema evaluates is not unevaluated.
                    None => form.positions.len(),
                };
                tighten_max(&mut form.max_items, Some(length as u64), owner);
            }
            for (index, position) in form.positions.iter_mut().enumerate() {
                let own = schema.prefix_items.get(index).copied().or(schema.items);
                position.extend(own.filter(|it| !is_anything(document, *it)));
            }
            form.items
                .extend(rest.filter(|it| !is_anything(document, *it)));
            if schema.unique_items {
                form.unique.get_or_insert(owner);
            }
        }
        form.finish();
        form
    }

    /// Removes constraints that cannot apply.
    fn finish(&mut self) {
        if let Some(most) = self.max_items.as_ref().map(|it| it.value) {
            self.positions
                .truncate(usize::try_from(most).unwrap_or(usize::MAX));
            if most <= self.positions.len() as u64 {
                self.items.clear();
            }
            if most <= 1 {
                self.unique = None;
            }
        }
        // Positions that equal the rest are none.
        while self.positions.last().is_some_and(|it| *it == self.items) && !self.is_ended() {
            self.positions.pop();
        }
    }

    /// Returns true if no item may follow those with a position.
    fn is_ended(&self) -> bool {
        self.max_items
            .as_ref()
            .is_some_and(|it| it.value <= self.positions.len() as u64)
    }

    /// Returns the schemas of the item at an index.
    pub(crate) fn item(&self, index: usize) -> &[SchemaId] {
        self.positions.get(index).unwrap_or(&self.items)
    }

    pub(super) fn is_anything(&self) -> bool {
        let Self {
            positions,
            items,
            min_items,
            max_items,
            unique,
        } = self;
        positions.is_empty()
            && items.is_empty()
            && min_items.is_none()
            && max_items.is_none()
            && unique.is_none()
    }
}

/// Returns the schema of `unevaluatedProperties`, as that of `additionalProperties`.
pub(super) fn schema_of(additional: AdditionalProperties) -> Option<SchemaId> {
    match additional {
        AdditionalProperties::Schema(id) => Some(id),
        AdditionalProperties::Allowed(_) => None,
    }
}
