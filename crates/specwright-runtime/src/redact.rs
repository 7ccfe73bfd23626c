//! Shows requests and responses in `Debug` without credentials.
//!
//! | hidden | by |
//! |---|---|
//! | a header, cookie or query parameter | the security schemes of the operation (OpenAPI 3.0.4, 4.7.27) |
//! | a parameter | `format: password` in its schema |
//! | a header or query parameter of any other name | the words of the name: [`is_secret_name`] |
//! | user and password of a URL | RFC 3986, section 3.2.1 |
//! | a credential of the request that a response repeats | its value: [`SentCredentials`] |

#[cfg(feature = "client")]
use crate::json::node::Node;
use crate::operation::security::Credential;
use crate::params::percent_decode;
use crate::{Location, Operation, SecurityScheme};
use http::HeaderMap;
#[cfg(feature = "client")]
use std::borrow::Cow;
use std::fmt;

#[cfg(feature = "client")]
mod sent_credentials;

#[cfg(feature = "client")]
pub(crate) use sent_credentials::{Masked, SentCredentials};

/// Endings of words that name a credential: `x-api-key`, `accessToken`, `Proxy-Authorization`, `Set-Cookie`.
const SECRET_ENDINGS: &[&str] = &[
    "assertion",
    "authorization",
    "authentication",
    "auth",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "csrf",
    "hmac",
    "jwt",
    "key",
    "otp",
    "passphrase",
    "passwd",
    "password",
    "pwd",
    "secret",
    "session",
    "sessionid",
    "sid",
    "sig",
    "signature",
    "token",
    "xsrf",
];

/// Words that make a name with such an ending harmless: `page_token`, `Idempotency-Key`, `Sec-WebSocket-Key`.
const HARMLESS_WORDS: &[&str] = &[
    "cache",
    "continuation",
    "cursor",
    "idempotency",
    "next",
    "page",
    "partition",
    "routing",
    "sort",
    "surrogate",
    "sync",
    "socket",
];

/// Headers whose value is a URL, which may have a credential in its query.
const URL_HEADERS: &[&str] = &["content-location", "link", "location", "referer", "refresh"];

/// Returns true if a header or parameter of this name usually has a credential.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let words = words(name);
    let ends = |word: &String| SECRET_ENDINGS.iter().any(|end| word.ends_with(end));
    words.iter().any(ends) && !words.iter().any(|it| HARMLESS_WORDS.contains(&&**it))
}

/// The words of a name in lower case: `x-apiKey` is `x`, `api`, `key`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_lower = false;
    for c in name.chars() {
        let begins = c.is_uppercase() && after_lower;
        after_lower = c.is_lowercase();
        if begins || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words
}

/// Returns true if a parameter at this place has a credential of the operation.
fn is_secret(operation: Option<&Operation>, location: Location, name: &str) -> bool {
    let is_same = |other: &str| match location {
        Location::Header => name.eq_ignore_ascii_case(other),
        _ => name == other,
    };
    let is_scheme = |scheme: &SecurityScheme| match (scheme.credential, location) {
        (Credential::Header(it), Location::Header)
        | (Credential::Query(it), Location::Query)
        | (Credential::Cookie(it), Location::Cookie) => is_same(it),
        _ => false,
    };
    is_secret_name(name)
        || operation.is_some_and(|operation| {
            let mut schemes = operation.security.iter().copied().flatten();
            let mut parameters = operation.parameters.iter();
            schemes.any(|it| is_scheme(it.scheme))
                || parameters.any(|it| {
                    it.location == location && is_same(it.name) && it.constraints.holds_secret()
                })
        })
}

/// Returns true if a parameter in the path is a secret.
pub(crate) fn has_secret_path(operation: &Operation) -> bool {
    let mut parameters = operation.parameters.iter();
    parameters.any(|it| it.location == Location::Path && it.constraints.holds_secret())
}

/// Headers without the values that are credentials.
pub(crate) struct Headers<'a> {
    pub(crate) headers: &'a HeaderMap,
    pub(crate) operation: Option<&'a Operation>,
}

