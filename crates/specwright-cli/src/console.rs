//! The output and the exit statuses of all commands.

use crate::output::{self, Stream};
use crate::progress::Progress;
use clap::{Args, ValueEnum};
use specwright::diff::report::DiffFormat;
use specwright::{Diagnostics, Error, Event, Outcome, ReportFormat, Severity, Step, shown};
use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;

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
    /// Use of color in diagnostics.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// Show only errors.
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Name each file that is written or deleted.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
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
    /// Markdown (`diff` only).
    Markdown,
    /// One HTML page (`diff` and `doctor` only).
    Html,
    /// A JUnit report (`diff` only).
    Junit,
}

/// The use of colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// Color if the output is a terminal and `NO_COLOR` is not set.
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
        let output_color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                std::env::var_os("NO_COLOR").is_none() && std::io::stdout().is_terminal()
            }
        };
        Console {
            format: self.format,
            color,
            output_color,
            quiet: self.quiet,
            verbose: self.verbose,
            leniency: "`--lenient`",
            progress: self.progress(),
        }
    }

    /// Returns the progress of runs, which is shown to people only.
    fn progress(&self) -> Option<Arc<Progress>> {
        let is_shown =
            !self.quiet && self.format == Format::Human && std::io::stderr().is_terminal();
        is_shown.then(|| Progress::new(output::print_progress))
    }
}

/// The output of commands: diagnostics in formats for machines go to standard output, everything else to standard error.
#[derive(Clone, Debug)]
pub struct Console {
    format: Format,
    color: bool,
    /// True for color on standard output.
    output_color: bool,
    quiet: bool,
    verbose: bool,
    /// The setting that repairs faults, in words.
    leniency: &'static str,
    progress: Option<Arc<Progress>>,
}

impl Console {
    /// Returns the console of a command whose leniency is set in `specwright.toml`.
    #[must_use]
    pub(crate) fn with_settings(&self) -> Self {
        Self {
            leniency: "`lenient = true` below `[spec]` in specwright.toml",
            ..self.clone()
        }
    }

    /// Removes the progress of a run from the terminal, before anything else is printed.
    pub(crate) fn stop_progress(&self) {
        if let Some(progress) = &self.progress {
            progress.stop();
        }
    }

    /// Prints a status message, unless `--quiet` is set.
    pub fn print_status(&self, text: &str) {
        self.stop_progress();
        if !self.quiet {
            output::print_message(text);
        }
    }

    /// Prints an error message.
    pub fn fail(&self, text: &str) -> Exit {
        self.stop_progress();
        output::print_message(&format!("error: {text}"));
        Exit::Usage
    }

    /// Prints that files are out of date, and the command that updates them.
    pub fn stale(&self, text: &str, repair: &str) -> Exit {
        self.stop_progress();
        output::print_message(&format!("{text}\nto update, run: {repair}"));
        Exit::Stale
    }

    /// Shows diagnostics, and returns the exit status.
    pub fn report(&self, diagnostics: &Diagnostics) -> Exit {
        self.show(diagnostics);
        match diagnostics.has_errors() {
            true => self.refuse(diagnostics),
            false => Exit::Success,
        }
    }

    /// Returns true if diagnostics go to standard output.
    pub fn reports_to_output(&self) -> bool {
        matches!(self.format, Format::Json | Format::Sarif | Format::Github)
    }

    /// Returns the format of the output.
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Refuses a format that a command does not write, and prints a message. Every command writes those of diagnostics; `also` are
    /// the others that it writes.
    pub fn refuse_format(&self, also: &[Format]) -> Option<Exit> {
        let refusal = match self.format {
            _ if also.contains(&self.format) => return None,
            Format::Human | Format::Json | Format::Sarif | Format::Github => return None,
            Format::Html => "html: only `diff` and `doctor` write a page",
            Format::Markdown => "markdown: only `diff` writes it",
            Format::Junit => "junit: only `diff` writes it",
        };
        Some(self.fail(&format!("--format {refusal}")))
    }

