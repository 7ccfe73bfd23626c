//! Bodies: the codec and the type of each media type.
//!
//! | media type                                      | codec    | type                        |
//! |-------------------------------------------------|----------|-----------------------------|
//! | `application/json`, `…+json`, `text/json`       | JSON     | that of the schema; untyped without one |
//! | `text/…`, `application/xml`, `…+xml`            | text     | that of the schema if it is neither array nor object, else `String` |
//! | `application/x-www-form-urlencoded`             | form     | that of the schema          |
//! | `multipart/…`                                   | parts    | that of the schema          |
//! | `text/event-stream`, JSON Lines, `…json-seq`    | items    | an array (see [`items`](crate::bodies::items)) |
//! | `*/*`, `application/*`, `image/*` with a schema of another type than string | JSON | that of the schema |
//! | `*/*`, `application/*` of a string without `format: binary` | text | `String`           |
//! | any of `format: binary`, except forms, parts and items | bytes | `Bytes`: "any sequence of octets" (OpenAPI 3.0.3, "Data Types"), which neither JSON nor text can hold |
//! | any other                                       | bytes    | `Bytes`; for a range `Media`, which has its media type |
//!
//! [`contents`](crate::bodies::contents) decides which of several media types share a type.

pub(crate) mod bodiless;
pub(crate) mod contents;
mod items;

use specwright_ir::{
    Body, Codec, Encoding, EncodingForm, Framing, MediaTypeBody, Type, UntypedReason, Value,
};
use specwright_spec::{
    Document, MediaKind, MediaType, ParameterLocation, Schema, is_media_range, is_open_range,
};

use self::contents::{Content, contents};
use crate::context::{Context, any, plain};
use crate::docs::{code, docs, with_paragraph};
use crate::naming::derived::body_constant;
use crate::{parameters, schema, semantics};

/// Lowers the contents of a body: one for each group of media types with the same type.
pub(crate) fn lower(
    context: &mut Context<'_>,
    content: &[MediaType],
    description: Option<&str>,
    required: bool,
) -> Vec<Body> {
    let contents = contents(context.session.document, content);
    let names = contents::names(&contents);
    let mut bodies = Vec::with_capacity(contents.len());
    let is_only = contents.len() == 1;
    for (content, name) in contents.iter().zip(names) {
        bodies.push(Body {
            constant: body_constant(&name, is_only),
            name,
            docs: with_paragraph(docs([description]), &other_media_types(content)),
            required,
            value: value(context, content.first),
            written: media_type_body(context.session.document, content.first, &content.aliases),
            also_read: also_read(context.session.document, content),
        });
    }
    bodies
}

fn value(context: &mut Context<'_>, media: &MediaType) -> Value {
    match codec_of(context.session.document, media) {
        Codec::Multipart if media.item_schema.is_some() => items::parts(context, media),
        Codec::Json | Codec::Form | Codec::Multipart => media.schema.map_or_else(
            || any(UntypedReason::Content),
            |schema| schema::value(context, &[schema]),
        ),
        Codec::Items(_) => items::value(context, media),
        Codec::Text => match media.schema {
            Some(schema) if contents::is_scalar(context.session.document, media) => {
                schema::value(context, &[schema])
            }
            _ => plain(Type::String),
        },
        Codec::Binary | Codec::Media | Codec::Chunks => plain(match is_media_range(&media.name) {
            true => Type::Media,
            false => Type::Base64,
        }),
    }
}

fn also_read(document: &Document, content: &Content<'_>) -> Vec<MediaTypeBody> {
    let others = content.others.iter();
    others
        .map(|media| media_type_body(document, media, &[]))
        .collect()
}

fn media_type_body(
    document: &Document,
    media: &MediaType,
    aliases: &[&MediaType],
) -> MediaTypeBody {
    let codec = match codec_of(document, media) {
        Codec::Items(framing) => Codec::Items(items::framing(document, media, framing)),
        Codec::Binary if is_media_range(&media.name) => Codec::Media,
        codec => codec,
    };
    MediaTypeBody {
        media_type: media.name.clone(),
        aliases: aliases.iter().map(|media| media.name.clone()).collect(),
        codec,
        encodings: encodings(media, codec),
    }
}

