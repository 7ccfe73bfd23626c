//! Formats of strings that are asserted although no type holds them.
//!
//! | `format` | defined by | constant |
//! |---|---|---|
//! | `date-time`, `date`, `time` | RFC 3339, section 5.6 | [`DATE_TIME`], [`DATE`], [`TIME`] |
//! | `duration` | RFC 3339, appendix A; as ISO 8601 has it, with fractions and a sign | [`DURATION`], [`ISO_DURATION`] |
//! | `uuid` | RFC 4122, section 3 | [`UUID`] |
//! | `byte` | RFC 4648, section 4 | [`BYTE`] |
//! | `email`, `idn-email` | RFC 5321, section 4.1.2; RFC 6531, section 3.3 | [`EMAIL`], [`IDN_EMAIL`] |
//! | `hostname`, `idn-hostname` (feature `idna`) | RFC 1123, section 2.1; RFC 5890, section 2.3.2.3 | `HOSTNAME`, `IDN_HOSTNAME` |
//! | `ipv4`, `ipv6` | RFC 2673, section 3.2; RFC 4291, section 2.2 | [`IPV4`], [`IPV6`] |
//! | `uri`, `uri-reference` | RFC 3986, appendix A | [`URI`], [`URI_REFERENCE`] |
//! | `iri`, `iri-reference` | RFC 3987, section 2.2 | [`IRI`], [`IRI_REFERENCE`] |
//! | `uri-template` | RFC 6570, section 2 | [`URI_TEMPLATE`] |
//! | `json-pointer` | RFC 6901, section 3 | [`JSON_POINTER`] |
//! | `relative-json-pointer` | draft-bhutton-relative-json-pointer, section 3 | [`RELATIVE_JSON_POINTER`] |
//! | `regex` (feature `regress`) | ECMA-262, with the `u` flag | `REGEX` |
//!
//! They are JSON Schema's (2020-12 Validation, section 7.3) and OpenAPI's.

#[cfg(feature = "idna")]
mod idna;
mod mail;
mod network;
mod pointer;
mod template;
mod time;
mod uri;

pub(crate) use self::time::is_iso_duration;
pub(crate) use self::uri::is_uri_reference;

use crate::{Bytes, Uuid};

/// A format that can be asserted.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    name: &'static str,
    /// The expectation in violations: "a date and time of RFC 3339".
    pub(crate) expected: &'static str,
    matches: fn(&str) -> bool,
}

impl Format {
    const fn new(name: &'static str, expected: &'static str, matches: fn(&str) -> bool) -> Self {
        Self {
            name,
            expected,
            matches,
        }
    }

    /// Its name: `date-time`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns true if a string is of the format.
    pub fn admits(&self, text: &str) -> bool {
        (self.matches)(text)
    }
}

/// Rows of constant, name, words, function.
macro_rules! formats {
    ($($constant:ident $name:literal $expected:literal $matches:expr;)*) => {
        $(
            #[doc = concat!("`", $name, "`: ", $expected)]
            pub const $constant: Format = Format::new($name, $expected, $matches);
        )*
    };
}

formats! {
    BYTE "byte" "base64 of RFC 4648" |text| Bytes::from_base64(text).is_some();
    DATE "date" "a date of RFC 3339" time::is_date;
    DATE_TIME "date-time" "a date and time of RFC 3339" time::is_date_time;
    DURATION "duration" "a duration of RFC 3339" time::is_duration;
    EMAIL "email" "an e-mail address" mail::is_email;
    IDN_EMAIL "idn-email" "an internationalised e-mail address" mail::is_idn_email;
    IPV4 "ipv4" "an IPv4 address" network::is_ipv4;
    IPV6 "ipv6" "an IPv6 address" network::is_ipv6;
    IRI "iri" "an IRI" uri::is_iri;
    IRI_REFERENCE "iri-reference" "an IRI or a relative reference" uri::is_iri_reference;
    JSON_POINTER "json-pointer" "a JSON Pointer" pointer::is_json_pointer;
    RELATIVE_JSON_POINTER "relative-json-pointer" "a relative JSON Pointer" pointer::is_relative;
    TIME "time" "a time of RFC 3339" time::is_time;
    ISO_DURATION "duration" "a duration of ISO 8601" time::is_iso_duration;
    URI "uri" "a URI" uri::is_uri;
    URI_REFERENCE "uri-reference" "a URI or a relative reference" uri::is_uri_reference;
    URI_TEMPLATE "uri-template" "a URI template" template::is_uri_template;
    UUID "uuid" "a UUID" |text| text.parse::<Uuid>().is_ok();
}

#[cfg(feature = "regress")]
formats! {
    REGEX "regex" "a regular expression of ECMA-262"
        |text| regress::Regex::with_flags(text, "u").is_ok();
}

#[cfg(feature = "idna")]
formats! {
    HOSTNAME "hostname" "the name of a host" idna::is_hostname;
    IDN_HOSTNAME "idn-hostname" "the internationalised name of a host" idna::is_idn_hostname;
}

#[cfg(test)]
#[track_caller]
fn check(format: Format, valid: &[&str], invalid: &[&str]) {
    for text in valid {
        assert!(format.admits(text), "{} {text:?}", format.name);
    }
    for text in invalid {
        assert!(!format.admits(text), "{} {text:?}", format.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_have_a_type() {
        let id = "2eb8aa08-aa98-11ea-b4aa-73b441d16380";
        check(UUID, &[id], &["", &id[1..], &id.replace('-', "")]);
        check(BYTE, &["", "QQ=="], &["QQ", "Q Q=", "-_=="]);
    }

    #[test]
    #[cfg(feature = "regress")]
    fn patterns() {
        check(
            REGEX,
            &["", r"([abc])+\s+$", "[^]", "(?<n>a)\\k<n>", "(?<=a+)b"],
            &["^(abc]", r"\a", "(?P<n>a)", "(?i)abc"],
        );
    }
}
