//! The encoding of the properties and items of a body.

use super::Style;

/// An Encoding Object (OpenAPI 3.0.4, 4.7.15): the encoding of a property of a form or of `multipart` that differs from the default of its type.
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    /// The property.
    pub name: &'static str,
    /// `style` and `explode` if either is present, with the styles of a query.
    pub style: Option<(Style, bool)>,
    /// True if `contentType` is JSON.
    pub json: bool,
    /// `contentType` of a part of `multipart`; of several, the first is written.
    pub content_type: Option<&'static str>,
}

impl Encoding {
    /// A property that is written in a style.
    pub const fn style(name: &'static str, style: Style, explode: bool) -> Self {
        Self {
            name,
            style: Some((style, explode)),
            json: false,
            content_type: None,
        }
    }

    /// A property that is written in JSON, whatever its type.
    pub const fn json(name: &'static str) -> Self {
        Self {
            name,
            style: None,
            json: true,
            content_type: None,
        }
    }

    /// The same, as a part of `multipart` of this `Content-Type`: `application/vnd.api+json`.
    pub const fn json_as(name: &'static str, content_type: &'static str) -> Self {
        Self {
            name,
            style: None,
            json: true,
            content_type: Some(content_type),
        }
    }

    /// A part of `multipart` that has a `Content-Type`, and is written as its type implies.
    pub const fn content_type(name: &'static str, content_type: &'static str) -> Self {
        Self {
            name,
            style: None,
            json: false,
            content_type: Some(content_type),
        }
    }
}

/// The separation of items in a body (OpenAPI 3.2.0, "Sequential Media Types").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// JSON, a line each: `application/jsonl`, `application/x-ndjson`.
    Lines,
    /// JSON, each after a record separator: `application/json-seq` (RFC 7464).
    Sequence,
    /// Server-sent events, as objects of `data`, `event`, `id` and `retry`: `text/event-stream`.
    Events,
    /// The data of server-sent events.
    EventData,
}
