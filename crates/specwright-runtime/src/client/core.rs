//! Sends requests: the common part of all methods of a client.

use super::chunks::collect;
use super::clock::{idle, within};
use super::credential_source::CredentialSource;
use super::credentials::{Configured, Prepared, choose};
use super::outcome::{Clock, Hook};
use super::rate_limit::RateLimit;
use super::retry::Retries;
use super::tolerant::Settings;
use super::{
    CallOptions, CredentialError, Limits, Request, Response, SendError, Transport, TransportError,
};
use crate::{Operation, Secret, Stream, media_type};
use bytes::Bytes;
use http::Method;
use http::header::{CONTENT_LENGTH, HeaderMap, HeaderValue};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A client without operations: server, credentials, limits and transport. Cheap to clone.
#[derive(Clone)]
pub struct Core {
    pub(super) inner: Arc<Inner>,
    options: Option<Arc<CallOptions>>,
}

/// The configuration of a client.
pub(super) struct Inner {
    pub(super) servers: Servers,
    pub(super) credentials: Vec<Configured>,
    pub(super) limits: Limits,
    /// The headers of every request that has none of the same name.
    pub(super) headers: HeaderMap,
    pub(super) settings: Settings,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) retries: Retries,
    pub(super) rate: Option<RateLimit>,
    pub(super) hook: Option<Arc<Hook>>,
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

/// A response whose body is still to come, and the request as first sent.
pub(super) type Exchanged = (http::Response<Stream<Bytes>>, http::Request<()>);

/// A credential that a source supplied for a request.
type Supplied<'a> = (&'a Arc<dyn CredentialSource>, Secret);

impl Core {
    pub(super) fn new(inner: Inner) -> Self {
        Self {
            inner: Arc::new(inner),
            options: None,
        }
    }

    /// Returns a client whose calls have these options, in place of the same ones of this client. The connections are shared.
    pub fn with(&self, options: CallOptions) -> Self {
        let options = match &self.options {
            Some(older) => older.merge(options),
            None => options,
        };
        Self {
            inner: Arc::clone(&self.inner),
            options: Some(Arc::new(options)),
        }
    }

    /// Sends a request with the credentials that its operation requires, and reads the whole response.
    ///
    /// # Errors
    ///
    /// If credentials are missing, an option of the call is invalid, or no response arrived.
    pub async fn send(&self, request: Request) -> Result<Response, SendError> {
        self.exchange(request, "").await
    }

    /// Sends a request with the credentials that its operation requires. If the response is a success with one of these
    /// comma-separated media types, its body is a stream, which neither the timeout of the call nor the size limit applies to.
    ///
    /// # Errors
    ///
    /// If credentials are missing, an option of the call is invalid, or no response arrived.
    pub async fn exchange(&self, request: Request, streamed: &str) -> Result<Response, SendError> {
        let clock = Clock::start(self.inner.hook.as_ref(), request.operation);
        let limits = match &self.options {
            Some(options) => options.limits(self.inner.limits),
            None => self.inner.limits,
        };
        let answer = self.answer(request, streamed, limits, &clock);
        let outcome = within(self.inner.transport.sleep(limits.timeout), answer).await;
        clock.stop(&outcome);
        outcome
    }

    async fn answer(
        &self,
        request: Request,
        streamed: &str,
        limits: Limits,
        clock: &Clock<'_>,
    ) -> Result<Response, SendError> {
        let Inner {
            transport,
            settings,
            ..
        } = &*self.inner;
        let (response, request) = self.authorized(request, limits, clock).await?;
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
    }

    /// Sends a request with its credentials; once more if the server refuses one that its source can renew.
    async fn authorized(
        &self,
        request: Request,
        limits: Limits,
        clock: &Clock<'_>,
    ) -> Result<Exchanged, SendError> {
        let operation = request.operation;
        let of_call = self.options.as_ref().map_or(&[][..], |it| &it.credentials);
        let chosen = choose(&self.inner.credentials, of_call, operation)
            .ok_or(SendError::MissingCredentials(operation))?;
        let again = chosen
            .iter()
            .any(|it| it.is_supplied())
            .then(|| request.clone());
        let (sent, supplied) = self.address(request, &chosen).await?;
        let exchanged = self.attempt(operation, sent, limits, clock).await?;
        let is_refused = exchanged.0.status() == http::StatusCode::UNAUTHORIZED;
        let renewed = |(source, secret): &Supplied<'_>| source.refused(secret);
        // Each source is told, whether another can renew or not.
        let renewed = is_refused && supplied.iter().map(renewed).fold(false, |any, it| any | it);
        match again.filter(|_| renewed) {
            Some(request) => {
                let (sent, _) = self.address(request, &chosen).await?;
                Ok(self.attempt(operation, sent, limits, clock).await?)
            }
            None => Ok(exchanged),
        }
    }

    /// Adds the server's URL, the credentials, and the headers of the client and of the call.
    async fn address<'a>(
        &self,
        request: Request,
        chosen: &[&'a Configured],
    ) -> Result<(http::Request<Bytes>, Vec<Supplied<'a>>), SendError> {
        let Request {
            operation,
            method,
            path,
            mut query,
            mut headers,
            body,
        } = request;
        let mut supplied = Vec::new();
        for credential in chosen {
            match credential {
                Configured::Fixed(credential) => credential.put(&mut headers, &mut query),
                Configured::Supplied(scheme, source) => {
                    let failed =
                        |error| SendError::Credential(CredentialError::new(scheme.name, error));
                    let secret = source.credential(operation).await.map_err(failed)?;
                    let credential =
                        Prepared::new(*scheme, &secret).map_err(|error| failed(error.into()))?;
                    credential.put(&mut headers, &mut query);
                    supplied.push((source, secret));
                }
            }
        }
        self.add_headers(&mut headers);
        // RFC 9110, section 8.6: these methods always have content, even if it is empty.
        if body.is_empty() && matches!(method, Method::POST | Method::PUT | Method::PATCH) {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let separator = if query.is_empty() { "" } else { "?" };
        let server = self.server(operation)?;
        let uri = format!("{server}{path}{separator}{query}");
        let mut request = http::Request::builder().method(method).uri(uri).body(body);
        if let Ok(request) = &mut request {
            *request.headers_mut() = headers;
            request.extensions_mut().insert(operation);
        }
        let request =
            request.map_err(|error| SendError::Transport(TransportError::other(error)))?;
        Ok((request, supplied))
    }

    /// Returns the maximum number of retries of a call.
    pub(super) fn most_retries(&self) -> u32 {
        let of_call = self.options.as_ref().and_then(|it| it.retries);
        of_call.unwrap_or_else(|| self.inner.retries.most())
    }

    /// Returns the URL of the server of an operation.
    fn server(&self, operation: &Operation) -> Result<Cow<'_, str>, SendError> {
        let Some(options) = &self.options else {
            return Ok(self.inner.servers.of(operation));
        };
        if let Some(invalid) = &options.invalid {
            return Err(SendError::Option(invalid.clone()));
        }
        Ok(match &options.server {
            Some(url) => Cow::Borrowed(url),
            None => self.inner.servers.of(operation),
        })
    }

    /// Adds the headers of the client, and those of the call, which take precedence over all others.
    fn add_headers(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.inner.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        for (name, value) in self.options.iter().flat_map(|it| &it.headers) {
            headers.insert(name, value.clone());
        }
    }
}

/// Omits credentials.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("server", &self.inner.servers.base)
            .field("limits", &self.inner.limits)
            .finish_non_exhaustive()
    }
}
