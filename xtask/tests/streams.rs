//! Standard output that is full, or that nobody reads any more.
#![cfg(target_os = "linux")]

use std::fs::OpenOptions;
use std::process::{Command, Stdio};

/// Commands, and the status that they have if their output is read.
const COMMANDS: [(&[&str], i32); 5] = [
    (&["--help"], 0),
    (&["codegen", "--help"], 0),
    (&["lint", "--format", "json"], 0),
    (&["lint", "--format", "sarif"], 0),
    (&["no-such-task"], 2),
];

fn run(arguments: &[&str], out: Stdio) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(out)
        .output()
        .expect("the program runs");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), err)
}

#[test]
fn a_reader_that_is_gone_changes_nothing() {
    for (arguments, expected) in COMMANDS {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let (status, err) = run(arguments, writer.into());
        assert_eq!(status, Some(expected), "{arguments:?}: {err}");
    }
}

#[test]
fn a_failure_to_write_is_an_error() {
    for (arguments, _) in COMMANDS {
        let full = OpenOptions::new().write(true).open("/dev/full");
        let (status, err) = run(arguments, full.expect("the device").into());
        assert_eq!(status, Some(2), "{arguments:?}: {err}");
        assert!(!err.contains("panicked"), "{arguments:?}: {err}");
    }
}
