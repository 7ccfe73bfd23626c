//! The verdicts on a change.

/// The effect of a change on clients and servers that were built for the other document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wire {
    /// The meaning is the same.
    Same,
    /// Old clients and old servers still work.
    Compatible,
    /// It may break some callers, in a way that the document cannot tell.
    Risky,
    /// An old client or an old server fails.
    Breaking,
    /// Inclusion cannot be decided; the text says what was tried.
    Undecided(String),
}

/// The effect of a change on Rust code that imports a generated crate, in the words of Semantic Versioning 2.0.0 as Cargo
/// reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Nothing that is public changes.
    Patch,
    /// Items are added; what built still builds.
    Minor,
    /// Code that built may fail to build.
    Major,
}
