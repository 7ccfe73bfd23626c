//! Tower layers around the transport of a client.

use super::service::{RequestBody, ServiceTransport};
use super::{Limits, OpenFuture, Sleep, Transport, TransportError, TransportFuture};
use crate::Stream;
use crate::client::chunks::collect;
use bytes::Bytes;
use http_body::{Body, Frame};
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tower_layer::Layer;
use tower_service::Service;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The service below the layers of a client: its transport.
#[derive(Clone)]
pub struct TransportService(Arc<dyn Transport>);

impl Service<http::Request<RequestBody>> for TransportService {
    type Response = http::Response<ResponseBody>;
    type Error = TransportError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, TransportError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<RequestBody>) -> Self::Future {
        let transport = Arc::clone(&self.0);
        // A layer that makes its own request leaves the limits out.
        let limits = request.extensions().get().copied().unwrap_or_default();
        Box::pin(async move {
            let request = request.map(RequestBody::into_bytes);
            let response = transport.open(request, limits).await?;
            Ok(response.map(ResponseBody))
        })
    }
}

impl fmt::Debug for TransportService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportService(..)")
    }
}

/// The body of a response, as layers see it.
#[derive(Debug)]
pub struct ResponseBody(Stream<Bytes>);

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let next = self.0.poll(context);
        next.map(|chunk| chunk.map(|chunk| Ok(Frame::data(chunk?))))
    }
}

/// A tower layer that a client accepts. `B` is the body of its responses.
pub trait TransportLayer<B>: Send + Sync + 'static {
    /// Puts the layer around a transport.
    fn around(self, transport: Arc<dyn Transport>) -> Arc<dyn Transport>;
}

impl<L, B> TransportLayer<B> for L
where
    L: Layer<TransportService> + Send + Sync + 'static,
    L::Service: Service<http::Request<RequestBody>, Response = http::Response<B>>
        + Clone
        + Send
        + Sync
        + 'static,
    <L::Service as Service<http::Request<RequestBody>>>::Future: Send,
    <L::Service as Service<http::Request<RequestBody>>>::Error: Into<BoxError>,
    B: Body + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn around(self, transport: Arc<dyn Transport>) -> Arc<dyn Transport> {
        let service = self.layer(TransportService(Arc::clone(&transport)));
        let service = ServiceTransport::new(service);
        Arc::new(Layered { service, transport })
    }
}

/// A transport with a layer around it.
struct Layered<S> {
    service: ServiceTransport<S>,
    transport: Arc<dyn Transport>,
}

impl<S: Send + Sync + 'static> Transport for Layered<S>
where
    ServiceTransport<S>: Transport,
{
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture<'_> {
        Box::pin(async move { collect(self.open(request, limits).await?, limits.body).await })
    }

    fn open(&self, mut request: http::Request<Bytes>, limits: Limits) -> OpenFuture<'_> {
        request.extensions_mut().insert(limits);
        self.service.open(request, limits)
    }

    fn sleep(&self, time: Duration) -> Option<Sleep> {
        self.transport.sleep(time)
    }
}
