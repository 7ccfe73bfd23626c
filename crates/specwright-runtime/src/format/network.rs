//! Hosts and their addresses.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Labels of letters, digits and hyphens, which stand inside (RFC 1123, section 2.1): 63 at most, 253 in all.
pub(super) fn is_hostname(text: &str) -> bool {
    const LONGEST: usize = 253;
    text.len() <= LONGEST && text.split('.').all(|label| is_label(label, false))
}

/// A label of a name; of an internationalised one any character beyond ASCII (RFC 6531, section 3.3).
pub(super) fn is_label(label: &str, international: bool) -> bool {
    const LONGEST: usize = 63;
    let admits = |byte: u8| {
        byte.is_ascii_alphanumeric() || byte == b'-' || international && !byte.is_ascii()
    };
    (1..=LONGEST).contains(&label.len())
        && label.bytes().all(admits)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Four decimal numbers without needless zeros.
pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// Without a zone.
pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use crate::format::{HOSTNAME, IPV4, IPV6, check};

    #[test]
    fn names_of_hosts() {
        let label = "a".repeat(63);
        let longest = format!("{label}.{label}.{label}.{}", &label[..61]);
        check(
            HOSTNAME,
            &["www.example.com", "1host", "a--b.c", &label, &longest],
            &[
                "",
                ".",
                "a.",
                ".a",
                "-a",
                "a-",
                "a_b",
                "a\u{ff0e}b",
                "a\n",
                &format!("{label}a"),
                &format!("{longest}a"),
            ],
        );
    }

    #[test]
    fn addresses() {
        check(
            IPV4,
            &["127.0.0.1", "0.0.0.0"],
            &[
                "127.0.0",
                "087.10.0.1",
                "256.0.0.1",
                "1.2.3.4.5",
                " 1.2.3.4",
            ],
        );
        check(
            IPV6,
            &["::1", "::", "1:2:3:4:5:6:7:8", "::ffff:192.168.0.1"],
            &[
                "12345::",
                "1::2::3",
                "fe80::a%eth1",
                "::1/64",
                "::ffff:1.2.3.04",
            ],
        );
    }
}
