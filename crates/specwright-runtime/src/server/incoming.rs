//! Requests before they are decoded.

use super::{Reason, Rejection};
use crate::codec::Content;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::operation::security::Credential;
use crate::params::{Raw, decode, normalized, percent_decode};
use crate::redact;
use crate::{Basic, Bytes, Location, Operation, Parameter, Secret, SecurityScheme};
use axum::body::{Body, HttpBody, to_bytes};
use http::header::{AUTHORIZATION, COOKIE, HeaderMap};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A request before its body is read.
pub struct Incoming {
    head: Head,
    /// Never locked: the mutex makes the request `Sync`.
    body: Mutex<Body>,
    limit: usize,
}

impl Incoming {
    pub(super) fn new(head: Head, body: Body, limit: usize) -> Self {
        Self {
            head,
            body: Mutex::new(body),
            limit,
        }
    }

    /// Returns everything except the body.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Reads the body.
    ///
    /// # Errors
    ///
    /// If the body is larger than the limit, or the connection breaks.
    pub async fn read(self) -> Result<Call, Rejection> {
        let too_large = || {
            Rejection::new(
                Reason::BodyTooLarge,
                format!("The body exceeds the limit of {} bytes.", self.limit),
            )
        };
        let body = self.body.into_inner();
        let body = body.unwrap_or_else(PoisonError::into_inner);
        if body.size_hint().lower() > self.limit as u64 {
            return Err(too_large());
        }
        match to_bytes(body, self.limit).await {
            Ok(body) => Ok(Call {
                head: self.head,
                body,
            }),
            Err(error) if is_limit(&error) => Err(too_large()),
            Err(error) => Err(Rejection::new(
                Reason::BadRequest,
                format!("The body is incomplete: {error}."),
            )),
        }
    }
}

