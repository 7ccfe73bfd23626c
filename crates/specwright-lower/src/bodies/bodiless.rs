//! Messages without a body, even if the document declares one.
//!
//! | message                                                            | declared content                             |
//! |--------------------------------------------------------------------|----------------------------------------------|
//! | a response to `HEAD` (RFC 9110, section 9.3.2)                     | ignored, with a warning                      |
//! | a response 204, 205, 304 (RFC 9110, sections 15.3.5, 15.3.6, 15.4.5) | ignored, with a warning                    |
//! | an optional body of `GET`, `HEAD`, `DELETE` whose only value is `{}` | omitted: such a body has no meaning (RFC 9110, section 9.3.1) |

use crate::semantics;
use specwright_spec::{
    AdditionalProperties, Document, Operation, RequestBody, Schema, SchemaId, StatusRange, Types,
};

/// Returns the words for the ignored `content` of a response without a body; none for a response that may have one.
pub(crate) fn ignored_content(method: &str, status: StatusRange) -> Option<&'static str> {
    match status {
        StatusRange::Code(204) => Some("`content` of a 204 response"),
        StatusRange::Code(205) => Some("`content` of a 205 response"),
        StatusRange::Code(304) => Some("`content` of a 304 response"),
        _ if method == "HEAD" => Some("`content` of a response to HEAD"),
        _ => None,
    }
}

/// Returns the body of a request, unless it has no meaning.
pub(crate) fn request_body<'d>(
    document: &Document,
    operation: &'d Operation,
) -> Option<&'d RequestBody> {
    let body = operation.request_body.as_ref()?;
    let has_no_meaning = matches!(operation.method.as_str(), "GET" | "HEAD" | "DELETE");
    let mut schemas = body.content.iter().map(|media| media.schema);
    let is_empty = |id: Option<SchemaId>| id.is_some_and(|id| is_empty(document, id));
    let is_omitted = has_no_meaning && !body.required && schemas.all(is_empty);
    (!is_omitted).then_some(body)
}

/// Returns true if `{}` is the only value of a schema.
fn is_empty(document: &Document, id: SchemaId) -> bool {
    let schemas: Vec<&Schema> = semantics::parts(document, &[id])
        .into_iter()
        .map(|id| &document.schemas[id])
        .collect();
    let only_object = Types {
        object: true,
        ..Types::default()
    };
    let is_object = |it: &&Schema| it.types.is_none_or(|types| types == only_object);
    let has_none = |it: &&Schema| it.properties.is_empty() && it.pattern_properties.is_empty();
    let is_closed = |it: &&Schema| {
        let none = Some(AdditionalProperties::Allowed(false));
        it.additional_properties == none || it.max_properties == Some(0)
    };
    schemas.iter().all(is_object)
        && schemas.iter().any(|it| it.types.is_some())
        && schemas.iter().all(has_none)
        && schemas.iter().any(is_closed)
}