    /// Prints how many errors a lenient run would repair.
    fn refuse(&self, diagnostics: &Diagnostics) -> Exit {
        let leniency = self.leniency;
        let line = match (diagnostics.repairable(), diagnostics.count(Severity::Error)) {
            (0, _) => return Exit::Errors,
            (1, 1) => format!("{leniency} would repair this error"),
            (some, all) if some == all => format!("{leniency} would repair all {all} errors"),
            (some, all) => format!("{leniency} would repair {some} of the {all} errors"),
        };
        output::print_message(&line);
        Exit::Errors
    }

    /// Returns the format of diagnostics; for people, if the format is one of comparisons only.
    pub fn report_format(&self) -> ReportFormat {
        match self.format {
            Format::Human | Format::Markdown | Format::Html | Format::Junit => {
                ReportFormat::Human { color: self.color }
            }
            Format::Json => ReportFormat::Json,
            Format::Sarif => ReportFormat::Sarif,
            Format::Github => ReportFormat::Github,
        }
    }

    /// Returns the format of a comparison.
    pub(crate) fn diff_format(&self) -> DiffFormat {
        match self.format {
            Format::Human => DiffFormat::Human {
                color: self.output_color,
            },
            Format::Json => DiffFormat::Json,
            Format::Sarif => DiffFormat::Sarif,
            Format::Github => DiffFormat::Github,
            Format::Markdown => DiffFormat::Markdown,
            Format::Html => DiffFormat::Html,
            Format::Junit => DiffFormat::Junit,
        }
    }

    /// Returns true if only errors are shown.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Shows diagnostics, which are rendered in the format of this console.
    fn show(&self, diagnostics: &Diagnostics) {
        self.stop_progress();
        let is_human = !self.reports_to_output();
        let is_short = is_human && self.quiet;
        if is_short && !diagnostics.has_errors() {
            return;
        }
        let errors = (is_short && diagnostics.has_warnings())
            .then(|| diagnostics.errors(self.report_format()));
        let diagnostics = errors.as_ref().unwrap_or(diagnostics);
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
            Event::Step(step) => self.show_step(*step),
            _ => {}
        }
    }

    /// Shows a step of a run that takes long.
    fn show_step(&self, step: Step) {
        let Some(progress) = &self.progress else {
            return;
        };
        progress.begin(match step {
            Step::Read => "reading the document",
            Step::Generate => "generating code",
            _ => "writing files",
        });
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
                self.refuse(diagnostics)
            }
            error => self.fail(&error.to_string()),
        }
    }

    /// Prints the number of files that were written and deleted, and their names if `--verbose` is set.
    fn show_outcome(&self, outcome: &Outcome) {
        if self.verbose {
            let written = outcome.written.iter().map(|path| (path, "written"));
            let deleted = outcome.deleted.iter().map(|path| (path, "deleted"));
            let mut files: Vec<_> = written.chain(deleted).collect();
            files.sort();
            for (path, done) in files {
                self.print_status(&format!("{done}: {}", shown(path)));
            }
        }
        self.print_status(&summary(outcome));
        let is_news = !outcome.is_up_to_date();
        for note in outcome.notes.iter().filter(|_| is_news) {
            self.print_status(&format!("note: {note}"));
        }
    }
}

/// Summarizes the files of a run, such as `wrote 26 files, 3 unchanged`.
fn summary(outcome: &Outcome) -> String {
    if outcome.is_up_to_date() {
        let reason = match outcome.skipped {
            true => "nothing has changed since the last run",
            false => "nothing to write",
        };
        return format!("up to date: {reason}");
    }
    let (written, deleted) = (outcome.written.len(), outcome.deleted.len());
    let unchanged = outcome.unchanged.len();
    let parts = match outcome.written.as_slice() {
        [file] if unchanged == 0 => vec![format!("wrote {}", shown(file))],
        [_] => vec!["wrote 1 file".to_owned()],
        _ => vec![format!("wrote {written} files")],
    };
    let others = [(deleted, "deleted"), (unchanged, "unchanged")];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    let others = others.map(|(count, done)| format!("{count} {done}"));
    parts
        .into_iter()
        .chain(others)
        .collect::<Vec<_>>()
        .join(", ")
}
