//! Generates one document, in a separate process.

use super::documents::Document;
use super::outcome::{Outcome, Verdict};
use super::{repeats, samples};
use clap::Args;
use specwright::stages::{self, Config, Crates, FileSet, Origin, packages};
use specwright::{Part, ReadOptions};
use specwright_cli::console::{Console, Exit};
use specwright_cli::output::print_line;
use specwright_ir::Api;
use specwright_spec::Report;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The arguments of a process that generates one document.
#[derive(Args, Clone, Debug)]
pub struct One {
    /// OpenAPI or Swagger document (YAML or JSON).
    pub document: PathBuf,
    /// Crate name prefix.
    #[arg(long)]
    pub name: String,
    /// Output folder of the crates.
    #[arg(long)]
    pub out: PathBuf,
    /// Parts to generate.
    #[arg(long, value_delimiter = ',')]
    pub only: Vec<String>,
    /// Root folder that references must stay in.
    #[arg(long)]
    pub root: Option<PathBuf>,
    /// Repair faults.
    #[arg(long)]
    pub lenient: bool,
}

impl One {
    /// Returns the arguments for a document of a workspace.
    pub fn new(document: &Document, workspace: &Path, only: &[String], lenient: bool) -> Self {
        Self {
            document: document.path.clone(),
            name: document.crate_name(),
            out: workspace.to_owned(),
            only: only.to_vec(),
            root: document.root.clone(),
            lenient,
        }
    }

    /// Returns the arguments as written on a command line.
    pub fn arguments(&self) -> Vec<PathBuf> {
        let mut arguments = vec![
            self.document.clone(),
            "--name".into(),
            PathBuf::from(&self.name),
            "--out".into(),
            self.out.clone(),
            "--only".into(),
            PathBuf::from(self.only.join(",")),
        ];
        if let Some(root) = &self.root {
            arguments.extend(["--root".into(), root.clone()]);
        }
        if self.lenient {
            arguments.push("--lenient".into());
        }
        arguments
    }

    fn parts(&self) -> Vec<Part> {
        let told = |part: &Part| self.only.iter().any(|name| name == part.suffix());
        Part::ALL.into_iter().filter(told).collect()
    }
}

/// Generates the document twice, writes its crates, and prints the [`Outcome`] as JSON.
pub fn run(one: &One, console: &Console) -> Exit {
    match outcome(one) {
        Ok(outcome) => {
            let text = serde_json::to_string(&outcome).expect("an outcome is JSON");
            print_line(text);
            Exit::Success
        }
        Err(error) => console.fail(&error),
    }
}

fn outcome(one: &One) -> Result<Outcome, String> {
    let start = Instant::now();
    let mut report = Report::new();
    let api = read(one, &mut report)?.filter(|_| !report.has_errors());
    let files = api.as_ref().map(|api| generate(one, api));
    let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let mut outcome = Outcome {
        milliseconds,
        memory: peak_memory(),
        ..Outcome::of(&report, api.as_ref())
    };
    let Some(files) = files else {
        return Ok(outcome);
    };
    outcome.lines = lines(&files);
    outcome.repeats = repeats(&files);
    outcome.verdict = match again(one)? == files {
        true => Verdict::Generated,
        false => Verdict::Unstable,
    };
    stages::write(&files, &one.out).map_err(|error| error.to_string())?;
    if let Some(api) = &api {
        samples::write(api, &one.name, &one.out).map_err(|error| error.to_string())?;
    }
    Ok(outcome)
}

/// Generates the files again, for comparison.
fn again(one: &One) -> Result<FileSet, String> {
    let api = read(one, &mut Report::new())?;
    Ok(api.map(|api| generate(one, &api)).unwrap_or_default())
}

fn read(one: &One, report: &mut Report) -> Result<Option<Api>, String> {
    let options = ReadOptions {
        root: one.root.clone(),
        lenient: Some(one.lenient),
        ..ReadOptions::default()
    };
    stages::read(&one.document, &options, &Config::default(), report)
        .map_err(|error| error.to_string())
}

fn generate(one: &One, api: &Api) -> FileSet {
    let parts = one.parts();
    let crates = Crates::named(&one.name, &parts);
    let origin = Origin {
        command: "cargo xtask corpus".to_owned(),
        source: one.name.clone(),
    };
    packages(api, &parts, &crates, &origin, &one.out)
}

fn lines(files: &FileSet) -> usize {
    let rust = |path: &Path| path.extension().is_some_and(|end| end == "rs");
    let files = files.iter().filter(|(path, _)| rust(path));
    files.map(|(_, text)| text.lines().count()).sum()
}

fn repeats(files: &FileSet) -> Vec<String> {
    let found = files.iter().flat_map(|(_, text)| repeats::find(text));
    found.collect()
}

/// Returns the peak memory of this process in KiB (`VmHWM`); none on systems other than Linux.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
