//! Which of the media types of a body say the same, and which are something else.
//!
//! | beside another media type                                                       | is                                 |
//! |---------------------------------------------------------------------------------|------------------------------------|
//! | the same schema written in the same way (`text/json`), text or bytes of one name | an alias: read as well, never sent |
//! | the same schema written in another way (a form beside JSON, the text of a string) | read as well, never sent          |
//! | the same schema as text or bytes, of a value that is none (XML beside JSON)      | named in the docs only             |
//! | anything else                                                                   | a variant                          |
//!
//! What comes first is sent: parts with files, as nothing else has a place for them, then JSON, items, forms, other parts, text,
//! bytes.

use specwright_ir::{Codec, Ident};
use specwright_spec::{Document, MediaKind, MediaType, SchemaId, essence};

use crate::Untyped;
use crate::bodies::{codec_of, has_files};
use crate::naming::{Claim, Kind, Rank, settle};
use crate::schema;

/// Media types of which one type is made.
#[derive(Debug)]
pub(crate) struct Content<'m> {
    /// What is sent.
    pub first: &'m MediaType,
    /// The same in the same way.
    pub aliases: Vec<&'m MediaType>,
    /// The same in other ways.
    pub others: Vec<&'m MediaType>,
    /// The same, and never sent nor read.
    pub unread: Vec<&'m MediaType>,
}

/// What a media type is beside another that comes before it.
enum Relation {
    Alias,
    Other,
    Unread,
}

/// A media type with what is compared of it, which is found out once.
struct Said<'m> {
    media: &'m MediaType,
    codec: Codec,
    atoms: Option<Vec<SchemaId>>,
}

impl<'m> Said<'m> {
    fn new(document: &Document, media: &'m MediaType) -> Self {
        Self {
            media,
            codec: codec_of(document, media),
            atoms: media
                .schema
                .map(|id| schema::atoms(document, Untyped::Implied, &[id])),
        }
    }
}

/// The media types of a body, those that say the same together.
pub(crate) fn contents<'m>(document: &Document, content: &'m [MediaType]) -> Vec<Content<'m>> {
    let mut sorted: Vec<&MediaType> = content.iter().collect();
    sorted.sort_by_cached_key(|media| rank(document, media));
    let mut contents: Vec<(Said<'_>, Content<'_>)> = Vec::new();
    for media in sorted {
        let said = Said::new(document, media);
        let known = contents
            .iter_mut()
            .find_map(|(first, it)| Some((relation(document, first, &said)?, it)));
        match known {
            Some((Relation::Alias, it)) => it.aliases.push(media),
            Some((Relation::Other, it)) => it.others.push(media),
            Some((Relation::Unread, it)) => it.unread.push(media),
            None => {
                let content = Content {
                    first: media,
                    aliases: Vec::new(),
                    others: Vec::new(),
                    unread: Vec::new(),
                };
                contents.push((said, content));
            }
        }
    }
    contents.into_iter().map(|(_, content)| content).collect()
}

/// The media type that comes first.
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

/// Of the `multipart` types, `form-data` is the one that is read everywhere.
fn is_rare_multipart(media_type: &str) -> bool {
    let is_multipart = MediaKind::of(media_type) == MediaKind::Multipart;
    is_multipart && essence(media_type) != "multipart/form-data"
}

fn relation(document: &Document, first: &Said<'_>, said: &Said<'_>) -> Option<Relation> {
    let (own, codec) = (first.codec, said.codec);
    let is_same = first.media.item_schema == said.media.item_schema && first.atoms == said.atoms;
    let (first, media) = (first.media, said.media);
    let is_said = media.schema.is_some();
    match (own, codec) {
        (Codec::Text, Codec::Text) | (Codec::Binary, Codec::Binary) => {
            let is_same = is_same || !is_scalar(document, media) && !is_scalar(document, first);
            let is_alias = is_same && words(&first.name) == words(&media.name);
            is_alias.then_some(Relation::Alias)
        }
        _ if !is_same => None,
        _ if own == codec => Some(Relation::Alias),
        _ if !is_said || matches!(own, Codec::Items(_) | Codec::Text | Codec::Binary) => None,
        _ if has_files(document, media) => Some(Relation::Unread),
        (_, Codec::Json | Codec::Form | Codec::Multipart) => Some(Relation::Other),
        (_, Codec::Text) if is_scalar(document, media) => Some(Relation::Other),
        (_, Codec::Text | Codec::Binary) => Some(Relation::Unread),
        (_, Codec::Items(_) | Codec::Media | Codec::Chunks) => None,
    }
}

/// Whether the text of a value is the value.
pub(crate) fn is_scalar(document: &Document, media: &MediaType) -> bool {
    let types = media
        .schema
        .and_then(|id| schema::types_of(document, &[id]));
    types.is_some_and(|it| !it.array && !it.object && !it.null)
}

/// The variants of contents: `Json`, `Form`, `EventStream`.
pub(crate) fn names(contents: &[Content<'_>]) -> Vec<Ident> {
    let claims: Vec<Claim> = contents
        .iter()
        .map(|it| {
            let name = &it.first.name;
            Claim::new(&words(name), Kind::Variant, Rank::Named, "content").with_disambiguator(name)
        })
        .collect();
    settle(&claims).0
}

/// A media type in words: its subtype, unless people call it otherwise, and its parameters but for the encoding.
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
