//! Bodies that are a sequence of items (OpenAPI 3.2.0, "Sequential Media Types").
//!
//! | the document has | schema of an item |
//! |---|---|
//! | `itemSchema` | that schema; for `text/event-stream` of the event if it has the property `data`, else of the data of an event |
//! | `schema` of an array | the `items` of that, since OpenAPI 3.2 describes the whole body by an array |
//! | any other `schema`, as usual before 3.2 | that schema; for `text/event-stream` of the event if it has `data` and `event` |
//! | no schema | untyped; for `text/event-stream` a string |

use foldhash::HashSet;
use specwright_ir::{Framing, Type, UntypedReason, Value};
use specwright_spec::{Document, MediaKind, MediaType, SchemaId, Types, essence};

use crate::context::{Context, any, plain};
use crate::{schema, semantics};

/// Returns the array of the items.
pub(crate) fn value(context: &mut Context<'_>, media: &MediaType) -> Value {
    let ids = schemas(context.session.document, media);
    let item = if !ids.is_empty() {
        schema::value(context, &ids)
    } else if media.schema.is_none() && bodies_are_text(media) {
        plain(Type::String)
    } else {
        any(UntypedReason::Content)
    };
    plain(Type::Array(Box::new(item)))
}

/// Returns the array of the parts of `multipart`, identified by position. A part with a media type and no other type is a file.
pub(crate) fn parts(context: &mut Context<'_>, media: &MediaType) -> Value {
    let encodings = media.encoding.iter().find(|(name, _)| name.is_empty());
    let content_type = encodings.and_then(|(_, encoding)| encoding.content_type.as_deref());
    let is_bytes = content_type.is_some_and(|it| MediaKind::of(it) == MediaKind::Bytes);
    let item = match media.item_schema {
        Some(id) if is_bytes && semantics::types_of(context.session.document, &[id]).is_none() => {
            plain(Type::File)
        }
        Some(id) => schema::value(context, &[id]),
        None => any(UntypedReason::Content),
    };
    plain(Type::Array(Box::new(item)))
}

fn bodies_are_text(media: &MediaType) -> bool {
    essence(&media.name).starts_with("text/")
}

/// Returns the framing of the items, given that of the name of the media type.
pub(crate) fn framing(document: &Document, media: &MediaType, by_name: Framing) -> Framing {
    if by_name == Framing::EventData && is_event(document, media) {
        Framing::Events
    } else {
        by_name
    }
}

/// Returns the schemas that apply to an item.
fn schemas(document: &Document, media: &MediaType) -> Vec<SchemaId> {
    if let Some(id) = media.item_schema {
        return vec![id];
    }
    let Some(id) = media.schema else {
        return Vec::new();
    };
    let parts = semantics::parts(document, &[id]);
    let array = Types {
        array: true,
        ..Types::default()
    };
    if semantics::types_of(document, &[id]) != Some(array) {
        return vec![id];
    }
    let items = parts.iter().filter_map(|id| document.schemas[*id].items);
    items.collect()
}

/// Returns true if an item is an event: it has no properties other than those of one.
fn is_event(document: &Document, media: &MediaType) -> bool {
    const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];
    let names = property_names(document, schemas(document, media));
    let needs_event = media.item_schema.is_none();
    names.contains("data")
        && (names.contains("event") || !needs_event)
        && names.iter().all(|name| FIELDS.contains(name))
}

/// Returns the properties of schemas and of all schemas in their `allOf`, `oneOf` and `anyOf`.
fn property_names(document: &Document, ids: Vec<SchemaId>) -> HashSet<&str> {
    let (mut open, mut seen) = (ids, HashSet::default());
    let mut names = HashSet::default();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            let schema = &document.schemas[id];
            names.extend(schema.properties.iter().map(|(name, _)| name.as_str()));
            open.extend(semantics::parts(document, &[id]));
            open.extend(schema.one_of.iter().chain(&schema.any_of));
        }
    }
    names
}
