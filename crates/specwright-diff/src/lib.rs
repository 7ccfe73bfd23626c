//! Compares two documents by meaning, and the Rust code that they become.
//!
//! A [`Change`] has two verdicts: [`Wire`] says whether old clients and old servers still work together with new ones, and
//! [`Source`] says whether crates that import the generated types still build.

mod change;
mod verdict;

pub use change::{Change, Direction, Operation};
pub use verdict::{Source, Wire};
