//! Hosts and their addresses.

use std::net::{Ipv4Addr, Ipv6Addr};

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
    use crate::format::{IPV4, IPV6, check};

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
