//! What a person is told: what is wrong, where, and what to write instead.

use std::borrow::Cow;
use std::ops::Range;

use crate::{Code, FileId, Fix, Leniency, Location};

/// A finding about a document.
///
/// The constructor functions of each pass, one per code, are the only callers of [`Diagnostic::new`], so that one mistake
/// is told in one way. Messages start in lower case, end without a period and quote the document's words in backticks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What is said besides; boxed, since results carry diagnostics.
    pub notes: Box<Notes>,
}

/// What a diagnostic says besides its message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Notes {
    /// What is to be seen at the place.
    pub label: Option<String>,
    /// Other places that matter, each with what is to be seen there.
    pub others: Vec<(Place, String)>,
    /// What to write instead.
    pub help: Vec<String>,
    /// The repair that a program can make, which the help describes.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place: place.into(),
            notes: Box::default(),
        }
    }

    /// Says what is to be seen at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.notes.label = Some(label.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, place: impl Into<Place>, label: impl Into<String>) -> Self {
        self.notes.others.push((place.into(), label.into()));
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.notes.help.push(help.into());
        self
    }

    /// Offers a repair, and describes it in the help.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.notes.help.push(fix.describe());
        self.notes.fix = Some(fix);
        self
    }

    /// Offers a repair, and names another in the help: `remove it, or …`.
    #[must_use]
    pub fn fix_or(mut self, fix: Fix, other: &str) -> Self {
        self.notes.help.push(format!("{}, {other}", fix.describe()));
        self.notes.fix = Some(fix);
        self
    }

    /// The warning that stands for this error where faults are repaired.
    #[must_use]
    pub fn repaired(self, leniency: Leniency, label: &str) -> Self {
        match leniency {
            Leniency::Strict => self,
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

    /// Whether it stops the run.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something to look at; the run goes on.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// What a diagnostic points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A node; of an object or array, its key is shown.
    Node(Location),
    /// The key of a node.
    Key(Location),
    /// Bytes of the file, where the text is no tree.
    Bytes {
        /// The file.
        file: FileId,
        /// The bytes, counted from the beginning of the file.
        range: Range<usize>,
    },
}

impl Place {
    /// The file.
    pub fn file(&self) -> FileId {
        match self {
            Self::Node(location) | Self::Key(location) => location.file,
            Self::Bytes { file, .. } => *file,
        }
    }

    /// The node, if it is one.
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

/// A piece of a document in a message: in backticks, shortened, with control characters escaped, so that no document can
/// write to the reader's terminal.
pub fn quote(text: &str) -> String {
    quote_some(text, 80)
}

/// Quotes a text that the reader is told to write, in full: what is to be copied is never cut.
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

/// Returns true for control characters, line separators, and characters that change the direction of the text around
/// them (Unicode UAX #9, section 2).
pub fn is_invisible(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The beginning of a command that GitHub's runner obeys anywhere in a line of a log (actions/runner, `ActionCommand.cs`).
pub(crate) const COMMAND: &str = "##[";

/// Returns the text with every character that [`is_invisible`] escaped as in Rust, so that a name can neither end a line
/// nor control the reader's terminal, and with commands of GitHub's runner broken.
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
