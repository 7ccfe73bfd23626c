//! The tasks of this workspace: flags and paths only; the work is in `crates/`.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod borders;
mod ci;
mod corpus;
mod cost;
mod metadata;
mod snapshots;
mod style;

use clap::{Parser, Subcommand};
use specwright_cli::console::{Common, Exit};
use specwright_cli::flags::{Reading, StageName};
use specwright_cli::{commands, output, workspace};
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
        /// Write nothing; exit with 3 if a document is stale.
        #[arg(long)]
        check: bool,
    },
    /// Generate the crates of each API.
    Codegen {
        /// Write nothing; exit with 3 if a file is stale.
        #[arg(long)]
        check: bool,
        /// Only this API: a folder below specs/.
        #[arg(long, value_name = "NAME")]
        api: Option<String>,
        /// Generate again whenever the document or its settings change.
        #[arg(long, conflicts_with = "check")]
        watch: bool,
        /// Print a stage of each API, and write nothing.
        #[arg(long, value_name = "STAGE", value_enum, conflicts_with_all = ["check", "watch"])]
        dump: Option<StageName>,
    },
    /// Report what is wrong or doubtful in documents; all of specs/ unless told.
    Lint {
        /// The documents.
        #[arg(value_name = "SPEC")]
        documents: Vec<PathBuf>,
        #[command(flatten)]
        reading: Reading,
        /// Exit with 1 on warnings, too.
        #[arg(long, value_name = "WHAT", value_parser = ["warnings"])]
        deny: Option<String>,
    },
    /// Generate a folder of documents, compile them together, and compare with a baseline.
    Corpus(corpus::Corpus),
    /// Generate one of them, as `corpus` asks for.
    #[command(hide = true)]
    CorpusOne(corpus::One),
    /// Measure what the crates of a document cost to compile, beside other crates.
    Cost(cost::Cost),
    /// Everything that CI runs, in its order.
    Ci,
}

fn main() -> ExitCode {
    let flags = match output::parse::<Flags>() {
        Ok(flags) => flags,
        Err(exit) => return exit,
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask stands in the workspace");
    let console = flags.common.console();
    let exit = match flags.task {
        Task::Merge { check } => workspace::merge(root, check, &console),
        Task::Codegen {
            api,
            dump: Some(stage),
            ..
        } => workspace::dump(root, api.as_deref(), stage.into(), &console),
        Task::Codegen {
            check,
            api,
            watch: false,
            ..
        } => workspace::codegen(root, api.as_deref(), check, &console),
        Task::Codegen { api, .. } => workspace::watch(root, api.as_deref(), &console),
        Task::Lint {
            documents,
            reading,
            deny,
        } if documents.is_empty() => workspace::lint(root, &reading, deny.is_some(), &console),
        Task::Lint {
            documents,
            reading,
            deny,
        } => commands::lint(&documents, &reading, deny.is_some(), &console),
        Task::Corpus(told) => corpus::run(root, &told, &console),
        Task::CorpusOne(one) => corpus::run_one(&one, &console),
        Task::Cost(told) => cost::run(root, &corpus::target(root), &told, &console),
        Task::Ci => ci::run(root).map_or_else(|error| console.fail(&error), |()| Exit::Fresh),
    };
    output::finish(exit)
}
