//! Compiles the generated crates in one workspace, with the default lints of clippy and `missing_docs`.

use super::{Corpus, Row};
use serde_json::Value;
use specwright_cli::output;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::str::FromStr;

/// The target folder below the workspace.
pub const BUILD: &str = "build";

/// The documents to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// All documents.
    All,
    /// No documents.
    None,
    /// Documents whose crates have about this many lines, rotating with each commit.
    Lines(usize),
}

impl FromStr for Choice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "all" => Ok(Self::All),
            "none" => Ok(Self::None),
            lines => lines
                .parse()
                .map(Self::Lines)
                .map_err(|_| "expected `all`, `none` or a number of lines".to_owned()),
        }
    }
}

/// A message of the compiler or clippy about generated code.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The crate.
    pub package: String,
    /// The lint or the error's code.
    pub code: String,
    /// The message, with its place.
    pub text: String,
}

/// Compiles the chosen documents and returns the messages.
pub fn compile(
    root: &Path,
    workspace: &Path,
    rows: &[Row],
    args: &Corpus,
) -> Result<Vec<Finding>, String> {
    let chosen = choose(args.compile, rows, turn(root));
    if chosen.is_empty() {
        return Ok(Vec::new());
    }
    let parts: Vec<&str> = args.only.iter().map(String::as_str).collect();
    write_workspace(root, workspace, &chosen, &parts).map_err(|error| error.to_string())?;
    output::print_message(&format!("compiling {} documents", chosen.len()));
    let output = Command::new(env!("CARGO"))
        .args([
            "clippy",
            "--offline",
            "--workspace",
            "--keep-going",
            "--quiet",
        ])
        .args(["--message-format=json", "--", "-W", "missing_docs"])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", BUILD)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    let findings = findings(&String::from_utf8_lossy(&output.stdout));
    if output.status.success() || !findings.is_empty() {
        return Ok(findings);
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Returns a number that depends on the current commit.
pub fn turn(root: &Path) -> usize {
    let output = Command::new("git")
        .args(["rev-list", "--count", "HEAD"])
        .current_dir(root)
        .output();
    let count = output.ok().and_then(|output| {
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.trim().parse::<usize>().ok()
    });
    count.unwrap_or(0)
}

/// Chooses documents, beginning at an index that depends on the turn, up to the number of lines and at least one.
pub fn choose(choice: Choice, rows: &[Row], turn: usize) -> Vec<&Row> {
    /// A step that is coprime to any likely number of documents, so that each choice is spread over the table.
    const STRIDE: usize = 37;
    let generated: Vec<&Row> = rows
        .iter()
        .filter(|row| row.outcome.is_generated())
        .collect();
    let limit = match choice {
        Choice::All => usize::MAX,
        Choice::None => return Vec::new(),
        Choice::Lines(lines) => lines,
    };
    let mut lines = 0;
    let first = turn.wrapping_mul(STRIDE) % generated.len().max(1);
    let from_first = generated.iter().cycle().skip(first).take(generated.len());
    let mut chosen: Vec<&Row> = from_first
        .enumerate()
        .take_while(|(index, row)| {
            lines += row.outcome.lines;
            *index == 0 || lines <= limit
        })
        .map(|(_, row)| *row)
        .collect();
    chosen.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    chosen
}

/// Writes the manifest of the workspace, and copies the lock file of this workspace.
pub fn write_workspace(
    root: &Path,
    workspace: &Path,
    chosen: &[&Row],
    parts: &[&str],
) -> std::io::Result<()> {
    let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\n".to_owned();
    for row in chosen {
        for part in parts {
            manifest.push_str(&format!("    \"{}-{part}\",\n", row.document.crate_name()));
        }
    }
    manifest.push_str("]\n");
    fs::write(workspace.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock")).map(drop)
}

fn findings(messages: &str) -> Vec<Finding> {
    let parsed = messages
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    parsed
        .filter_map(|message: Value| finding(&message))
        .collect()
}

/// Parses a message about a place in the code; returns none for summaries, which have no place.
fn finding(message: &Value) -> Option<Finding> {
    let said = message.get("message")?;
    said["spans"].as_array().filter(|spans| !spans.is_empty())?;
    Some(Finding {
        package: message["target"]["name"].as_str()?.to_owned(),
        code: said["code"]["code"].as_str().unwrap_or("error").to_owned(),
        text: said["rendered"].as_str().unwrap_or_default().to_owned(),
    })
}
