//! `cargo xtask layouts`: generates the code of the programs in `examples/layouts` in each layout, and runs the programs.

use crate::corpus::target;
use crate::examples::run_program;
use specwright::{Generator, Layout, Part};
use specwright_cli::console::{Console, Exit};
use std::path::Path;

/// A program, and the place and layout of its generated code.
struct Program {
    /// The folder in `examples/layouts`.
    name: &'static str,
    /// The folder of the generated code, and its layout; none if a build script generates it.
    generated: Option<(&'static str, Layout)>,
}

const PROGRAMS: [Program; 4] = [
    Program {
        name: "crates",
        generated: Some(("api", Layout::Crates)),
    },
    Program {
        name: "crate",
        generated: Some(("api", Layout::Crate)),
    },
    Program {
        name: "module",
        generated: Some(("src/petstore", Layout::Module)),
    },
    Program {
        name: "build-script",
        generated: None,
    },
];

/// Generates the code and runs all programs.
pub fn run(root: &Path, console: &Console) -> Exit {
    let mut programs = PROGRAMS.iter();
    let result = programs.try_for_each(|it| run_one(root, it));
    result.map_or_else(|error| console.fail(&error), |()| Exit::Success)
}

fn run_one(root: &Path, program: &Program) -> Result<(), String> {
    let (name, layouts) = (program.name, root.join("examples/layouts"));
    let folder = layouts.join(name);
    if let Some((out, layout)) = program.generated {
        let generator = Generator::new(layouts.join("petstore.yaml"))
            .layout(layout)
            .only([Part::Types, Part::Client])
            .out(folder.join(out));
        let check = generator.clone().check(true);
        let written = generator.run().and_then(|_| check.run());
        written.map_err(|error| format!("{name}: {error}"))?;
    }
    run_program(root, &format!("layouts/{name}"), &target(root))
}
