//! The interface of transports.

use crate::{Stream, StreamError};
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The future of [`Transport::send`].
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<bytes::Bytes>, TransportError>> + Send + 'a>>;

/// The future of [`Transport::open`].
pub type OpenFuture<'a> = Pin<
    Box<
        dyn Future<Output = Result<http::Response<Stream<bytes::Bytes>>, TransportError>>
            + Send
            + 'a,
    >,
>;

/// The future of [`Transport::sleep`].
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Sends requests and receives responses.
///
/// `ReqwestTransport` (feature `reqwest`) is the default; [`ServiceTransport`](super::ServiceTransport) calls a tower `Service`, such
/// as an axum router. A transport must not log headers that are marked sensitive, and must not follow redirects, which the
/// client does where the operation allows it. The extensions of each request hold its `&'static Operation`.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and reads the whole response within these limits.
    fn send(&self, request: http::Request<bytes::Bytes>, limits: Limits) -> TransportFuture<'_>;

    /// Sends a request and waits for the head of the response, whose body is a stream without limits. By default it is the
    /// body that [`send`](Self::send) reads, in one chunk.
    fn open(&self, request: http::Request<bytes::Bytes>, limits: Limits) -> OpenFuture<'_> {
        Box::pin(async move {
            let response = self.send(request, limits).await?;
            Ok(response.map(|body| Stream::from_iter([body])))
        })
    }

    /// Returns a future that completes after this time: the clock for the timeouts of [`Limits`] and for the waits before retries. By
    /// default there is none: the client enforces no timeout, does not retry, and exceeds the rate that it is limited to.
    fn sleep(&self, time: Duration) -> Option<Sleep> {
        let _ = time;
        None
    }
}

/// The limits of a call and of its response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The timeout of a call including redirects and the last byte of the body, or to the head of a stream.
    pub timeout: Duration,
    /// The timeout of each wait for more bytes of a body, streams included.
    pub idle: Duration,
    /// The maximum size of a response body, in bytes.
    pub body: usize,
}

impl Default for Limits {
    /// Returns 30 seconds for both timeouts, and 32 MiB.
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            idle: Duration::from_secs(30),
            body: 32 << 20,
        }
    }
}

/// The error of a call without a response.
#[derive(Debug)]
pub struct TransportError {
    kind: Kind,
    source: Option<BoxError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Timeout,
    Connect,
    TooLarge,
    Other,
}

impl TransportError {
    /// Returns the error of a call that timed out.
    pub fn timeout() -> Self {
        Self {
            kind: Kind::Timeout,
            source: None,
        }
    }

    /// Returns the error of a failed connection.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self {
            kind: Kind::Connect,
            source: Some(source.into()),
        }
    }

    /// Returns the error of a response body larger than the limit.
    pub fn too_large() -> Self {
        Self {
            kind: Kind::TooLarge,
            source: None,
        }
    }

    /// Returns any other error.
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self {
            kind: Kind::Other,
            source: Some(source.into()),
        }
    }

    /// Returns the error that a layer or a stream has put in a box, or what `foreign` makes of another.
    pub(super) fn unboxed(error: BoxError, foreign: fn(BoxError) -> Self) -> Self {
        let error = match error.downcast::<Self>() {
            Ok(error) => return *error,
            Err(error) => error,
        };
        match error.downcast::<StreamError>().map(|it| *it) {
            Ok(StreamError::Broken(error)) => Self::unboxed(error, foreign),
            Ok(error) => foreign(error.into()),
            Err(error) => foreign(error),
        }
    }

    /// Returns true if the call timed out.
    pub fn is_timeout(&self) -> bool {
        self.kind == Kind::Timeout
    }

    /// Returns true if the connection failed, and nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.kind == Kind::Connect
    }

    /// Returns true if the response body was larger than the limit.
    pub fn is_too_large(&self) -> bool {
        self.kind == Kind::TooLarge
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Timeout => "the call timed out",
            Kind::Connect => "connection failed",
            Kind::TooLarge => "the response body exceeds the limit",
            Kind::Other => "the call failed",
        })?;
        let mut source: Option<&dyn std::error::Error> =
            self.source.as_deref().map(|source| source as _);
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
