//! `format: ipv4` and `format: ipv6`.

use super::json_types::JsonTypes;
use super::node::{Node, first_repeated_by};
use super::time::{Formatted, formatted};
use super::{Json, Validate};
use crate::{Constraints, Path, Report};
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;
use std::net::{Ipv4Addr, Ipv6Addr};

formatted! { Ipv4Addr }
formatted! { Ipv6Addr }

/// Four decimal numbers without needless zeros (RFC 2673, section 3.2).
impl Formatted for Ipv4Addr {
    const FORMAT: &'static str = "ipv4";
    const EXPECTED: &'static str = "an IPv4 address";

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// RFC 4291, section 2.2, without a zone; written as RFC 5952 recommends.
impl Formatted for Ipv6Addr {
    const FORMAT: &'static str = "ipv6";
    const EXPECTED: &'static str = "an IPv6 address";

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{from_slice, to_vec};

    #[track_caller]
    fn check<T: Json>(json: &str, written: &str) {
        let value: T = from_slice(json.as_bytes()).unwrap();
        assert_eq!(to_vec(&value).unwrap(), written.as_bytes());
    }

    #[test]
    fn addresses_are_read_and_written() {
        check::<Ipv4Addr>(r#""127.0.0.1""#, r#""127.0.0.1""#);
        check::<Ipv6Addr>(r#""2001:DB8:0:0::1""#, r#""2001:db8::1""#);
        check::<Ipv6Addr>(r#""::ffff:192.0.2.1""#, r#""::ffff:192.0.2.1""#);
        for text in ["", "127.0.0", "127.00.0.1", "::1", "127.0.0.1/8"] {
            let json = format!("{text:?}");
            assert!(from_slice::<Ipv4Addr>(json.as_bytes()).is_err(), "{text}");
        }
        let error = from_slice::<Ipv6Addr>(br#""fe80::1%eth0""#).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected an IPv6 address, found \"fe80::1%eth0\""
        );
    }
}
