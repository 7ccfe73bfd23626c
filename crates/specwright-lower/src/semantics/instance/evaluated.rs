//! The properties and items of a value that schemas have evaluated (2020-12 Core, section 7.7.1).

use foldhash::HashSet;

/// The properties and items that a schema and those it applies have evaluated.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evaluated {
    properties: HashSet<String>,
    items: HashSet<usize>,
    every_property: bool,
    every_item: bool,
}

impl Evaluated {
    /// Returns a result that marks everything as evaluated.
    pub(crate) fn everything() -> Self {
        Self {
            every_property: true,
            every_item: true,
            ..Self::default()
        }
    }

    /// Adds the outcome of another schema; returns true if the value is an instance of it.
    pub(crate) fn add(&mut self, outcome: Option<Self>) -> bool {
        let Some(other) = outcome else { return false };
        self.properties.extend(other.properties);
        self.items.extend(other.items);
        self.every_property |= other.every_property;
        self.every_item |= other.every_item;
        true
    }

    pub(crate) fn property(&mut self, name: &str) {
        if !self.properties.contains(name) {
            self.properties.insert(name.to_owned());
        }
    }

    pub(crate) fn item(&mut self, index: usize) {
        self.items.insert(index);
    }

    pub(crate) fn all_properties(&mut self) {
        self.every_property = true;
    }

    pub(crate) fn all_items(&mut self) {
        self.every_item = true;
    }

    pub(crate) fn has_property(&self, name: &str) -> bool {
        self.every_property || self.properties.contains(name)
    }

    pub(crate) fn has_item(&self, index: usize) -> bool {
        self.every_item || self.items.contains(&index)
    }
}
