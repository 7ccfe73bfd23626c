//! Reports for people and for machines. Only here do locations become lines and columns.

mod github;
mod human;
mod json;
mod locate;
mod replacements;
mod sarif;

use std::str::FromStr;

use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::diagnostic::COMMAND;
use crate::{Diagnostic, Place, Report, is_invisible};
use locate::Locator;

/// How a report is written: `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// For people: the source text with what is wrong underlined.
    Human {
        /// Whether escape sequences for color are written.
        color: bool,
    },
    /// One JSON object: `diagnostics`, `errors`, `warnings`.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions, which become annotations of a pull request.
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

/// Writes a report, sorted by position.
pub fn render(report: &Report, format: ReportFormat) -> String {
    Located::new(report).render(format)
}

/// The findings of a report, sorted by position, with the means to look up their places.
pub struct Located<'a> {
    diagnostics: Vec<&'a Diagnostic>,
    locator: Locator<'a>,
}

/// A place as it is shown. Lines and columns are counted from 1, columns in characters.
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
    /// Sorts the findings, and omits those that an upgrade has repeated.
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
        // What an upgrade has copied to several places is written at one, and told once.
        diagnostics.dedup_by_key(|diagnostic| {
            let place = &diagnostic.place;
            let pointer = locator.pointer(place);
            (
                place.file(),
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

    /// The findings.
    pub fn diagnostics(&self) -> &[&'a Diagnostic] {
        &self.diagnostics
    }

    /// Looks up the file, line and column of a place.
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

    /// Writes the findings.
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

/// The JSON of each of many findings, made when it is written: there may be hundreds of thousands.
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

/// Returns a document as JSON, for people to read as well. Invisible characters and commands of a log are written as escapes, so that
/// the values are exact and have no effect where they are printed; outside of strings JSON has none but line ends (RFC 8259, section 2).
fn pretty(document: &impl Serialize) -> String {
    // Writing to memory cannot fail, and no key is anything but text.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    let is_hidden = |char: char| char != '\n' && is_invisible(char);
    if text.contains(is_hidden) || text.contains(COMMAND) {
        let mut escaped = String::with_capacity(text.len() + 64);
        for char in text.chars() {
            match is_hidden(char) || char == '[' && escaped.ends_with("##") {
                true => escaped.push_str(&format!("\\u{:04x}", u32::from(char))),
                false => escaped.push(char),
            }
        }
        text = escaped;
    }
    text.push('\n');
    text
}

/// The bytes of a place that is no node.
fn bytes(place: &Place) -> Option<std::ops::Range<usize>> {
    match place {
        Place::Bytes { range, .. } => Some(range.clone()),
        Place::Node(_) | Place::Key(_) => None,
    }
}
