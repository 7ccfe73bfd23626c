//! Encodes responses.

use super::{Rejection, Response};
use crate::codec::{Codec, Encoded, StreamCodec};
use crate::headers::{self, Headers};
use crate::{Stream, StreamError};
use axum::body::{Body, HttpBody};
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http_body::Frame;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Checks that a status is in a range, given by its first digit, and is not one of the statuses that are declared separately.
///
/// # Errors
///
/// If it is not.
pub fn in_range(status: u16, first: u16, codes: &[u16]) -> Result<u16, Rejection> {
    let is_other = status / 100 != first || codes.contains(&status);
    refuse(status, is_other)
}

/// Checks that a status is in none of these ranges, given by their first digits, and is none of these statuses.
///
/// # Errors
///
/// If it is.
pub fn in_none(status: u16, ranges: &[u16], codes: &[u16]) -> Result<u16, Rejection> {
    let is_other = ranges.contains(&(status / 100)) || codes.contains(&status);
    refuse(status, is_other)
}

/// Checks that a status has no body, for a response that has one with any other status.
///
/// # Errors
///
/// If it has one.
pub fn without_body(status: u16) -> Result<u16, Rejection> {
    match has_no_body(status) {
        true => Ok(status),
        false => Err(Rejection::internal(format!(
            "status {status} requires a body"
        ))),
    }
}

fn refuse(status: u16, is_other: bool) -> Result<u16, Rejection> {
    match is_other {
        true => Err(Rejection::internal(format!(
            "status {status} belongs to another response of the document"
        ))),
        false => Ok(status),
    }
}

/// Returns a response without a body.
///
/// # Errors
///
/// If the status is invalid, or an interim one (1xx except 101; RFC 9110, section 15.2).
pub fn empty(status: u16) -> Result<Response, Rejection> {
    if matches!(status, 100 | 102..=199) {
        let reason = format!("status {status} is not final");
        return Err(Rejection::internal(reason));
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::from_u16(status).map_err(Rejection::internal)?;
    Ok(response)
}

/// Returns true for a status that has no body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
fn has_no_body(status: u16) -> bool {
    matches!(status, 204 | 205 | 304)
}

/// Adds declared headers to a response.
///
/// # Errors
///
/// If a header cannot be encoded.
pub fn with_headers<H: Headers>(
    headers: &H,
    response: Result<Response, Rejection>,
) -> Result<Response, Rejection> {
    let mut response = response?;
    for (name, value) in headers::write(headers).map_err(Rejection::internal)? {
        let name = HeaderName::try_from(name).map_err(Rejection::internal)?;
        let value = HeaderValue::try_from(value).map_err(Rejection::internal)?;
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

/// Returns a response with a body of this media type.
///
/// # Errors
///
/// If the status is invalid, or the body cannot be encoded.
pub fn body<T>(
    status: u16,
    codec: impl Codec<T>,
    media_type: &'static str,
    body: &T,
) -> Result<Response, Rejection> {
    finish(status, codec.encode(media_type, body))
}

/// Returns a response whose body is a stream, each item of which is sent when it is ready. An item that cannot be encoded ends the
/// body with an error.
///
/// # Errors
///
/// If the status is invalid, or the media type is not one that the document declares.
pub fn stream<T: 'static>(
    status: u16,
    codec: impl StreamCodec<T>,
    media_type: &'static str,
    items: Stream<T>,
) -> Result<Response, Rejection> {
    let content_type = codec.content_type(media_type, &items);
    let mut response = typed(status, content_type.map_err(Rejection::internal)?)?;
    if !has_no_body(status) {
        *response.body_mut() = Body::new(Written { items, codec });
    }
    Ok(response)
}

/// A body with a frame for each item.
struct Written<T, C> {
    items: Stream<T>,
    codec: C,
}

impl<T, C: StreamCodec<T>> HttpBody for Written<T, C> {
    type Data = bytes::Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<bytes::Bytes>, StreamError>>> {
        let item = ready!(self.items.poll(context));
        let bytes = item.map(|item| item.and_then(|item| self.codec.encode_item(item)));
        Poll::Ready(bytes.map(|bytes| bytes.map(|bytes| Frame::data(bytes.into()))))
    }
}

fn finish(status: u16, body: Result<Encoded<'_>, String>) -> Result<Response, Rejection> {
    let Encoded { media_type, bytes } = body.map_err(Rejection::internal)?;
    let mut response = typed(status, &media_type)?;
    if !has_no_body(status) {
        *response.body_mut() = Body::from(bytes);
    }
    Ok(response)
}

/// Returns a response without its body, and with its `Content-Type` if the status has a body.
fn typed(status: u16, media_type: &str) -> Result<Response, Rejection> {
    let mut response = empty(status)?;
    if !has_no_body(status) {
        let media_type = HeaderValue::from_str(media_type).map_err(Rejection::internal)?;
        response.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    Ok(response)
}
