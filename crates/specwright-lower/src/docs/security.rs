//! The docs of security schemes: their place in a request, and the setters of the client's builder.

use specwright_docs::{repeats_name, text};
use specwright_ir::{Api, Credential, Docs, SecurityScheme};

use super::{code, paragraphs};

/// Completes the docs of security schemes and of the sets of them.
pub(super) fn describe(api: &mut Api) {
    for scheme in &mut api.security_schemes {
        let place = words(scheme);
        let own = match repeats_name(&scheme.docs.0, scheme.name.as_str()) {
            true => "",
            false => &scheme.docs.0,
        };
        scheme.setter_docs = paragraphs([&setter_words(scheme), own]);
        scheme.docs = paragraphs([&place, own]);
        scheme.place_docs = Docs(place);
    }
    for alternative in &mut api.alternatives {
        alternative.docs = match alternative.schemes[..] {
            [] => Docs("No credentials: the operation allows anonymous requests.".to_owned()),
            [one] => api.security_schemes[one.0 as usize].docs.clone(),
            _ => Docs("All of these credentials.".to_owned()),
        };
    }
}

/// The credential of a scheme: `` `Authorization: Bearer …` (JWT) ``.
fn words(scheme: &SecurityScheme) -> String {
    let words = place_words(&scheme.credential);
    match (&scheme.credential, &scheme.format) {
        (Credential::Bearer, Some(format)) => format!("{words} ({})", text(format)),
        _ => words,
    }
}

/// Returns the place of a credential in a request: ``In the header `X-Key` ``.
pub(super) fn place_words(credential: &Credential) -> String {
    match credential {
        Credential::Bearer => "`Authorization: Bearer …`".to_owned(),
        Credential::Basic => "`Authorization: Basic …`".to_owned(),
        Credential::Http(scheme) => format!("`Authorization`, of the scheme {}", code(scheme)),
        Credential::MutualTls => "A TLS client certificate".to_owned(),
        Credential::Unspecified => {
            "A credential of a kind that the document does not describe".to_owned()
        }
        Credential::Header(name) => format!("In the header {}", code(name)),
        Credential::Query(name) => format!("In the query parameter {}", code(name)),
        Credential::Cookie(name) => format!("In the cookie {}", code(name)),
    }
}

/// The docs of the builder's method for a credential.
fn setter_words(scheme: &SecurityScheme) -> String {
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
