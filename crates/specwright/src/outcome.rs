//! The result of a run, and its events.

use crate::diagnostics::Diagnostics;
use specwright_spec::{Report, ReportFormat};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The result of a successful run. Paths are relative to the current folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// The files that were written, sorted.
    pub written: Vec<PathBuf>,
    /// The files that were up to date, sorted.
    pub unchanged: Vec<PathBuf>,
    /// The generated files of an earlier run that were deleted, sorted.
    pub deleted: Vec<PathBuf>,
    /// The files that the result depends on, sorted.
    pub inputs: Vec<PathBuf>,
    /// The warnings of the run.
    pub diagnostics: Diagnostics,
    /// Facts that users of the output should know, one line each; without those about the document if generation was skipped.
    pub notes: Vec<String>,
    /// True if generation was skipped, since no input, option or output has changed since the last run.
    pub skipped: bool,
}

impl Outcome {
    /// Returns true if nothing was written or deleted.
    pub fn is_up_to_date(&self) -> bool {
        self.written.is_empty() && self.deleted.is_empty()
    }

    /// Returns what a build script prints: a `cargo::rerun-if-changed` for each file that was read, and a `cargo::warning` for each
    /// diagnostic.
    pub fn cargo_instructions(&self) -> String {
        let inputs = self.inputs.iter();
        let inputs = inputs.map(|it| format!("cargo::rerun-if-changed={}\n", it.display()));
        let warnings = self.diagnostics.iter().map(|it| {
            let help = it.help.iter().map(|help| format!("; {help}"));
            format!("cargo::warning={it}{}\n", help.collect::<String>())
        });
        inputs.chain(warnings).collect()
    }

    /// Sets the inputs: the sources of a report, and other files.
    pub(crate) fn with_inputs(
        self,
        report: &Report,
        others: impl IntoIterator<Item = PathBuf>,
    ) -> Self {
        let sources = report.sources().iter();
        let sources = sources.map(|(_, source)| PathBuf::from(source.path()));
        let inputs: BTreeSet<PathBuf> = sources.chain(others).collect();
        Self {
            inputs: inputs.into_iter().collect(),
            ..self
        }
    }
}

/// An event during a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The warnings of a run that continues, before anything is written.
    Found(&'a Diagnostics),
    /// The run waits for another run that writes to this folder.
    Waiting(&'a Path),
    /// The merged document is out of date with its pages.
    Unmerged(&'a Path),
    /// A step of the run begins.
    Step(Step),
}

/// A step of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// The document is read and checked, and decisions are made.
    Read,
    /// The code is generated and formatted.
    Generate,
    /// The files are compared and written.
    Write,
}

/// The options of every run.
#[derive(Clone)]
pub(crate) struct RunOptions {
    /// True if nothing is written.
    pub check: bool,
    /// The format of the text of diagnostics.
    pub format: ReportFormat,
    /// The receiver of events.
    pub listener: Option<Arc<Listener>>,
}

/// A receiver of events.
pub(crate) type Listener = dyn Fn(Event<'_>) + Send + Sync;

impl RunOptions {
    /// Reports an event.
    pub fn report(&self, event: Event<'_>) {
        if let Some(listener) = &self.listener {
            listener(event);
        }
    }
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            check: false,
            format: ReportFormat::Human { color: false },
            listener: None,
        }
    }
}

/// Prints the options that affect the result, without the listener.
impl fmt::Debug for RunOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RunOptions")
            .field("check", &self.check)
            .field("format", &self.format)
            .finish()
    }
}

/// Adds the methods of a builder that set the [`RunOptions`] in its field `run`.
macro_rules! run_options {
    () => {
        /// Writes nothing, and fails with [`Error::Stale`](crate::Error::Stale) if a file is out of date.
        #[must_use]
        pub fn check(mut self, check: bool) -> Self {
            self.run.check = check;
            self
        }

        /// Sets the format of [`Diagnostics::text`](crate::Diagnostics::text) (default: for people, without colors).
        #[must_use]
        pub fn report_format(mut self, format: crate::ReportFormat) -> Self {
            self.run.format = format;
            self
        }

        /// Sets a function that is called with the events of a run, in the thread that runs it.
        #[must_use]
        pub fn on_event(
            mut self,
            listener: impl Fn(crate::Event<'_>) + Send + Sync + 'static,
        ) -> Self {
            self.run.listener = Some(std::sync::Arc::new(listener));
            self
        }
    };
}

pub(crate) use run_options;
