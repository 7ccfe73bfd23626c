//! A Document, lowered to what Rust needs to know: every decision of the generator.
