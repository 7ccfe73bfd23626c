//! `format: uri` and `format: uri-reference`.

use super::json_types::JsonTypes;
use super::kept_text::kept_text;
use super::node::{Node, first_repeated_by};
use super::time::Formatted;
use super::{Json, Validate};
use crate::format::is_uri_reference;
use crate::{Constraints, Path, Report};
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

kept_text! {
    /// A URI, or a reference relative to one (RFC 3986, appendix A).
    ///
    /// ```
    /// use specwright_runtime::Uri;
    ///
    /// let uri: Uri = "https://example.org/a?b#c".parse()?;
    /// assert_eq!(uri.as_str(), "https://example.org/a?b#c");
    /// assert!("https://example.org/a b".parse::<Uri>().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Uri, NotAUri, "uri", "a URI or a relative reference", is_uri_reference
}

impl Uri {
    /// Returns true if it begins with a scheme: false for a relative reference.
    pub fn is_absolute(&self) -> bool {
        crate::format::URI.admits(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{from_slice, to_vec};

    #[test]
    fn uris_keep_their_text() {
        for text in ["HTTP://Example.ORG:80/%7Ea/../b", "/a", "", "?q", "urn:a:b"] {
            let json = serde_json::to_vec(text).unwrap();
            let uri: Uri = from_slice(&json).unwrap();
            assert_eq!(uri, text);
            assert_eq!(to_vec(&uri).unwrap(), json);
            assert_eq!(uri.is_absolute(), text.contains(':'), "{text}");
        }
        let error = from_slice::<Uri>(br#""a b""#).unwrap_err().to_string();
        assert_eq!(
            error,
            "expected a URI or a relative reference, found \"a b\""
        );
        assert_eq!(Uri::try_from("é".to_owned()), Err(NotAUri));
        assert!(crate::json::parse::<Uri>(br#""a b""#).is_err());
    }

    #[cfg(feature = "client")]
    #[test]
    fn a_malformed_uri_of_a_response_is_kept_but_not_sent() {
        let lenient = crate::json::time::Lenient::begin();
        let uri: Uri = crate::json::parse(br#""https://a/{b}""#).unwrap();
        drop(lenient);
        assert!(!uri.is_valid());
        assert_eq!(uri, "https://a/{b}");
        let violations = uri.validate().unwrap_err();
        assert_eq!(violations[0].keyword(), "format");
    }
}
