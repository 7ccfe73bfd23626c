//! Reads response bodies in chunks.

use super::TransportError;
use crate::{Stream, StreamError};
use bytes::{Buf, Bytes};
use http_body::Body;
use std::task::{Poll, ready};

/// Returns the chunks of a body as they arrive.
pub(super) fn chunks<B: Body + Send + 'static>(
    body: B,
    failed: fn(B::Error) -> TransportError,
) -> Stream<Bytes> {
    let mut body = Box::pin(body);
    Stream::from_poll(move |context| {
        loop {
            match ready!(body.as_mut().poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    return Poll::Ready(Some(Err(StreamError::broken(failed(error)))));
                }
                Some(Ok(frame)) => {
                    if let Ok(mut data) = frame.into_data() {
                        let chunk = data.copy_to_bytes(data.remaining());
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
            }
        }
    })
}

/// Reads a body to its end; one larger than the limit is an error.
pub(super) async fn collect(
    response: http::Response<Stream<Bytes>>,
    limit: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let (head, mut chunks) = response.into_parts();
    let mut bytes = Vec::new();
    while let Some(chunk) = chunks.next().await {
        let chunk =
            chunk.map_err(|error| TransportError::unboxed(error.into(), TransportError::other))?;
        if chunk.len() > limit - bytes.len() {
            return Err(TransportError::too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(http::Response::from_parts(head, bytes.into()))
}
