//! Paths, traits and attributes of Rust in the settings.

use serde::{Deserialize, Deserializer, de};
use specwright_spec::{nearest, quote};
use std::fmt;
use syn::parse::Parser;

/// The crates of the compiler, which need no entry in a manifest.
const BUILT_IN: [&str; 3] = ["std", "core", "alloc"];

/// Traits that generated types have, or that depend on more than their contents.
const GENERATED: [&str; 7] = [
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "PartialEq",
    "Serialize",
];

/// A type of another crate, or `String`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypePath(pub String);

/// A trait to derive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivePath(pub String);

/// An attribute, such as `#[non_exhaustive]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute(pub String);

/// The name of a schema in the settings: `format:decimal`, or a JSON Pointer, perhaps after the path of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemaKey(pub String);

/// Returns the crate that a path begins with; none for the crate itself and those of the compiler.
pub fn crate_of(path: &str) -> Option<&str> {
    let name = path.trim_start_matches("::").split("::").next()?.trim();
    let is_crate = path.contains("::") && name != "crate" && !BUILT_IN.contains(&name);
    is_crate.then_some(name)
}

impl TypePath {
    fn parse(text: &str) -> Result<Self, String> {
        let invalid = |repair: &str| Err(format!("invalid type path {}: {repair}", quote(text)));
        let Ok(parsed) = syn::parse_str::<syn::TypePath>(text) else {
            return invalid("write the path of a type, such as `rust_decimal::Decimal`");
        };
        let first = parsed.path.segments.first().map(|it| it.ident.to_string());
        let first = first.unwrap_or_default();
        match (first.as_str(), parsed.path.segments.len()) {
            _ if parsed.qself.is_some() => invalid("write a path without `<… as …>`"),
            ("self" | "super" | "Self", _) => invalid("write the path from its crate"),
            ("String", 1) => Ok(Self("String".to_owned())),
            (_, 1) => invalid("write the path from its crate, such as `billing::Money`"),
            (root, 3) if BUILT_IN.contains(&root) && text.ends_with("string::String") => {
                Ok(Self("String".to_owned()))
            }
            _ => Ok(Self(absolute(text))),
        }
    }
}

impl DerivePath {
    fn parse(text: &str) -> Result<Self, String> {
        let invalid = |repair: String| Err(format!("invalid trait {}: {repair}", quote(text)));
        let Ok(parsed) = syn::parse_str::<syn::Path>(text) else {
            return invalid("write a trait, such as `Hash`, or its path".to_owned());
        };
        const KNOWN: [&str; 4] = ["Eq", "Hash", "Ord", "PartialOrd"];
        let last = parsed.segments.last().map(|it| it.ident.to_string());
        let last = last.unwrap_or_default();
        let is_path = parsed.segments.len() > 1;
        if GENERATED.contains(&last.as_str()) {
            return invalid(format!("generated types have `{last}` where they can"));
        }
        match is_path || KNOWN.contains(&text) {
            true if is_path => Ok(Self(absolute(text))),
            true => Ok(Self(text.to_owned())),
            false => match nearest(text, KNOWN) {
                Some(name) => invalid(format!("did you mean `{name}`?")),
                None => invalid("write its path, such as `schemars::JsonSchema`".to_owned()),
            },
        }
    }
}

impl Attribute {
    fn parse(text: &str) -> Result<Self, String> {
        match syn::Attribute::parse_outer.parse_str(text) {
            Ok(attributes) if attributes.len() == 1 => Ok(Self(text.to_owned())),
            _ => Err(format!(
                "invalid attribute {}: write one attribute, such as `#[non_exhaustive]`",
                quote(text)
            )),
        }
    }
}

impl SchemaKey {
    fn parse(text: &str) -> Result<Self, String> {
        let is_format = text
            .strip_prefix("format:")
            .is_some_and(|it| !it.is_empty());
        let pointer = text.split_once('#').map_or(text, |(_, pointer)| pointer);
        match is_format || pointer.starts_with('/') {
            true => Ok(Self(text.to_owned())),
            false => Err(format!(
                "invalid key {}: write `format:NAME` or a JSON Pointer, such as `/components/schemas/{}`",
                quote(text),
                text.rsplit('/').next().unwrap_or_default()
            )),
        }
    }
}

/// Returns a path that no item of the generated module changes.
fn absolute(text: &str) -> String {
    match text.starts_with("::") || text.starts_with("crate::") {
        true => text.to_owned(),
        false => format!("::{text}"),
    }
}

/// Implements `Deserialize` for a text that is parsed.
macro_rules! parsed {
    ($($ty:ident $expected:literal;)*) => {
        $(
            impl<'de> Deserialize<'de> for $ty {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    struct Text;

                    impl de::Visitor<'_> for Text {
                        type Value = $ty;

                        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                            f.write_str($expected)
                        }

                        fn visit_str<E: de::Error>(self, text: &str) -> Result<$ty, E> {
                            $ty::parse(text).map_err(E::custom)
                        }
                    }

                    deserializer.deserialize_str(Text)
                }
            }
        )*
    };
}

parsed! {
    TypePath "the path of a type";
    DerivePath "a trait";
    Attribute "an attribute";
    SchemaKey "a format or a JSON Pointer";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_named_from_their_crates() {
        let path = |text: &str| TypePath::parse(text).map(|it| it.0);
        assert_eq!(path("a::B").unwrap(), "::a::B");
        assert_eq!(path("crate::B").unwrap(), "crate::B");
        assert_eq!(path("a::B<c::D>").unwrap(), "::a::B<c::D>");
        assert_eq!(path("std::string::String").unwrap(), "String");
        for text in [
            "",
            "Money",
            "a::",
            "&str",
            "a b",
            "self::A",
            "<A as B>::C",
            "fn()",
        ] {
            assert!(path(text).is_err(), "{text}");
        }
        assert_eq!(crate_of("::a::B"), Some("a"));
        assert_eq!(crate_of("::std::net::IpAddr"), None);
        assert_eq!(crate_of("crate::B"), None);
        assert_eq!(crate_of("Hash"), None);
    }

    #[test]
    fn traits_and_attributes_are_parsed() {
        let derive = |text: &str| DerivePath::parse(text).map(|it| it.0);
        assert_eq!(derive("Hash").unwrap(), "Hash");
        assert_eq!(
            derive("schemars::JsonSchema").unwrap(),
            "::schemars::JsonSchema"
        );
        assert!(
            derive("Hsah")
                .unwrap_err()
                .ends_with("did you mean `Hash`?")
        );
        assert!(derive("Clone").unwrap_err().contains("have `Clone`"));
        assert!(Attribute::parse("#[non_exhaustive]").is_ok());
        for text in ["non_exhaustive", "#![a]", "#[a", "struct A;", "#[a] #[b]"] {
            assert!(Attribute::parse(text).is_err(), "{text}");
        }
        assert!(SchemaKey::parse("format:decimal").is_ok());
        assert!(SchemaKey::parse("a.yaml#/components/schemas/A").is_ok());
        assert!(
            SchemaKey::parse("Money")
                .unwrap_err()
                .contains("/components/schemas/Money")
        );
    }
}
