//! The intermediate representation, as Rust tokens.
