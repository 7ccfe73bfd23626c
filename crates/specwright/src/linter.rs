//! Linting of one document, and its repairs.

use crate::config::{Config, LintSetting, RuleKey};
use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::files::{is_marked, mark};
use crate::generate::one_line;
use crate::input::ReadOptions;
use crate::paths::{shown, slashed};
use crate::{pipeline, sync};
use specwright_lint::{Setting, Settings, gather, lint, overlay};
use specwright_lower::lower;
use specwright_spec::{
    Certainty, Code, Diagnostic, Located, Repairs, Report, ReportFormat, drop_in_background,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The options of [`Generator::lint_with`](crate::Generator::lint_with).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LintOptions {
    /// The severities of rules, by id or level; they take precedence over `specwright.toml`.
    pub severities: BTreeMap<String, Setting>,
    /// True to report the findings that `specwright.toml` accepts, too.
    pub accepted: bool,
    /// The repairs to apply.
    pub repairs: Option<RepairKind>,
    /// The overlay to write the repairs to (default: they are written into the document).
    pub overlay: Option<PathBuf>,
}

/// The repairs that `lint` applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairKind {
    /// Those that do not change the meaning of the document.
    Certain,
    /// Those, and the most likely ones of several.
    Likely,
}

/// The result of linting.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Linted {
    /// The diagnostics of the document; after repairs, those that are left.
    pub diagnostics: Diagnostics,
    /// The number of diagnostics that were repaired.
    pub repaired: usize,
    /// The number of diagnostics whose repair cannot be written without affecting other text.
    pub skipped: usize,
    /// The files that were written, sorted.
    pub written: Vec<PathBuf>,
}

impl LintOptions {
    /// Sets the severity of a rule or level.
    ///
    /// # Errors
    ///
    /// If there is no such rule or level.
    pub fn set(&mut self, rule: &str, setting: Setting) -> Result<(), String> {
        Settings::check_key(rule)?;
        self.severities.insert(rule.to_owned(), setting);
        Ok(())
    }

    /// Returns settings with these severities.
    pub(crate) fn applied_to(&self, config: &Config) -> Config {
        let own = self.severities.iter();
        let own = own.map(|(key, it)| (RuleKey(key.clone()), LintSetting(*it)));
        let mut config = config.clone();
        config.lint.extend(own);
        if self.accepted {
            let is_rule = |code: &str| specwright_lint::rule(code).is_some();
            config.allow.retain(|it| !is_rule(&it.code));
        }
        config
    }

    /// Returns true if the repair of a diagnostic is to be applied.
    fn chooses(&self, diagnostic: &Diagnostic) -> bool {
        let fix = diagnostic.notes.fix.as_ref();
        fix.is_some_and(|fix| match self.repairs {
            Some(RepairKind::Likely) => true,
            Some(RepairKind::Certain) => fix.certainty == Certainty::Certain,
            None => false,
        })
    }
}

/// A document to lint.
pub(crate) struct Linter<'a> {
    pub document: &'a Path,
    pub read: ReadOptions,
    pub config: Config,
    pub options: &'a LintOptions,
    pub format: ReportFormat,
}

