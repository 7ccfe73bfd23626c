//! Credentials of a request, where a response repeats them: `invalid key abc123`.
//!
//! | credential | values that are hidden |
//! |---|---|
//! | a header that is marked sensitive or is hidden by its name | the value, and what follows its scheme (RFC 9110, section 11.4) |
//! | `Authorization: Basic` | also user and password together, and the password (RFC 7617, section 2) |
//! | a cookie of a security scheme, or with the name of a credential | the value |
//! | a pair of the query, a parameter of the path with `format: password` | the value, encoded and decoded |
//! | user and password of the URL | the password |
//!
//! Each is found as it is, percent-encoded, and as strings of JSON and of Rust have it, in upper and lower case alike. Values
//! of fewer than [`SHORTEST`] bytes are part of other words and stay.

use super::is_secret;
use crate::params::{Keep, normalized, percent_decode, push_encoded};
use crate::template::Template;
use crate::{Bytes, Location, Operation};
use http::Request;
use http::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue};
use std::borrow::Cow;
use std::fmt;

/// The shortest value that is hidden.
const SHORTEST: usize = 4;

/// The mark in place of a credential.
const MARK: &str = "..";

/// The credentials of a request, in all forms in which they are looked for; the longest first.
#[derive(Default)]
pub(crate) struct SentCredentials(Vec<String>);

impl SentCredentials {
    /// Returns the credentials of a request.
    pub(crate) fn of<T>(request: &Request<T>) -> Self {
        let operation = request.extensions().get::<&'static Operation>().copied();
        let mut values = Vec::new();
        for (name, value) in request.headers() {
            add_header(&mut values, operation, name, value);
        }
        add_url(&mut values, operation, request.uri());
        let mut forms: Vec<String> = values
            .iter()
            .flat_map(|value| forms(value))
            .filter(|form| form.len() >= SHORTEST)
            .collect();
        forms.sort_by(|left, right| right.len().cmp(&left.len()).then_with(|| left.cmp(right)));
        forms.dedup();
        Self(forms)
    }

    /// The length of the longest form of a credential, in bytes.
    pub(crate) fn longest(&self) -> usize {
        self.0.first().map_or(0, String::len)
    }

    /// Returns a text without the credentials.
    pub(crate) fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.is_in(text) {
            true => self.mask_beginning(text, text.len()).into(),
            false => text.into(),
        }
    }

    /// Returns the beginning of a text without the credentials that begin in its first `limit` bytes.
    pub(crate) fn mask_beginning(&self, text: &str, limit: usize) -> String {
        let mut masked = String::new();
        let mut rest = text;
        while text.len() - rest.len() < limit {
            let Some(first) = rest.chars().next() else {
                break;
            };
            match self.begins(rest) {
                Some(length) => {
                    masked.push_str(MARK);
                    rest = &rest[length..];
                }
                None => {
                    masked.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        masked
    }

    /// Returns true if a text has one of the credentials.
    fn is_in(&self, text: &str) -> bool {
        !self.0.is_empty()
            && text
                .char_indices()
                .any(|(index, _)| self.begins(&text[index..]).is_some())
    }

    /// Returns the length of the credential that a text begins with.
    fn begins(&self, text: &str) -> Option<usize> {
        let text = text.as_bytes();
        let is_beginning = |form: &&String| {
            let beginning = text.get(..form.len());
            beginning.is_some_and(|it| it.eq_ignore_ascii_case(form.as_bytes()))
        };
        self.0.iter().find(is_beginning).map(String::len)
    }
}

/// Adds the credentials of a header.
fn add_header(
    values: &mut Vec<String>,
    operation: Option<&Operation>,
    name: &HeaderName,
    value: &HeaderValue,
) {
    let is_hidden_value =
        value.is_sensitive() || is_secret(operation, Location::Header, name.as_str());
    let Ok(value) = std::str::from_utf8(value.as_bytes()) else {
        return;
    };
    if *name == COOKIE {
        let pairs = value.split(';').filter_map(|pair| pair.split_once('='));
        let is_hidden = |name: &str| is_secret(operation, Location::Cookie, name.trim());
        let secrets = pairs.filter(|(name, _)| is_hidden(name));
        values.extend(secrets.map(|(_, value)| value.trim().trim_matches('"').to_owned()));
        return;
    }
    if !is_hidden_value {
        return;
    }
    values.push(value.to_owned());
    let Some((scheme, rest)) = value.split_once(' ') else {
        return;
    };
    values.push(rest.to_owned());
    let is_basic = *name == AUTHORIZATION && scheme.eq_ignore_ascii_case("basic");
    if let Some(pair) = is_basic.then(|| basic(rest)).flatten() {
        values.extend(pair.split_once(':').map(|(_, it)| it.to_owned()));
        values.push(pair);
    }
}

/// Returns user and password of HTTP Basic authentication.
fn basic(text: &str) -> Option<String> {
    String::from_utf8(Bytes::from_base64(text)?.to_vec()).ok()
}

/// Adds the credentials of a URL.
fn add_url(values: &mut Vec<String>, operation: Option<&Operation>, uri: &http::Uri) {
    let user = uri.authority().and_then(|it| it.as_str().rsplit_once('@'));
    let mut encoded: Vec<&str> = user
        .and_then(|(user, _)| user.split_once(':'))
        .map(|(_, password)| password)
        .into_iter()
        .collect();
    for pair in uri.query().unwrap_or_default().split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = percent_decode(name, true);
        if name.is_none_or(|name| is_secret(operation, Location::Query, &name)) {
            encoded.push(value);
        }
    }
    let path = normalized(uri.path());
    let in_path = operation.and_then(|it| Template::new(it.template()).capture(&path));
    for (name, value) in in_path.unwrap_or_default() {
        let mut parameters = operation.iter().flat_map(|it| it.parameters);
        if parameters.any(|it| {
            it.location == Location::Path && it.name == name && it.constraints.holds_secret()
        }) {
            encoded.push(value);
        }
    }
    for value in encoded {
        values.push(value.to_owned());
        values.extend(percent_decode(value, true).map(Cow::into_owned));
    }
}

/// Returns the forms in which a value may be repeated.
fn forms(value: &str) -> [String; 4] {
    let mut encoded = String::new();
    push_encoded(&mut encoded, value, Keep::Unreserved);
    let json = serde_json::to_string(value).unwrap_or_default();
    let json = json
        .get(1..json.len().saturating_sub(1))
        .unwrap_or_default();
    let debug = value.escape_debug().to_string();
    [value.to_owned(), encoded, json.to_owned(), debug]
}

/// A value whose `Debug` shows none of the credentials.
pub(crate) struct Masked<'a, T>(pub(crate) &'a T, pub(crate) &'a SentCredentials);

impl<T: fmt::Debug> fmt::Debug for Masked<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(value, sent) = self;
        if sent.0.is_empty() {
            return value.fmt(f);
        }
        let text = match f.alternate() {
            true => format!("{value:#?}"),
            false => format!("{value:?}"),
        };
        f.write_str(&sent.mask(&text))
    }
}
