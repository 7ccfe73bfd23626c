//! Security schemes, and the requirements of an operation.

/// A security scheme that must be satisfied, with its scopes (OpenAPI 3.0.4, 4.7.30).
#[derive(Clone, Copy, Debug)]
pub struct Requirement {
    /// The scheme.
    pub scheme: &'static SecurityScheme,
    /// The scopes that are needed.
    pub scopes: &'static [&'static str],
}

impl Requirement {
    /// Requires a credential of this scheme, with these scopes.
    pub const fn new(scheme: &'static SecurityScheme, scopes: &'static [&'static str]) -> Self {
        Self { scheme, scopes }
    }

    /// Returns true if this requires `scheme`.
    pub fn is(&self, scheme: &SecurityScheme) -> bool {
        self.scheme.name == scheme.name
    }
}

/// A Security Scheme Object (OpenAPI 3.0.4, 4.7.27): how a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    pub(crate) credential: Credential,
}

/// The location of a credential in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credential {
    Bearer,
    Basic,
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
    Http(&'static str),
    MutualTls,
    Unspecified,
}

impl SecurityScheme {
    /// `Authorization: Bearer …` (RFC 6750, section 2.1); OAuth 2 and OpenID Connect, too.
    pub const fn bearer(name: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Bearer,
        }
    }

    /// `Authorization: Basic …` (RFC 7617).
    pub const fn basic(name: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Basic,
        }
    }

    /// `Authorization`, of any other scheme of HTTP authentication (RFC 9110, section 11.1): its whole value.
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Http(scheme),
        }
    }

    /// A certificate of the client, which is shown when the connection is made (RFC 8446, section 4.4.2): nothing in a request.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self {
            name,
            credential: Credential::MutualTls,
        }
    }

    /// A credential that the document does not describe. A server reads it from the head of the request; a client sends nothing.
    pub const fn unspecified(name: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Unspecified,
        }
    }

    /// A header of its own.
    pub const fn header(name: &'static str, header: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Header(header),
        }
    }

    /// A query parameter.
    pub const fn query(name: &'static str, parameter: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Query(parameter),
        }
    }

    /// A cookie.
    pub const fn cookie(name: &'static str, cookie: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Cookie(cookie),
        }
    }
}
