//! What became of a document.

use serde::{Deserialize, Serialize};
use specwright_ir::{Api, Matcher};
use specwright_spec::{Report, Severity};
use std::collections::BTreeMap;

/// How often each of something was counted.
pub type Counts = BTreeMap<String, usize>;

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Crates were generated.
    Generated,
    /// Crates were generated after repairs that `--lenient` asks for.
    Repaired,
    /// The document was refused.
    Refused,
    /// The second run wrote other bytes than the first.
    Unstable,
    /// The generator panicked.
    Panicked,
    /// The generator did not end in time.
    Hung,
}

impl Verdict {
    /// As the table and the baseline write it.
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

/// Everything that is told of one document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// How it ended.
    pub verdict: Verdict,
    /// Milliseconds that reading and generating took.
    pub milliseconds: u64,
    /// The most memory that was in use, in KiB, where the system tells.
    pub memory: Option<u64>,
    /// Lines of Rust generated.
    pub lines: usize,
    /// Operations generated.
    pub operations: usize,
    /// Errors by code; of a repaired document, those of the strict run.
    pub errors: Counts,
    /// Warnings by code.
    pub warnings: Counts,
    /// Values that are untyped because the document allows anything there, by how it says so.
    pub loose: Counts,
    /// Values that are untyped although the document says more of them, by what it says.
    pub lost: Counts,
    /// Patterns that are matched by a program, neither by straight lines nor by a table.
    pub engines: usize,
}

impl Outcome {
    /// A process that gave no answer.
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
        }
    }

    /// What a report and an API say.
    pub fn of(report: &Report, api: Option<&Api>) -> Self {
        Self {
            errors: codes(report, Severity::Error),
            warnings: codes(report, Severity::Warning),
            operations: api.map_or(0, |api| api.operations().count()),
            loose: api.map(|api| untyped(api, false)).unwrap_or_default(),
            lost: api.map(|api| untyped(api, true)).unwrap_or_default(),
            engines: api.map_or(0, engines),
            ..Self::broken(Verdict::Refused, 0)
        }
    }

    /// This outcome of a lenient run, with the errors of the strict run before it.
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

    /// Whether the document was refused.
    pub fn is_refused(&self) -> bool {
        self.verdict == Verdict::Refused
    }

    /// Whether crates were written.
    pub fn is_generated(&self) -> bool {
        matches!(self.verdict, Verdict::Generated | Verdict::Repaired)
    }

    /// Whether the generator is at fault, whatever the document says.
    pub fn is_broken(&self) -> bool {
        matches!(
            self.verdict,
            Verdict::Unstable | Verdict::Panicked | Verdict::Hung
        )
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

/// The untyped values of an API: those that lose something, or those that do not.
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
