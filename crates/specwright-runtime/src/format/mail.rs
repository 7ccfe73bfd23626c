//! Addresses of mail.

use super::network::{is_ipv4, is_ipv6, is_label};

/// `Mailbox` of RFC 5321, section 4.1.2
pub(super) fn is_email(text: &str) -> bool {
    is_mailbox(text, false)
}

/// `Mailbox` as RFC 6531, section 3.3 extends it: non-ASCII characters are allowed where letters are.
pub(super) fn is_idn_email(text: &str) -> bool {
    is_mailbox(text, true)
}

fn is_mailbox(text: &str, international: bool) -> bool {
    const LONGEST_LOCAL: usize = 64;
    // An address has an at sign in its quoted local part, and none in its domain.
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        local.len() <= LONGEST_LOCAL
            && (is_dot_string(local, international) || is_quoted(local, international))
            && is_domain(domain, international)
    })
}

/// `Dot-string`
fn is_dot_string(text: &str, international: bool) -> bool {
    let is_text = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
            || international && !byte.is_ascii()
    };
    text.split('.')
        .all(|atom| !atom.is_empty() && atom.bytes().all(is_text))
}

/// `Quoted-string`
fn is_quoted(text: &str, international: bool) -> bool {
    let inner = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let Some(inner) = inner else { return false };
    let mut bytes = inner.bytes();
    while let Some(byte) = bytes.next() {
        let fits = match byte {
            b'\\' => bytes.next().is_some_and(|next| matches!(next, b' '..=b'~')),
            b'"' => false,
            b' '..=b'~' => true,
            _ => international && !byte.is_ascii(),
        };
        if !fits {
            return false;
        }
    }
    true
}

/// `Domain / address-literal`
fn is_domain(text: &str, international: bool) -> bool {
    const LONGEST: usize = 255;
    match text.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        Some(address) => match address.get(..5) {
            Some(tag) if tag.eq_ignore_ascii_case("ipv6:") => is_ipv6(&address[5..]),
            _ => is_ipv4(address),
        },
        None => {
            let mut labels = text.split('.');
            text.len() <= LONGEST && labels.all(|label| is_label(label, international))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::format::{EMAIL, IDN_EMAIL, check};

    #[test]
    fn addresses() {
        check(
            EMAIL,
            &[
                "joe.bloggs@example.com",
                "~te~st~@example.com",
                "\"joe..b @ \\\" x\"@example.com",
                "a@localhost",
                "a@[127.0.0.1]",
                "a@[IPv6:::1]",
            ],
            &[
                "2962",
                ".a@b.c",
                "a.@b.c",
                "a..b@c.d",
                "a@b=c.d",
                "a@[127.0.0.300]",
                "a@b, c@d",
                "@b",
                "a@",
                "a b@c",
                "\"a\"b\"@c.d",
                "\"a\\\"@c.d",
                "é@b.c",
                "a@é.c",
            ],
        );
        let long = "a".repeat(65);
        check(
            IDN_EMAIL,
            &["실례@실례.테스트", "\"δ\"@example.com", "a@b.c"],
            &["2962", "a\u{ff20}b.c", &format!("{long}@b.c")],
        );
    }
}
