//! Runs of the program, and the arguments of those on the document `pets.yaml`.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The exit status of a run, and the text of its streams.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program in a folder, without standard input.
pub fn specwright(folder: &Path, arguments: &[&str]) -> Run {
    specwright_with(folder, arguments, "")
}

/// Runs the program in a folder with this standard input.
pub fn specwright_with(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_specwright"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that reads nothing closes it.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run {
        status: output.status.code().expect("the program ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Returns a folder with the document `pets.yaml`.
pub fn folder_with(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("pets.yaml"), document).expect("it can be written to");
    folder
}

/// Generates all crates.
pub const GENERATE: [&str; 4] = ["generate", "pets.yaml", "--out", "out"];

/// Checks all crates.
pub const CHECK: [&str; 5] = ["generate", "pets.yaml", "--out", "out", "--check"];

/// Generates the types only. No runtime is bundled, since each run flushes what it writes.
pub const GENERATE_TYPES: [&str; 8] = [
    "generate",
    "pets.yaml",
    "--out",
    "out",
    "--only",
    "types",
    "--runtime",
    "version=0",
];

/// Checks the types only.
pub const CHECK_TYPES: [&str; 9] = [
    "generate",
    "pets.yaml",
    "--out",
    "out",
    "--only",
    "types",
    "--runtime",
    "version=0",
    "--check",
];
