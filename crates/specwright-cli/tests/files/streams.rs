//! Standard output and standard error that are full or closed.

use crate::{DOCUMENT, command, folder_with};
use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::process::{ExitStatus, Stdio};

/// Every command with its usual exit status.
const COMMANDS: [(&[&str], i32); 16] = [
    (&["--help"], 0),
    (&["--version"], 0),
    (&["generate", "--help"], 0),
    (&["--no-such-flag"], 2),
    (&["support"], 0),
    (&["explain", "SW0104"], 0),
    (&["explain", "SW9999"], 2),
    (&["lint", "faulty.yaml"], 1),
    (&["lint", "faulty.yaml", "--format", "json"], 1),
    (&["lint", "faulty.yaml", "--format", "sarif"], 1),
    (&["lint", "faulty.yaml", "--format", "github"], 1),
    (&["lint", "nowhere.yaml"], 2),
    (&["merge", "pages"], 2),
    (&["generate", "pets.yaml", "--out", "out", "--check"], 3),
    (
        &["generate", "pets.yaml", "--out", "out", "--format", "json"],
        0,
    ),
    (&["generate", "pets.yaml", "--out", "out"], 0),
];

fn folder() -> tempfile::TempDir {
    let folder = folder_with(DOCUMENT);
    let faulty = DOCUMENT.replace("schemas/Pet\"", "schemas/Pte\"");
    fs::write(folder.path().join("faulty.yaml"), faulty).unwrap();
    folder
}

fn status(folder: &Path, arguments: &[&str], out: Stdio, err: Stdio) -> ExitStatus {
    let mut command = command(folder, arguments);
    command.stdin(Stdio::null()).stdout(out).stderr(err);
    command.status().expect("the program ends")
}

/// Returns the writing end of a pipe with a closed reading end.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

#[cfg(target_os = "linux")]
fn full() -> Stdio {
    let device = OpenOptions::new().write(true).open("/dev/full");
    device.expect("the device").into()
}

#[test]
fn a_reader_that_is_gone_changes_nothing() {
    for (arguments, expected) in COMMANDS {
        let folder = folder();
        let out = status(folder.path(), arguments, closed(), Stdio::null());
        assert_eq!(out.code(), Some(expected), "{arguments:?}");
        let folder = self::folder();
        let err = status(folder.path(), arguments, Stdio::null(), closed());
        assert_eq!(err.code(), Some(expected), "{arguments:?}");
        let folder = self::folder();
        let both = status(folder.path(), arguments, closed(), closed());
        assert_eq!(both.code(), Some(expected), "{arguments:?}");
    }
}

/// Returns true if a command writes to standard output.
fn writes_output(arguments: &[&str]) -> bool {
    let to_output = [
        "--help",
        "--version",
        "support",
        "SW0104",
        "json",
        "sarif",
        "github",
    ];
    arguments.iter().any(|it| to_output.contains(it))
}

#[cfg(target_os = "linux")]
#[test]
fn a_failure_to_write_is_an_error() {
    for (arguments, expected) in COMMANDS {
        let folder = folder();
        let log = folder.path().join("log");
        let err = File::create(&log).expect("a file").into();
        let out = status(folder.path(), arguments, full(), err);
        let log = fs::read_to_string(&log).unwrap();
        let wanted = if writes_output(arguments) {
            2
        } else {
            expected
        };
        assert_eq!(out.code(), Some(wanted), "{arguments:?}: {log}");
        assert!(!log.contains("panicked"), "{arguments:?}: {log}");
        assert_eq!(
            log.contains("error: cannot write to standard output: "),
            writes_output(arguments),
            "{arguments:?}: {log}"
        );
        let folder = self::folder();
        let both = status(folder.path(), arguments, full(), full());
        assert!(both.code().is_some_and(|code| code <= 3), "{arguments:?}");
    }
}

/// Closed streams, whose numbers the system gives to the next file that is opened.
#[test]
fn closed_streams() {
    for redirection in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"] {
        let folder = folder();
        let program = env!("CARGO_BIN_EXE_specwright");
        let line = format!("'{program}' generate pets.yaml --out out --only types {redirection}");
        let mut shell = std::process::Command::new("sh");
        let shell = shell.args(["-c", &line]).current_dir(folder.path());
        assert_eq!(
            shell.status().expect("a shell").code(),
            Some(0),
            "{redirection}"
        );
        for path in crate::generated(&folder.path().join("out")) {
            assert!(
                !path.1.contains("written: out"),
                "{redirection}: {:?}",
                path.0
            );
        }
    }
}
