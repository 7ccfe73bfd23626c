//! Bodies: one media type of those that are documented.
//!
//! | media type                                      | codec    | type                        |
//! |-------------------------------------------------|----------|-----------------------------|
//! | `application/json`, `…+json`, `text/json`       | JSON     | that of the schema; anything without one |
//! | `text/…`, `application/xml`, `…+xml`            | text     | `String`                    |
//! | `application/x-www-form-urlencoded`             | form     | that of the schema          |
//! | `multipart/…`                                   | parts    | that of the schema          |
//! | `text/event-stream`, JSON Lines, `…json-seq`    | items    | an array, see [`items`](crate::items) |
//! | `*/*`, `application/*`, `image/*` of a schema that is neither a string nor missing | JSON | that of the schema |
//! | `*/*`, `application/*` of a string, but for `format: binary` | text | `String`           |
//! | anything else                                   | bytes    | `Bytes`                     |
//!
//! One media type is written; those that say the same in the same way (`text/json` beside `application/json`, of one schema)
//! are read as well. Parts with files come first, as nothing else has a
//! place for them, then JSON, items, forms, other parts, text, bytes; the others are named in the docs.

use specwright_ir::{Body, Cause, Codec, Encoding, EncodingForm, Type};
use specwright_spec::{Document, MediaType, ParameterStyle, Schema};

use crate::context::{Context, any, plain};
use crate::docs::{code, docs, with_paragraph};
use crate::{items, parameters, schema};

/// The body with this content; none without content.
pub(crate) fn lower(
    context: &mut Context<'_>,
    content: &[MediaType],
    description: Option<&str>,
    required: bool,
) -> Option<Body> {
    let media = choose(context.document, content)?;
    let codec = codec_of(context.document, media);
    let value = match codec {
        Codec::Json | Codec::Form | Codec::Multipart => media.schema.map_or_else(
            || any(Cause::Content),
            |schema| schema::value(context, &[schema]),
        ),
        Codec::Items(_) => items::value(context, media),
        Codec::Text => plain(Type::String),
        Codec::Binary => plain(Type::Base64),
    };
    let codec = match codec {
        Codec::Items(framing) => Codec::Items(items::framing(context.document, media, framing)),
        codec => codec,
    };
    Some(Body {
        docs: with_paragraph(docs([description]), &others(content, media)),
        required,
        media_type: media.name.clone(),
        aliases: aliases(context.document, content, media),
        codec,
        encodings: encodings(media, codec),
        value,
    })
}

/// The media types beside `chosen` whose bodies are read as the same type in the same way: JSON by several names has one
/// schema, text and bytes are always of one type.
fn aliases(document: &Document, content: &[MediaType], chosen: &MediaType) -> Vec<String> {
    let atoms = |media: &MediaType| media.schema.map(|id| schema::atoms(document, &[id]));
    let is_alias = |media: &&MediaType| {
        let codec = codec_of(document, media);
        let same_type = match codec {
            Codec::Json | Codec::Multipart => atoms(media) == atoms(chosen),
            Codec::Text | Codec::Binary => true,
            Codec::Form | Codec::Items(_) => false,
        };
        media.name != chosen.name && codec == codec_of(document, chosen) && same_type
    };
    let found = content.iter().filter(is_alias);
    found.map(|media| media.name.clone()).collect()
}

/// What `encoding` changes (OpenAPI 3.0.4, "Encoding Object"): where there is any of `style`, `explode` and `allowReserved`, a
/// property of a form is written as a query parameter is, and `contentType` is ignored; in `multipart`, it is the other way.
fn encodings(media: &MediaType, codec: Codec) -> Vec<Encoding> {
    let of = |(wire, encoding): &(String, specwright_spec::Encoding)| {
        let content_type = encoding.content_type.as_deref();
        let is_json = content_type.map(self::codec) == Some(Codec::Json);
        if codec == Codec::Multipart {
            let form = match content_type? {
                _ if is_json => EncodingForm::Json,
                other => EncodingForm::ContentType(other.to_owned()),
            };
            let wire = wire.clone();
            return Some(Encoding { wire, form });
        }
        let is_styled =
            encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
        let style = encoding.style.unwrap_or(ParameterStyle::Form);
        let explode = encoding.explode.unwrap_or(style == ParameterStyle::Form);
        let form = match (is_styled, is_json) {
            (true, _) => EncodingForm::Style(parameters::style(style), explode),
            (false, true) => EncodingForm::Json,
            (false, false) => return None,
        };
        let wire = wire.clone();
        Some(Encoding { wire, form })
    };
    let applies = matches!(codec, Codec::Form | Codec::Multipart);
    let encodings = media.encoding.iter().filter(|_| applies);
    encodings.filter_map(of).collect()
}

