//! The `build.rs` of a crate that generates its models whenever the document changes.
//!
//! With `specwright` in `[build-dependencies]`, the models are in `OUT_DIR` before the crate itself is compiled. Warnings
//! about the document are shown by cargo.

use specwright::{Error, Generator, Part};

/// Runs the script.
pub fn main() {
    if let Err(error) = generate() {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

/// Generates the models of `openapi.yaml`, or checks in CI that those that are committed are up to date.
fn generate() -> Result<(), Error> {
    let models = Generator::new("openapi.yaml")
        .name("pets")
        .only([Part::Types])
        .lenient(true);
    // Committed crates are checked in place; others are generated in OUT_DIR, the default.
    let models = match std::env::var_os("PETS_COMMITTED") {
        Some(folder) => models.out(folder).check(true),
        None => models,
    };
    let outcome = models.run()?;
    for input in &outcome.inputs {
        println!("cargo::rerun-if-changed={}", input.display());
    }
    for warning in outcome.diagnostics.iter() {
        println!("cargo::warning={warning}");
    }
    Ok(())
}
