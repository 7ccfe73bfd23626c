//! Reports for people and programs. Locations are converted to lines and columns only here.

mod github;
mod human;
mod json;
mod locate;
mod repairs;
mod replacements;
mod sarif;

use std::str::FromStr;

use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::diagnostic::COMMAND;
use crate::{Diagnostic, Place, Report};
pub use github::{escape_data, escape_property};
use locate::Locator;
pub use repairs::Repairs;
pub use sarif::uri_path;
use specwright_docs::is_invisible;

/// The format of a report (`--format`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// For terminals: source text with underlined labels.
    Human {
        /// True to write escape sequences for color.
        color: bool,
    },
    /// A JSON object with `diagnostics`, `errors` and `warnings`.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions, which annotate pull requests.
    Github,
}

impl FromStr for ReportFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "human" => Ok(Self::Human { color: false }),
            "json" => Ok(Self::Json),
            "sarif" => Ok(Self::Sarif),
            "github" => Ok(Self::Github),
            _ => Err(format!("`{name}` is none of human, json, sarif, github")),
        }
    }
}

/// Renders a report, sorted by position.
pub fn render(report: &Report, format: ReportFormat) -> String {
    Located::new(report).render(format)
}

/// The diagnostics of a report, sorted by position, and access to their positions.
pub struct Located<'a> {
    diagnostics: Vec<&'a Diagnostic>,
    locator: Locator<'a>,
}

/// The position of a place. Lines and columns are counted from 1; columns are characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The path of the file.
    pub file: String,
    /// The JSON Pointer (RFC 6901) in the file, if the place is a node.
    pub pointer: Option<String>,
    /// The line and column of the first character.
    pub start: (usize, usize),
    /// The line and column after the last character.
    pub end: (usize, usize),
}

impl<'a> Located<'a> {
    /// Sorts the diagnostics, and removes duplicates that result from an upgrade.
    pub fn new(report: &'a Report) -> Self {
        let locator = Locator::new(report.sources(), report.diagnostics());
        let mut diagnostics: Vec<&Diagnostic> = report.diagnostics().iter().collect();
        diagnostics.sort_by_cached_key(|diagnostic| {
            let spot = locator.locate(&diagnostic.place);
            (
                spot.path.to_owned(),
                spot.range.start,
                diagnostic.code,
                diagnostic.message.clone(),
            )
        });
        // Nodes that an upgrade has copied share an original location, and are reported once.
        diagnostics.dedup_by_key(|diagnostic| {
            let place = &diagnostic.place;
            let pointer = locator.pointer(place);
            (
                locator.file(place),
                pointer,
                diagnostic.code,
                &diagnostic.message,
                bytes(place),
            )
        });
        Self {
            diagnostics,
            locator,
        }
    }

    /// Returns the diagnostics.
    pub fn diagnostics(&self) -> &[&'a Diagnostic] {
        &self.diagnostics
    }

    /// Returns the position of a place.
    pub fn site(&self, place: &Place) -> Site {
        let spot = self.locator.locate(place);
        let pointer = self.locator.pointer(place);
        Site {
            file: spot.path.to_owned(),
            pointer: pointer.map(|pointer| pointer.as_str().to_owned()),
            start: (spot.start.line, spot.start.column),
            end: (spot.end.line, spot.end.column),
        }
    }

    /// Renders the diagnostics.
    pub fn render(&self, format: ReportFormat) -> String {
        let (diagnostics, locator) = (&self.diagnostics, &self.locator);
        match format {
            ReportFormat::Human { color } => human::render(diagnostics, locator, color),
            ReportFormat::Json => json::render(diagnostics, locator),
            ReportFormat::Sarif => sarif::render(diagnostics, locator),
            ReportFormat::Github => github::render(diagnostics, locator),
        }
    }
}

/// Serializes diagnostics one by one: there may be hundreds of thousands.
struct DiagnosticList<'a> {
    diagnostics: &'a [&'a Diagnostic],
    locator: &'a Locator<'a>,
    json: fn(&Diagnostic, &Locator<'_>) -> Value,
}

impl Serialize for DiagnosticList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = |diagnostic: &&Diagnostic| (self.json)(diagnostic, self.locator);
        serializer.collect_seq(self.diagnostics.iter().map(json))
    }
}

/// Formats a document as readable JSON. Invisible characters and log commands are escaped, so that values are exact and have
/// no effect where they are printed; outside of strings, JSON has no other such characters than line ends (RFC 8259, section
/// 2).
pub fn pretty_json(document: &impl Serialize) -> String {
    // Writing to memory cannot fail, and all keys are strings.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    let is_escaped = |char: char| char != '\n' && is_invisible(char);
    if text.contains(is_escaped) || text.contains(COMMAND) {
        let mut escaped = String::with_capacity(text.len() + 64);
        for char in text.chars() {
            match is_escaped(char) || char == '[' && escaped.ends_with("##") {
                true => {
                    for unit in char.encode_utf16(&mut [0; 2]) {
                        escaped.push_str(&format!("\\u{unit:04x}"));
                    }
                }
                false => escaped.push(char),
            }
        }
        text = escaped;
    }
    text.push('\n');
    text
}

/// Returns the range of a place that is not a node.
fn bytes(place: &Place) -> Option<std::ops::Range<usize>> {
    match place {
        Place::Bytes { range, .. } => Some(range.clone()),
        Place::Node(_) | Place::Key(_) => None,
    }
}
