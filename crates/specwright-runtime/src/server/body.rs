//! Responses that have no body, whatever was given them.

use super::Response;
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue, TRANSFER_ENCODING};
use http_body::{Frame, SizeHint};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A body without a length: of one that is known axum makes a header.
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

/// A response 204 or 304, which has neither body nor length (RFC 9110, section 8.6).
pub(super) fn without_length(mut response: Response) -> Response {
    response.headers_mut().remove(CONTENT_LENGTH);
    response.headers_mut().remove(TRANSFER_ENCODING);
    *response.body_mut() = Body::new(Nothing);
    response
}

/// The response to HEAD: that to GET, its length included, without its body (RFC 9110, section 9.3.2).
pub(super) fn of_head(mut response: Response) -> Response {
    if let Some(length) = response.body().size_hint().exact()
        && let Ok(length) = HeaderValue::try_from(length.to_string())
    {
        response
            .headers_mut()
            .entry(CONTENT_LENGTH)
            .or_insert(length);
    }
    *response.body_mut() = Body::new(Nothing);
    response
}
