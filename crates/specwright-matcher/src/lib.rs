//! Matches ECMA-262 patterns that the generator has compiled.
//!
//! [`Table`] is an automaton over bytes, [`Class`] and [`spans`] match runs of code points, all in `const fn`; a [`Program`] is any
//! other pattern. The time of a search is linear in the length of the text, except for programs with back-references, which have a
//! step limit. This crate has no pattern parser and no dependencies.

mod class;
mod table;

mod backtrack;
pub mod budget;
mod code;
mod machine;
mod nfa;
mod program;
mod scan;

#[cfg(feature = "sources")]
#[doc(hidden)]
pub mod sources;

pub use class::{Class, Span, ranges, spans};
pub use machine::{Machine, Verdict};
pub use program::Program;
pub use table::Table;
