//! Sends requests: the common part of all methods of a client.

use super::chunks::collect;
use super::clock::{idle, within};
use super::credentials::{Prepared, choose};
use super::tolerant::Settings;
use super::{Limits, Request, Response, SendError, Transport, TransportError, redirect};
use crate::{Operation, Stream, media_type};
use bytes::Bytes;
use http::Method;
use http::header::{CONTENT_LENGTH, HeaderValue, USER_AGENT};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A client without operations: server, credentials, limits and transport. Cheap to clone.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

struct Inner {
    servers: Servers,
    credentials: Vec<Prepared>,
    limits: Limits,
    user_agent: Option<HeaderValue>,
    settings: Settings,
    transport: Arc<dyn Transport>,
}

/// The URLs of servers.
pub(super) struct Servers {
    /// The server's URL without a trailing slash.
    pub(super) base: String,
    /// True if operations that declare servers are sent to the first of them.
    pub(super) operation_servers: bool,
    /// The configured URLs of operations, by operation id.
    pub(super) own: Vec<(&'static str, String)>,
}

impl Servers {
    /// Returns the URL for an operation. A URL that begins with a slash is relative to the origin (RFC 3986, section 4.2).
    fn of(&self, operation: &Operation) -> Cow<'_, str> {
        if let Some((_, url)) = self.own.iter().find(|(id, _)| *id == operation.id) {
            return Cow::Borrowed(url);
        }
        let own = operation.servers.first().filter(|_| self.operation_servers);
        match own.map(|url| url.trim_end_matches('/')) {
            None => Cow::Borrowed(&self.base),
            Some(url) if url.contains("://") => Cow::Borrowed(url),
            Some(path) => Cow::Owned([self.origin(), path].concat()),
        }
    }

    /// Returns scheme and authority of the base URL.
    fn origin(&self) -> &str {
        let host = self.base.find("://").map_or(0, |at| at + 3);
        let end = self.base[host..].find('/').map(|end| host + end);
        &self.base[..end.unwrap_or(self.base.len())]
    }
}

impl Core {
    pub(super) fn new(
        servers: Servers,
        credentials: Vec<Prepared>,
        limits: Limits,
        user_agent: Option<HeaderValue>,
        settings: Settings,
        transport: Arc<dyn Transport>,
    ) -> Self {
        Self(Arc::new(Inner {
            servers,
            credentials,
            limits,
            user_agent,
            settings,
            transport,
        }))
    }

    /// Sends a request with the credentials that its operation requires, and reads the whole response.
    ///
    /// # Errors
    ///
    /// If credentials are missing, or no response arrived.
    pub async fn send(&self, request: Request) -> Result<Response, SendError> {
        self.exchange(request, "").await
    }

    /// Sends a request with the credentials that its operation requires. If the response is a success with one of these
    /// comma-separated media types, its body is a stream, which neither the timeout of the call nor the size limit applies to.
    ///
    /// # Errors
    ///
    /// If credentials are missing, or no response arrived.
    pub async fn exchange(&self, request: Request, streamed: &str) -> Result<Response, SendError> {
        let operation = request.operation;
        let request = self.address(request)?;
        let Inner {
            limits,
            transport,
            settings,
            ..
        } = &*self.0;
        let answer = async {
            let (response, request) = self.follow(operation, request).await?;
            let response = response.map(|it| idle(Arc::clone(transport), limits.idle, it));
            if response.status().is_success() && media_type::is_sent(response.headers(), streamed) {
                return Ok(Response::open(
                    response,
                    limits.body,
                    request,
                    settings.clone(),
                ));
            }
            let response = collect(response, limits.body).await?;
            Ok(Response::complete(
                response,
                Some(request),
                settings.clone(),
            ))
        };
        let answer = within(transport.sleep(limits.timeout), answer).await;
        answer.map_err(SendError::Transport)
    }

    /// Sends a request and follows redirects. Returns the last response, and the request as first sent.
    async fn follow(
        &self,
        operation: &'static Operation,
        mut request: http::Request<Bytes>,
    ) -> Result<(http::Response<Stream<Bytes>>, http::Request<()>), TransportError> {
        let Inner {
            limits, transport, ..
        } = &*self.0;
        let first = request.uri().clone();
        let mut left = redirect::LIMIT;
        loop {
            let response = transport.open(request.clone(), *limits).await?;
            let target = redirect::target(operation, &request, &response);
            match target.filter(|_| left > 0) {
                Some(target) => *request.uri_mut() = target,
                None => {
                    *request.uri_mut() = first;
                    return Ok((response, request.map(drop)));
                }
            }
            left -= 1;
        }
    }

    /// Adds the server's URL and the credentials.
    fn address(&self, request: Request) -> Result<http::Request<Bytes>, SendError> {
        let Request {
            operation,
            method,
            path,
            mut query,
            mut headers,
            body,
        } = request;
        let credentials = choose(&self.0.credentials, operation)
            .ok_or(SendError::MissingCredentials(operation))?;
        for credential in credentials {
            credential.put(&mut headers, &mut query);
        }
        if let Some(name) = &self.0.user_agent {
            headers.entry(USER_AGENT).or_insert_with(|| name.clone());
        }
        // RFC 9110, section 8.6: these methods always have content, even if it is empty.
        if body.is_empty() && matches!(method, Method::POST | Method::PUT | Method::PATCH) {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let separator = if query.is_empty() { "" } else { "?" };
        let server = self.0.servers.of(operation);
        let uri = format!("{server}{path}{separator}{query}");
        let mut request = http::Request::builder().method(method).uri(uri).body(body);
        if let Ok(request) = &mut request {
            *request.headers_mut() = headers;
            request.extensions_mut().insert(operation);
        }
        request.map_err(|error| SendError::Transport(TransportError::other(error)))
    }
}

/// Omits credentials.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("server", &self.0.servers.base)
            .field("limits", &self.0.limits)
            .finish_non_exhaustive()
    }
}
