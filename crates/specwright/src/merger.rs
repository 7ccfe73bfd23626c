//! The merger of documentation pages into one document.

use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::files::{self, FileSet};
use crate::generate::one_line;
use crate::outcome::{Event, Outcome, RunOptions, run_options};
use crate::paths::{shown, slashed};
use crate::pipeline;
use crate::update::Target;
use specwright_spec::Report;
use std::path::{Path, PathBuf};

/// A run that merges the documentation pages of a folder (`*.md`) into one document.
#[derive(Clone, Debug)]
pub struct Merger {
    folder: PathBuf,
    out: PathBuf,
    /// The command in the first line of the document.
    command: &'static str,
    run: RunOptions,
}

impl Merger {
    /// Creates a merger of the pages in a folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self::named(folder, "openapi.yaml", "specwright merge")
    }

    /// Creates a merger with another command in the first line of the document.
    pub(crate) fn named(
        folder: impl Into<PathBuf>,
        out: impl Into<PathBuf>,
        command: &'static str,
    ) -> Self {
        Self {
            folder: folder.into(),
            out: out.into(),
            command,
            run: RunOptions::default(),
        }
    }

    /// Sets the document to write (default: `openapi.yaml` in the current folder).
    #[must_use]
    pub fn out(mut self, file: impl Into<PathBuf>) -> Self {
        self.out = file.into();
        self
    }

    run_options!();

    pub(crate) fn with(mut self, options: &RunOptions) -> Self {
        self.run = options.clone();
        self
    }

    /// Merges the pages.
    ///
    /// # Errors
    ///
    /// Each [`Error`] but for [`Error::Stale`], which only a [check](Self::check) returns.
    pub fn run(&self) -> Result<Outcome, Error> {
        let name = self.out.file_name().ok_or_else(|| {
            Error::Configuration(format!("{}: not a file name", shown(&self.out)))
        })?;
        let mut report = Report::new();
        let merged = self.merged(&mut report)?;
        let diagnostics = Diagnostics::new(&report, self.run.format);
        let Some(merged) = merged.filter(|_| !report.has_errors()) else {
            return Err(Error::Faulty(diagnostics));
        };
        self.run.report(Event::Found(&diagnostics));
        let mut files = FileSet::default();
        files.insert(name, merged);
        let target = Target {
            root: self.out.parent().unwrap_or(Path::new("")),
            options: &self.run,
        };
        let done = target.bring_up_to_date(&files, None::<fn()>);
        let outcome = target.outcome(&files, done, diagnostics)?;
        Ok(outcome.with_inputs(&report, None))
    }

    /// Returns the merged document; none if the pages have errors.
    pub(crate) fn merged(&self, report: &mut Report) -> Result<Option<String>, Error> {
        let header = files::mark(self.command, &one_line(&slashed(&self.folder)));
        pipeline::merge_folder(&self.folder, &header, &self.out, report)
    }
}
