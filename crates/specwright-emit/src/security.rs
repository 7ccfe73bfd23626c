//! What security schemes are called in tokens and in words.

use crate::docs::{code, text};
use crate::imports::Scope;
use crate::names::constant;
use proc_macro2::TokenStream;
use specwright_ir::{Credential, SecurityScheme, SecuritySchemeId};

/// What a scheme sends: `` `Authorization: Bearer …` (JWT) ``.
pub(crate) fn words(scheme: &SecurityScheme) -> String {
    match (&scheme.credential, &scheme.format) {
        (Credential::Bearer, Some(format)) => {
            format!("`Authorization: Bearer …` ({})", text(format))
        }
        (Credential::Bearer, None) => "`Authorization: Bearer …`".to_owned(),
        (Credential::Basic, _) => "`Authorization: Basic …`".to_owned(),
        (Credential::Http(scheme), _) => format!("`Authorization`, of the scheme {}", code(scheme)),
        (Credential::MutualTls, _) => {
            "A certificate of the client, shown when the connection is made".to_owned()
        }
        (Credential::Unspecified, _) => {
            "A credential that the document does not describe".to_owned()
        }
        (Credential::Header(name), _) => format!("The header {}", code(name)),
        (Credential::Query(name), _) => format!("The query parameter {}", code(name)),
        (Credential::Cookie(name), _) => format!("The cookie {}", code(name)),
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
    scope.scheme(&constant(&scope.api().security_scheme(id).name))
}
