//! The types of JSON.

use std::fmt;
use std::ops::BitOr;

/// A set of JSON types (RFC 8259, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonTypes(u8);

impl JsonTypes {
    /// No type.
    pub const NONE: JsonTypes = JsonTypes(0);
    /// `null`
    pub const NULL: JsonTypes = JsonTypes(1);
    /// `true`, `false`
    pub const BOOLEAN: JsonTypes = JsonTypes(2);
    /// Numbers, integers included.
    pub const NUMBER: JsonTypes = JsonTypes(4);
    /// Strings.
    pub const STRING: JsonTypes = JsonTypes(8);
    /// Arrays.
    pub const ARRAY: JsonTypes = JsonTypes(16);
    /// Objects.
    pub const OBJECT: JsonTypes = JsonTypes(32);
    /// Any type.
    pub const ANY: JsonTypes = JsonTypes(63);

    /// Returns the union of the sets.
    pub const fn or(self, other: JsonTypes) -> JsonTypes {
        JsonTypes(self.0 | other.0)
    }

    /// Returns true if the sets have a type in common.
    pub const fn overlaps(self, other: JsonTypes) -> bool {
        self.0 & other.0 != 0
    }
}

impl JsonTypes {
    /// Returns true if the set is this type, with or without null.
    pub(crate) const fn is_only(self, kind: JsonTypes) -> bool {
        self.0 & !JsonTypes::NULL.0 == kind.0
    }
}

impl BitOr for JsonTypes {
    type Output = JsonTypes;

    fn bitor(self, other: JsonTypes) -> JsonTypes {
        self.or(other)
    }
}

/// The types in words: "a string or null".
impl fmt::Display for JsonTypes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WORDS: [(JsonTypes, &str); 6] = [
            (JsonTypes::OBJECT, "an object"),
            (JsonTypes::ARRAY, "an array"),
            (JsonTypes::STRING, "a string"),
            (JsonTypes::NUMBER, "a number"),
            (JsonTypes::BOOLEAN, "a boolean"),
            (JsonTypes::NULL, "null"),
        ];
        let mut words = WORDS
            .iter()
            .filter(|(kind, _)| self.overlaps(*kind))
            .map(|(_, word)| *word);
        f.write_str(words.next().unwrap_or("nothing"))?;
        words.try_for_each(|word| write!(f, " or {word}"))
    }
}
