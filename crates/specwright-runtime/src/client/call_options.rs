//! Options of single calls.

use super::builder::base;
use super::credentials::{Configured, Prepared};
use super::{BuildError, Limits};
use crate::{Secret, SecurityScheme};
use http::header::{
    CONNECTION, CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use std::fmt;
use std::time::Duration;

/// Options of the calls of a client: each that is set takes precedence over the configuration of the client.
///
/// ```
/// use specwright_runtime::client::CallOptions;
/// use std::time::Duration;
///
/// let options = CallOptions::new()
///     .timeout(Duration::from_secs(2))
///     .header("x-request-id", "7f3a")
///     .idempotency_key("order-17");
/// // client.with(options).create_order(order).await?
/// ```
///
/// An option that cannot be sent is an error of the call: [`InvalidOption`].
#[derive(Clone, Default)]
pub struct CallOptions {
    timeout: Option<Duration>,
    idle: Option<Duration>,
    body: Option<usize>,
    pub(super) server: Option<String>,
    pub(super) headers: HeaderMap,
    pub(super) credentials: Vec<Configured>,
    pub(super) retries: Option<u32>,
    pub(super) invalid: Option<InvalidOption>,
}

/// The name of the header (draft-ietf-httpapi-idempotency-key-header, section 2.1).
pub(super) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Headers that frame a message, or that the transport writes.
const FRAMING: [HeaderName; 4] = [CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING];

impl CallOptions {
    /// Creates options that change nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the timeout of a call, retries included, up to the last byte of its response, or to the head of a stream.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the timeout between two reads of a response.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle = Some(timeout);
        self
    }

    /// Sets the maximum size of a response body.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body = Some(bytes);
        self
    }

    /// Sets the URL of the server, also of operations that declare servers.
    pub fn server(mut self, url: impl AsRef<str>) -> Self {
        match base(url.as_ref()) {
            Ok(url) => self.server = Some(url),
            Err(error) => self.invalid = Some(InvalidOption::Server(error)),
        }
        self
    }

    /// Sets a header, in place of one that the operation or a credential has.
    pub fn header(mut self, name: &str, value: impl Into<Secret>) -> Self {
        match header(name, &value.into()) {
            Some((name, value)) => {
                self.headers.insert(name, value);
            }
            None => self.invalid = Some(InvalidOption::Header(name.to_owned())),
        }
        self
    }

    /// Sets the header `Idempotency-Key`, with which a server performs the same request once, however often it is sent: such a
    /// request may be retried whatever its method.
    pub fn idempotency_key(self, key: impl Into<Secret>) -> Self {
        self.header(IDEMPOTENCY_KEY.as_str(), key)
    }

    /// Sets the credential of a security scheme; for HTTP Basic, `user:password`.
    pub fn credential(mut self, scheme: &SecurityScheme, secret: impl Into<Secret>) -> Self {
        match Prepared::new(*scheme, &secret.into()) {
            Ok(credential) => {
                self.credentials.retain(|it| it.scheme() != scheme.name);
                self.credentials.push(Configured::Fixed(credential));
            }
            Err(_) => self.invalid = Some(InvalidOption::Credential(scheme.name)),
        }
        self
    }

    /// Sets the maximum number of retries; zero for none.
    pub fn retries(mut self, count: u32) -> Self {
        self.retries = Some(count);
        self
    }

    /// Returns these options with those of `newer` in place of the same ones.
    pub(super) fn merge(&self, newer: Self) -> Self {
        let mut headers = self.headers.clone();
        // `extend` of a map of headers replaces the values of equal names.
        headers.extend(newer.headers);
        let is_replaced = |it: &&Configured| {
            newer
                .credentials
                .iter()
                .any(|new| new.scheme() == it.scheme())
        };
        let kept = self
            .credentials
            .iter()
            .filter(|it| !is_replaced(it))
            .cloned();
        let credentials = newer.credentials.iter().cloned().chain(kept).collect();
        Self {
            timeout: newer.timeout.or(self.timeout),
            idle: newer.idle.or(self.idle),
            body: newer.body.or(self.body),
            server: newer.server.or_else(|| self.server.clone()),
            headers,
            credentials,
            retries: newer.retries.or(self.retries),
            invalid: newer.invalid.or_else(|| self.invalid.clone()),
        }
    }

    /// Returns the limits of a call.
    pub(super) fn limits(&self, limits: Limits) -> Limits {
        let timeout = self.timeout.unwrap_or(limits.timeout);
        // A client whose timeouts are one has one for the call, too.
        let idle = match limits.idle == limits.timeout {
            true => timeout,
            false => limits.idle,
        };
        Limits {
            timeout,
            idle: self.idle.unwrap_or(idle),
            body: self.body.unwrap_or(limits.body),
        }
    }
}

/// Returns a header as it is sent, if it can be: its value is not shown by `Debug`.
pub(super) fn header(name: &str, value: &Secret) -> Option<(HeaderName, HeaderValue)> {
    let name = HeaderName::try_from(name).ok()?;
    let mut value = HeaderValue::from_str(value.expose()).ok()?;
    value.set_sensitive(true);
    (!FRAMING.contains(&name)).then_some((name, value))
}

/// Omits the values of headers and credentials.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("idle_timeout", &self.idle)
            .field("body_limit", &self.body)
            .field("headers", &self.headers)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}

/// An option of a call that cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvalidOption {
    /// The header of this name has an invalid name or value, or frames the message.
    Header(String),
    /// The server's URL is invalid.
    Server(BuildError),
    /// The credential of this scheme is not valid in its location, or the scheme has none to send.
    Credential(&'static str),
}

impl fmt::Display for InvalidOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidOption::Header(name) => {
                write!(f, "the header {name:?} cannot be set for a call")
            }
            InvalidOption::Server(error) => error.fmt(f),
            InvalidOption::Credential(scheme) => {
                write!(f, "the credential for `{scheme}` cannot be sent")
            }
        }
    }
}

impl std::error::Error for InvalidOption {}
