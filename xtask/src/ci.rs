//! `cargo xtask ci`: all checks of CI.

use crate::{borders, catalog, metadata, oldest_rust, packages, snapshots, style};
use specwright_cli::output::print_line;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The environment variable with the folder of conformance suites and real documents, which `specwright-testing` reads.
const SHARED: &str = "SPECWRIGHT_SHARED";

/// The runtime crate, which generated code imports.
const RUNTIME: &str = "specwright-runtime";

/// Runs every check and every test, and stops at the first failure.
pub fn run(root: &Path) -> Result<(), String> {
    step("formatting", || {
        cargo(root, &["fmt", "--all", "--check"], &[])
    })?;
    step("the crates' borders", || borders::check(root))?;
    step("packages to publish", || packages::check(root))?;
    step("style", || style::check(root))?;
    step("merged documents are up to date", || {
        cargo(root, &["xtask", "merge", "--check"], &[])
    })?;
    step("documents have no new weaknesses", || {
        cargo(root, &["xtask", "lint", "--deny", "warnings"], &[])
    })?;
    step("generated code is up to date", || {
        cargo(root, &["xtask", "codegen", "--check"], &[])
    })?;
    step("clippy", || {
        let package = ["clippy", "--workspace", "--all-targets", "--locked"];
        cargo(
            root,
            &[&package[..], &["--", "-D", "warnings"]].concat(),
            &[],
        )
    })?;
    step("the runtime's features, one at a time", || {
        each_feature(root)
    })?;
    step("the oldest compiler", || oldest_rust::check(root))?;
    step("the program without its allocator", || {
        let package = ["clippy", "--package", "specwright-cli", "--locked"];
        let features = ["--no-default-features", "--", "-D", "warnings"];
        cargo(root, &[&package[..], &features].concat(), &[])
    })?;
    step("documentation", || {
        cargo(
            root,
            &["doc", "--workspace", "--no-deps", "--locked"],
            &[("RUSTDOCFLAGS", "-D warnings".to_owned())],
        )
    })?;
    step("the guide as a book", || book(root))?;
    step("tests and suites", || test(root))?;
    step("real documents", || corpus(root))?;
    step("examples", || examples(root))?;
    step("layouts", || cargo(root, &["xtask", "layouts"], &[]))?;
    step("quickstart", || {
        let package = ["run", "--locked", "--quiet", "--package", "appmaker-tokens"];
        cargo(
            root,
            &[&package[..], &["--example", "quickstart"]].concat(),
            &[],
        )
    })
}

/// Checks the runtime with each feature alone. The workspace enables all of them, a generated crate only those that it needs.
fn each_feature(root: &Path) -> Result<(), String> {
    let metadata = metadata::of(root)?;
    let runtime =
        metadata::package(&metadata, RUNTIME).ok_or("the runtime is not in the workspace")?;
    metadata::features(runtime).try_for_each(|feature| {
        let package = ["clippy", "--package", RUNTIME, "--locked"];
        let features = ["--no-default-features", "--features", feature];
        let lints = ["--", "-D", "warnings"];
        cargo(root, &[&package[..], &features, &lints].concat(), &[])
    })
}

/// Builds the guide, if `mdbook` is installed. Tests of the program check its links, its commands and its code.
fn book(root: &Path) -> Result<(), String> {
    let build = ["build", "docs"];
    match Command::new("mdbook")
        .args(build)
        .current_dir(root)
        .status()
    {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`mdbook build docs` failed: {status}")),
        Err(_) => {
            print_line(format_args!("skipped: `mdbook` is not installed"));
            Ok(())
        }
    }
}

/// Runs all tests, with the suites if they are present, and checks that every snapshot is used and every diagnostic has one.
fn test(root: &Path) -> Result<(), String> {
    let references = snapshots::References::new(root)?;
    let mut environment = vec![
        ("INSTA_UPDATE", "no".to_owned()),
        (
            "INSTA_SNAPSHOT_REFERENCES_FILE",
            references.path().display().to_string(),
        ),
    ];
    environment.extend(shared(root)?.map(|shared| (SHARED, shared.display().to_string())));
    cargo(root, &["test", "--workspace", "--locked"], &environment)?;
    references.check(root)?;
    catalog::check(root)?;
    // Features that no member of the workspace enables.
    let runtime = ["test", "--package", RUNTIME, "--locked"];
    cargo(
        root,
        &[&runtime[..], &["--all-features", "--lib"]].concat(),
        &[],
    )
}

/// Returns the folder of the suites and real documents: the one in the environment, which must exist, or else the one beside the
/// repository, if it exists.
fn shared(root: &Path) -> Result<Option<PathBuf>, String> {
    let beside = root.join("../shared");
    match std::env::var_os(SHARED).map(PathBuf::from) {
        Some(named) if named.is_dir() => Ok(Some(named)),
        Some(named) => Err(format!(
            "{SHARED} is set to a folder that does not exist: {}",
            named.display()
        )),
        None if beside.is_dir() => Ok(Some(beside)),
        None => {
            skipped(&beside);
            Ok(None)
        }
    }
}

fn skipped(folder: &Path) {
    print_line(format_args!("skipped: {} does not exist", folder.display()));
}

/// Compares all real documents with the baseline, if they are present. A part of them, which rotates with each commit, is compiled,
/// and the types of a smaller part are tested with samples.
fn corpus(root: &Path) -> Result<(), String> {
    /// The lines of generated code to compile: more than half of the corpus, in less than four minutes on two idle cores (clippy
    /// takes about 160 µs of processor time per line).
    const LINES: &str = "1500000";
    /// The lines of generated code to test with samples, in about a minute.
    const PROVED: &str = "100000";
    let Some(shared) = shared(root)? else {
        return Ok(());
    };
    let documents = shared.join("corpus/dev");
    let documents = documents.display().to_string();
    let baseline = ["--baseline", "xtask/corpus.toml"];
    let parts = ["--compile", LINES, "--samples", PROVED];
    cargo(
        root,
        &[
            &["xtask", "corpus", documents.as_str()],
            &baseline[..],
            &parts[..],
        ]
        .concat(),
        &[],
    )
}

/// Runs the programs of `examples` whose documents are small, if the real documents are present.
fn examples(root: &Path) -> Result<(), String> {
    const CHEAP: [&str; 3] = ["anthropic", "jira", "kubernetes"];
    let Some(shared) = shared(root)? else {
        return Ok(());
    };
    let documents = shared.join("corpus/dev").display().to_string();
    let arguments = ["xtask", "examples", documents.as_str()];
    cargo(root, &[&arguments[..], &CHEAP].concat(), &[])
}

fn step(name: &str, run: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    print_line(format_args!("\n── {name}"));
    let start = Instant::now();
    run().map_err(|error| format!("{name}: {error}"))?;
    let seconds = start.elapsed().as_secs_f64();
    print_line(format_args!("── {name}: ok, {seconds:.0} s"));
    Ok(())
}

fn cargo(root: &Path, arguments: &[&str], environment: &[(&str, String)]) -> Result<(), String> {
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .envs(environment.iter().map(|(key, value)| (*key, value)))
        .current_dir(root)
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`cargo {}` failed: {status}", arguments.join(" ")))
    }
}
