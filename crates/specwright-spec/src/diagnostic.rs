//! Diagnostics: a code, a message, a place and a repair.

use std::borrow::Cow;
use std::ops::Range;

use specwright_docs::is_invisible;

use crate::{Code, FileId, Fix, Leniency, Location};

/// A diagnostic about a document.
///
/// The constructor functions of each pass, one per case, are the only callers of [`Diagnostic::new`], so that each error has
/// a single wording. Messages start in lowercase, end without a period, and quote the document in backticks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The code.
    pub code: Code,
    /// The message, in one line.
    pub message: String,
    /// The place of the error.
    pub place: Place,
    /// Further parts; boxed to keep `Result`s small.
    pub notes: Box<Notes>,
}

/// The parts of a diagnostic besides its message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Notes {
    /// The label of the place.
    pub label: Option<String>,
    /// Related places with labels.
    pub others: Vec<(Place, String)>,
    /// Further places with the same finding, which reports for people only count.
    pub further: Vec<Place>,
    /// Help on how to correct the document.
    pub help: Vec<String>,
    /// A machine-applicable repair, which the help describes.
    pub fix: Option<Fix>,
    /// True for an error that a lenient run repairs.
    pub repairable: bool,
    /// The number of further places that the diagnostic is about, beside its own.
    pub more: usize,
    /// The severity that the settings of `lint` choose instead of that of the code.
    pub severity: Option<Severity>,
}

impl Diagnostic {
    /// Creates a diagnostic.
    pub fn new(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place: place.into(),
            notes: Box::default(),
        }
    }

    /// Sets the label of the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.notes.label = Some(label.into());
        self
    }

    /// Adds a related place with a label.
    #[must_use]
    pub fn also(mut self, place: impl Into<Place>, label: impl Into<String>) -> Self {
        self.notes.others.push((place.into(), label.into()));
        self
    }

    /// Adds help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.notes.help.push(help.into());
        self
    }

    /// Adds a repair, and its description as help.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.notes.help.push(fix.describe());
        self.notes.fix = Some(fix);
        self
    }

    /// Adds a repair, and its description with an alternative as help: `remove it, or …`.
    #[must_use]
    pub fn fix_or(mut self, fix: Fix, other: &str) -> Self {
        self.notes.help.push(format!("{}, {other}", fix.describe()));
        self.notes.fix = Some(fix);
        self
    }

    /// Sets the number of further places that the diagnostic is about.
    #[must_use]
    pub fn more(mut self, more: usize) -> Self {
        self.notes.more = more;
        self
    }

    /// Turns an error into a warning in a lenient run; in a strict one, remembers that it would.
    #[must_use]
    pub fn repaired(mut self, leniency: Leniency, label: &str) -> Self {
        match leniency {
            Leniency::Strict => {
                self.notes.repairable = true;
                self
            }
            Leniency::Lenient => Self {
                code: Code::Repaired,
                notes: Box::new(Notes {
                    label: Some(label.to_owned()),
                    ..*self.notes
                }),
                ..self
            },
        }
    }

    /// Returns the warning for an error in a part of the document that no chosen operation needs.
    #[must_use]
    pub fn excluded(self) -> Self {
        let code = self.code.as_str();
        let warning = Self {
            code: Code::ExcludedFault,
            ..self
        };
        warning.help(format!(
            "no chosen operation needs this part, which is left out (otherwise {code})"
        ))
    }

    /// Sets a severity other than that of the code.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.notes.severity = Some(severity).filter(|it| *it != self.code.severity());
        self
    }

    /// Returns the severity.
    pub fn severity(&self) -> Severity {
        self.notes.severity.unwrap_or_else(|| self.code.severity())
    }

    /// Returns true for an error, which stops the run.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }
}

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Stops the run; no code is generated.
    Error,
    /// Does not stop the run.
    Warning,
}

impl Severity {
    /// Returns `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A node; for an object or array, its key is shown.
    Node(Location),
    /// The key of a node.
    Key(Location),
    /// A range of a file that could not be parsed.
    Bytes {
        /// The file.
        file: FileId,
        /// The range, relative to the start of the file.
        range: Range<usize>,
    },
}

impl Place {
    /// Returns the file.
    pub fn file(&self) -> FileId {
        match self {
            Self::Node(location) | Self::Key(location) => location.file,
            Self::Bytes { file, .. } => *file,
        }
    }

    /// Returns the location, if the place is a node.
    pub fn location(&self) -> Option<&Location> {
        match self {
            Self::Node(location) | Self::Key(location) => Some(location),
            Self::Bytes { .. } => None,
        }
    }
}

impl From<Location> for Place {
    fn from(location: Location) -> Self {
        Self::Node(location)
    }
}

impl From<&Location> for Place {
    fn from(location: &Location) -> Self {
        Self::Node(location.clone())
    }
}

/// Quotes a text of the document in a message: in backticks, truncated, and with control characters escaped, so that a
/// document cannot control the terminal of the reader.
pub fn quote(text: &str) -> String {
    quote_some(text, 80)
}

/// Quotes a text in full, for a repair that the reader copies.
pub fn quote_whole(text: &str) -> String {
    quote_some(text, usize::MAX)
}

fn quote_some(text: &str, limit: usize) -> String {
    let mut quoted = String::from("`");
    for (index, char) in text.chars().enumerate() {
        if index == limit {
            quoted.push('…');
            break;
        }
        if is_invisible(char) {
            quoted.extend(char.escape_unicode())
        } else {
            quoted.push(char)
        }
    }
    quoted.push('`');
    quoted
}

/// The start of a command that GitHub's runner executes anywhere in a line of a log (actions/runner, `ActionCommand.cs`).
pub(crate) const COMMAND: &str = "##[";

/// Escapes all characters for which [`is_invisible`] returns true as in Rust, and breaks commands of GitHub's runner, so
/// that a name can neither end a line nor control the terminal.
pub fn escape_text(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) && !text.contains(COMMAND) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        match is_invisible(char) || char == '[' && escaped.ends_with("##") {
            true => escaped.extend(char.escape_unicode()),
            false => escaped.push(char),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_hides_nothing_and_runs_nothing() {
        assert_eq!(
            quote("a\u{1b}[31m\nb\u{202e}"),
            "`a\\u{1b}[31m\\u{a}b\\u{202e}`"
        );
        assert_eq!(quote(&"x".repeat(100)).chars().count(), 83);
    }
}