impl Linter<'_> {
    /// Applies the repairs that the options choose, and returns the diagnostics that are left. `report` has those of the settings.
    pub fn run(self, mut report: Report) -> Result<Linted, Error> {
        let mut linted = match (&self.options.repairs, &self.options.overlay) {
            (None, _) => Linted::default(),
            (Some(_), None) => self.repair_files()?,
            (Some(_), Some(path)) => self.write_overlay(path)?,
        };
        let mut read = self.read.clone();
        read.overlays.extend(
            self.options
                .overlay
                .iter()
                .filter(|_| linted.repaired > 0)
                .cloned(),
        );
        self.lint(&read, &mut report, gather)?;
        linted.diagnostics = Diagnostics::new(&report, self.format);
        Ok(linted)
    }

    /// Adds the diagnostics of the document: faults, and the findings of rules after a last step.
    fn lint(
        &self,
        read: &ReadOptions,
        report: &mut Report,
        finish: fn(Vec<Diagnostic>) -> Vec<Diagnostic>,
    ) -> Result<(), Error> {
        let Some(document) = pipeline::open_document(self.document, read, true, report)? else {
            return Ok(());
        };
        drop(lower(&document, &pipeline::options(&self.config), report));
        let found = lint(&document, &self.config.lint_settings());
        finish(found).into_iter().for_each(|it| report.push(it));
        drop_in_background(document);
        Ok(())
    }

    /// Returns the diagnostics one by one, as repairs need them.
    fn places(&self) -> Result<Report, Error> {
        let mut report = Report::new();
        self.lint(&self.read, &mut report, |found| found)?;
        Ok(report)
    }

    /// Writes repairs into the files of the document until none is left. If they cause an error, all files are restored.
    fn repair_files(&self) -> Result<Linted, Error> {
        /// A repair may enable another one: each round applies those that do not overlap.
        const ROUNDS: usize = 16;
        if self.read.text.is_some() {
            let message = "repairs cannot be written to standard input; use --fix-overlay FILE";
            return Err(Error::Configuration(message.to_owned()));
        }
        let mut originals: BTreeMap<String, String> = BTreeMap::new();
        let mut linted = Linted::default();
        let mut report = self.places()?;
        let before = faults(&report);
        for _ in 0..ROUNDS {
            let repairs = Located::new(&report).repair(|it| self.options.chooses(it));
            linted.skipped = repairs.skipped;
            if repairs.applied == 0 {
                break;
            }
            linted.repaired += repairs.applied;
            write(&repairs, &report, &mut originals)?;
            report = self.places()?;
            if !faults(&report).is_subset(&before) {
                restore(&originals)?;
                let message = format!(
                    "{}: the repairs would cause an error; nothing was changed",
                    shown(self.document)
                );
                return Err(Error::Configuration(message));
            }
        }
        linted.written = originals.into_keys().map(PathBuf::from).collect();
        Ok(linted)
    }

    /// Writes repairs of the document as an overlay.
    fn write_overlay(&self, path: &Path) -> Result<Linted, Error> {
        let report = self.places()?;
        let document = slashed(self.document);
        let mut sources = report.sources().iter();
        let file = sources.find(|(_, it)| it.path() == document);
        let made = file.and_then(|(file, _)| {
            let chosen = |it: &Diagnostic| self.options.chooses(it);
            overlay(report.diagnostics(), report.sources(), file, chosen)
        });
        let Some(made) = made else {
            return Ok(Linted::default());
        };
        if path.exists() && !fs::read_to_string(path).is_ok_and(|text| is_generated(&text)) {
            return Err(Error::unreadable(
                path,
                "exists, and was not written by `lint`; delete it or choose another file",
            ));
        }
        let header = mark("specwright lint", &one_line(&document));
        let text = format!("# {header}\n{}", made.text);
        sync::replace(path, &text)?;
        Ok(Linted {
            repaired: made.applied,
            skipped: made.skipped,
            written: vec![path.to_owned()],
            ..Linted::default()
        })
    }
}

/// Returns true for a file that another command writes.
fn is_generated(text: &str) -> bool {
    text.lines().next().is_some_and(is_marked)
}

/// Returns the errors of a report by code.
fn faults(report: &Report) -> BTreeSet<Code> {
    let errors = report.diagnostics().iter().filter(|it| it.is_error());
    errors.map(|it| it.code).collect()
}

/// Writes repaired files, and keeps their first texts.
fn write(
    repairs: &Repairs,
    report: &Report,
    originals: &mut BTreeMap<String, String>,
) -> Result<(), Error> {
    for path in repairs.files.keys() {
        let mut sources = report.sources().iter();
        let original = sources
            .find(|(_, it)| it.path() == path)
            .map(|(_, it)| it.text());
        let original = original.unwrap_or_default();
        if is_generated(original) {
            return Err(Error::unreadable(
                Path::new(path),
                "is generated and would be overwritten; edit its source, or use --fix-overlay FILE",
            ));
        }
        originals
            .entry(path.clone())
            .or_insert_with(|| original.to_owned());
    }
    for (path, text) in &repairs.files {
        sync::replace(Path::new(path), text)?;
    }
    Ok(())
}

fn restore(originals: &BTreeMap<String, String>) -> Result<(), Error> {
    for (path, text) in originals {
        sync::replace(Path::new(path), text)?;
    }
    Ok(())
}
