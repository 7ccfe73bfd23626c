//! Media types of bodies, responses and parameters.

use super::fields::{flag, members, text};
use super::{Reader, parameters};
use crate::check::media_types;
use crate::{Encoding, FileId, Location, MediaType, Node, ParameterLocation, SchemaId};

/// The schemas of one `content`: equal schemas share an id, so that their media types have the same type.
#[derive(Default)]
struct SharedSchemas<'a>(Vec<(FileId, &'a Node, SchemaId)>);

/// Reads the media types of an object in order.
pub(super) fn content<'a>(
    reader: &mut Reader<'a>,
    holder: &'a Node,
    at: &Location,
) -> Option<Vec<MediaType>> {
    let (at, mut alike) = (at.child("content"), SharedSchemas::default());
    let types = media_types(holder).into_iter();
    types
        .map(|(key, name, node)| media_type(reader, &mut alike, &name, node, at.child(key)))
        .collect()
}

fn media_type<'a>(
    reader: &mut Reader<'a>,
    alike: &mut SharedSchemas<'a>,
    name: &str,
    node: &'a Node,
    at: Location,
) -> Option<MediaType> {
    let (node, at) = reader.resolved.follow_node(node, at);
    Some(MediaType {
        name: name.to_owned(),
        schema: schema(reader, alike, node, &at, "schema"),
        item_schema: schema(reader, alike, node, &at, "itemSchema"),
        encoding: encodings(reader, node, &at)?,
        at,
    })
}

fn schema<'a>(
    reader: &mut Reader<'a>,
    alike: &mut SharedSchemas<'a>,
    node: &'a Node,
    at: &Location,
    key: &str,
) -> Option<SchemaId> {
    let schema = node.get(key)?;
    let mut known = alike.0.iter();
    let known = known.find(|(file, node, _)| *file == at.file && *node == schema);
    if let Some((.., id)) = known {
        return Some(*id);
    }
    let id = reader.schemas.id(schema, at.child(key));
    alike.0.push((at.file, schema, id));
    Some(id)
}

/// Reads encodings: of properties by name, and of parts by position. `prefixEncoding` is `0`, `1`, …, and `itemEncoding` has
/// an empty name; both exclude `encoding` (OpenAPI 3.2.0, "Media Type Object").
fn encodings<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node,
    at: &Location,
) -> Option<Vec<(String, Encoding)>> {
    let named_at = at.child("encoding");
    let named = members(node, "encoding").iter();
    let named = named.map(|(name, node)| (name.clone(), node, named_at.child(name)));
    let prefix_at = at.child("prefixEncoding");
    let prefix = node.get("prefixEncoding").map(Node::elements);
    let prefix = prefix.unwrap_or_default().iter().enumerate();
    let prefix = prefix.map(|(index, node)| (index.to_string(), node, prefix_at.index(index)));
    let item = node.get("itemEncoding");
    let item = item.map(|node| (String::new(), node, at.child("itemEncoding")));
    named
        .chain(prefix)
        .chain(item)
        .map(|(name, node, at)| Some((name, encoding(reader, node, at)?)))
        .collect()
}

fn encoding<'a>(reader: &mut Reader<'a>, node: &'a Node, at: Location) -> Option<Encoding> {
    Some(Encoding {
        content_type: text(node, "contentType"),
        headers: parameters::headers(reader, node, &at)?,
        style: parameters::style(node, ParameterLocation::Query),
        explode: node.get("explode").and_then(Node::as_bool),
        allow_reserved: flag(node, "allowReserved"),
        at,
    })
}
