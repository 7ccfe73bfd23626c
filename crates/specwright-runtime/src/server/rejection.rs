//! Rejections of requests.

use super::{BoxError, Cause, Denied, Head, problem};
use crate::operation::security::Credential;
use crate::shown::beginning;
use crate::{Operation, Violations};
use axum::response::{IntoResponse, Response};
use std::fmt;

/// A rejected request and the reason. The response is `application/problem+json` (RFC 9457) unless
/// [`Options::on_rejection`](super::Options::on_rejection) sets another.
pub struct Rejection(Box<Inner>);

struct Inner {
    reason: Reason,
    detail: String,
    violations: Option<Violations>,
    /// The parts of `Allow` or `WWW-Authenticate`.
    offers: Vec<String>,
    source: Option<BoxError>,
}

/// The reason of a rejection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// 404: the document does not declare the path.
    NotFound,
    /// 405: the document does not declare the method for the path.
    MethodNotAllowed,
    /// 401: the credentials are missing or invalid.
    Unauthorized,
    /// 403: the credentials are insufficient.
    Forbidden,
    /// 413: the body is larger than the limit.
    BodyTooLarge,
    /// 415: the body has an unsupported media type.
    UnsupportedMediaType,
    /// 400: a parameter is invalid, or the body is malformed.
    BadRequest,
    /// 422: the body violates its schema.
    UnprocessableBody,
    /// 500: an error of the server.
    Internal,
}

impl Reason {
    /// Returns the status.
    pub const fn status(self) -> u16 {
        match self {
            Reason::BadRequest => 400,
            Reason::Unauthorized => 401,
            Reason::Forbidden => 403,
            Reason::NotFound => 404,
            Reason::MethodNotAllowed => 405,
            Reason::BodyTooLarge => 413,
            Reason::UnsupportedMediaType => 415,
            Reason::UnprocessableBody => 422,
            Reason::Internal => 500,
        }
    }

    /// Returns the reason phrase of the status (RFC 9110, section 15).
    pub const fn title(self) -> &'static str {
        match self {
            Reason::BadRequest => "Bad Request",
            Reason::Unauthorized => "Unauthorized",
            Reason::Forbidden => "Forbidden",
            Reason::NotFound => "Not Found",
            Reason::MethodNotAllowed => "Method Not Allowed",
            Reason::BodyTooLarge => "Content Too Large",
            Reason::UnsupportedMediaType => "Unsupported Media Type",
            Reason::UnprocessableBody => "Unprocessable Content",
            Reason::Internal => "Internal Server Error",
        }
    }
}

impl Rejection {
    /// Creates a rejection. Its detail may repeat request data, and is truncated.
    pub(super) fn new(reason: Reason, detail: impl fmt::Display) -> Self {
        const LONGEST: usize = 16 << 10;
        let inner = Inner {
            reason,
            detail: beginning(detail, LONGEST),
            violations: None,
            offers: Vec::new(),
            source: None,
        };
        Self(Box::new(inner))
    }

    /// Creates an internal error, whose cause the caller does not receive.
    pub fn internal(error: impl Into<BoxError>) -> Self {
        let mut rejection = Self::new(
            Reason::Internal,
            "The server failed to process the request.",
        );
        rejection.0.source = Some(error.into());
        rejection
    }

    /// Rejects parameters and a body with violations.
    pub fn invalid(violations: Violations) -> Self {
        let reason = match violations
            .iter()
            .any(|violation| violation.parameter().is_some())
        {
            true => Reason::BadRequest,
            false => Reason::UnprocessableBody,
        };
        let mut rejection = Self::new(reason, &violations);
        rejection.0.violations = Some(violations);
        rejection
    }

    /// Rejects a request for a path that the document does not declare.
    pub fn not_found() -> Self {
        Self::new(Reason::NotFound, "The path does not exist.")
    }

    /// Rejects a request without accepted credentials.
    pub(super) fn of_credentials(head: &Head, denied: Option<Denied>) -> Self {
        let is_unreadable = denied.is_none() && head.has_credentials();
        let mut rejection = Self::unauthenticated(head.operation, denied);
        if is_unreadable {
            rejection.0.detail =
                "The credentials of the request are incomplete or malformed.".to_owned();
        }
        if rejection.reason() == Reason::Unauthorized && head.is_authorized_by("bearer") {
            // RFC 6750, section 3.1: expired, revoked, malformed or invalid for another reason.
            for offer in rejection.0.offers.iter_mut().filter(|it| *it == BEARER) {
                offer.push_str(", error=\"invalid_token\"");
            }
        }
        rejection
    }

