//! Security requirements and schemes.

use super::ParameterLocation;
use crate::Location;

/// An alternative of `security`: a request needs all of its schemes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SecurityRequirement {
    /// The names of the schemes with their scopes.
    pub schemes: Vec<(String, Vec<String>)>,
}

/// A security scheme (OpenAPI 3.2.0, "Security Scheme Object").
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// The location of the object.
    pub at: Location,
    /// The name in `components.securitySchemes`.
    pub name: String,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// True if the scheme is undeclared or its declaration is invalid, so that its kind is assumed.
    pub is_assumed: bool,
    /// `type` with its fields.
    pub kind: SecurityKind,
}

/// The types of security schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `apiKey`
    ApiKey {
        /// `in`: a header, the query or a cookie.
        location: ParameterLocation,
        /// `name`
        name: String,
    },
    /// `http`
    Http {
        /// `scheme`: `bearer`, `basic`, or any other.
        scheme: String,
        /// `bearerFormat`
        bearer_format: Option<String>,
    },
    /// `oauth2`
    OAuth2 {
        /// `flows`, in order.
        flows: Vec<OAuthFlow>,
        /// `oauth2MetadataUrl`
        metadata_url: Option<String>,
    },
    /// `openIdConnect`
    OpenIdConnect {
        /// `openIdConnectUrl`
        url: String,
    },
    /// `mutualTLS`: authenticates the connection instead of the request.
    MutualTls,
    /// An unknown kind: the implementation of the server reads the credential from the request head.
    Unspecified,
}

/// A flow of OAuth 2 (OpenAPI 3.2.0, "OAuth Flow Object").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OAuthFlow {
    /// The key in `flows`, such as `authorizationCode`.
    pub name: String,
    /// `authorizationUrl`
    pub authorization_url: Option<String>,
    /// `deviceAuthorizationUrl`
    pub device_authorization_url: Option<String>,
    /// `tokenUrl`
    pub token_url: Option<String>,
    /// `refreshUrl`
    pub refresh_url: Option<String>,
    /// `scopes` with their descriptions, in order.
    pub scopes: Vec<(String, String)>,
}
