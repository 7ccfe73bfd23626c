//! Bodies: one media type of those that are documented.
//!
//! | media type                                      | codec    | type                        |
//! |-------------------------------------------------|----------|-----------------------------|
//! | `application/json`, `…+json`, `text/json`, `*/*` | JSON    | that of the schema; anything without one |
//! | `text/…`, `application/xml`, `…+xml`            | text     | `String`                    |
//! | `application/x-www-form-urlencoded`             | form     | that of the schema          |
//! | `multipart/…`                                   | parts    | that of the schema          |
//! | `text/event-stream`, JSON Lines, `…json-seq`    | items    | an array, see [`items`](crate::items) |
//! | anything else                                   | bytes    | `Bytes`                     |
//!
//! One media type is written; those that say the same in the same way (`text/json` beside `application/json`, of one schema)
//! are read as well. JSON comes first, then items, forms, parts, text, bytes; the others are named in the docs.

use specwright_ir::{Body, Codec, Encoding, EncodingForm, Type};
use specwright_spec::{Document, MediaType, ParameterStyle};

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
    let media = choose(content)?;
    let codec = codec(&media.name);
    let value = match codec {
        Codec::Json | Codec::Form | Codec::Multipart => media
            .schema
            .map_or_else(any, |schema| schema::value(context, &[schema])),
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
        let codec = codec(&media.name);
        let same_type = match codec {
            Codec::Json | Codec::Multipart => atoms(media) == atoms(chosen),
            Codec::Text | Codec::Binary => true,
            Codec::Form | Codec::Items(_) => false,
        };
        media.name != chosen.name && codec == self::codec(&chosen.name) && same_type
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

fn choose(content: &[MediaType]) -> Option<&MediaType> {
    content.iter().min_by_key(|media| match codec(&media.name) {
        Codec::Json => 0,
        Codec::Items(_) => 1,
        Codec::Form => 2,
        Codec::Multipart => 3,
        Codec::Text => 4,
        Codec::Binary => 5,
    })
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
        ("application" | "text", "json") | ("*", "*") => Codec::Json,
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

fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// What the schema of a media type adds to the name of its body: nothing, unless another media type comes first.
pub(crate) fn place_word<'m>(content: &[MediaType], media: &'m MediaType) -> Option<&'m str> {
    let chosen = choose(content)?;
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
            ("*/*", Codec::Json),
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