    /// Rejects a request without credentials that the operation accepts, or with denied ones.
    pub fn unauthenticated(operation: &'static Operation, denied: Option<Denied>) -> Self {
        let mut rejection = match denied {
            Some(Denied::Internal(error)) => return Self::internal(error),
            Some(Denied::Forbidden(detail)) => return Self::new(Reason::Forbidden, detail),
            Some(Denied::Unauthorized(detail)) => Self::new(Reason::Unauthorized, detail),
            None => Self::new(
                Reason::Unauthorized,
                "The request has no credentials that this operation accepts.",
            ),
        };
        rejection.0.offers = challenges(operation);
        rejection
    }

    pub(super) fn not_allowed(methods: impl Iterator<Item = String>) -> Self {
        let mut rejection = Self::new(
            Reason::MethodNotAllowed,
            "The path does not support this method.",
        );
        rejection.0.offers = methods.collect();
        rejection
    }

    pub(super) fn with_violations(mut self, violations: Option<Violations>) -> Self {
        self.0.violations = violations;
        self
    }

    /// Returns the reason.
    pub fn reason(&self) -> Reason {
        self.0.reason
    }

    /// Returns the status of the response.
    pub fn status(&self) -> u16 {
        self.0.reason.status()
    }

    /// Returns a sentence for the caller, of at most 16 KiB.
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// Returns the violations.
    pub fn violations(&self) -> &[crate::Violation] {
        self.0.violations.as_deref().unwrap_or_default()
    }

    /// Returns the cause of an internal error: for logs, not for the caller.
    pub fn source(&self) -> Option<&Cause> {
        self.0.source.as_deref()
    }

    /// Returns the header that the status requires, if any: `Allow` (RFC 9110, section 10.2.1) or `WWW-Authenticate` (11.6.1).
    pub fn header(&self) -> Option<(http::HeaderName, String)> {
        let name = match self.0.reason {
            Reason::MethodNotAllowed => http::header::ALLOW,
            Reason::Unauthorized => http::header::WWW_AUTHENTICATE,
            _ => return None,
        };
        Some((name, self.0.offers.join(", "))).filter(|(_, value)| !value.is_empty())
    }
}

/// The challenge of bearer tokens, which has at least one parameter (RFC 6750, section 3).
const BEARER: &str = "Bearer realm=\"api\"";

/// Returns a challenge for each security scheme. A 401 must have a challenge (RFC 9110, section 15.5.2), so API keys have one although no
/// challenge is registered for them.
fn challenges(operation: &Operation) -> Vec<String> {
    let mut challenges = Vec::new();
    for requirement in operation.security.iter().copied().flatten() {
        let key = |place: &str, name: &str| format!("ApiKey in=\"{place}\", name={}", Quoted(name));
        let challenge = match requirement.scheme.credential {
            Credential::Bearer => BEARER.to_owned(),
            Credential::Basic => "Basic realm=\"api\", charset=\"UTF-8\"".to_owned(),
            Credential::Http(scheme) => scheme.chars().filter(is_token).collect(),
            Credential::MutualTls => "MutualTLS".to_owned(),
            Credential::Header(name) => key("header", name),
            Credential::Query(name) => key("query", name),
            Credential::Cookie(name) => key("cookie", name),
            Credential::Unspecified => "Custom realm=\"api\"".to_owned(),
        };
        if !challenge.is_empty() && !challenges.contains(&challenge) {
            challenges.push(challenge);
        }
    }
    // A custom check denied the sender of a webhook or an anonymous caller.
    if challenges.is_empty() {
        challenges.push("Custom realm=\"api\"".to_owned());
    }
    challenges
}

/// Returns true for a character of a `token` (RFC 9110, section 5.6.2).
fn is_token(c: &char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(*c)
}

/// A name as a `quoted-string` (RFC 9110, section 5.6.4), with other characters percent-encoded.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for byte in self.0.bytes() {
            match byte {
                b'"' | b'\\' => write!(f, "\\{}", char::from(byte))?,
                b' '..=b'~' => write!(f, "{}", char::from(byte))?,
                _ => write!(f, "%{byte:02X}")?,
            }
        }
        f.write_str("\"")
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        problem::response(&self)
    }
}

impl fmt::Debug for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejection")
            .field("reason", &self.0.reason)
            .field("detail", &self.0.detail)
            .field("source", &self.0.source)
            .finish()
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}: {}",
            self.status(),
            self.0.reason.title(),
            self.0.detail
        )
    }
}

impl std::error::Error for Rejection {}
