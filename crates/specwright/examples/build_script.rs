//! The `build.rs` of a crate that generates its models whenever the document changes.
//!
//! With `specwright` in `[build-dependencies]`, the models are in `OUT_DIR` before the crate itself is compiled, which includes them:
//!
//! ```ignore
//! mod pets {
//!     include!(concat!(env!("OUT_DIR"), "/pets/mod.rs"));
//! }
//! ```
//!
//! Warnings about the document, and about dependencies that the crate lacks, are shown by cargo.

use specwright::{Generator, Layout, Part};

/// Runs the script.
pub fn main() {
    let models = Generator::new("openapi.yaml")
        .name("pets")
        .layout(Layout::Module)
        .only([Part::Types])
        .lenient(true);
    match models.run() {
        Ok(outcome) => print!("{}", outcome.cargo_instructions()),
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}
