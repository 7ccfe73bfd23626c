//! Configures a client.

use super::call_options::header;
use super::core::{Core, Inner, Servers};
use super::credentials::{Configured, Prepared};
use super::outcome::Hook;
use super::reference::resolve;
use super::retry::Retries;
use super::tolerant::Settings;
use super::{
    CredentialSource, Limits, Outcome, RateLimit, Responses, Retry, Transport, TransportLayer,
};
use crate::deviation::Deviation;
use crate::redact::without_secrets;
use crate::{Operation, Secret, SecurityScheme};
use http::Uri;
use http::header::{HeaderMap, HeaderValue, USER_AGENT};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Configures a [`Core`]. Generated clients wrap it.
#[derive(Default)]
pub struct Builder {
    limits: Limits,
    idle: Option<Duration>,
    user_agent: Option<String>,
    base: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    credentials: Vec<(SecurityScheme, Credential)>,
    failure: Option<BuildError>,
    operation_servers: bool,
    own: Vec<(&'static str, String)>,
    settings: Settings,
    has_responses: bool,
    headers: HeaderMap,
    layers: Vec<AddLayer>,
    retry: Option<Retry>,
    rate: Option<RateLimit>,
    hook: Option<Arc<Hook>>,
}

/// Wraps a transport in a layer.
type AddLayer = Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;

impl Builder {
    /// Sets the timeout of a call up to the last byte of its response, or to the head of a stream (default: 30 s).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// Fails a response, streams included, of which no byte arrives for this time (default: the timeout of a call).
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle = Some(timeout);
        self
    }

    /// Sets the header `User-Agent` (RFC 9110, section 10.1.5); an empty name omits it (default: `specwright/…`).
    pub fn user_agent(mut self, name: String) -> Self {
        self.user_agent = Some(name);
        self
    }

    /// Sets the base that relative server URLs are resolved against: the URL of the document (OpenAPI 3.0.4, 4.5).
    pub fn base_url(mut self, url: String) -> Self {
        self.base = Some(url);
        self
    }

    /// Sets the maximum size of a response body (default: 32 MiB).
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Sets the treatment of responses that deviate from the document (default: strict).
    pub fn responses(mut self, responses: Responses) -> Self {
        self.settings.responses = responses;
        self.has_responses = true;
        self
    }

    /// Sets the same, unless it was set before.
    pub fn responses_by_default(self, responses: Responses) -> Self {
        match self.has_responses {
            true => self,
            false => self.responses(responses),
        }
    }

    /// Calls a function with the deviations of each response that has some, and of each such item of a stream.
    pub fn on_deviation(
        mut self,
        act: impl Fn(&Operation, &[Deviation]) + Send + Sync + 'static,
    ) -> Self {
        self.settings.hook = Some(Arc::new(act));
        self
    }

    /// Sets the transport that sends requests.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Adds a tower layer around the transport and all layers that were added before.
    ///
    /// Each attempt of a call passes it, as an `http::Request` whose extensions have the `&'static Operation`.
    pub fn layer<B>(mut self, layer: impl TransportLayer<B>) -> Self {
        self.layers
            .push(Box::new(|transport| layer.around(transport)));
        self
    }

    /// Sets a header of every request whose operation does not set it.
    pub fn header(mut self, name: &str, value: impl Into<Secret>) -> Self {
        match header(name, &value.into()) {
            Some((name, value)) => {
                self.headers.insert(name, value);
            }
            None => self.failure = Some(BuildError::Header(name.to_owned())),
        }
        self
    }

    /// Retries calls whose failure may pass (default: none is retried).
    pub fn retry(mut self, policy: Retry) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Limits the rate of requests (default: no limit).
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate = Some(limit);
        self
    }

    /// Calls a function with the outcome of each call, for metrics and logs.
    pub fn on_outcome(mut self, act: impl Fn(&Outcome<'_>) + Send + Sync + 'static) -> Self {
        self.hook = Some(Arc::new(act));
        self
    }

    /// Sets the credential of a security scheme.
    pub fn credential(self, scheme: &SecurityScheme, secret: Secret) -> Self {
        self.configure(scheme, Credential::Fixed(secret))
    }

    /// Sets the source that supplies the credential of a security scheme for each request.
    pub fn credential_source(self, scheme: &SecurityScheme, source: impl CredentialSource) -> Self {
        self.configure(scheme, Credential::Supplied(Arc::new(source)))
    }

    fn configure(mut self, scheme: &SecurityScheme, credential: Credential) -> Self {
        self.credentials
            .retain(|(other, _)| other.name != scheme.name);
        self.credentials.push((*scheme, credential));
        self
    }

    /// Sets user and password for `Authorization: Basic …` (RFC 7617).
    pub fn basic(mut self, scheme: &SecurityScheme, user: String, password: Secret) -> Self {
        // A colon would end the user name.
        if user.contains(':') {
            self.failure = Some(BuildError::Credential(scheme.name));
        }
        self.credential(scheme, format!("{user}:{}", password.expose()).into())
    }

    /// Sends operations that declare servers to the first of them (default: false).
    pub fn operation_servers(mut self, used: bool) -> Self {
        self.operation_servers = used;
        self
    }

    /// Sets the URL of the server of an operation.
    pub fn operation_server(mut self, operation: &Operation, url: String) -> Self {
        self.own.retain(|(id, _)| *id != operation.id);
        self.own.push((operation.id, url));
        self
    }

    /// Builds a client of the server at this URL, which may be empty if operations declare servers.
    ///
    /// # Errors
    ///
    /// If the URL is not an absolute `http` or `https` URL, a credential is not a valid header value, or there is no transport.
    pub fn build(self, url: &str) -> Result<Core, BuildError> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let absolute = |url: &str| match &self.base {
            // The default server is `/` (OpenAPI 3.0.4, "OpenAPI Object").
            Some(of) => {
                self::base(of)?;
                self::base(&resolve(of, if url.is_empty() { "/" } else { url }))
            }
            None => self::base(url),
        };
        let base = match url {
            "" if self.operation_servers && self.base.is_none() => String::new(),
            url => absolute(url)?,
        };
        let own = self.own.into_iter();
        let own = own.map(|(id, url)| Ok((id, absolute(&url)?)));
        let servers = Servers {
            base,
            operation_servers: self.operation_servers,
            own: own.collect::<Result<_, _>>()?,
        };
        let credentials = self.credentials.into_iter();
        let credentials = credentials.map(|(scheme, it)| it.prepare(scheme));
        let credentials = credentials.collect::<Result<_, _>>()?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        let layers = self.layers.into_iter();
        let transport = layers.fold(transport, |transport, add| add(transport));
        let limits = Limits {
            idle: self.idle.unwrap_or(self.limits.timeout),
            ..self.limits
        };
        let mut headers = self.headers;
        if let Some(name) = user_agent(self.user_agent.as_deref())? {
            headers.entry(USER_AGENT).or_insert(name);
        }
        Ok(Core::new(Inner {
            servers,
            credentials,
            limits,
            headers,
            settings: self.settings,
            transport,
            retries: Retries::new(self.retry.unwrap_or_else(|| Retry::new().retries(0))),
            rate: self.rate,
            hook: self.hook,
        }))
    }
}

