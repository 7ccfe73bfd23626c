//! Standard output and standard error, either of which may be closed or full.
//!
//! A reader that has gone (`| head`) has read enough: the rest is dropped, and the run ends with its own status. Any other
//! failure of what was asked for is an I/O error (status 2), reported on standard error where that is possible.

use crate::console::Exit;
use clap::Parser;
use specwright_spec::escape_text;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

/// The first failure of a stream; there is one standard output in a process, and so one of these.
static FAILURE: OnceLock<String> = OnceLock::new();

/// A stream of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// Writes a text that the user asked for. A failure is remembered until [`finish`].
pub fn write(stream: Stream, text: &str) {
    let (name, written) = match stream {
        Stream::Output => ("standard output", write_to(io::stdout().lock(), text)),
        Stream::Error => ("standard error", write_to(io::stderr().lock(), text)),
    };
    note(name, written);
}

/// Writes a line to standard output.
pub fn print_line(line: impl fmt::Display) {
    write(Stream::Output, &format!("{line}\n"));
}

/// Writes progress or an error message to standard error. There is no one to tell if that fails. Each line is escaped, and
/// none of them is a command of GitHub's runner (docs.github.com, "Workflow commands").
pub fn say(text: &str) {
    let mut message = String::with_capacity(text.len() + 1);
    for line in text.split('\n') {
        let parts: Vec<_> = line.split('\t').map(escape_text).collect();
        let line = parts.join("\t");
        let (blank, rest) = line.split_at(line.len() - line.trim_start().len());
        message.push_str(blank);
        match rest.strip_prefix("::") {
            Some(command) => message.push_str(&format!("\\u{{3a}}:{command}")),
            None => message.push_str(rest),
        }
        message.push('\n');
    }
    let _ = write_to(io::stderr().lock(), &message);
}

fn write_to(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

fn note(name: &str, written: io::Result<()>) {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            FAILURE.get_or_init(|| format!("cannot write to {name}: {error}"));
        }
        _ => {}
    }
}

/// Parses the command line. For help and for usage errors, prints them and returns the status to exit with.
///
/// # Errors
///
/// If there is nothing to run.
pub fn parse<Flags: Parser>() -> Result<Flags, ExitCode> {
    Flags::try_parse().map_err(|error| {
        let printed = error.print().and_then(|()| io::stdout().flush());
        if !error.use_stderr() {
            note("standard output", printed);
        }
        finish(match error.exit_code() {
            0 => Exit::Fresh,
            _ => Exit::Usage,
        })
    })
}

/// Returns the status of a run that ends so, unless its output could not be written.
pub fn finish(exit: Exit) -> ExitCode {
    match FAILURE.get() {
        Some(failure) => {
            say(&format!("error: {failure}"));
            Exit::Usage
        }
        None => exit,
    }
    .into()
}
