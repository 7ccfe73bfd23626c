//! The tasks of this workspace: their flags and paths. Most of the work is in `crates/`.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod borders;
mod catalog;
mod ci;
mod corpus;
mod cost;
mod examples;
mod layouts;
mod metadata;
mod oldest_rust;
mod packages;
mod snapshots;
mod style;

use clap::{Parser, Subcommand};
use specwright_cli::console::{Common, Console, Exit, Format};
use specwright_cli::diff::{DIFF_FORMATS, DiffFlags, diff};
use specwright_cli::flags::{LintFlags, ReadFlags, StageName};
use specwright_cli::{commands, doctor, output, workspace};
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The tasks of the Specwright workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Flags {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Merge the documentation pages of each API into its document.
    Merge {
        /// Write nothing; exit with status 3 if a document is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Generate the crates of each API.
    Codegen {
        /// Write nothing; exit with status 3 if a file is out of date.
        #[arg(long)]
        check: bool,
        /// Generate only this API, a folder below specs/.
        #[arg(long, value_name = "NAME")]
        api: Option<String>,
        /// Generate again after each change of a document or settings.
        #[arg(long, conflicts_with = "check")]
        watch: bool,
        /// Print an intermediate result of each API, and write nothing.
        #[arg(long, value_name = "STAGE", value_enum, conflicts_with_all = ["check", "watch"])]
        dump: Option<StageName>,
    },
    /// Report errors and weaknesses of documents, and repair them.
    Lint {
        /// OpenAPI or Swagger documents (YAML or JSON) [default: all of specs/].
        #[arg(value_name = "SPEC")]
        documents: Vec<PathBuf>,
        #[command(flatten)]
        read: ReadFlags,
        #[command(flatten)]
        lint: LintFlags,
    },
    /// Tell what the document of each API becomes, what is lost, and what to do about it.
    Doctor {
        /// Examine only this API, a folder below specs/.
        #[arg(long, value_name = "NAME")]
        api: Option<String>,
    },
    /// Compare two documents by meaning: what a change does to callers, servers and Rust code.
    Diff(DiffFlags),
    /// Generate and compile the crates of a folder of documents, and compare with a baseline.
    Corpus(corpus::Corpus),
    /// Generate one document, in a process started by `corpus`.
    #[command(hide = true)]
    CorpusOne(corpus::One),
    /// Measure the compilation of the crates of a document, and of other crates.
    Cost(cost::Cost),
    /// Run the programs in `examples` with clients of real documents.
    Examples {
        /// Folder of the documents.
        #[arg(value_name = "DIR")]
        documents: PathBuf,
        /// Names of programs [default: all].
        #[arg(value_name = "NAME")]
        names: Vec<String>,
    },
    /// Run the programs in `examples/layouts`, with generated code in each layout.
    Layouts,
    /// Run all checks of CI.
    Ci,
}

/// Returns the root of the checkout that this was called in. The program must not contain it, since checkouts that share a target
/// folder also share the program.
fn root() -> Option<PathBuf> {
    // `cargo run` sets it to the folder of this package.
    let here = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = here.or_else(|| env::current_dir().ok())?;
    let mut folders = here.ancestors();
    let root = folders.find(|it| it.join("xtask/Cargo.toml").is_file());
    root.map(Path::to_owned)
}

fn main() -> ExitCode {
    let flags = match output::parse::<Flags>() {
        Ok(flags) => flags,
        Err(exit) => return exit,
    };
    let console = flags.common.console();
    let Some(root) = root() else {
        return output::finish(console.fail("no workspace here; run `cargo xtask` in a checkout"));
    };
    let root = root.as_path();
    let refused = match flags.task {
        Task::Doctor { .. } => console.refuse_format(&[Format::Html]),
        Task::Diff(_) => console.refuse_format(&DIFF_FORMATS),
        _ => console.refuse_format(&[]),
    };
    output::finish(refused.unwrap_or_else(|| run(flags.task, root, &console)))
}

fn run(task: Task, root: &Path, console: &Console) -> Exit {
    match task {
        Task::Merge { check } => workspace::merge(root, check, console),
        Task::Codegen {
            api,
            dump: Some(stage),
            ..
        } => workspace::dump(root, api.as_deref(), stage.into(), console),
        Task::Codegen {
            check,
            api,
            watch: false,
            ..
        } => workspace::codegen(root, api.as_deref(), check, console),
        Task::Codegen { api, .. } => workspace::watch(root, api.as_deref(), console),
        Task::Lint {
            documents,
            read,
            lint,
        } if documents.is_empty() => workspace::lint(root, &read, &lint, console),
        Task::Lint {
            documents,
            read,
            lint,
        } => commands::lint(&documents, &read, &lint, console),
        Task::Doctor { api } => doctor::run_workspace(root, api.as_deref(), console),
        Task::Diff(flags) => diff(&flags, console),
        Task::Corpus(args) => corpus::run(root, &args, console),
        Task::CorpusOne(one) => corpus::run_one(&one, console),
        Task::Cost(args) => cost::run(root, &corpus::target(root), &args, console),
        Task::Examples { documents, names } => examples::run(root, &documents, &names, console),
        Task::Layouts => layouts::run(root, console),
        Task::Ci => ci::run(root).map_or_else(|error| console.fail(&error), |()| Exit::Success),
    }
}
