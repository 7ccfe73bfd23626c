//! The closed vocabulary of what Rust needs to know of an API.
