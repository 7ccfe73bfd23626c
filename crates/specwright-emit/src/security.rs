//! What security schemes are called in tokens and in words.

use crate::docs::{code, text};
use crate::imports::Scope;
use crate::names::ident;
use proc_macro2::TokenStream;
use specwright_ir::{Credential, SecurityScheme, SecuritySchemeId};

/// What a scheme sends: `` `Authorization: Bearer …` (JWT) ``.
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
        Credential::MutualTls => {
            "A certificate of the client, shown when the connection is made".to_owned()
        }
        Credential::Unspecified => "A credential that the document does not describe".to_owned(),
        Credential::Header(name) => format!("The header {}", code(name)),
        Credential::Query(name) => format!("The query parameter {}", code(name)),
        Credential::Cookie(name) => format!("The cookie {}", code(name)),
    }
}

/// What the client's builder does with a credential, as a sentence.
pub(crate) fn sending(scheme: &SecurityScheme) -> String {
    match &scheme.credential {
        Credential::Bearer => format!("Sends this token as {}.", words(scheme)),
        Credential::Basic => "Sends this user and password as `Authorization: Basic …`.".to_owned(),
        Credential::Http(scheme) => format!(
            "Sends this as the whole value of `Authorization`, of the scheme {}.",
            code(scheme)
        ),
        Credential::MutualTls | Credential::Unspecified => String::new(),
        Credential::Header(name) => format!("Sends this key in the header {}.", code(name)),
        Credential::Query(name) => format!("Sends this key in the query parameter {}.", code(name)),
        Credential::Cookie(name) => format!("Sends this key in the cookie {}.", code(name)),
    }
}

/// The constant of a scheme.
pub(crate) fn scheme(scope: &Scope<'_>, id: SecuritySchemeId) -> TokenStream {
    scope.scheme(&ident(&scope.api().security_scheme(id).constant))
}
