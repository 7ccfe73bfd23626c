//! Annotations of a value that lowering needs: deprecation, direction, default.

use specwright_spec::{Document, Location, Node, SchemaId};

use super::all_of;
use super::parts;

/// The direction of a value: `readOnly` and `writeOnly`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Access {
    pub read_only: bool,
    pub write_only: bool,
}

/// Longest chain of references that is followed for an annotation.
const MAX_CHAIN: usize = 64;

/// Returns true if a schema at a place is `deprecated`, references aside.
pub(crate) fn is_deprecated(document: &Document, ids: &[SchemaId]) -> bool {
    ids.iter()
        .map(|id| &document.schemas[*id])
        .any(|schema| schema.component.is_none() && schema.deprecated)
}

/// Returns the direction of the value of some schemas, through `$ref`, aliases and `allOf` as well.
pub(crate) fn access(document: &Document, ids: &[SchemaId]) -> Access {
    let mut access = Access::default();
    for id in ids
        .iter()
        .copied()
        .chain(parts(document, ids))
        .chain(ids.iter().flat_map(|id| chain(document, *id)))
    {
        let schema = &document.schemas[id];
        access.read_only |= schema.read_only;
        access.write_only |= schema.write_only;
    }
    access
}

/// Returns the default of some schemas and its place: the last one at the place itself, else that of a schema that is taken in.
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
        .flat_map(|id| chain(document, *id))
        .collect::<Vec<_>>();
    ids.iter()
        .rev()
        .find_map(found)
        .or_else(|| through.iter().find_map(found))
}

/// Returns a schema and those that it takes in, directly or not.
fn chain(document: &Document, id: SchemaId) -> Vec<SchemaId> {
    let mut found = Vec::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if !found.contains(&id) && found.len() < MAX_CHAIN {
            found.push(id);
            open.extend(all_of::included(document, &document.schemas[id]));
        }
    }
    found
}
