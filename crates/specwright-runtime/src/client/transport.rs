//! What carries requests to a server.

use crate::Stream;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What a transport does in the end.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<bytes::Bytes>, TransportError>> + Send + 'a>>;

/// What a transport does when the body is to be read while it comes.
pub type OpenFuture<'a> = Pin<
    Box<
        dyn Future<Output = Result<http::Response<Stream<bytes::Bytes>>, TransportError>>
            + Send
            + 'a,
    >,
>;

/// What a transport's clock does in the end.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Sends a request and waits for the whole response.
///
/// `ReqwestTransport` (feature `reqwest`) is the default; [`ServiceTransport`](super::ServiceTransport) takes whatever speaks
/// tower's `Service`, such as an axum router. A transport must not log headers that are marked sensitive, nor follow
/// redirects, which the client does where its operation allows it. The extensions of each request have the
/// `&'static Operation` that it is of.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request within these limits.
    fn send(&self, request: http::Request<bytes::Bytes>, limits: Limits) -> TransportFuture<'_>;

    /// Sends a request and waits for the head of the response; its body is of any size, and takes its time. A transport that
    /// does not say how has the whole body in one chunk, within the limits.
    fn open(&self, request: http::Request<bytes::Bytes>, limits: Limits) -> OpenFuture<'_> {
        Box::pin(async move {
            let response = self.send(request, limits).await?;
            Ok(response.map(|body| Stream::from_iter([body])))
        })
    }

    /// Ends after this time: the clock that [`Limits`] are held against. A transport without one has no limits in time but
    /// those that it keeps itself.
    fn sleep(&self, time: Duration) -> Sleep {
        let _ = time;
        Box::pin(std::future::pending())
    }
}

/// The limits of a call and of its response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The time for the whole call, redirects and the last byte of the body included; of a stream, for its head.
    pub timeout: Duration,
    /// The longest wait for the next bytes of a body, streams included.
    pub idle: Duration,
    /// The greatest body of a response, in bytes.
    pub body: usize,
}

impl Default for Limits {
    /// 30 seconds, both for the whole and for each wait, and 32 MiB.
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            idle: Duration::from_secs(30),
            body: 32 << 20,
        }
    }
}

/// Why no response came.
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
    /// No answer came in time.
    pub fn timeout() -> Self {
        Self {
            kind: Kind::Timeout,
            source: None,
        }
    }

    /// The server could not be reached.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self {
            kind: Kind::Connect,
            source: Some(source.into()),
        }
    }

    /// The body of the response is larger than its limit.
    pub fn too_large() -> Self {
        Self {
            kind: Kind::TooLarge,
            source: None,
        }
    }

    /// Anything else.
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self {
            kind: Kind::Other,
            source: Some(source.into()),
        }
    }

    /// Whether no answer came in time.
    pub fn is_timeout(&self) -> bool {
        self.kind == Kind::Timeout
    }

    /// Whether the server could not be reached; nothing was sent then.
    pub fn is_connect(&self) -> bool {
        self.kind == Kind::Connect
    }

    /// Whether the response was too large.
    pub fn is_too_large(&self) -> bool {
        self.kind == Kind::TooLarge
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Timeout => "no answer came in time",
            Kind::Connect => "the server could not be reached",
            Kind::TooLarge => "the answer is larger than its limit",
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
