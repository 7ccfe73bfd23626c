//! `cargo xtask cost`: measures the compilation of generated crates, and of other crates for comparison.
//!
//! The dependencies are built first. The measured command is one `cargo check` of the types and the client. GNU `time` measures the
//! processor time of cargo and all compilers, and the memory of the largest process.

use clap::Args;
use specwright::{Part, Runtime};
use specwright_cli::commands::{self, Generate};
use specwright_cli::console::{Console, Exit};
use specwright_cli::flags::ReadFlags;
use specwright_cli::output::print_line;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The arguments of `cargo xtask cost`.
#[derive(Args, Clone, Debug)]
pub struct Cost {
    /// OpenAPI or Swagger document (YAML or JSON).
    #[arg(value_name = "SPEC")]
    document: PathBuf,
    /// Another crate or workspace to measure, such as that of another generator.
    #[arg(long = "with", value_name = "CRATE_DIR")]
    others: Vec<PathBuf>,
    /// Number of measurements of each; the fastest is shown.
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
}

/// The time and memory of a `cargo check`.
#[derive(Clone, Copy, Debug)]
struct Usage {
    seconds: f64,
    mebibytes: f64,
}

/// Generates the crates of a document, and prints the cost of compiling them and the other crates.
pub fn run(root: &Path, target: &Path, args: &Cost, console: &Console) -> Exit {
    try_run(root, target, args, console).unwrap_or_else(|error| console.fail(&error))
}

fn try_run(root: &Path, target: &Path, args: &Cost, console: &Console) -> Result<Exit, String> {
    let target = std::path::absolute(target).map_err(|error| error.to_string())?;
    let workspace = target.join("cost");
    let generate = Generate {
        document: args.document.clone(),
        read: ReadFlags::default(),
        out: workspace.clone(),
        name: Some("cost".to_owned()),
        layout: None,
        parts: Some(vec![Part::Types, Part::Client]),
        runtime: Some(Runtime::Path(root.join("crates/specwright-runtime"))),
        samples: false,
        tag_features: false,
        check: false,
    };
    let exit = commands::generate(&generate, console);
    if exit != Exit::Success {
        return Ok(exit);
    }
    write_workspace(root, &workspace).map_err(|error| error.to_string())?;
    let folders = [workspace].into_iter().chain(args.others.iter().cloned());
    let mut first = None;
    for folder in folders {
        let taken = measure(&folder, &target.join("cost-build"), args.runs)?;
        let lines =
            rust_files(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let lines = lines
            .iter()
            .map(|path| lines_of(path))
            .sum::<io::Result<usize>>();
        let lines = lines.map_err(|error| error.to_string())?;
        let ours = *first.get_or_insert(taken);
        print_line(format_args!(
            "{:>7.2} s {:>6.0} MB {lines:>8} lines  ({:>3.0}% of the time, {:>3.0}% of the memory)  {}",
            taken.seconds,
            taken.mebibytes,
            100.0 * ours.seconds / taken.seconds,
            100.0 * ours.mebibytes / taken.mebibytes,
            folder.display(),
        ));
    }
    Ok(Exit::Success)
}

/// Writes the manifest of the workspace, and copies the lock file of this workspace.
fn write_workspace(root: &Path, workspace: &Path) -> io::Result<()> {
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"cost-types\", \"cost-client\"]\n";
    fs::write(workspace.join("Cargo.toml"), members)?;
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock")).map(drop)
}

/// Builds the dependencies of the crates in a folder, and returns the least of several measurements.
fn measure(folder: &Path, build: &Path, runs: usize) -> Result<Usage, String> {
    check(folder, build, &[])?;
    let mut least: Option<Usage> = None;
    for _ in 0..runs.max(1) {
        let files = rust_files(folder).map_err(|error| error.to_string())?;
        files
            .iter()
            .try_for_each(|path| touch(path))
            .map_err(|error| error.to_string())?;
        let output = check(folder, build, &["time", "--format", "%U %S %M"])?;
        let taken = parse_usage(&String::from_utf8_lossy(&output.stderr))
            .ok_or("GNU time is required: `time` has no option `--format`")?;
        least = Some(match least {
            Some(least) if least.seconds <= taken.seconds => least,
            _ => taken,
        });
    }
    least.ok_or_else(|| "nothing was measured".to_owned())
}

/// Runs `cargo check` with another command as its prefix.
fn check(folder: &Path, build: &Path, prefix: &[&str]) -> Result<Output, String> {
    let words = [prefix, &[env!("CARGO"), "check", "--quiet", "--workspace"]].concat();
    let output = Command::new(words[0])
        .args(&words[1..])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", build)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .map_err(|error| format!("cannot run `{}`: {error}", words[0]))?;
    match output.status.success() {
        true => Ok(output),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// Parses the last line of the output of `time`: user seconds, system seconds and kibibytes.
fn parse_usage(output: &str) -> Option<Usage> {
    let mut words = output.lines().last()?.split(' ').map(str::parse::<f64>);
    let mut next = || words.next()?.ok();
    let (user, system, kibibytes) = (next()?, next()?, next()?);
    Some(Usage {
        seconds: user + system,
        mebibytes: kibibytes / 1024.0,
    })
}

/// Updates the modification time of a file, so that cargo compiles it again.
fn touch(path: &Path) -> io::Result<()> {
    File::options()
        .append(true)
        .open(path)?
        .set_modified(std::time::SystemTime::now())
}

fn lines_of(path: &Path) -> io::Result<usize> {
    Ok(fs::read_to_string(path)?.lines().count())
}

/// Returns the Rust files in the `src` folders of the crates in a folder.
fn rust_files(top: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![top.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let below = path.strip_prefix(top).unwrap_or(&path);
            let is_source = below.components().any(|part| part.as_os_str() == "src");
            if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
                folders.push(path);
            } else if is_source && path.extension().is_some_and(|end| end == "rs") {
                files.push(path);
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_line_is_parsed() {
        let taken = parse_usage("warning: 1 2 3\n12.25 1.75 2048\n").expect("three numbers");
        assert_eq!((taken.seconds, taken.mebibytes), (14.0, 2.0));
        assert!(super::parse_usage("no numbers").is_none());
        assert!(super::parse_usage("").is_none());
    }
}
