//! Responses, written.

use super::{Rejection, Response};
use crate::headers::{self, Headers};
use crate::json::{Json, to_node, to_vec};
use crate::{Bytes, Encoding, Framing, Media, Stream, StreamError};
use crate::{charset, form, items, media, media_type, multipart};
use axum::body::{Body, HttpBody};
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http_body::Frame;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Returns a status of a range, by its first digit, that is none of these statuses, which are replies of their own.
///
/// # Errors
///
/// If it is another one.
pub fn in_range(status: u16, first: u16, codes: &[u16]) -> Result<u16, Rejection> {
    let is_other = status / 100 != first || codes.contains(&status);
    refuse(status, is_other)
}

/// Returns a status that is in none of these ranges, by their first digits, and none of these statuses.
///
/// # Errors
///
/// If it is.
pub fn in_none(status: u16, ranges: &[u16], codes: &[u16]) -> Result<u16, Rejection> {
    let is_other = ranges.contains(&(status / 100)) || codes.contains(&status);
    refuse(status, is_other)
}

/// Returns a status that has no body, of a reply that has one with every other status.
///
/// # Errors
///
/// If it has one.
pub fn without_body(status: u16) -> Result<u16, Rejection> {
    match has_no_body(status) {
        true => Ok(status),
        false => Err(Rejection::internal(format!(
            "a response with the status {status} has a body"
        ))),
    }
}

fn refuse(status: u16, is_other: bool) -> Result<u16, Rejection> {
    match is_other {
        true => Err(Rejection::internal(format!(
            "the status {status} is that of another response of the document"
        ))),
        false => Ok(status),
    }
}

/// A response without a body.
///
/// # Errors
///
/// If the status is none, or one that comes before a response (1xx but 101; RFC 9110, section 15.2).
pub fn empty(status: u16) -> Result<Response, Rejection> {
    if matches!(status, 100 | 102..=199) {
        let reason = format!("the status {status} is not that of a final response");
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

/// A response with headers beside those that its body needs.
///
/// # Errors
///
/// If a header cannot be written.
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

/// A response with a body in JSON.
///
/// # Errors
///
/// If the status is none, or the body cannot be written.
pub fn json<T: Json>(
    status: u16,
    media_type: &'static str,
    body: &T,
) -> Result<Response, Rejection> {
    bytes(
        status,
        media_type::sent(media_type, "application/json"),
        to_vec(body).map_err(Rejection::internal)?,
    )
}

/// A response whose body is a form.
///
/// # Errors
///
/// If the status is none, or the body cannot be written.
pub fn form<T: Json>(
    status: u16,
    media_type: &'static str,
    body: &T,
    encodings: &[Encoding],
) -> Result<Response, Rejection> {
    let node = to_node(body).map_err(Rejection::internal)?;
    let form = form::write(&node, encodings).map_err(Rejection::internal)?;
    bytes(status, media_type, form.into_bytes())
}

/// A response with a body of `multipart`.
///
/// # Errors
///
/// If the status is none, or the body cannot be written.
pub fn multipart<T: Json>(
    status: u16,
    media_type: &'static str,
    body: &T,
    encodings: &[Encoding],
) -> Result<Response, Rejection> {
    let node = to_node(body).map_err(Rejection::internal)?;
    let (content_type, body) =
        multipart::write(&node, media_type, encodings).map_err(Rejection::internal)?;
    bytes(status, &content_type, body)
}

/// A response with a body of items, each of which is sent when it is there. One that cannot be written breaks the body off.
///
/// # Errors
///
/// If the status is none.
pub fn items<T: Json + 'static>(
    status: u16,
    media_type: &'static str,
    body: Stream<T>,
    framing: Framing,
) -> Result<Response, Rejection> {
    let write = move |item: T| items::write_item(framing, &item).map_err(StreamError::broken);
    streamed(status, media_type, body, write)
}

/// A response with a body of bytes, which are sent as they come.
///
/// # Errors
///
/// If the status is none.
pub fn chunks(
    status: u16,
    media_type: &'static str,
    body: Stream<Bytes>,
) -> Result<Response, Rejection> {
    let own = body.media_type().map(str::to_owned);
    let media_type = media::sent(own.as_deref(), media_type).map_err(Rejection::internal)?;
    streamed(
        status,
        media_type,
        body,
        |chunk: Bytes| Ok(chunk.into_vec()),
    )
}

fn streamed<T: 'static>(
    status: u16,
    media_type: &str,
    items: Stream<T>,
    write: impl Fn(T) -> Result<Vec<u8>, StreamError> + Send + Unpin + 'static,
) -> Result<Response, Rejection> {
    let mut response = bytes(status, media_type, Vec::new())?;
    if has_no_body(status) {
        return Ok(response);
    }
    *response.body_mut() = Body::new(Written { items, write });
    Ok(response)
}

/// Items as the frames of a body.
struct Written<T, W> {
    items: Stream<T>,
    write: W,
}

impl<T, W: Fn(T) -> Result<Vec<u8>, StreamError> + Unpin> HttpBody for Written<T, W> {
    type Data = bytes::Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<bytes::Bytes>, StreamError>>> {
        let item = ready!(self.items.poll(context));
        let bytes = item.map(|item| item.and_then(&self.write));
        Poll::Ready(bytes.map(|bytes| bytes.map(|bytes| Frame::data(bytes.into()))))
    }
}

/// A response whose items are all there.
///
/// # Errors
///
/// If the status is none, or an item cannot be written.
pub fn all_items<T: Json>(
    status: u16,
    media_type: &'static str,
    body: &[T],
    framing: Framing,
) -> Result<Response, Rejection> {
    let body = items::write(framing, body).map_err(Rejection::internal)?;
    bytes(status, media_type, body)
}

/// A response with a body of text.
///
/// # Errors
///
/// If the status is none, or the body is not a text.
pub fn text<T: Json>(
    status: u16,
    media_type: &'static str,
    body: &T,
) -> Result<Response, Rejection> {
    let node = to_node(body).map_err(Rejection::internal)?;
    let text = node
        .to_text()
        .ok_or_else(|| Rejection::internal("the body is not a text"))?;
    let media_type = media_type::sent(media_type, "text/plain");
    let text = charset::encode(text, media_type);
    let text = text.map_err(|error| Rejection::internal(error.to_string()))?;
    bytes(status, media_type, text)
}

/// A response with a body of bytes.
///
/// # Errors
///
/// If the status is none.
pub fn binary(status: u16, media_type: &'static str, body: &Bytes) -> Result<Response, Rejection> {
    let media_type = media_type::sent(media_type, "application/octet-stream");
    bytes(status, media_type, body.to_vec())
}

/// A response with a body of bytes, of a media type in these ranges.
///
/// # Errors
///
/// If the status is none, or the media type is another.
pub fn media(status: u16, media_type: &'static str, body: &Media) -> Result<Response, Rejection> {
    let media_type = body.sent(media_type).map_err(Rejection::internal)?;
    bytes(status, media_type, body.bytes.to_vec())
}

fn bytes(status: u16, media_type: &str, body: Vec<u8>) -> Result<Response, Rejection> {
    let mut response = empty(status)?;
    if has_no_body(status) {
        return Ok(response);
    }
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_str(media_type).map_err(Rejection::internal)?,
    );
    *response.body_mut() = Body::from(body);
    Ok(response)
}
