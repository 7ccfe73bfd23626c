//! The findings of one rule.

use specwright_spec::{Code, Diagnostic, LintRule, Location, Place, Severity};

/// Collects the findings of one rule.
pub(crate) struct Findings {
    rule: &'static LintRule,
    severity: Severity,
    found: Vec<Diagnostic>,
}

impl Findings {
    pub(crate) fn new(rule: &'static LintRule, severity: Severity) -> Self {
        Self {
            rule,
            severity,
            found: Vec::new(),
        }
    }

    /// Creates a finding at the key of a node. Findings with equal messages have the same cause, and are shown as one; the label
    /// names the place.
    pub(crate) fn at(&self, at: &Location, message: impl Into<String>) -> Diagnostic {
        let place = Place::Key(at.clone());
        Diagnostic::new(Code::Lint(self.rule), place, message).with_severity(self.severity)
    }

    /// Adds a finding.
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.found
    }
}
