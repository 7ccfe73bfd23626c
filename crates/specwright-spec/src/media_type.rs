//! Kinds of media types, which determine the serialization of values.

/// The kind of a media type.
///
/// | media type | kind |
/// |---|---|
/// | `application/json`, `text/json`, `…+json` (RFC 6838, section 4.2.8) | JSON |
/// | `application/x-www-form-urlencoded` | form |
/// | `multipart/…` | parts |
/// | `application/jsonl`, `application/x-ndjson` and their other names | JSON Lines |
/// | `application/json-seq`, `…+json-seq` (RFC 7464, RFC 8091) | JSON text sequence |
/// | `text/event-stream` | server-sent events |
/// | any other `text/…`, `application/xml`, `…+xml` | text |
/// | anything else, ranges included | bytes |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// A single JSON value.
    Json,
    /// An URL-encoded form.
    Form,
    /// A multipart body.
    Multipart,
    /// JSON values, one per line.
    JsonLines,
    /// JSON values, each after a record separator.
    JsonSequence,
    /// Server-sent events.
    EventStream,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

impl MediaKind {
    /// Returns the kind of a media type, with or without parameters.
    pub fn of(media_type: &str) -> Self {
        let essence = essence(media_type);
        let (top, sub) = essence.split_once('/').unwrap_or((&essence, ""));
        match (top, sub) {
            ("text", "event-stream") => Self::EventStream,
            (
                "application",
                "jsonl" | "jsonlines" | "x-jsonl" | "x-jsonlines" | "ndjson" | "x-ndjson",
            ) => Self::JsonLines,
            // The former name of `application/x-ndjson` in Spring WebFlux.
            ("application", "stream+json") => Self::JsonLines,
            ("application", "json-seq") => Self::JsonSequence,
            _ if essence.ends_with("+json-seq") => Self::JsonSequence,
            ("application" | "text", "json") => Self::Json,
            _ if sub.ends_with("+json") => Self::Json,
            ("application", "x-www-form-urlencoded") => Self::Form,
            ("multipart", _) => Self::Multipart,
            ("text", _) | ("application", "xml") => Self::Text,
            _ if sub.ends_with("+xml") => Self::Text,
            _ => Self::Bytes,
        }
    }
}

/// Returns type and subtype in lower case, without parameters (RFC 9110, section 8.3.1).
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Returns true for a range such as `image/*` (RFC 9110, section 12.5.1).
pub fn is_media_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// Returns true for a range that includes JSON and text as well as bytes.
pub fn is_open_range(media_type: &str) -> bool {
    ["*/*", "application/*"].contains(&essence(media_type).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_have_kinds() {
        for (media_type, expected) in [
            ("application/json", MediaKind::Json),
            ("Application/JSON; charset=utf-8", MediaKind::Json),
            ("application/problem+json", MediaKind::Json),
            ("*/*", MediaKind::Bytes),
            ("text/plain", MediaKind::Text),
            ("application/atom+xml", MediaKind::Text),
            ("application/octet-stream", MediaKind::Bytes),
            ("image/png", MediaKind::Bytes),
            ("multipart/form-data", MediaKind::Multipart),
            ("application/x-www-form-urlencoded", MediaKind::Form),
            ("text/event-stream; charset=utf-8", MediaKind::EventStream),
            ("application/x-ndjson", MediaKind::JsonLines),
            ("application/stream+json", MediaKind::JsonLines),
            ("application/geo+json-seq", MediaKind::JsonSequence),
        ] {
            assert_eq!(MediaKind::of(media_type), expected, "{media_type}");
        }
    }
}
