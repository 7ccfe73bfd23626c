//! `cargo xtask corpus`: generates the documents of a folder one by one, compiles them together, and compares with a baseline.
//!
//! A name that nobody could guess is a fault of the generator ([`names`]), whatever the baseline says.
//!
//! Each document is generated in a separate process of this program ([`one`]), so that its memory can be measured, and a crash or a
//! hang becomes a line of the table. All crates are members of one workspace below `target/corpus`.

mod baseline;
mod compile;
mod documents;
mod limits;
mod names;
mod one;
mod outcome;
mod pointers;
mod repeats;
mod samples;
mod table;

use clap::Args;
use documents::Document;
use outcome::Outcome;
use specwright_cli::console::{Console, Exit};
use specwright_cli::output::{self, Stream, print_line};
use std::path::{Path, PathBuf};

pub use one::{One, run as run_one};

/// The arguments of `cargo xtask corpus`.
#[derive(Args, Clone, Debug)]
pub struct Corpus {
    /// Folder of the documents; those of several files are in `multi/ID`, with their root document in `multi/ID.root`.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Print the table as JSON.
    #[arg(long)]
    json: bool,
    /// Parts to generate.
    #[arg(long, value_delimiter = ',', default_value = "types,client,server", value_parser = ["types", "client", "server"])]
    only: Vec<String>,
    /// Documents to compile: all, none, or a part of about N lines, which rotates with each commit.
    #[arg(long, value_name = "all|N|none", default_value = "none")]
    compile: compile::Choice,
    /// Documents to test with valid and invalid samples, as for `--compile`.
    #[arg(long, value_name = "all|N|none", default_value = "none")]
    samples: compile::Choice,
    /// Generate only documents whose id contains this text.
    #[arg(long, value_name = "TEXT")]
    document: Option<String>,
    /// Repair faults in all documents, instead of only in those that are rejected.
    #[arg(long)]
    lenient: bool,
    /// File of the expected outcomes.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the baseline instead of comparing with it.
    #[arg(long, requires = "baseline", conflicts_with = "document")]
    update: bool,
}

/// A document and its outcome.
struct Row {
    document: Document,
    outcome: Outcome,
}

/// Runs a folder of documents. The exit status is 1 if crates do not compile without warnings, a process failed, or docs
/// only repeat a name, and 3 if an outcome differs from the baseline.
pub fn run(root: &Path, args: &Corpus, console: &Console) -> Exit {
    try_run(root, args, console).unwrap_or_else(|error| console.fail(&error))
}

fn try_run(root: &Path, args: &Corpus, console: &Console) -> Result<Exit, String> {
    let workspace = target(root).join("corpus");
    let rows = generate(args, &workspace)?;
    let findings = compile::compile(root, &workspace, &rows, args)?;
    let proofs = samples::prove(root, &workspace, &rows, args)?;
    match args.json {
        true => print_line(table::json(&rows, &findings)),
        false => output::write(Stream::Output, &table::text(&rows, &findings)),
    }
    output::write(Stream::Output, &samples::text(&proofs));
    let broken = rows.iter().any(|row| row.outcome.is_broken()) || !findings.is_empty();
    let broken = broken || proofs.iter().any(|proof| !proof.faults.is_empty());
    let broken = broken || rows.iter().any(|row| !row.outcome.repeats.is_empty());
    let met = match &args.baseline {
        Some(path) if args.update => baseline::write(path, &rows).map(|()| Exit::Success)?,
        Some(path) => baseline::check(path, &rows, args.document.is_none(), console)?,
        None => Exit::Success,
    };
    Ok(if broken { Exit::Errors } else { met })
}

/// Generates the documents one after the other, since each uses all processors.
fn generate(args: &Corpus, workspace: &Path) -> Result<Vec<Row>, String> {
    let mut documents = documents::find(&args.folder)?;
    if let Some(text) = &args.document {
        documents.retain(|document| document.id.contains(text.as_str()));
    }
    let outcome = |document: &Document| {
        let mut one = One::new(document, workspace, &args.only, args.lenient);
        let strict = limits::run(&one)?;
        if strict.is_refused() && !args.lenient {
            one.lenient = true;
            let lenient = limits::run(&one)?;
            if !lenient.is_refused() {
                return Ok(lenient.after(strict));
            }
        }
        Ok(strict)
    };
    let row = |document: Document| outcome(&document).map(|outcome| Row { document, outcome });
    documents.into_iter().map(row).collect()
}

/// Returns the target folder of cargo.
pub fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}
