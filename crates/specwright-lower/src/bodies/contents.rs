//! The media types of a body, grouped by the value that they represent.
//!
//! | beside another media type                                                       | treatment                          |
//! |---------------------------------------------------------------------------------|------------------------------------|
//! | the same schema and codec (`text/json`), text or bytes of one name              | an alias: accepted, never sent     |
//! | the same schema in another codec (a form beside JSON, the text of a string)     | accepted, never sent               |
//! | the same schema as text or bytes, of a value that is neither (XML beside JSON)   | named in the documentation only    |
//! | any other                                                                       | a variant                          |
//!
//! The first is sent: parts with files, which no other codec can hold, then JSON, items, forms, other parts, text, bytes.

use specwright_ir::{Codec, Ident};
use specwright_spec::{Document, MediaKind, MediaType, SchemaId, essence};

use crate::Untyped;
use crate::bodies::{codec_of, has_files};
use crate::naming::{Claim, Kind, Rank, settle};
use crate::semantics;

/// Media types that share a type.
#[derive(Debug)]
pub(crate) struct Content<'m> {
    /// The media type that is sent.
    pub first: &'m MediaType,
    /// The media types with the same codec.
    pub aliases: Vec<&'m MediaType>,
    /// The media types with another codec.
    pub others: Vec<&'m MediaType>,
    /// The media types that are neither sent nor accepted.
    pub ignored: Vec<&'m MediaType>,
}

/// The relation of a media type to one that precedes it.
enum Relation {
    Alias,
    Other,
    Ignored,
}

/// A media type with the properties that are compared, which are computed once.
struct Candidate<'m> {
    media: &'m MediaType,
    codec: Codec,
    atoms: Option<Vec<SchemaId>>,
}

impl<'m> Candidate<'m> {
    fn new(document: &Document, media: &'m MediaType) -> Self {
        Self {
            media,
            codec: codec_of(document, media),
            atoms: media
                .schema
                .map(|id| semantics::conjuncts(document, Untyped::Implied, &[id])),
        }
    }
}

/// Groups the media types of a body.
pub(crate) fn contents<'m>(document: &Document, content: &'m [MediaType]) -> Vec<Content<'m>> {
    let mut sorted: Vec<&MediaType> = content.iter().collect();
    sorted.sort_by_cached_key(|media| rank(document, media));
    let mut contents: Vec<(Candidate<'_>, Content<'_>)> = Vec::new();
    for media in sorted {
        let candidate = Candidate::new(document, media);
        let known = contents
            .iter_mut()
            .find_map(|(first, it)| Some((relation(document, first, &candidate)?, it)));
        match known {
            Some((Relation::Alias, it)) => it.aliases.push(media),
            Some((Relation::Other, it)) => it.others.push(media),
            Some((Relation::Ignored, it)) => it.ignored.push(media),
            None => {
                let content = Content {
                    first: media,
                    aliases: Vec::new(),
                    others: Vec::new(),
                    ignored: Vec::new(),
                };
                contents.push((candidate, content));
            }
        }
    }
    contents.into_iter().map(|(_, content)| content).collect()
}

/// Returns the first media type, which is sent.
pub(crate) fn first<'m>(document: &Document, content: &'m [MediaType]) -> Option<&'m MediaType> {
    content.iter().min_by_key(|media| rank(document, media))
}

fn rank(document: &Document, media: &MediaType) -> (u8, bool) {
    let rank = match codec_of(document, media) {
        Codec::Multipart if has_files(document, media) => 0,
        Codec::Json => 1,
        Codec::Items(_) => 2,
        Codec::Form => 3,
        Codec::Multipart => 4,
        Codec::Text => 5,
        Codec::Binary | Codec::Media | Codec::Chunks => 6,
    };
    (rank, is_rare_multipart(&media.name))
}

/// Returns true for a `multipart` type other than `form-data`, which all servers support.
fn is_rare_multipart(media_type: &str) -> bool {
    let is_multipart = MediaKind::of(media_type) == MediaKind::Multipart;
    is_multipart && essence(media_type) != "multipart/form-data"
}

fn relation(document: &Document, first: &Candidate<'_>, other: &Candidate<'_>) -> Option<Relation> {
    let (own, codec) = (first.codec, other.codec);
    let is_same = first.media.item_schema == other.media.item_schema && first.atoms == other.atoms;
    let (first, media) = (first.media, other.media);
    let has_schema = media.schema.is_some();
    match (own, codec) {
        (Codec::Text, Codec::Text) | (Codec::Binary, Codec::Binary) => {
            let is_same = is_same || !is_scalar(document, media) && !is_scalar(document, first);
            let is_alias = is_same && words(&first.name) == words(&media.name);
            is_alias.then_some(Relation::Alias)
        }
        _ if !is_same => None,
        _ if own == codec => Some(Relation::Alias),
        _ if !has_schema || matches!(own, Codec::Items(_) | Codec::Text | Codec::Binary) => None,
        _ if has_files(document, media) => Some(Relation::Ignored),
        (_, Codec::Json | Codec::Form | Codec::Multipart) => Some(Relation::Other),
        (_, Codec::Text) if is_scalar(document, media) => Some(Relation::Other),
        (_, Codec::Text | Codec::Binary) => Some(Relation::Ignored),
        (_, Codec::Items(_) | Codec::Media | Codec::Chunks) => None,
    }
}

/// Returns true for a value that its text represents: neither an array, an object nor null.
pub(crate) fn is_scalar(document: &Document, media: &MediaType) -> bool {
    let types = media
        .schema
        .and_then(|id| semantics::types_of(document, &[id]));
    types.is_some_and(|it| !it.array && !it.object && !it.null)
}

/// Returns the names of the variants of contents: `Json`, `Form`, `EventStream`.
pub(crate) fn names(contents: &[Content<'_>]) -> Vec<Ident> {
    let claims: Vec<Claim> = contents
        .iter()
        .map(|it| {
            let name = &it.first.name;
            Claim::new(&words(name), Kind::Variant, Rank::Named, "content").with_place(name)
        })
        .collect();
    settle(&claims).0
}

/// Returns a media type in words: its subtype or usual name, and its parameters without `charset`.
fn words(media_type: &str) -> String {
    let essence = essence(media_type);
    let (top, sub) = essence.split_once('/').unwrap_or(("", &essence));
    let name = match (top, sub) {
        ("*", _) => "any",
        (top, "*") => top,
        (_, "x-www-form-urlencoded") => "form",
        ("multipart", "form-data") => "multipart",
        (_, "octet-stream") => "binary",
        ("text", "plain") => "text",
        (_, sub) => sub.strip_prefix("x-").unwrap_or(sub),
    };
    let parameters = media_type.split(';').skip(1).map(str::trim);
    let parameters = parameters.filter(|it| !it.to_ascii_lowercase().starts_with("charset"));
    let words: Vec<&str> = std::iter::once(name).chain(parameters).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_in_words() {
        for (media_type, expected) in [
            ("application/json; charset=utf-8", "json"),
            ("text/xml", "xml"),
            ("application/x-www-form-urlencoded", "form"),
            ("application/x-ndjson", "ndjson"),
            ("application/vnd.api+json; v=2", "vnd.api+json v=2"),
            ("image/*", "image"),
            ("*/*", "any"),
        ] {
            assert_eq!(words(media_type), expected, "{media_type}");
        }
    }
}
