//! The verdict of generated code on values of a document, for other crates.

use specwright_spec::{Document, Node, SchemaId};

use crate::semantics::instance::InstanceChecker;
use crate::semantics::patterns::Patterns;

/// Decides whether values are instances of schemas.
#[derive(Debug)]
pub struct ValueChecker(Patterns);

impl ValueChecker {
    /// Compiles the patterns of a document.
    pub fn new(document: &Document) -> Self {
        let mut patterns = Patterns::new(document.leniency);
        let schemas = document.schemas.iter();
        for pattern in schemas.filter_map(|(_, schema)| schema.pattern.as_ref()) {
            // Another pass reports a pattern that does not compile.
            let _ = patterns.add(pattern);
        }
        Self(patterns)
    }

    /// Returns true if a value is an instance of a schema. Formats of strings are not checked.
    pub fn admits(&self, document: &Document, schema: SchemaId, value: &Node) -> bool {
        InstanceChecker::new(document, &self.0).all(&[schema], value)
    }
}
