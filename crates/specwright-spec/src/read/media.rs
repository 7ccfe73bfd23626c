//! Media types: what bodies, responses and some parameters carry.

use super::fields::{flag, members, text};
use super::{Reader, parameters};
use crate::check::media_types;
use crate::{Encoding, Location, MediaType, Node, SchemaId};

/// The media types of an object, in order.
pub(super) fn content<'a>(
    reader: &mut Reader<'a>,
    holder: &'a Node,
    at: &Location,
) -> Option<Vec<MediaType>> {
    let at = at.child("content");
    let types = media_types(holder).into_iter();
    types
        .map(|(key, name, node)| media_type(reader, &name, node, at.child(key)))
        .collect()
}

fn media_type<'a>(
    reader: &mut Reader<'a>,
    name: &str,
    node: &'a Node,
    at: Location,
) -> Option<MediaType> {
    let (node, at) = reader.resolved.follow_node(node, at);
    Some(MediaType {
        name: name.to_owned(),
        schema: schema(reader, node, &at, "schema"),
        item_schema: schema(reader, node, &at, "itemSchema"),
        encoding: encodings(reader, node, &at)?,
        at,
    })
}

fn schema<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node,
    at: &Location,
    key: &str,
) -> Option<SchemaId> {
    let schema = node.get(key)?;
    Some(reader.schemas.id(schema, at.child(key)))
}

fn encodings<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node,
    at: &Location,
) -> Option<Vec<(String, Encoding)>> {
    let at = at.child("encoding");
    let encodings = members(node, "encoding").iter();
    encodings
        .map(|(name, node)| Some((name.clone(), encoding(reader, node, at.child(name))?)))
        .collect()
}

fn encoding<'a>(reader: &mut Reader<'a>, node: &'a Node, at: Location) -> Option<Encoding> {
    Some(Encoding {
        content_type: text(node, "contentType"),
        headers: parameters::headers(reader, node, &at)?,
        style: parameters::style(node, "query"),
        explode: node.get("explode").and_then(Node::as_bool),
        allow_reserved: flag(node, "allowReserved"),
        at,
    })
}
