//! The types in the making, and what belongs to them.

use std::collections::BTreeSet;

use foldhash::HashMap;
use specwright_ir::{Format, PatternId, TypeId, Value};
use specwright_pattern::Error;
use specwright_spec::{Document, Location, SchemaId};

use crate::ComponentNames;
use crate::draft::Draft;
use crate::naming::Places;
use crate::naming::patterns::PatternUsers;
use crate::schema::Job;
use crate::schema::assertion::Assertions;
use crate::semantics::patterns::Patterns;

/// The drafts of types, and the values, patterns and assertions that they use.
pub(crate) struct Arena<'d> {
    pub drafts: Vec<Draft>,
    /// The types that are registered and whose members are still to be lowered.
    pub jobs: Vec<Job<'d>>,
    /// The nesting depth of the value that is being lowered.
    pub depth: usize,
    pub patterns: Patterns,
    pub pattern_users: PatternUsers,
    pub assertions: Assertions,
    /// The names of inline schemas.
    pub places: Places<'d>,
    /// The values of schemas, by the schema and the parts that it is merged from.
    pub values: HashMap<(SchemaId, Vec<SchemaId>), Known>,
    /// The value of all names that match `patternProperties`, by the object that has them.
    pub pattern_values: HashMap<Location, Value>,
    /// The types of other crates that strings and numbers share, by their paths and JSON types.
    pub foreign: HashMap<(String, Vec<&'static str>), TypeId>,
    /// The formats that constraints assert.
    pub asserted_formats: BTreeSet<Format>,
}

/// The state of a value.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    /// The value is being lowered; a schema that reaches it again contains itself without a named type in between.
    Open,
    /// The lowered value.
    Value(Value),
}

impl<'d> Arena<'d> {
    /// Returns an arena without types; `pinned` returns the name that a rename gives to the type of a schema.
    pub(super) fn new(
        document: &'d Document,
        names: ComponentNames,
        pinned: impl Fn(&Location) -> Option<String>,
    ) -> Self {
        Self {
            drafts: Vec::new(),
            jobs: Vec::new(),
            depth: 0,
            patterns: Patterns::new(document.leniency),
            pattern_users: PatternUsers::default(),
            assertions: Assertions::default(),
            places: Places::new(document, names, pinned),
            values: HashMap::default(),
            pattern_values: HashMap::default(),
            foreign: HashMap::default(),
            asserted_formats: BTreeSet::new(),
        }
    }

    /// Returns the id of a pattern that a component or an inline schema uses.
    pub(crate) fn add_pattern(
        &mut self,
        source: &str,
        user: &str,
        inline: bool,
    ) -> Result<PatternId, Error> {
        let id = self.patterns.add(source)?;
        self.pattern_users.add(id, user, inline);
        Ok(id)
    }

    /// Adds a draft.
    pub(crate) fn add(&mut self, draft: Draft) -> TypeId {
        self.drafts.push(draft);
        TypeId(self.drafts.len() as u32 - 1)
    }
}