/// A credential, or what supplies it.
enum Credential {
    Fixed(Secret),
    Supplied(Arc<dyn CredentialSource>),
}

impl Credential {
    fn prepare(self, scheme: SecurityScheme) -> Result<Configured, BuildError> {
        Ok(match self {
            Self::Fixed(secret) => Configured::Fixed(Prepared::new(scheme, &secret)?),
            Self::Supplied(source) => Configured::Supplied(scheme, source),
        })
    }
}

/// Returns the value of `User-Agent`, unless it is omitted.
fn user_agent(name: Option<&str>) -> Result<Option<HeaderValue>, BuildError> {
    const OWN: &str = concat!("specwright/", env!("CARGO_PKG_VERSION"));
    match name.unwrap_or(OWN) {
        "" => Ok(None),
        name => HeaderValue::from_str(name)
            .map(Some)
            .map_err(|_| BuildError::UserAgent),
    }
}

/// Returns a URL that paths can be appended to.
pub(super) fn base(url: &str) -> Result<String, BuildError> {
    let base = url.trim_end_matches('/').to_owned();
    let refused = || BuildError::Url(without_secrets(url));
    let uri: Uri = base.parse().map_err(|_| refused())?;
    if !matches!(uri.scheme_str(), Some("http" | "https"))
        || uri.authority().is_none()
        || base.contains(['?', '#'])
    {
        return Err(refused());
    }
    // `user:password@` would be shown with the URL, and is not a credential of a security scheme.
    if uri.authority().is_some_and(|it| it.as_str().contains('@')) {
        return Err(BuildError::UserInfo);
    }
    Ok(base)
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>, BuildError> {
    match super::ReqwestTransport::new() {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => Err(BuildError::Transport(error.to_string())),
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::Transport(
        "not configured, and feature `reqwest` is disabled".to_owned(),
    ))
}

/// Shows the schemes and omits the credentials.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("limits", &self.limits)
            .field(
                "credentials",
                &self
                    .credentials
                    .iter()
                    .map(|(scheme, _)| scheme.name)
                    .collect::<Vec<_>>(),
            )
            .finish_non_exhaustive()
    }
}

/// The error of building a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// The server's URL is not an absolute `http` or `https` URL without a query. The text has no user, password and query.
    Url(String),
    /// The server's URL has a user or a password.
    UserInfo,
    /// The user agent is not a valid header value.
    UserAgent,
    /// The header of this name has an invalid name or value, or frames the message.
    Header(String),
    /// The credential of this scheme is not valid in its location, or the scheme has none to send.
    Credential(&'static str),
    /// The transport cannot be created.
    Transport(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Url(url) => write!(
                f,
                "invalid server URL {url:?}: expected an absolute http or https URL without a query"
            ),
            BuildError::Header(name) => write!(f, "the header {name:?} cannot be set"),
            BuildError::UserAgent => f.write_str("invalid user agent: not a valid header value"),
            BuildError::UserInfo => f.write_str("invalid server URL: it has a user or a password"),
            BuildError::Credential(scheme) => {
                write!(f, "invalid credential of security scheme `{scheme}`")
            }
            BuildError::Transport(reason) => write!(f, "no transport: {reason}"),
        }
    }
}

impl std::error::Error for BuildError {}

/// Shows the URL of a server, without user, password and query: `Debug` of a generated `Server`.
///
/// # Errors
///
/// If the formatter fails.
#[doc(hidden)]
pub fn show_server(url: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_tuple("Server")
        .field(&without_secrets(url))
        .finish()
}
