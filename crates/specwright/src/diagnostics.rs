//! Diagnostics with their places as values, for programs that render them themselves.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use specwright_spec::{Action, Certainty, Code, Located, Report, ReportFormat, Severity};
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The diagnostics of a run, sorted by position.
#[derive(Clone, Default, Deserialize)]
#[serde(from = "StoredDiagnostics")]
pub struct Diagnostics {
    text: String,
    has_errors: bool,
    has_warnings: bool,
    report: Arc<Report>,
    /// The diagnostics of the report. Places of a long list are computed on demand.
    list: OnceLock<Vec<Diagnostic>>,
}

/// The diagnostics in the cache of a run.
#[derive(Deserialize)]
struct StoredDiagnostics {
    text: String,
    list: Vec<Diagnostic>,
}

impl Serialize for Diagnostics {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("StoredDiagnostics", 2)?;
        fields.serialize_field("text", &self.text)?;
        fields.serialize_field("list", self.list())?;
        fields.end()
    }
}

impl From<StoredDiagnostics> for Diagnostics {
    fn from(StoredDiagnostics { text, list }: StoredDiagnostics) -> Self {
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

/// A diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The code.
    #[serde(serialize_with = "write_code", deserialize_with = "read_code")]
    pub code: Code,
    /// The message, on one line.
    pub message: String,
    /// The place of the problem.
    pub place: Place,
    /// The label of the place.
    pub label: Option<String>,
    /// Related places.
    pub others: Vec<Related>,
    /// Suggested repairs, as text.
    pub help: Vec<String>,
    /// The repair that a program can apply.
    pub fix: Option<Fix>,
    /// Further places of the same finding.
    pub more: Vec<Place>,
    /// The severity that the settings of `lint` choose. Findings of rules are not cached.
    #[serde(skip)]
    severity: Option<Severity>,
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

/// A place that is related to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Related {
    /// The place.
    pub place: Place,
    /// The label of the place.
    pub label: String,
}

/// A repair: edits that remove the diagnostic if all are applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fix {
    /// True if the document means the same before and after; false if it is the most likely of several repairs.
    pub certain: bool,
    /// The edits.
    pub edits: Vec<Edit>,
}

/// An edit of one place of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edit {
    /// The place to edit.
    pub place: Place,
    /// The change.
    pub change: EditKind,
}

/// A change of a value or its key. Values are JSON texts.
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
    /// Replaces the value by its descendant at a relative JSON Pointer.
    Hoist(String),
}

/// The length of the longest list of diagnostics that is stored in the cache; beyond that, finding them again is faster than
/// reading them.
pub(crate) const MAX_CACHED: usize = 10_000;

fn list(located: &Located<'_>) -> Vec<Diagnostic> {
    let diagnostics = located.diagnostics().iter();
    diagnostics.map(|it| Diagnostic::new(it, located)).collect()
}

impl Diagnostics {
    /// Returns the diagnostics of a report, rendered in a format.
    pub(crate) fn new(report: &Report, format: ReportFormat) -> Self {
        if report.is_empty() && matches!(format, ReportFormat::Human { .. }) {
            return Self::default();
        }
        let located = Located::new(report);
        let diagnostics = Self {
            text: located.render(format),
            has_errors: report.has_errors(),
            has_warnings: report.count(Severity::Warning) > 0,
            report: Arc::new(report.clone()),
            list: OnceLock::new(),
        };
        // Finding the places is most of the work: the text and the list of a cached run share it.
        if report.diagnostics().len() <= MAX_CACHED {
            diagnostics.list.get_or_init(|| list(&located));
        }
        diagnostics
    }

    fn list(&self) -> &[Diagnostic] {
        self.list.get_or_init(|| list(&Located::new(&self.report)))
    }

    /// Returns the diagnostics.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.list().iter()
    }

    /// Returns true if there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        !self.has_errors && !self.has_warnings
    }

    /// Returns the number of diagnostics of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of_severity = self.list().iter().filter(|it| it.severity() == severity);
        of_severity.count()
    }

    /// Returns the errors alone, in a format; none of a run that had none.
    #[must_use]
    pub fn errors(&self, format: ReportFormat) -> Self {
        Self::new(&self.report.errors(), format)
    }

    /// Returns the files that were read, sorted.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let sources = self.report.sources().iter();
        let mut files: Vec<_> = sources.map(|(_, it)| PathBuf::from(it.path())).collect();
        files.sort();
        files
    }

    /// Returns the number of errors that a lenient run repairs.
    pub fn repairable(&self) -> usize {
        self.report.repairable()
    }

    /// Returns true if there is an error.
    pub fn has_errors(&self) -> bool {
        self.has_errors
    }

    /// Returns true if there is a warning.
    pub fn has_warnings(&self) -> bool {
        self.has_warnings
    }

    /// Returns the diagnostics as text, in the format of the run.
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
            more: notes
                .further
                .iter()
                .map(|it| Place::new(it, located))
                .collect(),
            severity: notes.severity,
        }
    }

    /// Returns the severity: that of the code, unless the settings of `lint` choose another one.
    pub fn severity(&self) -> Severity {
        self.severity.unwrap_or_else(|| self.code.severity())
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
                Action::Hoist(descendant) => EditKind::Hoist(descendant.as_str().to_owned()),
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
    specwright_lint::code(&code).ok_or_else(|| serde::de::Error::custom("unknown diagnostic code"))
}
