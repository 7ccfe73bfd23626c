//! Annotations: they change how a value is used, and not which values are valid.

use specwright_spec::{Document, Node, Schema, SchemaId};

use super::Held;

/// The annotations of the schemas at a place, without those of the members of unions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes<'d> {
    pub read_only: bool,
    pub write_only: bool,
    pub deprecated: bool,
    pub default: Option<Held<&'d Node>>,
    /// The values of `x-extensible-enum`, to which values may be added later.
    pub extensible: Option<Held<&'d [Node]>>,
    /// `x-sunset`
    pub sunset: Option<Held<&'d Node>>,
    /// `x-stability-level`
    pub stability: Option<Held<&'d Node>>,
    /// The schemas with a `discriminator`.
    pub discriminators: Vec<SchemaId>,
}

impl<'d> Notes<'d> {
    /// Reads the annotations of schemas and of those that they include; the first of a kind counts.
    pub(super) fn of(document: &'d Document, ids: &[SchemaId]) -> Self {
        let mut notes = Self::default();
        let mut seen = Vec::new();
        ids.iter()
            .for_each(|id| notes.add(document, *id, &mut seen));
        notes
    }

    fn add(&mut self, document: &'d Document, id: SchemaId, seen: &mut Vec<SchemaId>) {
        if seen.contains(&id) {
            return;
        }
        seen.push(id);
        let schema = &document.schemas[id];
        self.read_only |= schema.read_only;
        self.write_only |= schema.write_only;
        self.deprecated |= schema.deprecated;
        let held = |value| Held { value, owner: id };
        self.default = self.default.take().or(schema.default.as_ref().map(held));
        let extension = |name| extension(schema, name);
        let extensible = extension("x-extensible-enum").map(|value| Held {
            value: value.elements(),
            owner: id,
        });
        self.extensible = self.extensible.take().or(extensible);
        self.sunset = self.sunset.take().or(extension("x-sunset").map(held));
        self.stability = self
            .stability
            .take()
            .or(extension("x-stability-level").map(held));
        if schema.discriminator.is_some() {
            self.discriminators.push(id);
        }
        for included in schema.reference.iter().chain(&schema.all_of) {
            self.add(document, *included, seen);
        }
        for members in [&schema.any_of, &schema.one_of] {
            if let [only] = members.as_slice() {
                self.add(document, *only, seen);
            }
        }
    }
}

/// Returns the value of an extension.
pub(crate) fn extension<'d>(schema: &'d Schema, name: &str) -> Option<&'d Node> {
    let mut extensions = schema.extensions.iter();
    extensions
        .find(|(key, _)| key == name)
        .map(|(_, value)| value)
}
