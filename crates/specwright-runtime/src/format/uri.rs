//! URIs (RFC 3986, appendix A) and IRIs (RFC 3987, section 2.2).
//!
//! The parts are split at their delimiters, as appendix B of RFC 3986 does, and each is held against its characters.

use super::network::is_ipv6;

/// `URI`
pub(super) fn is_uri(text: &str) -> bool {
    ReferenceKind::Uri.has_scheme(text)
}

/// `URI-reference`
pub(crate) fn is_uri_reference(text: &str) -> bool {
    ReferenceKind::Uri.is_reference(text)
}

/// `IRI`
pub(super) fn is_iri(text: &str) -> bool {
    ReferenceKind::Iri.has_scheme(text)
}

/// `IRI-reference`
pub(super) fn is_iri_reference(text: &str) -> bool {
    ReferenceKind::Iri.is_reference(text)
}

/// The characters that are allowed unescaped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ReferenceKind {
    Uri,
    Iri,
}

impl ReferenceKind {
    /// `scheme ":" hier-part [ "?" query ] [ "#" fragment ]`
    fn has_scheme(self, text: &str) -> bool {
        text.split_once(':')
            .is_some_and(|(scheme, rest)| is_scheme(scheme) && self.is_rest(rest))
    }

    /// `URI / relative-ref`; the first segment of a relative path has no colon, which would end a scheme.
    fn is_reference(self, text: &str) -> bool {
        let first = text.split(['/', '?', '#']).next().unwrap_or_default();
        self.has_scheme(text) || !first.contains(':') && self.is_rest(text)
    }

    /// The part after the scheme.
    fn is_rest(self, text: &str) -> bool {
        let (text, fragment) = split(text, '#');
        let (text, query) = split(text, '?');
        let (authority, path) = match text.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, text),
        };
        authority.is_none_or(|it| self.is_authority(it))
            && self.is_made_of(path, b":@/", false)
            && query.is_none_or(|it| self.is_made_of(it, b":@/?", true))
            && fragment.is_none_or(|it| self.is_made_of(it, b":@/?", false))
    }

    /// `[ userinfo "@" ] host [ ":" port ]`
    fn is_authority(self, text: &str) -> bool {
        let (user, place) = match text.split_once('@') {
            Some((user, place)) => (user, place),
            None => ("", text),
        };
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (place, ""),
        };
        let fits = match host.strip_prefix('[') {
            Some(rest) => rest.strip_suffix(']').is_some_and(is_literal),
            None => self.is_made_of(host, b"", false),
        };
        fits && self.is_made_of(user, b":", false) && port.bytes().all(|it| it.is_ascii_digit())
    }

    /// Returns true if each character is unreserved, escaped, a `sub-delim` or one of these.
    fn is_made_of(self, text: &str, more: &[u8], private: bool) -> bool {
        let admits = |char: char| match u8::try_from(char) {
            Ok(byte) if byte.is_ascii() => {
                is_unreserved(byte) || b"!$&'()*+,;=%".contains(&byte) || more.contains(&byte)
            }
            _ => self == Self::Iri && (is_ucs(char) || private && is_private(char)),
        };
        text.chars().all(admits) && are_escapes_whole(text)
    }
}

/// A text up to a delimiter, and what is behind it, if it has one.
fn split(text: &str, delimiter: char) -> (&str, Option<&str>) {
    match text.split_once(delimiter) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// `IPv6address / IPvFuture`
fn is_literal(text: &str) -> bool {
    let future = text
        .strip_prefix(['v', 'V'])
        .and_then(|it| it.split_once('.'));
    match future {
        Some((version, address)) => {
            let admits = |byte: u8| is_unreserved(byte) || b"!$&'()*+,;=:".contains(&byte);
            !version.is_empty()
                && version.bytes().all(|byte| byte.is_ascii_hexdigit())
                && !address.is_empty()
                && address.bytes().all(admits)
        }
        None => is_ipv6(text),
    }
}

pub(super) fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// Returns true if two hexadecimal digits follow each percent sign.
pub(super) fn are_escapes_whole(text: &str) -> bool {
    text.split('%').skip(1).all(|rest| {
        let digits = rest.as_bytes().first_chunk::<2>();
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// `ucschar`: no surrogates, no characters of private use, no non-characters.
pub(super) fn is_ucs(char: char) -> bool {
    match u32::from(char) {
        0xA0..=0xD7FF | 0xF900..=0xFDCF | 0xFDF0..=0xFFEF => true,
        point @ 0x10000..=0xDFFFF => point & 0xFFFF <= 0xFFFD,
        point => matches!(point, 0xE1000..=0xEFFFD),
    }
}

/// `iprivate`
pub(super) fn is_private(char: char) -> bool {
    matches!(u32::from(char), 0xE000..=0xF8FF | 0xF0000..=0xFFFFD | 0x10_0000..=0x10_FFFD)
}

#[cfg(test)]
mod tests {
    use crate::format::{IRI, IRI_REFERENCE, URI, URI_REFERENCE, check};

    #[test]
    fn uris() {
        check(
            URI,
            &[
                "http://foo.bar/?baz=qux#quux",
                "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
                "ldap://[2001:db8::7]:389/c=GB?objectClass?one",
                "http://[v7.a:b]/",
                "mailto:John.Doe@example.com",
                "urn:a:b",
                "http://999.999.999.999/",
                "a:",
            ],
            &[
                "//foo.bar/",
                "/abc",
                "abc",
                "",
                "1http://a",
                "ht_tp://a",
                "http:// a",
                "https://[@example.org/",
                "http://a:abc/",
                "http://a@b@c/",
                "http:/[::1]",
                "http://[::1",
                "http://[::ffff:01.2.3.4]",
                "http://a/%6G",
                "http://a/%",
                "http://a/\"",
                "http://a/é",
                "a:b#c#d",
            ],
        );
        check(
            URI_REFERENCE,
            &["", "?a", "#a", "//", "/a:b", "abc", "./a:b", "a/b:c"],
            &["1:b", "\\a", "#a\\b", "/[", "//a:b/"],
        );
    }

    #[test]
    fn iris() {
        check(
            IRI,
            &[
                "http://ƒøø.ßår/?∂=π#π",
                "http://a/?\u{f0000}",
                "http://a/\u{10300}",
            ],
            &[
                "/a",
                "âππ",
                "http://a/\u{f0000}",
                "http://a/\n",
                "http://2001:0db8::7",
            ],
        );
        check(IRI_REFERENCE, &["âππ", "//ƒ"], &["\\é", "#ƒ\\"]);
    }
}
