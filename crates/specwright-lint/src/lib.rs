//! Finds weaknesses of valid documents, such as missing error responses, invalid examples and duplicate schemas.
//!
//! ```text
//! Document, Settings ─ lint ─▶ one diagnostic for each place ─ gather ─▶ one for each cause
//! ```
//!
//! A rule is a row of the table in `rules`: its id, level, severity and title, and the function that finds places. The functions are in
//! one file for each family of rules; what they share is in `context`. The examples of a rule (`explanations/ID.md`) are both its
//! explanation and its test.

mod context;
mod findings;
mod gather;
mod names;
mod overlay;
mod page;
mod rules;
mod settings;

pub use gather::gather;
pub use overlay::{RepairOverlay, overlay};
pub use page::rules_page;
pub use settings::{Allowance, Setting, Settings};

use context::Context;
use findings::Findings;
use specwright_spec::{Code, Diagnostic, Document, LintRule};

/// Returns all rules, in the order of the documentation.
pub fn rules() -> impl Iterator<Item = &'static LintRule> {
    rules::RULES.iter().map(|it| &it.rule)
}

/// Finds a rule by its id.
pub fn rule(id: &str) -> Option<&'static LintRule> {
    rules().find(|it| it.id == id)
}

/// Finds a diagnostic code: that of a fault, by number or name, or that of a rule, by its id.
pub fn code(text: &str) -> Option<Code> {
    Code::parse(text).or_else(|| rule(text).map(Code::Lint))
}

/// Applies all rules that the settings enable, and returns a diagnostic for each place, without those that the settings accept.
/// Allowances that match nothing are errors.
///
/// Returns none for a document that was opened without its trees.
pub fn lint(document: &Document, settings: &Settings) -> Vec<Diagnostic> {
    let Some(trees) = &document.trees else {
        return Vec::new();
    };
    let context = Context::new(document, trees);
    let mut found = Vec::new();
    for rule in rules::RULES {
        let Some(severity) = settings.severity(&rule.rule) else {
            continue;
        };
        let mut findings = Findings::new(&rule.rule, severity);
        (rule.check)(&context, &mut findings);
        found.extend(findings.finish());
    }
    found.retain(|it| it.place.location().is_none_or(|at| !document.excludes(at)));
    settings.accept(document, trees, &mut found);
    found
}