/// Omits credentials.
impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("head", &self.head)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// Returns true if the size limit was exceeded, which axum reports only in the message of a nested error.
fn is_limit(error: &(dyn std::error::Error + 'static)) -> bool {
    error.to_string().contains("length limit exceeded") || error.source().is_some_and(is_limit)
}

/// The head of a request: everything that an authenticator sees.
pub struct Head {
    pub(super) parts: http::request::Parts,
    /// The values of the path template's parameters, percent-encoded.
    pub(super) captures: Vec<(&'static str, String)>,
    pub(super) operation: &'static Operation,
}

impl Head {
    /// Creates the head of a request of this operation, for tests and custom routers. None if the path of its URI does not match the
    /// path template.
    pub fn new(parts: http::request::Parts, operation: &'static Operation) -> Option<Self> {
        let template = crate::template::Template::new(operation.template());
        let captures = template
            .capture(&normalized(parts.uri.path()))?
            .into_iter()
            .map(|(name, text)| (name, text.to_owned()))
            .collect();
        Some(Self {
            parts,
            captures,
            operation,
        })
    }

    /// Returns the operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// Returns the URI.
    pub fn uri(&self) -> &http::Uri {
        &self.parts.uri
    }

    /// Returns the extensions that layers have added.
    pub fn extensions(&self) -> &http::Extensions {
        &self.parts.extensions
    }

    /// Returns the credential of a security scheme; none if it is absent or repeated.
    pub fn credential(&self, scheme: &SecurityScheme) -> Option<Secret> {
        let secret = match scheme.credential {
            // A token has no white space (RFC 6750, section 2.1); two credentials that a proxy has joined do.
            Credential::Bearer => {
                let token = self.authorization("bearer")?;
                (!token.contains(char::is_whitespace)).then(|| token.to_owned())?
            }
            Credential::Basic => {
                return self
                    .basic(scheme)
                    .map(|it| format!("{}:{}", it.user, it.password.expose()).into());
            }
            Credential::Http(_) => self.once(AUTHORIZATION.as_str())?.trim_ascii().to_owned(),
            Credential::MutualTls | Credential::Unspecified => return None,
            Credential::Header(name) => self.once(name)?.trim_ascii().to_owned(),
            Credential::Query(name) => self.text(&Parameter::query(name, ""))?,
            Credential::Cookie(name) => self.cookie(name)?.to_owned(),
        };
        (!secret.is_empty()).then(|| secret.into())
    }

    /// Returns user and password of a scheme of HTTP Basic authentication (RFC 7617).
    pub fn basic(&self, scheme: &SecurityScheme) -> Option<Basic> {
        if scheme.credential != Credential::Basic {
            return None;
        }
        let bytes = Bytes::from_base64(self.authorization("basic")?)?;
        let (user, password) = std::str::from_utf8(&bytes).ok()?.split_once(':')?;
        Some(Basic {
            user: user.to_owned(),
            password: password.into(),
        })
    }

    /// Returns the certificate of the client, for a scheme of mutual TLS.
    pub fn certificate(&self, scheme: &SecurityScheme) -> Option<ClientCertificate> {
        let certificate = self.extensions().get::<ClientCertificate>();
        certificate
            .filter(|_| scheme.credential == Credential::MutualTls)
            .cloned()
    }

    /// Returns true if the location of any scheme of the operation has a value, even a malformed one.
    pub(super) fn has_credentials(&self) -> bool {
        let mut requirements = self.operation.security.iter().copied().flatten();
        requirements.any(|it| self.has_credential(it.scheme))
    }

    fn has_credential(&self, scheme: &SecurityScheme) -> bool {
        match scheme.credential {
            Credential::Bearer | Credential::Basic | Credential::Http(_) => {
                self.parts.headers.contains_key(AUTHORIZATION)
            }
            Credential::MutualTls => self.certificate(scheme).is_some(),
            Credential::Unspecified => self.names_credential(),
            Credential::Header(name) => self.parts.headers.contains_key(name),
            Credential::Query(name) => {
                let pairs = self.parts.uri.query().unwrap_or_default().split('&');
                pairs.filter_map(|pair| pair.split('=').next()).any(|it| {
                    it == name || percent_decode(it, true).is_some_and(|decoded| decoded == name)
                })
            }
            Credential::Cookie(name) => {
                let values = self.parts.headers.get_all(COOKIE).iter();
                let mut cookies = values.flat_map(|it| it.as_bytes().split(|byte| *byte == b';'));
                cookies.any(|it| is_cookie(it.trim_ascii(), name))
            }
        }
    }

    /// Returns true if a header or query parameter has a name that is common for credentials.
    fn names_credential(&self) -> bool {
        let query = self.parts.uri.query().unwrap_or_default().split('&');
        let mut names = query.filter_map(|pair| percent_decode(pair.split('=').next()?, true));
        let mut headers = self.parts.headers.keys();
        headers.any(|name| redact::is_secret_name(name.as_str()))
            || names.any(|name| redact::is_secret_name(&name))
    }

    /// Returns true if there is an `Authorization` of this scheme, even a malformed one.
    pub(super) fn is_authorized_by(&self, scheme: &str) -> bool {
        let mut values = self.parts.headers.get_all(AUTHORIZATION).iter();
        values.any(|value| {
            let name = value.as_bytes().split(u8::is_ascii_whitespace).next();
            name.is_some_and(|name| name.eq_ignore_ascii_case(scheme.as_bytes()))
        })
    }

    /// Returns the head of the request, for a scheme that the document does not describe.
    pub fn unspecified(&self, scheme: &SecurityScheme) -> Option<RequestHead> {
        (scheme.credential == Credential::Unspecified).then(|| RequestHead {
            parts: Arc::new(self.parts.clone()),
        })
    }

    /// Returns the credentials of an HTTP authentication scheme, whose name is case-insensitive (RFC 9110, section 11.1).
    fn authorization(&self, scheme: &str) -> Option<&str> {
        let (name, credentials) = self
            .once(AUTHORIZATION.as_str())?
            .trim_ascii()
            .split_once(' ')?;
        name.eq_ignore_ascii_case(scheme)
            .then(|| credentials.trim_ascii())
    }

    /// Returns the value of a header that occurs once.
    fn once(&self, name: &str) -> Option<&str> {
        let mut values = self.parts.headers.get_all(name).iter();
        let value = std::str::from_utf8(values.next()?.as_bytes()).ok()?;
        values.next().is_none().then_some(value)
    }

    /// Returns the raw value of a cookie that occurs once (RFC 6265, section 5.4).
    fn cookie(&self, name: &str) -> Option<&str> {
        let lines = self.values(COOKIE.as_str())?.into_iter();
        let pairs = lines.flat_map(|line| line.split(';'));
        let mut values = pairs.filter_map(|pair| {
            crate::steps::add(pair.len());
            let (own, value) = pair.split_once('=')?;
            (own.trim_ascii() == name).then(|| value.trim_ascii())
        });
        let value = values.next()?;
        values.next().is_none().then_some(value)
    }

    fn text(&self, parameter: &Parameter) -> Option<String> {
        let node = self.with_raw(parameter, |raw| {
            decode(parameter, raw, JsonTypes::STRING, None)
        })?;
        match node {
            Ok(Some(Node::Wire(text))) => Some(text),
            _ => None,
        }
    }

    /// Calls `read` with the raw value of a parameter; none if a header is not UTF-8.
    pub(super) fn with_raw<T>(
        &self,
        parameter: &Parameter,
        read: impl FnOnce(Raw<'_>) -> T,
    ) -> Option<T> {
        match parameter.location {
            Location::Path => {
                let capture = self
                    .captures
                    .iter()
                    .find(|(name, _)| *name == parameter.name);
                Some(read(Raw::Path(capture.map_or("", |(_, text)| text))))
            }
            Location::Query => Some(read(Raw::Query(self.parts.uri.query().unwrap_or_default()))),
            Location::Header => self
                .values(parameter.name)
                .map(|values| read(Raw::Header(&values))),
            Location::Cookie => self
                .values(COOKIE.as_str())
                .map(|values| read(Raw::Cookie(&values.join("; ")))),
        }
    }

    fn values(&self, name: &str) -> Option<Vec<&str>> {
        self.parts
            .headers
            .get_all(name)
            .iter()
            .map(|value| std::str::from_utf8(value.as_bytes()).ok())
            .collect()
    }
}

/// Returns true if a `name=value` pair of a header `Cookie` has this name, which may be percent-encoded.
fn is_cookie(pair: &[u8], name: &str) -> bool {
    let sent = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
    sent == name.as_bytes()
        || std::str::from_utf8(sent)
            .ok()
            .and_then(|it| percent_decode(it, false))
            .is_some_and(|it| it == name)
}

/// Omits credentials.
impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = redact::Target {
            path: self.parts.uri.path(),
            query: self.parts.uri.query().unwrap_or_default(),
            operation: self.operation,
        };
        let headers = redact::Headers {
            headers: &self.parts.headers,
            operation: Some(self.operation),
        };
        f.debug_struct("Head")
            .field("operation", &self.operation.id)
            .field("method", &self.parts.method)
            .field("target", &target)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}

/// The verified certificate of a client (mutual TLS).
///
/// The acceptor of connections verifies it and adds it to the extensions of each request of the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCertificate {
    /// The certificate (RFC 5280), in DER.
    pub der: Bytes,
}

/// The head of a request whose credential the document does not describe: the authenticator looks for it here and denies a request
/// without one.
#[derive(Clone)]
pub struct RequestHead {
    parts: Arc<http::request::Parts>,
}

impl RequestHead {
    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// Returns the URI.
    pub fn uri(&self) -> &http::Uri {
        &self.parts.uri
    }

    /// Returns the extensions that layers have added.
    pub fn extensions(&self) -> &http::Extensions {
        &self.parts.extensions
    }
}

/// Shows nothing: any part may be a credential.
impl fmt::Debug for RequestHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestHead").finish_non_exhaustive()
    }
}

/// A request with its body.
pub struct Call {
    pub(super) head: Head,
    pub(super) body: bytes::Bytes,
}

impl Call {
    /// Creates a request with this body, for tests and custom routers.
    pub fn new(head: Head, body: impl Into<bytes::Bytes>) -> Self {
        Self {
            head,
            body: body.into(),
        }
    }

    /// Returns the body with the headers that describe it.
    pub(super) fn content(&self) -> Content<'_> {
        Content {
            headers: self.head.headers(),
            bytes: &self.body,
        }
    }

    /// Returns everything except the body.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Returns the body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// Omits credentials, and the body, which may hold a secret.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("head", &self.head)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
