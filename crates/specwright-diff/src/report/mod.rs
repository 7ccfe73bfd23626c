//! Comparisons as text, for people and programs.
//!
//! | file | form |
//! |---|---|
//! | `human` | a changelog for terminals |
//! | `markdown`, `html` | the same for pull requests and browsers; the page needs no other file |
//! | `json` | everything, for programs |
//! | `sarif`, `github`, `junit` | findings for code scanning, annotations of a pull request, and test reports |

mod changelog;
mod github;
mod html;
mod human;
mod json;
mod junit;
mod markdown;
mod places;
mod sarif;

pub use places::{Places, Side};

use specwright_spec::Site;

use crate::source::{GeneratedCrate, SourceVerdict};
use crate::{Change, Date, Source, Wire};

/// The comparison of two documents.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The old document.
    pub old: Document,
    /// The new document.
    pub new: Document,
    /// The changes, in the order in which they were found.
    pub findings: Vec<Finding>,
    /// The verdict on generated code; none if code cannot be generated from one of the documents.
    pub source: Option<SourceVerdict>,
    /// Entries of the settings that accept nothing, and other remarks on the comparison.
    pub notes: Vec<Note>,
}

/// A document of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The name as it was given: `main:specs/api.yaml`.
    pub name: String,
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
}

/// A change with its places.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The change.
    pub change: Change,
    /// The place in the old document.
    pub old: Option<Site>,
    /// The place in the new document.
    pub new: Option<Site>,
    /// The reason why it counts as compatible, if it is breaking or risky by itself.
    pub pardon: Option<Pardon>,
}

/// An entry of the settings that accepts a change, which counts as compatible then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pardon {
    /// The reason that the entry gives.
    pub reason: String,
    /// The last day on which the entry accepts it.
    pub until: Option<Date>,
}

/// A remark on a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The file, line and column; none for a remark on no file.
    pub place: Option<(String, usize, usize)>,
    /// The remark in one line, without a period.
    pub message: String,
}

/// The grade of a change after pardons, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// An old client or an old server fails.
    Breaking,
    /// It cannot be decided whether one fails.
    Undecided,
    /// Some may fail, in a way that the document cannot tell.
    Risky,
    /// Old clients and old servers still work.
    Compatible,
    /// Nothing that is sent changes.
    Same,
}

impl Grade {
    /// All grades, the worst first.
    pub const ALL: [Self; 5] = [
        Self::Breaking,
        Self::Undecided,
        Self::Risky,
        Self::Compatible,
        Self::Same,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Undecided => "undecided",
            Self::Risky => "risky",
            Self::Compatible => "compatible",
            Self::Same => "same",
        }
    }

    /// The heading of its changes.
    fn heading(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking changes",
            Self::Undecided => "Changes that cannot be decided",
            Self::Risky => "Risky changes",
            Self::Compatible => "Compatible changes",
            Self::Same => "Changes of documentation and names",
        }
    }
}

impl Finding {
    /// The grade of the change, which counts as compatible if it is pardoned.
    pub fn grade(&self) -> Grade {
        match &self.change.wire {
            Wire::Same => Grade::Same,
            Wire::Compatible => Grade::Compatible,
            _ if self.pardon.is_some() => Grade::Compatible,
            Wire::Risky => Grade::Risky,
            Wire::Breaking => Grade::Breaking,
            Wire::Undecided(_) => Grade::Undecided,
        }
    }

    /// The explanation of the rule, or what was tried to decide the change.
    pub(crate) fn explanation(&self) -> String {
        if let Wire::Undecided(tried) = &self.change.wire {
            return format!("Undecided: {tried}");
        }
        let rule = crate::explain(self.change.rule);
        rule.map_or_else(String::new, |rule| rule.line.to_owned())
    }

    /// The pardon as a sentence.
    pub(crate) fn pardon_text(&self) -> Option<String> {
        let Pardon { reason, until } = self.pardon.as_ref()?;
        Some(match until {
            Some(until) => format!("Ignored until {until}: {reason}"),
            None => format!("Ignored: {reason}"),
        })
    }

    /// The place to show first: in the new document, unless the part was removed.
    pub(crate) fn place(&self) -> Option<&Site> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

impl Comparison {
    /// Returns the number of changes of a grade.
    pub fn count(&self, grade: Grade) -> usize {
        self.findings
            .iter()
            .filter(|it| it.grade() == grade)
            .count()
    }

    /// Returns true if nothing differs.
    pub fn is_empty(&self) -> bool {
        let has_changes = |it: &SourceVerdict| !it.changes.is_empty();
        self.findings.is_empty() && !self.source.as_ref().is_some_and(has_changes)
    }

    /// The counts in words: `2 breaking, 1 compatible`.
    pub(crate) fn summary(&self) -> String {
        let counts = Grade::ALL.into_iter().filter_map(|grade| {
            let count = self.count(grade);
            let word = match grade {
                Grade::Same => "not on the wire",
                grade => grade.name(),
            };
            (count > 0).then(|| format!("{count} {word}"))
        });
        let counts: Vec<String> = counts.collect();
        match counts.is_empty() {
            true => "no changes".to_owned(),
            false => counts.join(", "),
        }
    }

    /// The level of each crate: `types major, client major, server minor`.
    pub(crate) fn levels(&self) -> Option<String> {
        let source = self.source.as_ref()?;
        let levels = GeneratedCrate::ALL.map(|it| {
            let level = level_name(source.levels.of(it));
            format!("{} {level}", it.name())
        });
        Some(levels.join(", "))
    }

    /// Renders the comparison.
    pub fn render(&self, format: DiffFormat) -> String {
        match format {
            DiffFormat::Human { color } => human::render(self, color),
            DiffFormat::Json => json::render(self),
            DiffFormat::Markdown => markdown::render(self),
            DiffFormat::Html => html::render(self),
            DiffFormat::Sarif => sarif::render(self),
            DiffFormat::Github => github::render(self),
            DiffFormat::Junit => junit::render(self),
        }
    }
}

/// The word for a level.
pub fn level_name(level: Source) -> &'static str {
    match level {
        Source::Patch => "patch",
        Source::Minor => "minor",
        Source::Major => "major",
    }
}

/// The format of a comparison (`--format`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffFormat {
    /// A changelog for terminals.
    Human {
        /// True to write escape sequences for color.
        color: bool,
    },
    /// A JSON object.
    Json,
    /// Markdown, for a pull request.
    Markdown,
    /// A page for browsers.
    Html,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions, which annotate pull requests.
    Github,
    /// A JUnit report: a failed test for each change that may break.
    Junit,
}
