//! Matches ECMA-262 patterns that were compiled when generating.
//!
//! [`Table`] is an automaton over bytes, [`Class`] and [`spans`] are runs of code points, all of them `const fn`; a [`Program`]
//! is any other pattern. The time that each takes is linear in the length of the text, but for programs with back-references,
//! which have a budget. There is no parser here, and no dependency.

mod class;
mod table;

mod backtrack;
pub mod budget;
mod code;
mod machine;
mod nfa;
mod program;
mod scan;

pub use class::{Class, Span, ranges, spans};
pub use machine::{Machine, Verdict};
pub use program::Program;
pub use table::Table;
