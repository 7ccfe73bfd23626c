//! Generates the types and a client of the document as a module in `OUT_DIR`.

use specwright::{Generator, Layout, Part};
use std::process::ExitCode;

fn main() -> ExitCode {
    let petstore = Generator::new("../petstore.yaml")
        .layout(Layout::Module)
        .only([Part::Types, Part::Client]);
    match petstore.run() {
        Ok(outcome) => {
            print!("{}", outcome.cargo_instructions());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
