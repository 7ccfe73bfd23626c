//! What every command shares: how findings are shown, and how a run ends.

use crate::output::{self, Stream};
use clap::{Args, ValueEnum};
use specwright::{Diagnostics, Error, Event, Outcome, ReportFormat, shown};
use std::io::IsTerminal;
use std::process::ExitCode;

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: fresh, written, or nothing found.
    Fresh,
    /// 1: the document has errors, or what was denied was found.
    Errors,
    /// 2: usage or I/O.
    Usage,
    /// 3: something is stale (`--check`).
    Stale,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The flags that every command has.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// How findings are shown.
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Whether the output is colored.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// Show errors only.
    #[arg(short, long, global = true)]
    quiet: bool,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the source text with the place marked.
    Human,
    /// A JSON document.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Commands of GitHub's workflows.
    Github,
}

/// Whether the output is colored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// If it goes to a terminal, and `NO_COLOR` is not set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Common {
    /// The console that the flags ask for.
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

/// Where commands say what they did: findings of formats for machines on standard output, everything else on standard
/// error.
#[derive(Clone, Debug)]
pub struct Console {
    format: Format,
    color: bool,
    quiet: bool,
}

impl Console {
    /// Says something that is no finding.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            output::say(text);
        }
    }

    /// Says why a run cannot go on.
    pub fn fail(&self, text: &str) -> Exit {
        output::say(&format!("error: {text}"));
        Exit::Usage
    }

    /// Says that something is stale, and how it is repaired.
    pub fn stale(&self, text: &str, repair: &str) -> Exit {
        output::say(&format!("{text}\nto repair it, run: {repair}"));
        Exit::Stale
    }

    /// Shows findings, and returns the end of a run that has nothing else to do.
    pub fn report(&self, diagnostics: &Diagnostics) -> Exit {
        self.show(diagnostics);
        match diagnostics.has_errors() {
            true => Exit::Errors,
            false => Exit::Fresh,
        }
    }

    /// The format of findings.
    pub fn report_format(&self) -> ReportFormat {
        match self.format {
            Format::Human => ReportFormat::Human { color: self.color },
            Format::Json => ReportFormat::Json,
            Format::Sarif => ReportFormat::Sarif,
            Format::Github => ReportFormat::Github,
        }
    }

    /// Shows findings, which are rendered in the format of this console.
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
                self.say(&format!(
                    "waiting for another run to finish writing {folder}"
                ));
            }
            Event::Unmerged(document) => self.say(&format!(
                "warning: {} is not what its pages say; run `cargo xtask merge`",
                shown(document)
            )),
            _ => {}
        }
    }

    /// Shows the outcome of a run, or the reason why there is none; `repair` is the command that writes what is stale.
    pub fn finish(&self, result: Result<Outcome, Error>, repair: &str) -> Exit {
        match result {
            Ok(outcome) => {
                self.show_outcome(&outcome);
                Exit::Fresh
            }
            Err(Error::Stale(stale)) => self.stale(&stale.text, repair),
            Err(error) => self.fail_with(&error),
        }
    }

    /// Shows why a run cannot go on.
    pub fn fail_with(&self, error: &Error) -> Exit {
        match error {
            Error::Faulty(diagnostics) => {
                self.show(diagnostics);
                Exit::Errors
            }
            error => self.fail(&error.to_string()),
        }
    }

    /// Names the files that were written and deleted.
    fn show_outcome(&self, outcome: &Outcome) {
        let written = outcome.written.iter().map(|path| (path, "written"));
        let deleted = outcome.deleted.iter().map(|path| (path, "deleted"));
        let mut files: Vec<_> = written.chain(deleted).collect();
        files.sort();
        for (path, done) in files {
            self.say(&format!("{done}: {}", shown(path)));
        }
        match outcome.is_fresh() {
            true if outcome.skipped => self.say("fresh: nothing has changed since the last run"),
            true => self.say("fresh: nothing to write"),
            false => {}
        }
    }
}
