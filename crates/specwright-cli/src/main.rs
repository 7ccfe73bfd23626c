//! The program `specwright`: its flags. The commands are in the library of this crate.
#![warn(clippy::print_stdout, clippy::print_stderr)]

use clap::{Parser, Subcommand};
use specwright::Runtime;
use specwright_cli::commands::{self, Generate};
use specwright_cli::console::{Common, Console, Exit, Format};
use specwright_cli::diff::{DIFF_FORMATS, DiffFlags, diff};
use specwright_cli::doctor;
use specwright_cli::flags::{LayoutName, LintFlags, PartName, ReadFlags};
use specwright_cli::output;
use std::path::PathBuf;
use std::process::ExitCode;

/// The allocator. With that of glibc, a quarter of the time is spent on many small allocations (ARCHITECTURE.md, Speed).
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Generates Rust crates from OpenAPI documents: models, a client and server stubs.
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
    /// Generate the crates of a document.
    Generate {
        /// OpenAPI or Swagger document (YAML or JSON); `-` for standard input.
        #[arg(value_name = "SPEC")]
        document: PathBuf,
        #[command(flatten)]
        read: ReadFlags,
        /// Output folder of the crates, or folder of the module.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Arrangement of the code [default: crates].
        #[arg(long, value_enum, value_name = "LAYOUT")]
        layout: Option<LayoutName>,
        /// Crate name prefix [default: file name of the document].
        #[arg(long, value_name = "PREFIX")]
        name: Option<String>,
        /// Parts to generate, separated by commas [default: types,client,server].
        #[arg(long, value_enum, value_name = "PARTS", value_delimiter = ',')]
        only: Option<Vec<PartName>>,
        /// Runtime of the crates: bundled, path=DIR, version=REQUIREMENT or git=URL [default: bundled].
        #[arg(long, value_name = "SOURCE")]
        runtime: Option<Runtime>,
        /// Bundle test values too, for the features `samples` and `proptest` of the types.
        #[arg(long)]
        samples: bool,
        /// Cargo features of the crates: one for each tag, all on by default.
        #[arg(long, value_name = "KIND", value_parser = ["tags"])]
        features: Option<String>,
        /// Write nothing; exit with status 3 if a file is out of date.
        #[arg(long)]
        check: bool,
        /// Generate again after each change of the document or settings.
        #[arg(long, conflicts_with = "check")]
        watch: bool,
    },
    /// Report errors and weaknesses of documents, and repair them.
    Lint {
        /// OpenAPI or Swagger documents (YAML or JSON); `-` for standard input.
        #[arg(value_name = "SPEC", required = true)]
        documents: Vec<PathBuf>,
        #[command(flatten)]
        read: ReadFlags,
        #[command(flatten)]
        lint: LintFlags,
    },
    /// Tell what a document becomes, what is lost, and what to do about it.
    Doctor {
        /// OpenAPI or Swagger document (YAML or JSON); `-` for standard input.
        #[arg(value_name = "SPEC")]
        document: PathBuf,
        #[command(flatten)]
        read: ReadFlags,
    },
    /// Compare two documents by meaning: what a change does to callers, servers and Rust code.
    Diff(DiffFlags),
    /// Write a specwright.toml beside a document, with all settings as comments.
    Init {
        /// OpenAPI or Swagger document.
        #[arg(value_name = "SPEC", required_unless_present = "schema")]
        document: Option<PathBuf>,
        /// Print a JSON Schema of the settings, for editors, and write nothing.
        #[arg(long, conflicts_with = "document")]
        schema: bool,
    },
    /// Merge documentation pages into a document.
    Merge {
        /// Folder of the pages (*.md).
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Document to write.
        #[arg(long, value_name = "FILE", default_value = "openapi.yaml")]
        out: PathBuf,
        /// Write nothing; exit with status 3 if the document is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Apply overlays to a document, and print the result.
    Overlay {
        /// OpenAPI or Swagger document (YAML or JSON), or an overlay that extends one.
        #[arg(value_name = "SPEC")]
        document: PathBuf,
        /// Overlays to apply in order [default: those in specwright.toml].
        #[arg(value_name = "OVERLAY")]
        overlays: Vec<PathBuf>,
        /// Repair duplicate keys of the document, with a warning for each.
        #[arg(long)]
        lenient: bool,
        /// Root folder that the document must be in [default: folder of the first argument].
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
        /// File to write [default: standard output].
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// List the support for every field and keyword of every version.
    Support,
    /// Explain a diagnostic code or a rule of `lint`, with an example and a repair.
    Explain {
        /// Diagnostic code or name, such as SW0101, or rule of `lint` [default: list all].
        code: Option<String>,
    },
}

fn main() -> ExitCode {
    let flags = match output::parse::<Flags>() {
        Ok(flags) => flags,
        Err(exit) => return exit,
    };
    let console = flags.common.console();
    let refused = match flags.command {
        Command::Doctor { .. } => console.refuse_format(&[Format::Html]),
        Command::Diff(_) => console.refuse_format(&DIFF_FORMATS),
        _ => console.refuse_format(&[]),
    };
    output::finish(refused.unwrap_or_else(|| run(flags.command, &console)))
}

fn run(command: Command, console: &Console) -> Exit {
    match command {
        Command::Diff(flags) => diff(&flags, console),
        Command::Generate {
            document,
            read,
            out,
            layout,
            name,
            only,
            runtime,
            samples,
            features,
            check,
            watch,
        } => {
            let flags = Generate {
                document,
                read,
                out,
                layout: layout.map(Into::into),
                name,
                parts: only.map(|it| it.into_iter().map(Into::into).collect()),
                runtime,
                samples,
                tag_features: features.is_some(),
                check,
            };
            match watch {
                true => commands::watch(&flags, console),
                false => commands::generate(&flags, console),
            }
        }
        Command::Lint {
            documents,
            read,
            lint,
        } => commands::lint(&documents, &read, &lint, console),
        Command::Merge { folder, out, check } => commands::merge(&folder, &out, check, console),
        Command::Overlay {
            document,
            overlays,
            lenient,
            root,
            out,
        } => {
            let read = ReadFlags {
                lenient,
                root,
                overlays,
                ..ReadFlags::default()
            };
            commands::overlay(&document, &read, out.as_deref(), console)
        }
        Command::Doctor { document, read } => doctor::run(&document, &read, console),
        Command::Support => commands::support(),
        Command::Init { document, .. } => commands::init(document.as_deref(), console),
        Command::Explain { code } => commands::explain(code.as_deref(), console),
    }
}
