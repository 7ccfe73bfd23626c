//! Compiled patterns, in the form in which code is written for them.

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

/// The strategy that matches a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// Every string.
    Always,
    /// No string.
    Never,
    /// The whole string is these runs of bytes, in order; at most one varies in length.
    Runs(Vec<Run>),
    /// The string begins or ends with these runs, each of a fixed length.
    Part(Edge, Vec<Run>),
    /// The string contains this many consecutive bytes of the set.
    Stretch(ByteSet, u32),
    /// The string has one of these texts at its position.
    Literals(Vec<Literal>),
    /// A minimised automaton over bytes.
    Table(Table),
    /// The whole string is these runs of code points, in order; at most one varies in length.
    Spans(Vec<Span>),
    /// The string contains a code point of the set.
    Contains(CharSet),
    /// The string matches each of these matchers, or does not match it if its flag is `true`.
    All(Vec<(Matcher, bool)>),
    /// A program for the runtime's interpreter.
    Program(Program),
}

impl Matcher {
    /// Returns true if the matcher is generated as a `const fn`.
    pub fn is_const(&self) -> bool {
        !matches!(self, Matcher::Program(_))
    }
}

/// An end of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its start.
    Start,
    /// Its end.
    End,
}

/// A text at a position in a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The position of the text.
    pub place: Place,
    /// The text.
    pub text: String,
}

/// The position of a text in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the string.
    Whole,
    /// At the start.
    Start,
    /// At the end.
    End,
    /// Anywhere.
    Anywhere,
}

/// Consecutive bytes of one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The set.
    pub set: ByteSet,
    /// The least number of bytes.
    pub min: u32,
    /// The greatest number of bytes; none for no bound.
    pub max: Option<u32>,
}

/// A set of bytes, as inclusive ranges in order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ByteSet(pub Vec<(u8, u8)>);

/// Consecutive code points of one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The set.
    pub set: CharSet,
    /// The least number of code points.
    pub min: u32,
    /// The greatest number of code points; none for no bound.
    pub max: Option<u32>,
}

/// A set of code points, as inclusive ranges in order. Patterns share the constant of a set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharSet(pub Vec<(char, char)>);

/// A minimal automaton over classes of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The packed text that the runtime builds the table from.
    pub text: String,
    /// The size of the table in bytes.
    pub bytes: usize,
}

/// A pattern as code that the runtime interprets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The code.
    pub code: Vec<u8>,
    /// The sets that it refers to by their position.
    pub classes: Vec<CharSet>,
}
