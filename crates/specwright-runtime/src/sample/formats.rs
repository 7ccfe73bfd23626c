//! Strings of formats, the simplest first.

/// Returns strings of a format; empty if none are known.
pub(super) fn examples(format: &str) -> &'static [&'static str] {
    EXAMPLES
        .iter()
        .find(|(name, _)| *name == format)
        .map_or(&[], |(_, texts)| texts)
}

/// The strings are in the form that the types of the formats write.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("byte", &["", "QQ==", "YWI=", "YWJj", "AP/+"]),
    (
        "date",
        &[
            "2024-05-17",
            "1970-01-01",
            "2000-02-29",
            "9999-12-31",
            "0001-01-01",
        ],
    ),
    (
        "date-time",
        &[
            "2024-05-17T08:30:00Z",
            "1970-01-01T00:00:00Z",
            "2000-02-29T23:59:59.999Z",
            "1969-12-31T23:59:59.000000001Z",
            "0001-01-01T00:00:00Z",
        ],
    ),
    (
        "duration",
        &["P1D", "PT1H30M", "P3Y6M4DT12H30M5S", "P2W", "PT0S"],
    ),
    (
        "email",
        &[
            "a@example.org",
            "first.last+tag@mail.example.org",
            "\"a b\"@example.org",
        ],
    ),
    (
        "hostname",
        &["a", "example.org", "xn--bcher-kva.example", "1.example"],
    ),
    ("idn-email", &["a@example.org", "bücher@example.org"]),
    ("ipv4", &["127.0.0.1", "0.0.0.0", "255.255.255.255"]),
    (
        "ipv6",
        &["::", "::1", "2001:db8::ff00:42:8329", "::ffff:192.0.2.1"],
    ),
    ("iri", &["a:b", "https://example.org/bücher?q=ß#ä"]),
    ("iri-reference", &["", "/bücher", "https://example.org/ß"]),
    ("json-pointer", &["", "/a", "/a~1b/0/m~0n", "/"]),
    ("regex", &["", "^[a-z]+$", "(a|b)*"]),
    ("relative-json-pointer", &["0", "1/a", "2#"]),
    ("time", &["08:30:00Z", "23:59:60Z", "00:00:00.123+01:30"]),
    (
        "uri",
        &[
            "a:b",
            "https://example.org/path?query=1#part",
            "urn:isbn:0451450523",
            "mailto:a@example.org",
        ],
    ),
    ("uri-reference", &["", "/a", "?q=1", "https://example.org"]),
    ("uri-template", &["", "/users/{id}", "/search{?q,page*}"]),
    (
        "uuid",
        &[
            "00000000-0000-0000-0000-000000000000",
            "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::*;

    #[test]
    fn examples_are_of_their_format() {
        let formats = [
            BYTE,
            DATE,
            DATE_TIME,
            DURATION,
            EMAIL,
            #[cfg(feature = "idna")]
            HOSTNAME,
            IDN_EMAIL,
            IPV4,
            IPV6,
            IRI,
            IRI_REFERENCE,
            JSON_POINTER,
            RELATIVE_JSON_POINTER,
            TIME,
            URI,
            URI_REFERENCE,
            URI_TEMPLATE,
            UUID,
        ];
        for format in formats {
            let texts = examples(format.name());
            assert!(!texts.is_empty(), "{}", format.name());
            for text in texts {
                assert!(format.admits(text), "{} {text:?}", format.name());
            }
        }
    }
}
