//! Compares two documents by meaning, and the Rust code that they become.
//!
//! A [`Change`] has two verdicts: [`Wire`] says whether old clients and old servers still work together with new ones, and
//! [`Source`] says whether crates that import the generated types still build.
//!
//! ```text
//! Document, Document ─ wire ─▶ Vec<Change>      operations, parameters, bodies, responses, security, servers
//!                       └ schema ─▶ form ─▶     the values that schemas admit, compared by inclusion
//! Api, Api ─ source ─▶ SourceVerdict            public items of the generated crates
//! ```

mod change;
mod date;
mod form;
mod inclusion;
pub mod report;
mod rules;
pub mod source;
mod verdict;
mod wire;

pub use change::{Change, Direction, Operation};
pub use date::Date;
pub use rules::{Level, Rule, explain, markdown as rules_in_markdown, rules};
pub use verdict::{Source, Wire};
pub use wire::{Compared, compare, compare_on};
