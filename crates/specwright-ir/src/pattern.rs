//! Compiled patterns. Their forms are those of `specwright-pattern`.

pub use specwright_pattern::{
    ByteSet, CharSet, Edge, Literal, LiteralPlace, Matcher, Part, Program, Run, Span, Table,
};

/// A pattern, by its position in [`Api::patterns`](crate::Api::patterns).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatternId(pub u32);

/// A pattern of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The function that matches it: `matches_mongo_id`, after the first of its users in the order of names.
    pub name: crate::Ident,
    /// The constant of its text: `MONGO_ID`.
    pub constant: crate::Ident,
    /// The pattern as written.
    pub source: String,
    /// The matcher.
    pub matcher: Matcher,
}

/// A set of code points that the matchers of patterns use.
#[derive(Clone, Debug, PartialEq)]
pub struct CharClass {
    /// Its constant: `CLASS_1`.
    pub constant: crate::Ident,
    /// The set.
    pub set: CharSet,
}
