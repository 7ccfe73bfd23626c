//! The checked trees into a [`Document`].
//!
//! What this crate has types for is read from the tree itself: the types of `openapiv3` lose what stands beside a `$ref` or a
//! composition, round numbers, and know only OpenAPI 3.0. The rest is read through those types.

mod bodies;
mod fields;
mod media;
mod operations;
mod parameters;
mod schemas;
mod security;
mod typed;

use std::collections::{HashMap, HashSet};

use crate::check::undeclared;
use crate::grammar::ObjectKind;
use crate::resolve::Resolved;
use crate::{Document, Location, Node, Report};

pub(crate) use operations::{IgnoredHeader, ignored_header};

/// Reads the document. Only where `check` has missed something can an object be unreadable; that is reported.
pub(crate) fn read(resolved: &Resolved, report: &mut Report) -> Option<Document> {
    let (root, at) = resolved.document();
    let mut reader = Reader {
        resolved,
        schemas: schemas::Reader::new(resolved),
        root_security: Vec::new(),
        required_schemes: Vec::new(),
        known_schemes: HashSet::new(),
        report,
        operation_ids: HashMap::new(),
        copied: 0,
    };
    let root_security = root.get("security").unwrap_or(&Node::Null);
    reader.root_security = security::requirements(&mut reader, root_security);
    let components = reader.schemas.components();
    let operations = operations::read(&mut reader)?;
    let webhooks = operations::webhooks(&mut reader)?;
    let info = match root.get("info") {
        Some(Node::Object(_)) => reader.typed(ObjectKind::Info, &at.child("info"))?,
        _ => Default::default(),
    };
    let tags = reader.list(ObjectKind::Tag, root.get("tags"), &at.child("tags"))?;
    let servers = reader.servers(root, &at)?;
    let security_schemes = security::schemes(&reader);
    let schemas = reader.schemas.finish();
    let sources = reader.report.sources().clone();
    Some(Document {
        version: resolved.version(resolved.root),
        leniency: resolved.leniency,
        sources,
        info,
        tags,
        servers,
        security_schemes,
        schemas,
        components,
        operations,
        webhooks,
    })
}

/// What all parts of the pass share.
struct Reader<'a> {
    resolved: &'a Resolved,
    schemas: schemas::Reader<'a>,
    root_security: Vec<crate::SecurityRequirement>,
    /// The names of the security schemes that are required, in the order of their first use.
    required_schemes: Vec<String>,
    /// The same names.
    known_schemes: HashSet<String>,
    report: &'a mut Report,
    /// The operations that have a name, by that.
    operation_ids: HashMap<String, Location>,
    /// The bytes of descriptions that are copied.
    copied: usize,
}

impl Reader<'_> {
    /// The `security` of the document; null if it has none.
    fn document_security(&self) -> &Node {
        let (root, _) = self.resolved.document();
        root.get("security").unwrap_or(&Node::Null)
    }

    /// The object at a place as a type of `openapiv3`.
    fn typed<T: serde::de::DeserializeOwned>(
        &mut self,
        kind: ObjectKind,
        at: &Location,
    ) -> Option<T> {
        typed::read(self.resolved, kind, at)
            .map_err(|error| self.report.push(error))
            .ok()
    }

    /// The objects of an array; none of them if there is no array.
    fn list<T: serde::de::DeserializeOwned>(
        &mut self,
        kind: ObjectKind,
        list: Option<&Node>,
        at: &Location,
    ) -> Option<Vec<T>> {
        let elements = list.map(Node::elements).unwrap_or_default();
        let elements = elements.iter().enumerate();
        elements
            .filter(|(_, element)| element.as_object().is_some())
            .map(|(index, _)| self.typed(kind, &at.index(index)))
            .collect()
    }

    /// Whether an operation is the first of its name.
    fn claim_id(&mut self, id: &str, at: &Location) -> bool {
        let first = self.operation_ids.entry(id.to_owned());
        first.or_insert_with(|| at.clone()) == at
    }

    /// The servers of a document, path or operation, but those that cannot be used.
    fn servers(&mut self, holder: &Node, at: &Location) -> Option<Vec<openapiv3::Server>> {
        let at = at.child("servers");
        let servers = fields::elements(holder, "servers").iter().enumerate();
        let usable = servers
            .filter(|(_, server)| server.as_object().is_some() && undeclared(server).is_empty());
        usable
            .map(|(index, _)| self.typed(ObjectKind::Server, &at.index(index)))
            .collect()
    }
}
