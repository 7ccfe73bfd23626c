//! Bodies that are items one after the other (OpenAPI 3.2.0, "Sequential Media Types").
//!
//! | what the document has | what an item is |
//! |---|---|
//! | `itemSchema` | that; of `text/event-stream` the event, if it has the property `data`, else the data of an event |
//! | `schema` of arrays | their items, for that is how OpenAPI 3.2 describes the whole |
//! | any other `schema`, as people wrote before 3.2 | that; of `text/event-stream` the event, if it has `data` and `event` |
//! | no schema | anything; of `text/event-stream` a text |

use std::collections::HashSet;

use specwright_ir::{Framing, Type, UntypedReason, Value};
use specwright_spec::{Document, MediaKind, MediaType, SchemaId, Types, essence};

use crate::context::{Context, any, plain};
use crate::schema;

/// The array of the items.
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

/// The array of the parts of `multipart`, which are known by their position. One of which only the media type is said is a file.
pub(crate) fn parts(context: &mut Context<'_>, media: &MediaType) -> Value {
    let encodings = media.encoding.iter().find(|(name, _)| name.is_empty());
    let content_type = encodings.and_then(|(_, encoding)| encoding.content_type.as_deref());
    let is_bytes = content_type.is_some_and(|it| MediaKind::of(it) == MediaKind::Bytes);
    let item = match media.item_schema {
        Some(id) if is_bytes && schema::types_of(context.session.document, &[id]).is_none() => {
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

/// How the items are parted, now that it is known what they are.
pub(crate) fn framing(document: &Document, media: &MediaType, by_name: Framing) -> Framing {
    if by_name == Framing::EventData && is_event(document, media) {
        Framing::Events
    } else {
        by_name
    }
}

/// The schemas that hold for an item.
fn schemas(document: &Document, media: &MediaType) -> Vec<SchemaId> {
    if let Some(id) = media.item_schema {
        return vec![id];
    }
    let Some(id) = media.schema else {
        return Vec::new();
    };
    let parts = schema::parts(document, &[id]);
    let array = Types {
        array: true,
        ..Types::default()
    };
    if schema::types_of(document, &[id]) != Some(array) {
        return vec![id];
    }
    let items = parts.iter().filter_map(|id| document.schemas[*id].items);
    items.collect()
}

/// Whether an item is an event, with no property but those of one.
fn is_event(document: &Document, media: &MediaType) -> bool {
    const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];
    let names = property_names(document, schemas(document, media));
    let needs_event = media.item_schema.is_none();
    names.contains("data")
        && (names.contains("event") || !needs_event)
        && names.iter().all(|name| FIELDS.contains(name))
}

/// The properties of these schemas, and of all that they take in or choose from.
fn property_names(document: &Document, ids: Vec<SchemaId>) -> HashSet<&str> {
    let (mut open, mut seen) = (ids, HashSet::new());
    let mut names = HashSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            let schema = &document.schemas[id];
            names.extend(schema.properties.iter().map(|(name, _)| name.as_str()));
            open.extend(schema::parts(document, &[id]));
            open.extend(schema.one_of.iter().chain(&schema.any_of));
        }
    }
    names
}
