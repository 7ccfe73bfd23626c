//! Compiled patterns, in the form in which code is written for them.

/// A pattern, by its position in [`Api::patterns`](crate::Api::patterns).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatternId(pub u32);

/// A pattern of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The function that matches it: `matches_mongo_id`, after the first of its users in the order of names.
    pub name: crate::Ident,
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
    /// A backtracking engine; `true` for the `u` flag.
    Engine(bool),
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

/// A minimal automaton over classes of bytes. A state is the place where its row begins in `transitions`; a cell is the next
/// state. Rows are in such an order that comparing a state tells what it is:
///
/// | state | |
/// |---|---|
/// | `0 .. forever` | accepts, whatever follows |
/// | `forever .. live` | rejects, whatever follows |
/// | `live .. accepting` | rejects if the string ends here |
/// | `accepting ..` | accepts if the string ends here |
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The class of each byte.
    pub classes: Box<[u8; 256]>,
    /// How many classes there are.
    pub stride: usize,
    /// The rows.
    pub transitions: Vec<u16>,
    /// The state before the first byte.
    pub start: u16,
    /// Where the rows end that accept whatever follows.
    pub forever: u16,
    /// Where the rows end that nothing leads out of.
    pub live: u16,
    /// Where the rows begin that accept if the string ends.
    pub accepting: u16,
}
