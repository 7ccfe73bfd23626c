//! The types of JSON.

use std::fmt;
use std::ops::BitOr;

/// A set of JSON types (RFC 8259, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// No type.
    pub const NONE: Kinds = Kinds(0);
    /// `null`
    pub const NULL: Kinds = Kinds(1);
    /// `true`, `false`
    pub const BOOLEAN: Kinds = Kinds(2);
    /// Numbers, integers included.
    pub const NUMBER: Kinds = Kinds(4);
    /// Strings.
    pub const STRING: Kinds = Kinds(8);
    /// Arrays.
    pub const ARRAY: Kinds = Kinds(16);
    /// Objects.
    pub const OBJECT: Kinds = Kinds(32);
    /// Any type.
    pub const ANY: Kinds = Kinds(63);

    /// The types of both sets.
    pub const fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// Whether there is a type in both sets.
    pub const fn overlaps(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }
}

impl Kinds {
    /// Whether this is the one type, or null beside it.
    pub(crate) const fn is_only(self, kind: Kinds) -> bool {
        self.0 & !Kinds::NULL.0 == kind.0
    }
}

impl BitOr for Kinds {
    type Output = Kinds;

    fn bitor(self, other: Kinds) -> Kinds {
        self.or(other)
    }
}

/// In words: "a string or null".
impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WORDS: [(Kinds, &str); 6] = [
            (Kinds::OBJECT, "an object"),
            (Kinds::ARRAY, "an array"),
            (Kinds::STRING, "a string"),
            (Kinds::NUMBER, "a number"),
            (Kinds::BOOLEAN, "a boolean"),
            (Kinds::NULL, "null"),
        ];
        let mut words = WORDS
            .iter()
            .filter(|(kind, _)| self.overlaps(*kind))
            .map(|(_, word)| *word);
        f.write_str(words.next().unwrap_or("nothing"))?;
        words.try_for_each(|word| write!(f, " or {word}"))
    }
}
