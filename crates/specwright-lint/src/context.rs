//! The document, with the facts that several rules need.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};

use specwright_lower::ValueChecker;
use specwright_pattern::{Matcher, StringFacts, compile};
use specwright_spec::{
    Document, Location, MediaKind, MediaType, Node, Operation, Schema, SchemaId, StatusRange, Trees,
};

/// The document that rules check.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document,
    pub(crate) trees: &'a Trees,
    targets: OnceCell<Vec<&'a Location>>,
    values: OnceCell<ValueChecker>,
    patterns: RefCell<HashMap<String, Option<StringFacts>>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(document: &'a Document, trees: &'a Trees) -> Self {
        Self {
            document,
            trees,
            targets: OnceCell::new(),
            values: OnceCell::new(),
            patterns: RefCell::default(),
        }
    }

    /// Returns the operations of paths that are chosen.
    pub(crate) fn operations(&self) -> impl Iterator<Item = &'a Operation> {
        let operations = self.document.operations.iter();
        operations.filter(|it| !it.excluded)
    }

    /// Returns all schemas that are not only a reference.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = (SchemaId, &'a Schema)> {
        let schemas = self.document.schemas.iter();
        schemas.filter(|(_, it)| it.reference.is_none())
    }

    /// Returns a schema.
    pub(crate) fn schema(&self, id: SchemaId) -> &'a Schema {
        &self.document.schemas[id]
    }

    /// Follows components that are only a reference, which form no cycle in a checked document.
    pub(crate) fn target(&self, id: SchemaId) -> SchemaId {
        const LONGEST: usize = 64;
        let next = |id: &SchemaId| self.schema(*id).reference;
        let chain = std::iter::successors(Some(id), next).take(LONGEST);
        chain.last().unwrap_or(id)
    }

    /// Follows references, and compositions of a single member, to the schema that describes the value.
    pub(crate) fn described(&self, id: SchemaId) -> SchemaId {
        const LONGEST: usize = 16;
        let mut id = self.target(id);
        for _ in 0..LONGEST {
            let schema = self.schema(id);
            let members = [&schema.all_of, &schema.any_of, &schema.one_of];
            let only = members.into_iter().flatten().collect::<Vec<_>>();
            match only.as_slice() {
                [member] if schema.types.is_none() && schema.properties.is_empty() => {
                    id = self.target(**member);
                }
                _ => return id,
            }
        }
        id
    }

    /// Returns true if a reference has a target at a location or below it, so that it cannot be moved.
    pub(crate) fn holds_target(&self, at: &Location) -> bool {
        let targets = self.targets.get_or_init(|| {
            let references = self.trees.references();
            let mut targets: Vec<_> = references.map(|(_, target)| target).collect();
            targets.sort();
            targets
        });
        let is_inside = |target: &Location| {
            let rest = target.pointer.as_str().strip_prefix(at.pointer.as_str());
            target.file == at.file && rest.is_some_and(|it| it.is_empty() || it.starts_with('/'))
        };
        // Pointers with the same beginning follow each other, also those of longer names.
        let start = targets.partition_point(|it| *it < at);
        let begins = |it: &&&Location| it.pointer.as_str().starts_with(at.pointer.as_str());
        let mut following = targets[start..].iter().take_while(begins);
        following.any(|it| is_inside(it))
    }

    /// Returns the properties of a schema with those that it inherits through `allOf`.
    pub(crate) fn properties(&self, id: SchemaId) -> Vec<(&'a str, SchemaId)> {
        let mut found = Vec::new();
        self.collect(id, &mut HashSet::new(), &mut found);
        found
    }

    fn collect(
        &self,
        id: SchemaId,
        seen: &mut HashSet<SchemaId>,
        found: &mut Vec<(&'a str, SchemaId)>,
    ) {
        let id = self.target(id);
        if !seen.insert(id) {
            return;
        }
        let schema = self.schema(id);
        let own = schema.properties.iter();
        found.extend(own.map(|(name, id)| (name.as_str(), *id)));
        for member in &schema.all_of {
            self.collect(*member, seen, found);
        }
    }

    /// Returns true if a value is an instance of a schema.
    pub(crate) fn is_instance(&self, id: SchemaId, value: &Node) -> bool {
        let values = self.values.get_or_init(|| ValueChecker::new(self.document));
        values.admits(self.document, id, value)
    }

    /// Returns the exact bounds of the strings that a pattern admits; none if they are not known.
    pub(crate) fn lengths(&self, pattern: &str) -> Option<StringFacts> {
        let mut patterns = self.patterns.borrow_mut();
        if let Some(known) = patterns.get(pattern) {
            return *known;
        }
        let exact = |matcher: &Matcher| !matches!(matcher, Matcher::Program(_) | Matcher::All(_));
        let compiled = compile(pattern).ok().filter(|it| exact(&it.matcher));
        let facts = compiled.map(|it| it.facts);
        patterns.insert(pattern.to_owned(), facts);
        facts
    }
}

/// Returns the name of an operation in messages, such as `GET /pets`.
pub(crate) fn name(operation: &Operation) -> String {
    specwright_spec::quote(&format!("{} {}", operation.method, operation.template()))
}

/// Returns the key of a response in `responses`.
pub(crate) fn key(status: StatusRange) -> String {
    match status {
        StatusRange::Code(code) => code.to_string(),
        StatusRange::Range(digit) => format!("{digit}XX"),
        StatusRange::Default => "default".to_owned(),
    }
}

/// Returns the location of a response as the operation declares it, which may be a reference.
pub(crate) fn response_at(operation: &Operation, status: StatusRange) -> Location {
    operation.at.child("responses").child(&key(status))
}

/// Returns true if a response declares a status, alone or with others.
pub(crate) fn declares(operation: &Operation, code: u16) -> bool {
    operation.responses.iter().any(|(status, _)| match status {
        StatusRange::Code(it) => *it == code,
        StatusRange::Range(digit) => u16::from(*digit) == code / 100,
        StatusRange::Default => true,
    })
}

/// Returns the schema of the JSON media type of a body.
pub(crate) fn json_schema(content: &[MediaType]) -> Option<(&MediaType, SchemaId)> {
    let is_json = |it: &&MediaType| MediaKind::of(&it.name) == MediaKind::Json;
    let media = content.iter().find(is_json)?;
    Some((media, media.schema?))
}
