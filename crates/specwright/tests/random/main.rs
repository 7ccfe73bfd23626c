//! Random documents with all combinations of the features of real ones: each results in the same crates in every run, which compile
//! without warnings.
//!
//! A normal run has few documents, and one with `SPECWRIGHT_LONG=1` many. `SPECWRIGHT_SEEDS=10..20` selects documents, which are kept
//! beside their crates.

mod bodies;
mod compositions;
mod document;
mod maker;
mod names;
mod operations;
mod parameters;
mod paths;
mod responses;
mod scalars;
mod schemas;
mod swagger;

use specwright::Part;
use specwright::stages::{Crates, FileSet, Origin, packages};
use specwright_lower::{Downloads, Formats, Options, Untyped, lower};
use specwright_spec::{MemoryFiles, Report, ReportFormat, open, render};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// The documents of a short run.
const SEEDS: Range<u64> = 0..60;

/// The documents of a long run.
const LONG: Range<u64> = 0..5_000;

/// The time limit of a document, for a debug build on a loaded machine.
const TIME: Duration = Duration::from_secs(10);

#[test]
fn random_documents_are_generated_deterministically() {
    let seeds = seeds(SEEDS, LONG);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random");
    let (next, wrong) = (AtomicU64::new(seeds.start), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if !seeds.contains(&seed) {
                break;
            }
            if let Err(reason) = judge(seed, &out) {
                wrong
                    .lock()
                    .expect("no panic")
                    .push(format!("{seed}: {reason}"));
            }
        }
    };
    thread::scope(|scope| {
        // The stack size of the main thread.
        let spawn = |_| {
            thread::Builder::new()
                .stack_size(8 << 20)
                .spawn_scoped(scope, work)
        };
        let workers: Vec<_> = (0..2).map(spawn).collect();
        for worker in workers {
            worker
                .expect("a thread")
                .join()
                .expect("no document panics");
        }
    });
    let wrong = wrong.into_inner().expect("no panic");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_of_random_documents_compile_without_warnings() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random_compiled");
    let mut members = Vec::new();
    for seed in seeds(0..2, 0..100) {
        let Ok(files) = crates(seed, &document::document(seed).to_string(), &root) else {
            continue;
        };
        write(&files, &root);
        members.extend(Part::ALL.map(|part| format!("r{seed}-{}", part.suffix())));
    }
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\n"
    );
    fs::write(root.join("Cargo.toml"), manifest).expect("a new file");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
    let clippy = [
        "clippy",
        "--workspace",
        "--offline",
        "--keep-going",
        "--",
        "-Dwarnings",
        "-Dmissing_docs",
    ];
    let doc = [
        "doc",
        "--workspace",
        "--offline",
        "--no-deps",
        "--keep-going",
    ];
    let said = run(&root, &clippy) + &run(&root, &doc);
    assert!(said.is_empty(), "{said}");
}

/// Returns the output of cargo if it fails.
fn run(root: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(arguments)
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", target())
        .output()
        .expect("cargo runs");
    match output.status.success() {
        true => String::new(),
        false => String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The target folder of `round_trips`, which builds the same dependencies.
fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("round_trips/target")
}

/// Returns the seeds of the documents.
fn seeds(short: Range<u64>, long: Range<u64>) -> Range<u64> {
    if let Some(told) = std::env::var("SPECWRIGHT_SEEDS")
        .ok()
        .as_deref()
        .and_then(|told| told.split_once(".."))
    {
        let number = |text: &str| text.parse().expect("SPECWRIGHT_SEEDS is FROM..TO");
        return number(told.0)..number(told.1);
    }
    match std::env::var_os("SPECWRIGHT_LONG").is_some() {
        true => long,
        false => short,
    }
}

/// Generates the crates of a document twice.
fn judge(seed: u64, out: &Path) -> Result<(), String> {
    let start = Instant::now();
    let document = document::document(seed).to_string();
    let first = crates(seed, &document, out);
    let took = start.elapsed();
    if std::env::var_os("SPECWRIGHT_SEEDS").is_some() {
        let path: PathBuf = out.join(format!("{seed}.json"));
        fs::create_dir_all(out)
            .and_then(|()| fs::write(path, &document))
            .expect("a new file");
    }
    if took > TIME {
        return Err(format!("it takes {took:?}"));
    }
    let files = first?;
    let again = crates(seed, &document, out)?;
    match files == again {
        true => Ok(()),
        false => Err("two runs differ".to_owned()),
    }
}

/// Returns the crates of a document, or its errors.
fn crates(seed: u64, document: &str, out: &Path) -> Result<FileSet, String> {
    let files = MemoryFiles::new([("api.json", document.to_owned())]);
    let mut report = Report::new();
    let options = Options {
        untyped: if seed.is_multiple_of(5) {
            Untyped::Any
        } else {
            Untyped::Implied
        },
        downloads: if seed.is_multiple_of(3) {
            Downloads::Streamed
        } else {
            Downloads::Whole
        },
        formats: if seed.is_multiple_of(7) {
            Formats::Annotate
        } else {
            Formats::Typed
        },
        ..Options::default()
    };
    let api = open(&files, "api.json", &mut report)
        .and_then(|document| lower(&document, &options, &mut report));
    let Some(api) = api.filter(|_| !report.has_errors()) else {
        return Err(render(&report, ReportFormat::Json));
    };
    let crates = Crates::named(&format!("r{seed}"), &Part::ALL);
    let origin = Origin {
        command: "a test".to_owned(),
        source: "api.json".to_owned(),
    };
    Ok(packages(&api, &Part::ALL, &crates, &origin, out))
}

fn write(files: &FileSet, root: &Path) {
    for (path, text) in files.iter() {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a new file");
        fs::write(path, text).expect("a new file");
    }
}
