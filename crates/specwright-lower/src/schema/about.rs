//! What is said about a value: documentation, deprecation, who may send it, its default.

use specwright_ir::Docs;
use specwright_spec::{Document, Location, Node, Schema, SchemaId};

use super::{atoms, parts};
use crate::Untyped;
use crate::docs::docs;
use crate::draft::Access;
use crate::naming::{Kind, name};

/// The doc comment of a type: that of the schema that stands there, else that of the last inline schema that it is made of.
pub(super) fn type_docs(
    document: &Document,
    id: SchemaId,
    parts: &[SchemaId],
    preferred_name: &str,
) -> Docs {
    let own = |schema: &Schema| schema_docs(schema, preferred_name);
    let inline = |id: &&SchemaId| document.schemas[**id].component.is_none();
    let inherited = || {
        parts
            .iter()
            .rev()
            .filter(inline)
            .map(|id| own(&document.schemas[*id]))
    };
    std::iter::once(own(&document.schemas[id]))
        .chain(inherited())
        .find(|docs| !docs.0.is_empty())
        .unwrap_or_default()
}

/// The title, unless the name says it already, and the description of a schema.
fn schema_docs(schema: &Schema, own_name: &str) -> Docs {
    let says_it = |title: &&str| name(own_name, Kind::Type).ends_with(&name(title, Kind::Type));
    let title = schema.title.as_deref().filter(|title| !says_it(title));
    docs([title, schema.description.as_deref()])
}

/// The doc comment of a place: that of the last inline schema that stands there. What a `$ref` leads to has its own.
pub(crate) fn place_docs(document: &Document, ids: &[SchemaId], own_name: &str) -> Docs {
    let inline = |id: &&SchemaId| document.schemas[**id].component.is_none();
    let found = ids.iter().rev().filter(inline).map(|id| {
        let wrapped = atoms::definition(document, Untyped::Implied, *id);
        let own = schema_docs(&document.schemas[*id], own_name);
        let inner = || {
            wrapped
                .iter()
                .rev()
                .filter(inline)
                .map(|id| schema_docs(&document.schemas[*id], own_name))
        };
        std::iter::once(own)
            .chain(inner())
            .find(|docs| !docs.0.is_empty())
            .unwrap_or_default()
    });
    found
        .into_iter()
        .find(|docs| !docs.0.is_empty())
        .unwrap_or_default()
}

/// Whether the schemas of a place say `deprecated`, not through a `$ref`.
pub(crate) fn is_deprecated(document: &Document, ids: &[SchemaId]) -> bool {
    ids.iter()
        .map(|id| &document.schemas[*id])
        .any(|schema| schema.component.is_none() && schema.deprecated)
}

/// Who may send the value of some schemas: through `$ref`, aliases and `allOf` as well.
pub(crate) fn access(document: &Document, ids: &[SchemaId]) -> Access {
    let mut access = Access::default();
    for id in ids
        .iter()
        .copied()
        .chain(parts(document, ids))
        .chain(ids.iter().flat_map(|id| wrappers(document, *id)))
    {
        let schema = &document.schemas[id];
        access.read_only |= schema.read_only;
        access.write_only |= schema.write_only;
    }
    access
}

/// The schemas on the way from a schema to what it is only another name of.
fn wrappers(document: &Document, id: SchemaId) -> Vec<SchemaId> {
    let mut found = Vec::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if !found.contains(&id) && found.len() < 64 {
            found.push(id);
            open.extend(atoms::members(document, &document.schemas[id]));
        }
    }
    found
}

/// The default of some schemas and its place: the last that stands there, else that of what they refer to.
pub(crate) fn default(document: &Document, ids: &[SchemaId]) -> Option<(Location, Node)> {
    let found = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        schema
            .default
            .clone()
            .map(|default| (schema.at.child("default"), default))
    };
    let through = ids
        .iter()
        .rev()
        .flat_map(|id| wrappers(document, *id))
        .collect::<Vec<_>>();
    ids.iter()
        .rev()
        .find_map(found)
        .or_else(|| through.iter().find_map(found))
}
