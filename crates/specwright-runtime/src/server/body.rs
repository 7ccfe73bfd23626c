//! Removes the bodies of responses that must not have one.

use super::Response;
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue, TRANSFER_ENCODING};
use http_body::{Frame, SizeHint};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// An empty body of unknown length: axum writes a header for a known one.
struct Nothing;

impl HttpBody for Nothing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        true
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

/// Returns a 204 or 304 response without body and `Content-Length` (RFC 9110, section 8.6).
pub(super) fn without_length(mut response: Response) -> Response {
    response.headers_mut().remove(CONTENT_LENGTH);
    response.headers_mut().remove(TRANSFER_ENCODING);
    *response.body_mut() = Body::new(Nothing);
    response
}

/// Returns the response to HEAD: that to GET with its `Content-Length`, without its body (RFC 9110, section 9.3.2).
pub(super) fn of_head(mut response: Response) -> Response {
    let length = response.body().size_hint().exact();
    if let Some(length) = length.map(HeaderValue::from) {
        response
            .headers_mut()
            .entry(CONTENT_LENGTH)
            .or_insert(length);
    }
    *response.body_mut() = Body::new(Nothing);
    response
}
