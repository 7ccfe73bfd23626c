//! What every command shares: how findings are shown, and how a run ends.

use crate::output::{self, Stream};
use clap::{Args, ValueEnum};
use specwright_spec::{Report, ReportFormat, render};
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

    /// Shows what was found; whether there are errors.
    pub fn report(&self, report: &Report) -> Exit {
        self.show(&self.rendered(report));
        if report.has_errors() {
            Exit::Errors
        } else {
            Exit::Fresh
        }
    }

    /// What was found, as it is shown.
    pub fn rendered(&self, report: &Report) -> String {
        let format = match self.format {
            Format::Human => ReportFormat::Human { color: self.color },
            Format::Json => ReportFormat::Json,
            Format::Sarif => ReportFormat::Sarif,
            Format::Github => ReportFormat::Github,
        };
        let silent = self.quiet || report.is_empty();
        match self.format == Format::Human && silent && !report.has_errors() {
            true => String::new(),
            false => render(report, format),
        }
    }

    /// Shows what was rendered.
    pub fn show(&self, rendered: &str) {
        let stream = match self.format {
            Format::Human => Stream::Error,
            Format::Json | Format::Sarif | Format::Github => Stream::Output,
        };
        output::write(stream, rendered);
    }
}
