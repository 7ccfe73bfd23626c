//! The Specwright pipeline: a document in, Rust crates out.
