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
    /// How it is matched.
    pub matcher: Matcher,
}

/// How a pattern is matched.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// Every string.
    Always,
    /// No string.
    Never,
    /// The whole string is these runs of bytes, in order; at most one varies in length.
    Runs(Vec<Run>),
    /// These runs, each of one length, are at an end of the string.
    Part(Edge, Vec<Run>),
    /// So many bytes of the set, one after the other, are somewhere in the string.
    Stretch(ByteSet, u32),
    /// One of these texts is the string, or is in its place.
    Literals(Vec<Literal>),
    /// A minimised automaton over bytes.
    Table(Table),
    /// The whole string is these runs of code points, in order; at most one varies in length.
    Spans(Vec<Span>),
    /// A code point of the set is somewhere in the string.
    Contains(CharSet),
    /// The string is of each of these matchers, or not where `true` is beside it.
    All(Vec<(Matcher, bool)>),
    /// Anything else.
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

/// A text, and where in a string it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// Where it is.
    pub place: Place,
    /// The text.
    pub text: String,
}

/// Where in a string a text is.
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

/// A set of code points, as inclusive ranges in order. Patterns share what is generated of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharSet(pub Vec<(char, char)>);

/// A minimal automaton over classes of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The text from which the runtime builds it.
    pub text: String,
    /// How many bytes it takes then.
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