fn choose<'m>(document: &Document, content: &'m [MediaType]) -> Option<&'m MediaType> {
    content.iter().min_by_key(|media| {
        let rank = match codec_of(document, media) {
            Codec::Multipart if has_files(document, media) => 0,
            Codec::Json => 1,
            Codec::Items(_) => 2,
            Codec::Form => 3,
            Codec::Multipart => 4,
            Codec::Text => 5,
            Codec::Binary => 6,
        };
        (rank, rare_multipart(&media.name))
    })
}

/// Of the `multipart` types, `form-data` is the one that is read everywhere.
fn rare_multipart(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("multipart/") && essence != "multipart/form-data"
}

/// Whether a property is a file, or an array of files.
fn has_files(document: &Document, media: &MediaType) -> bool {
    let parts = |id| schema::parts(document, &[id]).into_iter();
    let is_file = |id| parts(id).any(|part| is_file(&document.schemas[part]));
    let is_files = |id| {
        let mut items = parts(id).filter_map(|part| document.schemas[part].items);
        is_file(id) || items.any(is_file)
    };
    let mut properties = media.schema.into_iter().flat_map(parts);
    properties.any(|part| {
        let mut properties = document.schemas[part].properties.iter();
        properties.any(|(_, id)| is_files(*id))
    })
}

fn is_file(schema: &Schema) -> bool {
    schema.format.as_deref() == Some("binary")
}

/// How a media type is written: as its name says, or for a range as its schema says.
fn codec_of(document: &Document, media: &MediaType) -> Codec {
    let codec = codec(&media.name);
    if codec != Codec::Binary || !media.name.contains('*') {
        return codec;
    }
    let parts = media.schema.map(|id| schema::parts(document, &[id]));
    let schemas: Vec<&Schema> = parts
        .iter()
        .flatten()
        .map(|id| &document.schemas[*id])
        .collect();
    let is_string = |it: &&Schema| it.types.is_some_and(|types| types.string);
    match schemas.as_slice() {
        [] => Codec::Binary,
        schemas if !schemas.iter().any(is_string) => Codec::Json,
        schemas if schemas.iter().any(|it| is_file(it)) => Codec::Binary,
        // A string in JSON has quotes, one of an image has none: it is all that is known of these.
        _ if ["*/*", "application/*"].contains(&essence(&media.name).as_str()) => Codec::Text,
        _ => Codec::Binary,
    }
}

fn others(content: &[MediaType], chosen: &MediaType) -> String {
    let names: Vec<String> = content
        .iter()
        .filter(|media| media.name != chosen.name)
        .map(|media| code(&media.name))
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("Documented as {} as well.", names.join(", "))
    }
}

/// How a media type is written (RFC 6838 section 4.2.8 for suffixes).
pub(crate) fn codec(media_type: &str) -> Codec {
    let essence = essence(media_type);
    if let Some(framing) = items::by_name(&essence) {
        return Codec::Items(framing);
    }
    let (top, sub) = essence.split_once('/').unwrap_or((&essence, ""));
    match (top, sub) {
        ("application" | "text", "json") => Codec::Json,
        _ if sub.ends_with("+json") => Codec::Json,
        ("application", "x-www-form-urlencoded") => Codec::Form,
        ("multipart", _) => Codec::Multipart,
        ("text", _) | ("application", "xml") => Codec::Text,
        _ if sub.ends_with("+xml") => Codec::Text,
        _ => Codec::Binary,
    }
}

/// Whether a body of this media type is items one after the other.
pub(crate) fn has_items(media_type: &str) -> bool {
    matches!(codec(media_type), Codec::Items(_))
}

/// The type and subtype, in small letters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// What the schema of a media type adds to the name of its body: nothing, unless another media type comes first.
pub(crate) fn place_word<'m>(
    document: &Document,
    content: &[MediaType],
    media: &'m MediaType,
) -> Option<&'m str> {
    let chosen = choose(document, content)?;
    (chosen.name != media.name).then_some(media.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use specwright_ir::Framing;

    #[test]
    fn media_types_have_codecs() {
        for (media_type, expected) in [
            ("application/json", Codec::Json),
            ("Application/JSON; charset=utf-8", Codec::Json),
            ("application/problem+json", Codec::Json),
            ("*/*", Codec::Binary),
            ("text/plain", Codec::Text),
            ("application/atom+xml", Codec::Text),
            ("application/octet-stream", Codec::Binary),
            ("image/png", Codec::Binary),
            ("multipart/form-data", Codec::Multipart),
            ("application/x-www-form-urlencoded", Codec::Form),
            (
                "text/event-stream; charset=utf-8",
                Codec::Items(Framing::EventData),
            ),
            ("application/x-ndjson", Codec::Items(Framing::Lines)),
            ("application/geo+json-seq", Codec::Items(Framing::Sequence)),
        ] {
            assert_eq!(codec(media_type), expected, "{media_type}");
        }
    }
}
