//! The syntax of URIs and relative references (RFC 3986, appendix A).

use std::net::Ipv6Addr;

/// `URI-reference`
pub(super) fn is_uri_reference(text: &str) -> bool {
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    match first.split_once(':') {
        Some((scheme, _)) => is_scheme(scheme) && is_rest(&text[scheme.len() + 1..]),
        None => is_rest(text),
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && (text.bytes()).all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// The part after the scheme.
fn is_rest(text: &str) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    let path = match text.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !is_authority(authority) {
                return false;
            }
            path
        }
        None => text,
    };
    is_made_of(path, b":@/") && is_made_of(query, b":@/?") && is_made_of(fragment, b":@/?")
}

/// `[ userinfo "@" ] host [ ":" port ]`
fn is_authority(text: &str) -> bool {
    let (user, place) = text.split_once('@').unwrap_or(("", text));
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (place, ""),
    };
    let fits = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(is_literal),
        None => is_made_of(host, b""),
    };
    fits && is_made_of(user, b":") && port.bytes().all(|it| it.is_ascii_digit())
}

/// `IPv6address / IPvFuture`
fn is_literal(text: &str) -> bool {
    match text
        .strip_prefix(['v', 'V'])
        .and_then(|it| it.split_once('.'))
    {
        Some((version, address)) => {
            !version.is_empty()
                && version.bytes().all(|byte| byte.is_ascii_hexdigit())
                && !address.is_empty()
                && !address.contains('%')
                && is_made_of(address, b":")
        }
        None => text.parse::<Ipv6Addr>().is_ok(),
    }
}

/// Returns true if each character is unreserved, escaped, a `sub-delim` or one of these.
fn is_made_of(text: &str, more: &[u8]) -> bool {
    let admits = |byte: u8| {
        byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=%".contains(&byte) || more.contains(&byte)
    };
    let is_escape = |rest: &str| {
        let digits = rest.as_bytes().first_chunk::<2>();
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    text.bytes().all(admits) && text.split('%').skip(1).all(is_escape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        for text in [
            "",
            "/a?b#c",
            "./a:b",
            "http://u:p@[::1]:80/%20",
            "http://[v7.a:b]/",
            "urn:a:b",
            "//",
        ] {
            assert!(is_uri_reference(text), "{text}");
        }
        for text in [
            "1:b",
            "/[",
            "//a:b/",
            "a b",
            "http://a/{b}",
            "é",
            "http://a/%6G",
            "a#b#c",
        ] {
            assert!(!is_uri_reference(text), "{text}");
        }
    }
}
