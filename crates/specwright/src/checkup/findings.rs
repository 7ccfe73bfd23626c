//! The diagnostics of a document, grouped by code.

use super::effects::{self, Effect};
use serde::Serialize;
use specwright_spec::{Code, Located, Report};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The number of places that a finding shows.
const EXAMPLES: usize = 3;

/// The diagnostics with one code.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The code, such as `SW1008`.
    pub code: &'static str,
    /// The name of the code, such as `unknown-format`.
    pub name: &'static str,
    /// The title of the code.
    pub title: &'static str,
    /// The effect on the generated code.
    pub effect: Effect,
    /// The number of affected places.
    pub places: usize,
    /// The first places.
    pub examples: Vec<Example>,
    /// The suggested reaction.
    pub action: &'static str,
}

/// A place of a finding.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Example {
    /// The path of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1.
    pub column: usize,
    /// The JSON Pointer, if the place is a value or a key of the document.
    pub pointer: Option<String>,
    /// The message of the diagnostic.
    pub message: String,
    /// The repair that a lenient run makes, or another label of the place.
    pub label: Option<String>,
}

/// Returns the findings of a report, sorted by effect and then by the number of places.
pub(super) fn of(report: &Report) -> Vec<Finding> {
    let located = Located::new(report);
    let mut found: BTreeMap<Code, Finding> = BTreeMap::new();
    for diagnostic in located.diagnostics() {
        let code = diagnostic.code;
        let finding = found.entry(code).or_insert_with(|| empty(code));
        finding.places += 1 + diagnostic.notes.more;
        if finding.examples.len() < EXAMPLES {
            let site = located.site(&diagnostic.place);
            finding.examples.push(Example {
                file: site.file,
                line: site.start.0,
                column: site.start.1,
                pointer: site.pointer,
                message: diagnostic.message.clone(),
                label: diagnostic.notes.label.clone(),
            });
        }
    }
    let mut findings: Vec<Finding> = found.into_values().collect();
    findings.sort_by_key(|it| (it.effect, Reverse(it.places)));
    findings
}

fn empty(code: Code) -> Finding {
    let (effect, action) = effects::of(code);
    Finding {
        code: code.as_str(),
        name: code.name(),
        title: code.title(),
        effect,
        places: 0,
        examples: Vec::new(),
        action,
    }
}
