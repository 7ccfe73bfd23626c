//! The output and the exit statuses of all commands.

use crate::output::{self, Stream};
use clap::{Args, ValueEnum};
use specwright::{Diagnostics, Error, Event, Outcome, ReportFormat, shown};
use std::io::IsTerminal;
use std::process::ExitCode;

/// The exit status of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: success.
    Success,
    /// 1: the document has errors, or warnings that are denied.
    Errors,
    /// 2: usage or I/O error.
    Usage,
    /// 3: a file is out of date (`--check`).
    Stale,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The flags of every command.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// Format of diagnostics.
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// When to color diagnostics.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// Show only errors.
    #[arg(short, long, global = true)]
    quiet: bool,
}

/// A format of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Source text with marked places.
    Human,
    /// JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub workflow commands.
    Github,
}

/// The use of colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// If standard error is a terminal and `NO_COLOR` is not set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Common {
    /// Returns the console for the flags.
    pub fn console(&self) -> Console {
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                std::env::var_os("NO_COLOR").is_none() && std::io::stderr().is_terminal()
            }
        };
        Console {
            format: self.format,
            color,
            quiet: self.quiet,
        }
    }
}

/// The output of commands: diagnostics in formats for machines go to standard output, everything else to standard error.
#[derive(Clone, Debug)]
pub struct Console {
    format: Format,
    color: bool,
    quiet: bool,
}

impl Console {
    /// Prints a status message, unless `--quiet` is set.
    pub fn print_status(&self, text: &str) {
        if !self.quiet {
            output::print_message(text);
        }
    }

    /// Prints an error message.
    pub fn fail(&self, text: &str) -> Exit {
        output::print_message(&format!("error: {text}"));
        Exit::Usage
    }

    /// Prints that files are out of date, and the command that updates them.
    pub fn stale(&self, text: &str, repair: &str) -> Exit {
        output::print_message(&format!("{text}\nto update, run: {repair}"));
        Exit::Stale
    }

    /// Shows diagnostics, and returns the exit status.
    pub fn report(&self, diagnostics: &Diagnostics) -> Exit {
        self.show(diagnostics);
        match diagnostics.has_errors() {
            true => Exit::Errors,
            false => Exit::Success,
        }
    }

    /// Returns true if diagnostics go to standard output.
    pub fn reports_to_output(&self) -> bool {
        self.format != Format::Human
    }

    /// Returns the format of diagnostics.
    pub fn report_format(&self) -> ReportFormat {
        match self.format {
            Format::Human => ReportFormat::Human { color: self.color },
            Format::Json => ReportFormat::Json,
            Format::Sarif => ReportFormat::Sarif,
            Format::Github => ReportFormat::Github,
        }
    }

    /// Shows diagnostics, which are rendered in the format of this console.
    fn show(&self, diagnostics: &Diagnostics) {
        let is_human = self.format == Format::Human;
        if is_human && self.quiet && !diagnostics.has_errors() {
            return;
        }
        let stream = match is_human {
            true => Stream::Error,
            false => Stream::Output,
        };
        output::write(stream, diagnostics.text());
    }

    /// Shows an event of a run.
    pub fn event(&self, event: &Event<'_>) {
        match event {
            Event::Found(diagnostics) => self.show(diagnostics),
            Event::Waiting(folder) => {
                let folder = shown(folder);
                self.print_status(&format!("waiting for another run that writes to {folder}"));
            }
            Event::Unmerged(document) => self.print_status(&format!(
                "warning: {} is out of date with its pages; run `cargo xtask merge`",
                shown(document)
            )),
            _ => {}
        }
    }

    /// Shows the outcome or the error of a run. `repair` is the command that updates files that are out of date.
    pub fn finish(&self, result: Result<Outcome, Error>, repair: &str) -> Exit {
        match result {
            Ok(outcome) => {
                self.show_outcome(&outcome);
                Exit::Success
            }
            Err(Error::Stale(stale)) => self.stale(&stale.text, repair),
            Err(error) => self.fail_with_error(&error),
        }
    }

    /// Shows the error of a run.
    pub fn fail_with_error(&self, error: &Error) -> Exit {
        match error {
            Error::Faulty(diagnostics) => {
                self.show(diagnostics);
                Exit::Errors
            }
            error => self.fail(&error.to_string()),
        }
    }

    /// Lists the files that were written and deleted.
    fn show_outcome(&self, outcome: &Outcome) {
        let written = outcome.written.iter().map(|path| (path, "written"));
        let deleted = outcome.deleted.iter().map(|path| (path, "deleted"));
        let mut files: Vec<_> = written.chain(deleted).collect();
        files.sort();
        for (path, done) in files {
            self.print_status(&format!("{done}: {}", shown(path)));
        }
        match outcome.is_up_to_date() {
            true if outcome.skipped => {
                self.print_status("up to date: nothing has changed since the last run")
            }
            true => self.print_status("up to date: nothing to write"),
            false => {}
        }
    }
}
