//! Parses, checks and compiles ECMA-262 patterns for the generator.
//!
//! JSON Schema's `pattern` (Validation, section 6.3.3) is an ECMA-262 regular expression that searches a string. [`compile()`]
//! parses it as with the `u` flag, over code points, and compiles it to a [`Matcher`]: runs and small tables where possible, or else
//! the code of a program that `specwright-matcher` interprets, in linear time or, with back-references, with a step limit:
//!
//! ```text
//! pattern ─ dialect ─► parse ─► Node ─ lower ─► Hir ─ runs ─────────────────► Matcher::Runs
//!            slashes,   u, then         trim     ├──── literals, parts ────────► Matcher::{Literals, Part, Stretch}
//!            (?i)       Annex B                  ├──── spans ────────────────► Matcher::{Spans, Contains}
//!                                                ├──── dfa ─► minimise ─┬──► Matcher::Table
//!                                                │      └─ language     └──► Matcher::{Always, Never}
//!                                                │ look-ahead and -behind as products
//!                                                ├──── conjunction ──────────► Matcher::All
//!                        anything else ──────────┴─────────────────────────► Matcher::Program
//! ```
//!
//! The crate is independent of OpenAPI. No pattern makes it panic, overflow the stack, or run for long: nesting, counts, automata and
//! tables have limits, beyond which a pattern is rejected or becomes a program.
//!
//! ```
//! use specwright_pattern::{Matcher, compile};
//!
//! let id = compile("^[0-9a-fA-F]{24}$").unwrap();
//! assert!(matches!(id.matcher, Matcher::Runs(_)));
//! assert!(id.facts.ascii);
//! assert_eq!((id.facts.min_length, id.facts.max_length), (24, Some(24)));
//! assert_eq!(id.is_match("507f1f77bcf86cd799439011"), Some(true));
//! ```

mod compile;
mod error;
mod matcher;

mod dialect;
mod intended;

mod annex_b;
mod ast;
mod class;
mod cursor;
mod escape;
mod groups;
mod parse;
mod property;
mod property_names;
mod quantifier;
mod sets;

mod spans;

mod conjunction;
mod literals;
mod lower;
mod parts;
mod runs;
mod trim;

mod analyse;
mod chain;
mod dfa;
mod facts;
mod inclusion;
mod language;
mod minimise;
mod pack;
mod product;
mod program;
mod table;
mod utf8;

mod sample;

#[cfg(feature = "sources")]
#[doc(hidden)]
pub mod sources;

pub use compile::{compile, program, table};
pub use error::{Error, ErrorKind, Warning, WarningKind};
pub use facts::StringFacts;
pub use inclusion::Language;
pub use intended::intended;
pub use matcher::{ByteSet, Compiled, Cost, Edge, Literal, LiteralPlace, Matcher, Part, Run};
pub use program::Program;
pub use sample::{Choose, Sampler};
pub use spans::{CharSet, Span};
pub use table::{MAX_BYTES, Table};
