//! A transport over a tower `Service`, without a socket.

use super::chunks::{chunks, collect};
use super::{Limits, OpenFuture, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::convert::Infallible;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use tower_service::Service;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Sends requests to a service, such as an axum router in the same process.
///
/// The URI is absolute, with the path of the server's URL before that of the operation, as over a socket. There is no clock: the
/// service itself has to enforce the timeout of [`Limits`].
#[derive(Clone)]
pub struct ServiceTransport<S>(S);

impl<S> ServiceTransport<S> {
    /// Creates a transport to this service, which is cloned for each call.
    pub fn new(service: S) -> Self {
        Self(service)
    }
}

impl<S> fmt::Debug for ServiceTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServiceTransport(..)")
    }
}

impl<S, B> Transport for ServiceTransport<S>
where
    S: Service<http::Request<RequestBody>, Response = http::Response<B>>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: Body + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture<'_> {
        Box::pin(async move { collect(self.open(request, limits).await?, limits.body).await })
    }

    fn open(&self, request: http::Request<Bytes>, _: Limits) -> OpenFuture<'_> {
        let mut service = self.0.clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context))
                .await
                .map_err(TransportError::connect)?;
            let response = service
                .call(request.map(RequestBody::new))
                .await
                .map_err(TransportError::other)?;
            Ok(response.map(|body| chunks(body, TransportError::other)))
        })
    }
}

/// The body of a request in one frame.
#[derive(Debug, Default)]
pub struct RequestBody(Option<Bytes>);

impl RequestBody {
    fn new(bytes: Bytes) -> Self {
        Self(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
