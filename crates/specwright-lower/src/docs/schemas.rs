//! Doc comments of types and places, from titles and descriptions.

use specwright_ir::Docs;
use specwright_spec::{Document, Schema, SchemaId};

use super::docs;
use crate::Untyped;
use crate::naming::{Kind, name};
use crate::semantics::all_of;

/// Returns the doc comment of a type: that of the schema at the place, else that of the last inline schema of its parts.
pub(crate) fn type_docs(
    document: &Document,
    id: SchemaId,
    parts: &[SchemaId],
    own_name: &str,
) -> Docs {
    let own = |schema: &Schema| schema_docs(schema, own_name);
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

/// Returns the title and the description of a schema. A title that repeats the name is left out, and so is one of a single word, which
/// is another name rather than a description: `capability_param`.
fn schema_docs(schema: &Schema, own_name: &str) -> Docs {
    let is_repeated = |title: &str| name(own_name, Kind::Type).ends_with(&name(title, Kind::Type));
    let is_word = |title: &str| !title.trim().contains(char::is_whitespace);
    let title = schema.title.as_deref();
    let title = title.filter(|title| !is_word(title) && !is_repeated(title));
    docs([title, schema.description.as_deref()])
}

/// Returns the doc comment of a place: that of its last inline schema. The target of a `$ref` has its own.
pub(crate) fn place_docs(document: &Document, ids: &[SchemaId], own_name: &str) -> Docs {
    let inline = |id: &&SchemaId| document.schemas[**id].component.is_none();
    let found = ids.iter().rev().filter(inline).map(|id| {
        let wrapped = all_of::definition(document, Untyped::Implied, *id);
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
