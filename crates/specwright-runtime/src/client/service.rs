//! A transport over a tower `Service`, without a socket.

use super::chunks::{chunks, collect};
use super::{Limits, OpenFuture, Sleep, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::convert::Infallible;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Sends requests to a service, such as an axum router in the same process.
///
/// The URI is absolute, with the path of the server's URL before that of the operation, as over a socket. Without a
/// [clock](Self::clock), no timeout is enforced, and no call is retried.
#[derive(Clone)]
pub struct ServiceTransport<S> {
    service: S,
    clock: Option<fn(Duration) -> Sleep>,
}

impl<S> ServiceTransport<S> {
    /// Creates a transport to this service, which is cloned for each call.
    pub fn new(service: S) -> Self {
        Self {
            service,
            clock: None,
        }
    }

    /// Sets the clock: `|time| Box::pin(tokio::time::sleep(time))`.
    pub fn clock(mut self, sleep: fn(Duration) -> Sleep) -> Self {
        self.clock = Some(sleep);
        self
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
        let mut service = self.service.clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context))
                .await
                .map_err(|error| TransportError::unboxed(error.into(), TransportError::connect))?;
            let response = service.call(request.map(RequestBody::new)).await;
            let response = response.map_err(|error| other(error.into()))?;
            Ok(response.map(|body| chunks(body, |error| other(error.into()))))
        })
    }

    fn sleep(&self, time: Duration) -> Option<Sleep> {
        self.clock.map(|clock| clock(time))
    }
}

/// Returns the error of a service that fails after it was ready.
fn other(error: BoxError) -> TransportError {
    TransportError::unboxed(error, TransportError::other)
}

/// The body of a request in one frame.
#[derive(Debug, Default)]
pub struct RequestBody(Option<Bytes>);

impl RequestBody {
    fn new(bytes: Bytes) -> Self {
        Self(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }

    pub(super) fn into_bytes(self) -> Bytes {
        self.0.unwrap_or_default()
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
