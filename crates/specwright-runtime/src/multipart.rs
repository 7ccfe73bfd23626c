//! Bodies of `multipart/form-data` (RFC 7578; OpenAPI 3.0.4, 4.7.15), and of the other `multipart` types in the same form.
//!
//! | property | written | read as well |
//! |---|---|---|
//! | string, number, boolean | a part of text, without a `Content-Type` unless `contentType` gives one, and in its `charset` | in the `charset` of its own |
//! | a file | its bytes, `filename`, and `Content-Type`: its own, that of `contentType`, or `application/octet-stream` | a part of text |
//! | object | JSON, as `application/json` | `name[key]` |
//! | array | a part for each item | `name[]`, `name[0]`, one part of `application/json` |
//! | with `contentType` of JSON | JSON of this type, of an array item by item | |
//! | null, an empty array | nothing | |
//!
//! A body that is an array has a part for each item, in order and without a name (OpenAPI 3.2.0, "Encoding `multipart` Media
//! Types"): `multipart/mixed`, `multipart/related`.
//!
//! `style` is ignored: OpenAPI 3.0 applies it to `application/x-www-form-urlencoded` only.

mod parse;

use crate::form::encoding;
use crate::form::tree::{FieldContent, Pairs, leaf};
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::json::shape::Shape;
use crate::params::{Malformed, Unwritable};
use crate::{Encoding, File, charset, media_type};
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Returns the `Content-Type` and the body of an object or array.
pub(crate) fn write(
    node: &Node,
    media_type: &str,
    encodings: &[Encoding],
) -> Result<(String, Vec<u8>), Unwritable> {
    let parts = match node {
        Node::Object(properties) => named_parts(properties, encodings)?,
        Node::Array(items) => parts_in_order(items, encodings)?,
        _ => {
            return Err(Unwritable(
                "a multipart body that is neither object nor array",
            ));
        }
    };
    let boundary = boundary(&parts);
    let mut body = Vec::new();
    for part in &parts {
        part.push(&boundary, &mut body);
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    // Of a range, `form-data` is what people mean.
    let essence = media_type::essence(media_type);
    let essence = Some(essence).filter(|it| !it.contains('*'));
    let essence = essence.unwrap_or("multipart/form-data");
    Ok((format!("{essence}; boundary={boundary}"), body))
}

fn named_parts<'a>(
    properties: &'a [(String, Node)],
    encodings: &[Encoding],
) -> Result<Vec<Part<'a>>, Unwritable> {
    let mut parts = Vec::new();
    for (name, value) in properties {
        let values = match value {
            Node::Null => continue,
            Node::Array(items) => items.as_slice(),
            value => std::slice::from_ref(value),
        };
        for value in values {
            parts.extend(part(Some(name), value, encoding(encodings, name))?);
        }
    }
    Ok(parts)
}

fn parts_in_order<'a>(
    items: &'a [Node],
    encodings: &[Encoding],
) -> Result<Vec<Part<'a>>, Unwritable> {
    let mut parts = Vec::new();
    for (index, item) in items.iter().enumerate() {
        parts.extend(part(None, item, encoding_at(encodings, index))?);
    }
    Ok(parts)
}

/// The encoding of a part by its position: that of `prefixEncoding`, or `itemEncoding`, which has no name.
fn encoding_at(encodings: &[Encoding], index: usize) -> Option<&Encoding> {
    encoding(encodings, &index.to_string()).or_else(|| encoding(encodings, ""))
}

/// A part, to be written.
struct Part<'a> {
    /// None for a part that is known by its position.
    name: Option<&'a str>,
    filename: &'a str,
    media_type: Option<&'a str>,
    bytes: Cow<'a, [u8]>,
}

fn part<'a>(
    name: Option<&'a str>,
    value: &'a Node,
    encoding: Option<&Encoding>,
) -> Result<Option<Part<'a>>, Unwritable> {
    let content_type = encoding.and_then(|it| it.content_type).and_then(concrete);
    let of = |media_type, bytes| {
        Some(Part {
            name,
            filename: "",
            media_type,
            bytes,
        })
    };
    let is_json = encoding.is_some_and(|it| it.json);
    Ok(match (value, value.to_text()) {
        (Node::Null, _) => None,
        (Node::File(file), _) => {
            let own = file.media_type.as_deref();
            if own.is_some_and(|it| it.contains(char::is_control)) {
                return Err(Unwritable("a media type with control characters"));
            }
            let media_type = own.or(content_type).or(Some("application/octet-stream"));
            Some(Part {
                name,
                filename: &file.name,
                media_type,
                bytes: Cow::Borrowed(&file.bytes),
            })
        }
        (_, Some(text)) if !is_json => {
            let text = charset::encode(text, content_type.unwrap_or_default());
            let text = text.map_err(|_| Unwritable("a text that its charset cannot encode"))?;
            of(content_type, Cow::Owned(text))
        }
        _ => {
            let json = value.to_json();
            let json = json.ok_or(Unwritable("a file inside JSON that is not text"))?;
            let media_type = content_type
                .filter(|_| is_json)
                .unwrap_or("application/json");
            of(Some(media_type), Cow::Owned(json.into_bytes()))
        }
    })
}

