//! Standard output and standard error, either of which may be closed or full.
//!
//! If the reader of a pipe exits early (`| head`), the rest of the output is dropped, and the exit status does not change. Any other
//! failure to write is an I/O error (status 2), reported on standard error if possible.

use crate::console::Exit;
use clap::Parser;
use clap::error::{ContextKind, ContextValue};
use specwright_spec::escape_text;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;

/// The first failure of a standard stream of the process.
static FAILURE: OnceLock<String> = OnceLock::new();

/// A stream of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// Writes the output of a command. A failure is reported by [`finish`].
pub fn write(stream: Stream, text: &str) {
    let (name, written) = match stream {
        Stream::Output => ("standard output", write_to(io::stdout().lock(), text)),
        Stream::Error => ("standard error", write_to(io::stderr().lock(), text)),
    };
    record_failure(name, written);
}

/// Writes a line to standard output.
pub fn print_line(line: impl fmt::Display) {
    write(Stream::Output, &format!("{line}\n"));
}

/// Writes a status or error message to standard error, and ignores failures. Escapes each line, so that none is a command of a
/// GitHub runner (docs.github.com, "Workflow commands").
pub fn print_message(text: &str) {
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

/// Writes a part of a progress line to standard error.
pub(crate) fn print_progress(text: &str) {
    let _ = write_to(io::stderr().lock(), text);
}

fn write_to(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

fn record_failure(name: &str, written: io::Result<()>) {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            FAILURE.get_or_init(|| format!("cannot write to {name}: {error}"));
        }
        _ => {}
    }
}

/// Parses the command line. Prints help and usage errors, and returns the exit status for them.
///
/// # Errors
///
/// If there is no command to run.
pub fn parse<Flags: Parser>() -> Result<Flags, ExitCode> {
    Flags::try_parse().map_err(|error| {
        let printed = error.print().and_then(|()| io::stdout().flush());
        if !error.use_stderr() {
            record_failure("standard output", printed);
        }
        if let Some(document) = document_for_command(&error) {
            let program = Flags::command().get_name().to_owned();
            print_message(&format!("\n  tip: {document} is a file; name a command before it, as in `{program} lint {document}`"));
        }
        finish(match error.exit_code() {
            0 => Exit::Success,
            _ => Exit::Usage,
        })
    })
}

/// Returns the file that a command line has in place of a command, if it has.
fn document_for_command(error: &clap::Error) -> Option<&str> {
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if Path::new(word).is_file() => Some(word),
        _ => None,
    }
}

/// Returns the exit status of a run, which is an I/O error if its output could not be written.
pub fn finish(exit: Exit) -> ExitCode {
    match FAILURE.get() {
        Some(failure) => {
            print_message(&format!("error: {failure}"));
            Exit::Usage
        }
        None => exit,
    }
    .into()
}
