//! Conversion of the checked trees to a [`Document`].
//!
//! Types of this crate are read from the tree: the types of `openapiv3` drop siblings of a `$ref` and of compositions, round
//! numbers, and support only OpenAPI 3.0. The remaining objects are read through `openapiv3`.

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

/// Reads the document. An object can only be invalid if `check` has missed an error; this is reported.
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
        reach: resolved.reach.clone(),
        trees: None,
    })
}

/// The state of the pass.
struct Reader<'a> {
    resolved: &'a Resolved,
    schemas: schemas::Reader<'a>,
    root_security: Vec<crate::SecurityRequirement>,
    /// The names of required security schemes in the order of their first use.
    required_schemes: Vec<String>,
    /// The same names, for lookup.
    known_schemes: HashSet<String>,
    report: &'a mut Report,
    /// The operation ids in use.
    operation_ids: HashMap<String, Location>,
    /// The size of copied descriptions in bytes.
    copied: usize,
}

impl Reader<'_> {
    /// Returns `security` of the document; null if it has none.
    fn document_security(&self) -> &Node {
        let (root, _) = self.resolved.document();
        root.get("security").unwrap_or(&Node::Null)
    }

    /// Reads the object at a location as a type of `openapiv3`.
    fn typed<T: serde::de::DeserializeOwned>(
        &mut self,
        kind: ObjectKind,
        at: &Location,
    ) -> Option<T> {
        typed::read(self.resolved, kind, at)
            .map_err(|error| self.report.push(error))
            .ok()
    }

    /// Reads the objects of an array; empty if there is no array.
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

    /// Returns true for the first operation with an id.
    fn claim_id(&mut self, id: &str, at: &Location) -> bool {
        let first = self.operation_ids.entry(id.to_owned());
        first.or_insert_with(|| at.clone()) == at
    }

    /// Reads the usable servers of a document, path item or operation.
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
