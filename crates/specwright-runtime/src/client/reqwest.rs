//! The default transport.

use super::chunks::{chunks, collect};
use super::{Limits, OpenFuture, Sleep, Transport, TransportError, TransportFuture};
use crate::Stream;
use bytes::Bytes;
use reqwest::redirect::Policy;
use std::fmt;
use std::time::Duration;

/// Sends requests over HTTP/1.1 and TLS, with `reqwest`.
///
/// It follows no redirects and sends no `Referer`: the client follows redirects as the operation declares.
#[derive(Clone)]
pub struct ReqwestTransport(reqwest::Client);

/// Omits the default headers of the client, which may be credentials.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReqwestTransport(..)")
    }
}

impl ReqwestTransport {
    /// Creates a transport with its own connection pool.
    ///
    /// # Errors
    ///
    /// If TLS cannot be initialized.
    pub fn new() -> Result<Self, reqwest::Error> {
        // A provider that the process has installed before is kept.
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        let client = reqwest::Client::builder().redirect(Policy::none());
        client.referer(false).build().map(Self)
    }

    /// Creates a transport over this client, which should have `Policy::none()`: its own redirect policy applies first.
    pub fn from_client(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture<'_> {
        Box::pin(async move {
            let mut request = reqwest::Request::try_from(request).map_err(failed)?;
            *request.timeout_mut() = Some(limits.timeout);
            let response = self.0.execute(request).await.map_err(failed)?;
            collect(opened(response), limits.body).await
        })
    }

    fn open(&self, request: http::Request<Bytes>, _: Limits) -> OpenFuture<'_> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failed)?;
            Ok(opened(self.0.execute(request).await.map_err(failed)?))
        })
    }

    fn sleep(&self, time: Duration) -> Option<Sleep> {
        Some(Box::pin(tokio::time::sleep(time)))
    }
}

/// Returns a response with its body as a stream.
fn opened(response: reqwest::Response) -> http::Response<Stream<Bytes>> {
    http::Response::<reqwest::Body>::from(response).map(|body| chunks(body, failed))
}

/// Converts an error without its URL, whose query may have a credential.
fn failed(error: reqwest::Error) -> TransportError {
    if error.is_timeout() {
        TransportError::timeout()
    } else if error.is_connect() {
        TransportError::connect(error.without_url())
    } else {
        TransportError::other(error.without_url())
    }
}