impl fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self.headers {
            let name = name.as_str();
            if is_secret(self.operation, Location::Header, name) {
                map.entry(&name, &format_args!(".."));
            } else if URL_HEADERS.contains(&name) {
                let url = String::from_utf8_lossy(value.as_bytes());
                map.entry(&name, &without_secrets(&url));
            } else {
                map.entry(&name, value);
            }
        }
        map.finish()
    }
}

/// A path and a query without the values that are credentials.
pub(crate) struct Target<'a> {
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) operation: &'a Operation,
}

impl fmt::Debug for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = if has_secret_path(self.operation) {
            self.operation.template().0.to_owned()
        } else {
            self.path.to_owned()
        };
        for (index, pair) in self.query.split('&').enumerate() {
            if self.query.is_empty() {
                break;
            }
            shown.push(if index == 0 { '?' } else { '&' });
            shown.push_str(&self.pair(pair));
        }
        fmt::Debug::fmt(&shown, f)
    }
}

impl Target<'_> {
    /// A pair of the query; a name that cannot be decoded may be that of a credential.
    fn pair(&self, pair: &str) -> String {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded = percent_decode(name, true);
        let is_hidden =
            decoded.is_none_or(|it| is_secret(Some(self.operation), Location::Query, &it));
        match (is_hidden, value.is_empty()) {
            (true, false) => format!("{name}=.."),
            _ => pair.to_owned(),
        }
    }
}

/// A URL, or text that should be one, without user, password and query.
pub(crate) fn without_secrets(url: &str) -> String {
    let (url, hidden) = match url.find(['?', '#']) {
        Some(end) => (&url[..end], "?.."),
        None => (url, ""),
    };
    let begin = url.find("://").map_or(0, |at| at + 3);
    match url.rfind('@') {
        Some(at) if at >= begin => format!("{}..@{}{hidden}", &url[..begin], &url[at + 1..]),
        _ => format!("{url}{hidden}"),
    }
}

/// Returns the text of a JSON body without the values of properties that are named like credentials, and without credentials that
/// were sent; none if it has no such value.
#[cfg(feature = "client")]
pub(crate) fn json_without_secrets(body: &[u8], sent: &SentCredentials) -> Option<String> {
    let mut node: Node = serde_json::from_slice(body).ok()?;
    hide(&mut node, sent).then(|| node.to_json())?
}

/// Hides properties that are named like credentials, and credentials that were sent. Returns true if there was one.
#[cfg(feature = "client")]
fn hide(node: &mut Node, sent: &SentCredentials) -> bool {
    match node {
        Node::Object(properties) => properties.iter_mut().fold(false, |hidden, (name, value)| {
            let is_scalar = !matches!(value, Node::Null | Node::Boolean(_) | Node::Object(_));
            // A bare `key` is more often the name of something.
            if is_scalar && name != "key" && is_secret_name(name) {
                *value = Node::String("..".to_owned());
                return true;
            }
            hide(value, sent) | hidden
        }),
        Node::Array(items) => items
            .iter_mut()
            .fold(false, |hidden, it| hide(it, sent) | hidden),
        Node::String(text) => match sent.mask(text) {
            Cow::Borrowed(_) => false,
            Cow::Owned(masked) => {
                *text = masked;
                true
            }
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_credentials_are_known() {
        for name in [
            "Authorization",
            "proxy-authorization",
            "Cookie",
            "Set-Cookie",
            "x-api-key",
            "apikey",
            "apiKey",
            "X-Auth-Token",
            "access_token",
            "client_secret",
            "password",
            "X-Amz-Signature",
            "Ocp-Apim-Subscription-Key",
            "PRIVATE-TOKEN",
            "sid",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "content-type",
            "x-request-id",
            "page_token",
            "nextPageToken",
            "Idempotency-Key",
            "Sec-WebSocket-Key",
            "author",
            "limit",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn urls_lose_user_password_and_query() {
        for (url, shown) in [
            ("https://u:p@h/a?b=c", "https://..@h/a?.."),
            ("u:p@h", "..@h"),
            ("https://u:p/x@h", "https://..@h"),
            ("http://h/a#t", "http://h/a?.."),
            ("http://h/a", "http://h/a"),
        ] {
            assert_eq!(without_secrets(url), shown);
        }
    }
}
