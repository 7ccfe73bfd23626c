//! Findings with their places, as values: for programs that show them in a way of their own.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use specwright_spec::{Action, Certainty, Code, Located, Report, ReportFormat, Severity, render};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// The findings of a run, sorted by position.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct Diagnostics {
    text: String,
    has_errors: bool,
    has_warnings: bool,
    report: Arc<Report>,
    /// The findings of the report, whose places are looked up on demand.
    list: OnceLock<Vec<Diagnostic>>,
}

/// The findings in the record of a run.
#[derive(Serialize, Deserialize)]
struct Kept {
    text: String,
    list: Vec<Diagnostic>,
}

impl From<Kept> for Diagnostics {
    fn from(Kept { text, list }: Kept) -> Self {
        let has = |severity| list.iter().any(|it| it.severity() == severity);
        Self {
            text,
            has_errors: has(Severity::Error),
            has_warnings: has(Severity::Warning),
            report: Arc::default(),
            list: list.into(),
        }
    }
}

impl From<Diagnostics> for Kept {
    fn from(diagnostics: Diagnostics) -> Self {
        Self {
            list: diagnostics.list().to_vec(),
            text: diagnostics.text,
        }
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The kind of finding.
    #[serde(serialize_with = "write_code", deserialize_with = "read_code")]
    pub code: Code,
    /// The problem, in one line.
    pub message: String,
    /// The place of the problem.
    pub place: Place,
    /// A remark on the place.
    pub label: Option<String>,
    /// Other places that matter.
    pub others: Vec<Related>,
    /// Suggestions for what to write instead.
    pub help: Vec<String>,
    /// The repair that a program can make, if there is one.
    pub fix: Option<Fix>,
}

/// A range of characters in a file. Lines and columns are counted from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Place {
    /// The path of the file.
    pub file: String,
    /// The JSON Pointer in the file, if the place is a value or a key of the document.
    pub pointer: Option<String>,
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
}

/// Another place that matters for a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Related {
    /// The place.
    pub place: Place,
    /// A remark on it.
    pub label: String,
}

/// A repair: edits that, all of them made, remove the finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fix {
    /// True if the document means the same before and after; false if it is the most likely of several repairs.
    pub certain: bool,
    /// The edits.
    pub edits: Vec<Edit>,
}

/// A change of one place of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edit {
    /// The place that is changed.
    pub place: Place,
    /// The change.
    pub change: EditKind,
}

/// A change of a value or its key; values are JSON texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum EditKind {
    /// Replaces the value.
    Replace(String),
    /// Replaces the key of the member.
    Rename(String),
    /// Removes the member or element.
    Remove,
    /// Sets a member of the object.
    Insert {
        /// The key of the member.
        key: String,
        /// Its value.
        value: String,
    },
    /// Adds an element at the end of the array, which is created if it is missing.
    Append(String),
}

impl Diagnostics {
    /// The findings of a report, with their text in a format.
    pub(crate) fn new(report: &Report, format: ReportFormat) -> Self {
        let is_silent = report.is_empty() && matches!(format, ReportFormat::Human { .. });
        Self {
            text: match is_silent {
                true => String::new(),
                false => render(report, format),
            },
            has_errors: report.has_errors(),
            has_warnings: report.count(Severity::Warning) > 0,
            report: Arc::new(report.clone()),
            list: OnceLock::new(),
        }
    }

    fn list(&self) -> &[Diagnostic] {
        self.list.get_or_init(|| {
            let located = Located::new(&self.report);
            let list = located.diagnostics().iter();
            list.map(|it| Diagnostic::new(it, &located)).collect()
        })
    }

    /// The findings.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.list().iter()
    }

    /// Returns true if nothing was found.
    pub fn is_empty(&self) -> bool {
        !self.has_errors && !self.has_warnings
    }

    /// Returns the number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of_severity = self.list().iter().filter(|it| it.severity() == severity);
        of_severity.count()
    }

    /// Returns true if a finding is an error.
    pub fn has_errors(&self) -> bool {
        self.has_errors
    }

    /// Returns true if a finding is a warning.
    pub fn has_warnings(&self) -> bool {
        self.has_warnings
    }

    /// The findings as a text, in the format that the run was given.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Diagnostics {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.list() == other.list()
    }
}

impl Eq for Diagnostics {}

impl fmt::Debug for Diagnostics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.list()).finish()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Diagnostic {
    fn new(diagnostic: &specwright_spec::Diagnostic, located: &Located<'_>) -> Self {
        let notes = &diagnostic.notes;
        let others = notes.others.iter().map(|(place, label)| Related {
            place: Place::new(place, located),
            label: label.clone(),
        });
        Self {
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            place: Place::new(&diagnostic.place, located),
            label: notes.label.clone(),
            others: others.collect(),
            help: notes.help.clone(),
            fix: notes.fix.as_ref().map(|fix| Fix::new(fix, located)),
        }
    }

    /// Returns the severity, which follows from the code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// One line: `pets.yaml:3:5: error[SW0401]: …`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place {
            file, line, column, ..
        } = &self.place;
        let (severity, code) = (self.severity().as_str(), self.code.as_str());
        let file = specwright_spec::escape_text(file);
        let message = specwright_spec::escape_text(&self.message);
        write!(
            formatter,
            "{file}:{line}:{column}: {severity}[{code}]: {message}"
        )
    }
}

impl Place {
    fn new(place: &specwright_spec::Place, located: &Located<'_>) -> Self {
        let site = located.site(place);
        Self {
            file: site.file,
            pointer: site.pointer,
            line: site.start.0,
            column: site.start.1,
            end_line: site.end.0,
            end_column: site.end.1,
        }
    }
}

impl Fix {
    fn new(fix: &specwright_spec::Fix, located: &Located<'_>) -> Self {
        let edits = fix.edits.iter().map(|edit| Edit {
            place: Place::new(&(&edit.at).into(), located),
            change: match &edit.action {
                Action::Replace(value) => EditKind::Replace(value.compact()),
                Action::Rename(key) => EditKind::Rename(key.clone()),
                Action::Remove => EditKind::Remove,
                Action::Insert(key, value) => EditKind::Insert {
                    key: key.clone(),
                    value: value.compact(),
                },
                Action::Append(value) => EditKind::Append(value.compact()),
            },
        });
        Self {
            certain: fix.certainty == Certainty::Certain,
            edits: edits.collect(),
        }
    }
}

fn write_code<S: Serializer>(code: &Code, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.as_str())
}

fn read_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
    let code = String::deserialize(deserializer)?;
    Code::parse(&code).ok_or_else(|| serde::de::Error::custom("a code of no diagnostic"))
}
