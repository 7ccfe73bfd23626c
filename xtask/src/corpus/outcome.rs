//! The outcome of generating a document.

use super::names;
use serde::{Deserialize, Serialize};
use specwright_ir::{Api, Matcher};
use specwright_spec::{Report, Severity};
use std::collections::BTreeMap;

/// A count for each name.
pub type Counts = BTreeMap<String, usize>;

/// The result of generating a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Crates were generated.
    Generated,
    /// Crates were generated after repairs (`--lenient`).
    Repaired,
    /// The document was refused.
    Refused,
    /// Two runs generated different files.
    Unstable,
    /// The generator panicked.
    Panicked,
    /// The generator exceeded the time limit.
    Hung,
}

impl Verdict {
    /// Returns the name in the table and the baseline.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Repaired => "repaired",
            Self::Refused => "refused",
            Self::Unstable => "unstable",
            Self::Panicked => "panicked",
            Self::Hung => "hung",
        }
    }
}

/// The outcome of one document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The result of generating a document.
    pub verdict: Verdict,
    /// The time for reading and generating, in milliseconds.
    pub milliseconds: u64,
    /// The peak memory in KiB, if the system provides it.
    pub memory: Option<u64>,
    /// The number of generated lines.
    pub lines: usize,
    /// The number of generated operations.
    pub operations: usize,
    /// Errors by code; of a repaired document, those of the strict run.
    pub errors: Counts,
    /// Warnings by code.
    pub warnings: Counts,
    /// Values that are untyped because the document allows any value, by reason.
    pub loose: Counts,
    /// Values that are untyped although the document constrains them, by reason.
    pub lost: Counts,
    /// Patterns that are matched by a program instead of runs or a table.
    pub engines: usize,
    /// Lines of documentation that only repeat the name of their item.
    pub repeats: Vec<String>,
    /// Names with a fault, each after the fault.
    pub names: Vec<String>,
}

impl Outcome {
    /// Returns the outcome of a process without a result.
    pub fn broken(verdict: Verdict, milliseconds: u64) -> Self {
        Self {
            verdict,
            milliseconds,
            memory: None,
            lines: 0,
            operations: 0,
            errors: Counts::new(),
            warnings: Counts::new(),
            loose: Counts::new(),
            lost: Counts::new(),
            engines: 0,
            repeats: Vec::new(),
            names: Vec::new(),
        }
    }

    /// Returns the outcome for a report and an API.
    pub fn of(report: &Report, api: Option<&Api>) -> Self {
        Self {
            errors: codes(report, Severity::Error),
            warnings: codes(report, Severity::Warning),
            operations: api.map_or(0, |api| api.operations().count()),
            loose: api.map(|api| untyped(api, false)).unwrap_or_default(),
            lost: api.map(|api| untyped(api, true)).unwrap_or_default(),
            engines: api.map_or(0, engines),
            names: api.map(names::faults).unwrap_or_default(),
            ..Self::broken(Verdict::Refused, 0)
        }
    }

    /// Combines the outcome of a lenient run with the errors of the strict run before it.
    pub fn after(self, strict: Self) -> Self {
        let verdict = match self.verdict {
            Verdict::Generated => Verdict::Repaired,
            other => other,
        };
        Self {
            verdict,
            errors: strict.errors,
            ..self
        }
    }

    /// Returns true if the document was refused.
    pub fn is_refused(&self) -> bool {
        self.verdict == Verdict::Refused
    }

    /// Returns true if crates were generated.
    pub fn is_generated(&self) -> bool {
        matches!(self.verdict, Verdict::Generated | Verdict::Repaired)
    }

    /// Returns true if the outcome is a bug of the generator.
    pub fn is_broken(&self) -> bool {
        let verdict = matches!(
            self.verdict,
            Verdict::Unstable | Verdict::Panicked | Verdict::Hung
        );
        verdict || !self.names.is_empty()
    }
}

fn codes(report: &Report, severity: Severity) -> Counts {
    let mut counts = Counts::new();
    for diagnostic in report.diagnostics() {
        if diagnostic.code.severity() == severity {
            *counts
                .entry(diagnostic.code.as_str().to_owned())
                .or_default() += 1;
        }
    }
    counts
}

/// Counts the untyped values of an API, either those that lose constraints or those that do not.
fn untyped(api: &Api, lost: bool) -> Counts {
    let counts = api.untyped().into_iter();
    let counts = counts.filter(|(cause, _)| cause.is_loss() == lost);
    counts
        .map(|(cause, count)| (cause.name().to_owned(), count))
        .collect()
}

fn engines(api: &Api) -> usize {
    let needed = |matcher: &Matcher| matches!(matcher, Matcher::Program(_));
    let patterns = api.patterns.iter();
    patterns.filter(|pattern| needed(&pattern.matcher)).count()
}
