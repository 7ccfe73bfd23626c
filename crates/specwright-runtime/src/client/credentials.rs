//! Writes credentials in the location of their security scheme.

use super::{BuildError, CredentialSource};
use crate::operation::security::Credential;
use crate::params::{Keep, push_encoded};
use crate::{Bytes, Operation, Requirement, Secret, SecurityScheme};
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use std::sync::Arc;

/// A credential that a client is configured with.
#[derive(Clone)]
pub(super) enum Configured {
    /// It is the same for all requests.
    Fixed(Prepared),
    /// It is supplied for each request.
    Supplied(SecurityScheme, Arc<dyn CredentialSource>),
}

impl Configured {
    /// Returns the name of its scheme.
    pub(super) fn scheme(&self) -> &'static str {
        match self {
            Self::Fixed(credential) => credential.scheme,
            Self::Supplied(scheme, _) => scheme.name,
        }
    }

    /// Returns true if a source supplies it.
    pub(super) fn is_supplied(&self) -> bool {
        matches!(self, Self::Supplied(..))
    }
}

/// A credential as it is written.
#[derive(Clone)]
pub(super) struct Prepared {
    scheme: &'static str,
    place: CredentialPlace,
}

#[derive(Clone)]
enum CredentialPlace {
    Header(HeaderName, HeaderValue),
    Query(String),
    Cookie(String),
}

impl Prepared {
    /// Prepares the credential of a scheme; for Basic, `user:password`.
    pub(super) fn new(scheme: SecurityScheme, secret: &Secret) -> Result<Self, BuildError> {
        let unfit = || BuildError::Credential(scheme.name);
        let header = |name: HeaderName, text: String| {
            let mut value = HeaderValue::try_from(text).map_err(|_| unfit())?;
            value.set_sensitive(true);
            Ok(CredentialPlace::Header(name, value))
        };
        let pair = |name: &str| {
            let mut pair = String::new();
            push_encoded(&mut pair, name, Keep::Unreserved);
            pair.push('=');
            push_encoded(&mut pair, secret.expose(), Keep::Unreserved);
            pair
        };
        let place = match scheme.credential {
            Credential::Bearer => header(AUTHORIZATION, format!("Bearer {}", secret.expose()))?,
            Credential::Basic => header(
                AUTHORIZATION,
                format!("Basic {}", Bytes::from(secret.expose().as_bytes())),
            )?,
            Credential::Http(_) => header(AUTHORIZATION, secret.expose().to_owned())?,
            // The transport presents a certificate; a layer adds an unspecified credential.
            Credential::MutualTls | Credential::Unspecified => return Err(unfit()),
            Credential::Header(name) => header(
                HeaderName::try_from(name).map_err(|_| unfit())?,
                secret.expose().to_owned(),
            )?,
            Credential::Query(name) => CredentialPlace::Query(pair(name)),
            Credential::Cookie(name) => {
                CredentialPlace::Cookie(cookie(name, secret).ok_or_else(unfit)?)
            }
        };
        Ok(Self {
            scheme: scheme.name,
            place,
        })
    }

    pub(super) fn put(&self, headers: &mut HeaderMap, query: &mut String) {
        match &self.place {
            CredentialPlace::Header(name, value) => {
                headers.insert(name, value.clone());
            }
            CredentialPlace::Query(pair) => {
                query.push_str(if query.is_empty() { "" } else { "&" });
                query.push_str(pair);
            }
            CredentialPlace::Cookie(pair) => {
                let before = headers
                    .get(http::header::COOKIE)
                    .and_then(|it| it.to_str().ok());
                let cookies =
                    before.map_or_else(|| pair.clone(), |before| format!("{before}; {pair}"));
                // Both parts are valid header values.
                if let Ok(mut value) = HeaderValue::try_from(cookies) {
                    value.set_sensitive(true);
                    headers.insert(http::header::COOKIE, value);
                }
            }
        }
    }
}

/// A cookie, as it is: no encoding is defined for one (RFC 6265, section 4.1.1); none if it cannot be one.
fn cookie(name: &str, secret: &Secret) -> Option<String> {
    let value = secret.expose();
    let inner = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let is_octet = |it: u8| it.is_ascii_graphic() && !b"\",;\\".contains(&it);
    let is_token = HeaderName::try_from(name).is_ok();
    let is_value = inner.unwrap_or(value).bytes().all(is_octet);
    (is_token && is_value).then(|| format!("{name}={value}"))
}

/// Returns the credentials for an operation: those of the first alternative that can be met, one with a credential of the call before all
/// others, and one without requirements last. None if no alternative can be met. A certificate is the transport's, and a credential that the
/// document does not describe a layer's: both count as met, and as nothing that is sent.
pub(super) fn choose<'a>(
    of_client: &'a [Configured],
    of_call: &'a [Configured],
    operation: &Operation,
) -> Option<Vec<&'a Configured>> {
    let meet = |requirement: &Requirement| {
        let mut all = of_call.iter().chain(of_client);
        all.find(|it| it.scheme() == requirement.scheme.name)
    };
    let is_sent = |requirement: &&Requirement| {
        !matches!(
            requirement.scheme.credential,
            Credential::MutualTls | Credential::Unspecified
        )
    };
    let alternatives = operation.security.iter();
    let met: Vec<Vec<&Configured>> = alternatives
        .filter_map(|it| it.iter().filter(is_sent).map(meet).collect())
        .collect();
    let anonymous = (operation.security.is_empty() || !met.is_empty()).then(Vec::new);
    let is_of_call = |it: &&Configured| of_call.iter().any(|own| std::ptr::eq(own, *it));
    let preferred = met.iter().position(|it| it.iter().any(is_of_call));
    let first = preferred.or_else(|| met.iter().position(|it| !it.is_empty()));
    match first {
        Some(position) => met.into_iter().nth(position),
        None => anonymous,
    }
}
