//! The shapes of documents, by kind.

mod faults;
mod length;
mod nesting;
mod patterns;
mod references;
mod versions;
mod width;
mod yaml;

/// A shape of document that grows with a number.
pub struct Shape {
    /// The name.
    pub name: &'static str,
    /// The number in every run of the tests.
    pub short: usize,
    /// The number for a long run.
    pub long: usize,
    /// Returns the document for a number.
    pub document: fn(usize) -> String,
    /// True if a strict run accepts both sizes, false if it refuses both; none if either is correct.
    pub accepted: Option<bool>,
}

/// Returns all shapes.
pub fn all() -> impl Iterator<Item = &'static Shape> {
    let kinds = [
        nesting::SHAPES,
        yaml::SHAPES,
        width::SHAPES,
        references::SHAPES,
        length::SHAPES,
        faults::SHAPES,
        patterns::SHAPES,
        versions::SHAPES,
    ];
    kinds.into_iter().flatten()
}

/// A shape that a strict run accepts.
const fn accepted(
    name: &'static str,
    short: usize,
    long: usize,
    document: fn(usize) -> String,
) -> Shape {
    Shape {
        name,
        short,
        long,
        document,
        accepted: Some(true),
    }
}

/// A shape that a strict run refuses.
pub const fn refused(
    name: &'static str,
    short: usize,
    long: usize,
    document: fn(usize) -> String,
) -> Shape {
    Shape {
        name,
        short,
        long,
        document,
        accepted: Some(false),
    }
}

/// A shape that a strict run accepts or refuses.
const fn bounded(
    name: &'static str,
    short: usize,
    long: usize,
    document: fn(usize) -> String,
) -> Shape {
    Shape {
        name,
        short,
        long,
        document,
        accepted: None,
    }
}
