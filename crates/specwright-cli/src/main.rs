//! The program: flags only; the commands are in the library beside it.
#![warn(clippy::print_stdout, clippy::print_stderr)]

use clap::{Parser, Subcommand};
use specwright_cli::commands::{self, Generate};
use specwright_cli::console::Common;
use specwright_cli::flags::{PartName, Reading};
use specwright_cli::output;
use std::path::PathBuf;
use std::process::ExitCode;

/// A quarter of the time went into glibc's: nodes, names and tokens are many small pieces of memory (ARCHITECTURE.md, Speed).
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// OpenAPI documents into Rust crates: models, a client and server stubs.
#[derive(Parser)]
#[command(name = "specwright", version)]
struct Flags {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the crates of a document.
    Generate {
        /// The document: YAML or JSON.
        #[arg(value_name = "SPEC")]
        document: PathBuf,
        #[command(flatten)]
        reading: Reading,
        /// The folder to write the crates into.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The beginning of the crates' names; the document's file name unless told.
        #[arg(long)]
        name: Option<String>,
        /// The parts to write.
        #[arg(
            long,
            value_enum,
            value_delimiter = ',',
            default_value = "types,client,server"
        )]
        only: Vec<PartName>,
        /// Write nothing; exit with 3 if something is stale.
        #[arg(long)]
        check: bool,
    },
    /// Say what is wrong or doubtful in documents.
    Lint {
        /// The documents.
        #[arg(value_name = "SPEC", required = true)]
        documents: Vec<PathBuf>,
        #[command(flatten)]
        reading: Reading,
        /// Exit with 1 on warnings, too.
        #[arg(long, value_name = "WHAT", value_parser = ["warnings"])]
        deny: Option<String>,
    },
    /// Merge documentation pages into a document.
    Merge {
        /// The folder of the pages (*.md).
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The document to write.
        #[arg(long, value_name = "FILE", default_value = "openapi.yaml")]
        out: PathBuf,
        /// Write nothing; exit with 3 if the document is stale.
        #[arg(long)]
        check: bool,
    },
    /// Print every field and keyword of every version, and what becomes of it.
    Support,
    /// Say what the code of a diagnostic means, with an example and its repair.
    Explain {
        /// The code or its name.
        code: String,
    },
}

fn main() -> ExitCode {
    let flags = match output::parse::<Flags>() {
        Ok(flags) => flags,
        Err(exit) => return exit,
    };
    let console = flags.common.console();
    let exit = match flags.command {
        Command::Generate {
            document,
            reading,
            out,
            name,
            only,
            check,
        } => {
            let parts = only.into_iter().map(Into::into).collect();
            commands::generate(
                &Generate {
                    document,
                    reading,
                    out,
                    name,
                    parts,
                    check,
                },
                &console,
            )
        }
        Command::Lint {
            documents,
            reading,
            deny,
        } => commands::lint(&documents, &reading, deny.is_some(), &console),
        Command::Merge { folder, out, check } => commands::merge(&folder, &out, check, &console),
        Command::Support => commands::support(),
        Command::Explain { code } => commands::explain(&code, &console),
    };
    output::finish(exit)
}
