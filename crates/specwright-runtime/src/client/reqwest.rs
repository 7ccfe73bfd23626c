//! The default transport.

use super::chunks::{chunks, collect};
use super::{Limits, OpenFuture, Transport, TransportError, TransportFuture};
use crate::Stream;
use bytes::Bytes;
use reqwest::redirect::{Attempt, Policy};
use std::fmt;

/// Sends requests over HTTP/1.1 and TLS, with `reqwest`.
///
/// It follows redirects within an origin only: a credential never goes to another. A redirect elsewhere is the answer.
#[derive(Clone)]
pub struct ReqwestTransport(reqwest::Client);

/// Without the headers that the client sends by default, which may be credentials.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReqwestTransport(..)")
    }
}

impl ReqwestTransport {
    /// A transport with connections of its own.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up.
    pub fn new() -> Result<Self, reqwest::Error> {
        // The first to ask chooses the provider of the process; another choice, made before, stands.
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        let redirects = Policy::custom(|attempt| {
            if stays(&attempt) {
                attempt.follow()
            } else {
                attempt.stop()
            }
        });
        reqwest::Client::builder()
            .redirect(redirects)
            .build()
            .map(Self)
    }

    /// A transport over this client, whose way with redirects is its own.
    pub fn from_client(client: reqwest::Client) -> Self {
        Self(client)
    }
}

/// Whether a redirect stays within its origin (RFC 6454), and within reason.
fn stays(attempt: &Attempt<'_>) -> bool {
    const MOST: usize = 10;
    let first = attempt.previous().first();
    attempt.previous().len() <= MOST
        && first.is_some_and(|first| first.origin() == attempt.url().origin())
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

    /// The timeout is that of the head alone: a stream is open for as long as it is.
    fn open(&self, request: http::Request<Bytes>, limits: Limits) -> OpenFuture<'_> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failed)?;
            let head = tokio::time::timeout(limits.timeout, self.0.execute(request));
            let response = head.await.map_err(|_| TransportError::timeout())?;
            Ok(opened(response.map_err(failed)?))
        })
    }
}

/// A response whose body is still to come.
fn opened(response: reqwest::Response) -> http::Response<Stream<Bytes>> {
    http::Response::<reqwest::Body>::from(response).map(|body| chunks(body, failed))
}

/// Without the URL, whose query may have a credential.
fn failed(error: reqwest::Error) -> TransportError {
    if error.is_timeout() {
        TransportError::timeout()
    } else if error.is_connect() {
        TransportError::connect(error.without_url())
    } else {
        TransportError::other(error.without_url())
    }
}