/// The first media type of a `contentType` that is not a range.
fn concrete(content_type: &'static str) -> Option<&'static str> {
    let mut types = content_type.split(',').map(str::trim_ascii);
    types.find(|it| !it.is_empty() && !it.contains('*'))
}

impl Part<'_> {
    fn push(&self, boundary: &str, body: &mut Vec<u8>) {
        let mut head = format!("--{boundary}\r\n");
        let disposition = match self.name {
            Some(_) => "form-data",
            None => "attachment",
        };
        if self.name.is_some() || !self.filename.is_empty() {
            head.push_str("Content-Disposition: ");
            head.push_str(disposition);
            push_parameter(&mut head, "name", self.name);
            let filename = Some(self.filename).filter(|it| !it.is_empty());
            push_parameter(&mut head, "filename", filename);
            head.push_str("\r\n");
        }
        if let Some(media_type) = self.media_type {
            head.push_str("Content-Type: ");
            head.push_str(media_type);
            head.push_str("\r\n");
        }
        head.push_str("\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&self.bytes);
        body.extend_from_slice(b"\r\n");
    }
}

fn push_parameter(head: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        head.push_str("; ");
        head.push_str(name);
        head.push_str("=\"");
        push_quoted(head, value);
        head.push('"');
    }
}

/// Escapes a name as browsers do (WHATWG HTML, "multipart form data"), and a backslash as in RFC 9110, section 5.6.4.
fn push_quoted(head: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '"' => head.push_str("%22"),
            '\r' => head.push_str("%0D"),
            '\n' => head.push_str("%0A"),
            '\\' => head.push_str("\\\\"),
            other => head.push(other),
        }
    }
}

/// A boundary that no part contains; the same for the same parts.
fn boundary(parts: &[Part<'_>]) -> String {
    let mut hasher = DefaultHasher::new();
    parts.iter().for_each(|it| it.bytes.hash(&mut hasher));
    loop {
        let boundary = format!("specwright-{:016x}", hasher.finish());
        let mut contents = parts.iter().map(|it| &*it.bytes);
        if !contents.any(|it| parse::find(it, boundary.as_bytes()).is_some()) {
            return boundary;
        }
        boundary.hash(&mut hasher);
    }
}

/// Reads a body with this `Content-Type` as an object, or an array, of this shape.
pub(crate) fn read(
    body: &[u8],
    content_type: &str,
    shape: Shape,
    encodings: &[Encoding],
) -> Result<Node, Malformed> {
    let mut parts = parse::parts(body, content_type)?;
    parts.iter_mut().for_each(|(_, part)| transcode(part));
    if shape.json_types.is_only(JsonTypes::ARRAY) {
        let items = parts.into_iter().enumerate().map(|(index, (_, file))| {
            let is_json = encoding_at(encodings, index).is_some_and(|it| it.json);
            leaf(Node::file(file), shape.item(), is_json)
        });
        return Ok(Node::Array(items.collect()));
    }
    let mut pairs = Pairs::with_capacity(parts.len());
    for (name, file) in parts {
        let name = name.ok_or(Malformed("a name in the Content-Disposition of each part"))?;
        let whole = shape.properties.iter().any(|it| it.name() == name);
        pairs.add(name.into(), whole, FieldContent::Part(Box::new(file)));
    }
    pairs.object(Vec::new(), shape, encodings)
}

/// Makes UTF-8 of a text in another charset; a file stays as it is.
fn transcode(part: &mut File) {
    let media_type = part.media_type.as_deref().unwrap_or_default();
    let is_text = part.name.is_empty() && media_type::is_text(media_type);
    if !is_text || media_type::parameter(media_type, "charset").is_none() {
        return;
    }
    if let Ok(text) = charset::decode(&part.bytes, media_type) {
        part.bytes = text.into_owned().into_bytes().into();
    }
}

#[cfg(test)]
mod tests;
