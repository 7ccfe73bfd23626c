//! Security schemes in docs, and their constants.

use crate::docs::{code, text};
use crate::imports::Scope;
use crate::names::ident;
use proc_macro2::TokenStream;
use specwright_ir::{Credential, SecurityScheme, SecuritySchemeId};

/// The credential of a scheme: `` `Authorization: Bearer …` (JWT) ``.
pub(crate) fn words(scheme: &SecurityScheme) -> String {
    let words = credential_words(&scheme.credential);
    match (&scheme.credential, &scheme.format) {
        (Credential::Bearer, Some(format)) => format!("{words} ({})", text(format)),
        _ => words,
    }
}

/// Returns the place of a credential in a request: ``The header `X-Key` ``.
pub(crate) fn credential_words(credential: &Credential) -> String {
    match credential {
        Credential::Bearer => "`Authorization: Bearer …`".to_owned(),
        Credential::Basic => "`Authorization: Basic …`".to_owned(),
        Credential::Http(scheme) => format!("`Authorization`, of the scheme {}", code(scheme)),
        Credential::MutualTls => "A TLS client certificate".to_owned(),
        Credential::Unspecified => {
            "A credential of a kind that the document does not describe".to_owned()
        }
        Credential::Header(name) => format!("The header {}", code(name)),
        Credential::Query(name) => format!("The query parameter {}", code(name)),
        Credential::Cookie(name) => format!("The cookie {}", code(name)),
    }
}

/// The docs of the builder's method for a credential.
pub(crate) fn sending(scheme: &SecurityScheme) -> String {
    match &scheme.credential {
        Credential::Bearer => format!("Sets the token sent as {}.", words(scheme)),
        Credential::Basic => {
            "Sets the user and password sent as `Authorization: Basic …`.".to_owned()
        }
        Credential::Http(scheme) => format!(
            "Sets the whole value of the `Authorization` header, of the scheme {}.",
            code(scheme)
        ),
        Credential::MutualTls | Credential::Unspecified => String::new(),
        Credential::Header(name) => format!("Sets the key sent in the header {}.", code(name)),
        Credential::Query(name) => {
            format!("Sets the key sent in the query parameter {}.", code(name))
        }
        Credential::Cookie(name) => format!("Sets the key sent in the cookie {}.", code(name)),
    }
}

/// The constant of a scheme.
pub(crate) fn scheme(scope: &Scope<'_>, id: SecuritySchemeId) -> TokenStream {
    scope.scheme(&ident(&scope.api().security_scheme(id).constant))
}
