//! The checked trees into a [`Document`].
//!
//! Schemas are read from the tree itself: the types of `openapiv3` lose what stands beside a `$ref` or a composition, and
//! round numbers. Everything else is read through those types, schemas taken out.

mod operations;
mod parameters;
mod schemas;
mod typed;

use crate::grammar::Kind;
use crate::resolve::Resolved;
use crate::{Document, Location, Node, Report};

pub(crate) use operations::is_ignored;

/// Reads the document. Only where `check` has missed something can an object be unreadable; that is reported.
pub(crate) fn read(resolved: &Resolved, report: &mut Report) -> Option<Document> {
    let (root, at) = resolved.document();
    let mut reader = Reader {
        resolved,
        schemas: schemas::Reader::new(resolved),
        report,
    };
    let components = reader.schemas.components();
    let operations = operations::read(&mut reader)?;
    let info = reader.typed(Kind::Info, &at.child("info"))?;
    let tags = reader.list(Kind::Tag, root.get("tags"), &at.child("tags"))?;
    let servers = reader.list(Kind::Server, root.get("servers"), &at.child("servers"))?;
    let security_schemes = reader.security_schemes(root, &at)?;
    let schemas = reader.schemas.finish(reader.report)?;
    let sources = reader.report.sources().clone();
    Some(Document {
        sources,
        info,
        tags,
        servers,
        security_schemes,
        schemas,
        components,
        operations,
    })
}

/// What all parts of the pass share.
struct Reader<'a> {
    resolved: &'a Resolved,
    schemas: schemas::Reader<'a>,
    report: &'a mut Report,
}

impl Reader<'_> {
    /// The object at a place as a type of `openapiv3`.
    fn typed<T: serde::de::DeserializeOwned>(&mut self, kind: Kind, at: &Location) -> Option<T> {
        typed::read(self.resolved, kind, at)
            .map_err(|error| self.report.push(error))
            .ok()
    }

    /// The objects of an array; none of them if there is no array.
    fn list<T: serde::de::DeserializeOwned>(
        &mut self,
        kind: Kind,
        list: Option<&Node>,
        at: &Location,
    ) -> Option<Vec<T>> {
        let count = list.map_or(0, |list| list.elements().len());
        (0..count)
            .map(|index| self.typed(kind, &at.index(index)))
            .collect()
    }

    fn security_schemes(
        &mut self,
        root: &Node,
        at: &Location,
    ) -> Option<Vec<(String, openapiv3::SecurityScheme)>> {
        let schemes = root
            .get("components")
            .and_then(|components| components.get("securitySchemes"));
        let schemes = schemes.map(Node::members).unwrap_or_default();
        let at = at.child("components").child("securitySchemes");
        schemes
            .iter()
            .map(|(name, _)| {
                let at = self.resolved.follow(&at.child(name)).clone();
                Some((name.clone(), self.typed(Kind::SecurityScheme, &at)?))
            })
            .collect()
    }
}
