//! Credentials.

use std::collections::BTreeMap;

use crate::{Docs, Ident};

/// A security scheme, by its position in [`Api::security_schemes`](crate::Api::security_schemes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecuritySchemeId(pub u32);

/// A security scheme.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// The method of the client's builder and the module's words: `bearer_auth`.
    pub name: Ident,
    /// The constant in `security.rs`: `BEARER_AUTH`.
    pub constant: Ident,
    /// The name in the document: `bearerAuth`.
    pub wire: String,
    /// Its doc comment: the place of the credential, and the description.
    pub docs: Docs,
    /// The doc comment where it is one of several: the place of the credential.
    pub place_docs: Docs,
    /// The doc comment of the method of the client's builder.
    pub setter_docs: Docs,
    /// The credential that is sent.
    pub credential: Credential,
    /// `bearerFormat`: `JWT`.
    pub format: Option<String>,
}

/// The credential of a security scheme and its place in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization`, whatever the HTTP authentication scheme of this name says: the whole value of the header.
    Http(String),
    /// A header of this name.
    Header(String),
    /// A query parameter of this name.
    Query(String),
    /// A cookie of this name.
    Cookie(String),
    /// Nothing in a request: a certificate that the client has shown when the connection was made.
    MutualTls,
    /// A credential that the document does not describe: the implementer of a server reads it from the head of the request.
    Unspecified,
}

/// A credential that the API sends with a webhook or a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderCredential {
    /// The name of the security scheme in the document: `hookSignature`.
    pub scheme: String,
    /// The credential that is sent.
    pub credential: Credential,
    /// The scopes that are needed.
    pub scopes: Vec<String>,
}

/// A set of credentials, by its position in [`Api::alternatives`](crate::Api::alternatives).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AlternativeId(pub u32);

/// A set of credentials that together suffice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The variant of the server's `Credentials`: `BearerAuth`.
    pub name: Ident,
    /// Its doc comment.
    pub docs: Docs,
    /// The schemes; none for an anonymous call.
    pub schemes: Vec<SecuritySchemeId>,
}

/// The scopes that an operation requires of each scheme of an alternative; a scheme without scopes is absent.
pub type Scopes = BTreeMap<SecuritySchemeId, Vec<String>>;