/// Lowers `encoding` (OpenAPI 3.0.4, "Encoding Object"). In a form, `style`, `explode` and `allowReserved` serialize a property like a
/// query parameter, and `contentType` is ignored beside them; in `multipart`, only `contentType` has an effect.
fn encodings(media: &MediaType, codec: Codec) -> Vec<Encoding> {
    let of = |(wire, encoding): &(String, specwright_spec::Encoding)| {
        let content_type = encoding.content_type.as_deref();
        let is_json = content_type.and_then(first_type).map(MediaKind::of) == Some(MediaKind::Json);
        if codec == Codec::Multipart {
            let content_type = content_type?;
            let form = match first_type(content_type) {
                Some("application/json") => EncodingForm::Json,
                Some(own) if is_json => EncodingForm::JsonAs(own.to_owned()),
                _ => EncodingForm::ContentType(content_type.to_owned()),
            };
            let wire = wire.clone();
            return Some(Encoding { wire, form });
        }
        let is_styled =
            encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
        let style = encoding.style;
        let style = style.unwrap_or(ParameterLocation::Query.default_style());
        let explode = encoding.explode.unwrap_or(style.explodes());
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

/// Returns the media type of a part: the first in a `contentType` that is not a range.
fn first_type(content_type: &str) -> Option<&str> {
    let mut types = content_type.split(',').map(str::trim);
    types.find(|it| !it.is_empty() && !is_media_range(it))
}

/// Returns true if a property is a file or an array of files.
pub(crate) fn has_files(document: &Document, media: &MediaType) -> bool {
    let parts = |id| semantics::parts(document, &[id]).into_iter();
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

/// Returns the codec of a media type: by its name, except that files are bytes, and that a range has the codec of its schema.
pub(crate) fn codec_of(document: &Document, media: &MediaType) -> Codec {
    let codec = codec(&media.name);
    let is_range = codec == Codec::Binary && is_media_range(&media.name);
    let may_be_string = || {
        let types = media.schema.map(|id| document.schemas[id].types);
        types.is_some_and(|it| it.is_none_or(|types| types.string))
    };
    let as_text = matches!(codec, Codec::Json | Codec::Text) && may_be_string();
    if !is_range && !as_text {
        return codec;
    }
    let parts = media.schema.map(|id| semantics::parts(document, &[id]));
    let schemas: Vec<&Schema> = parts
        .iter()
        .flatten()
        .map(|id| &document.schemas[*id])
        .collect();
    if !is_range {
        let is_file = schemas.iter().any(|it| is_file(it));
        return if is_file { Codec::Binary } else { codec };
    }
    let is_string = |it: &&Schema| it.types.is_some_and(|types| types.string);
    match schemas.as_slice() {
        [] => Codec::Binary,
        schemas if !schemas.iter().any(is_string) => Codec::Json,
        schemas if schemas.iter().any(|it| is_file(it)) => Codec::Binary,
        // A string of an open range is text without quotes; that of `image/*` is bytes.
        _ if is_open_range(&media.name) => Codec::Text,
        _ => Codec::Binary,
    }
}

/// Returns the sentence with the media types that are not sent.
fn other_media_types(content: &Content<'_>) -> String {
    let others = content.aliases.iter().chain(&content.others);
    let names: Vec<String> = others
        .chain(&content.ignored)
        .map(|media| code(&media.name))
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("Documented as {} as well.", names.join(", "))
    }
}

/// Returns the codec of a media type by its name alone.
pub(crate) fn codec(media_type: &str) -> Codec {
    match MediaKind::of(media_type) {
        MediaKind::Json => Codec::Json,
        MediaKind::Form => Codec::Form,
        MediaKind::Multipart => Codec::Multipart,
        MediaKind::JsonLines => Codec::Items(Framing::Lines),
        MediaKind::JsonSequence => Codec::Items(Framing::Sequence),
        MediaKind::EventStream => Codec::Items(Framing::EventData),
        MediaKind::Text => Codec::Text,
        MediaKind::Bytes => Codec::Binary,
    }
}

/// Returns true if a body of this media type is a sequence of items.
pub(crate) fn has_items(media_type: &str) -> bool {
    matches!(codec(media_type), Codec::Items(_) | Codec::Multipart)
}

/// Returns the word that names the schema of a media type after its body; none for the schema of the first media type.
pub(crate) fn place_word<'m>(first: &MediaType, media: &'m MediaType) -> Option<&'m str> {
    let is_first =
        first.name == media.name || first.schema.is_some() && first.schema == media.schema;
    (!is_first).then_some(media.name.as_str())
}
