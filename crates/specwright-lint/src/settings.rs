//! The severities of rules, and the findings that are accepted.

use std::collections::BTreeMap;

use specwright_spec::{
    Code, Diagnostic, Document, LintLevel, LintRule, Place, Severity, Trees, nearest, quote,
    quote_whole,
};

/// The severities of rules, and the findings that are accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// By the id of a rule, or the name of a level; the id takes precedence.
    pub severities: BTreeMap<String, Setting>,
    /// The findings that are accepted.
    pub allowances: Vec<Allowance>,
}

/// The severity of a rule in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The rule is not applied.
    Off,
    /// Findings have this severity.
    Report(Severity),
}

/// Findings of a rule that are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The rule.
    pub rule: &'static LintRule,
    /// The JSON Pointer of a finding, or of a node above it.
    pub pointer: String,
}

impl Setting {
    /// Parses `off`, `warning` or `error`.
    ///
    /// # Errors
    ///
    /// If the text is none of them.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text {
            "off" => Ok(Self::Off),
            "warning" => Ok(Self::Report(Severity::Warning)),
            "error" => Ok(Self::Report(Severity::Error)),
            _ => Err(format!(
                "invalid severity {}: expected `off`, `warning` or `error`",
                quote(text)
            )),
        }
    }
}

impl Settings {
    /// Checks a key of [`Settings::severities`]: the id of a rule, or the name of a level.
    ///
    /// # Errors
    ///
    /// If there is no such rule; the message names the most similar one.
    pub fn check_key(key: &str) -> Result<(), String> {
        let levels = LintLevel::ALL.iter().map(|it| it.as_str());
        let known = || crate::rules().map(|it| it.id).chain(levels.clone());
        if known().any(|it| it == key) {
            return Ok(());
        }
        let hint = nearest(key, known()).map(|it| format!("; did you mean `{it}`?"));
        Err(format!(
            "unknown rule {}{}",
            quote(key),
            hint.as_deref()
                .unwrap_or("; `specwright explain` lists all rules")
        ))
    }

    /// Returns the severity of a rule; none if it is off.
    pub(crate) fn severity(&self, rule: &LintRule) -> Option<Severity> {
        let level = || self.severities.get(rule.level.as_str());
        match self.severities.get(rule.id).or_else(level) {
            Some(Setting::Off) => None,
            Some(Setting::Report(severity)) => Some(*severity),
            None if rule.level == LintLevel::Style => None,
            None => Some(rule.severity),
        }
    }

    /// Removes the findings that are accepted, and reports allowances without a finding.
    pub(crate) fn accept(&self, document: &Document, trees: &Trees, found: &mut Vec<Diagnostic>) {
        let mut is_used = vec![false; self.allowances.len()];
        found.retain(|finding| {
            let at = finding.place.location();
            let written = at.map(|at| document.sources.written(at));
            let pointer = written.as_ref().map_or("", |it| it.as_str());
            let is_accepted = |it: &Allowance| {
                let rest = pointer.strip_prefix(it.pointer.as_str());
                finding.code == Code::Lint(it.rule)
                    && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let accepted = self.allowances.iter().position(is_accepted);
            if let Some(index) = accepted {
                is_used[index] = true;
            }
            accepted.is_none()
        });
        let stale = self.allowances.iter().zip(is_used);
        let stale = stale.filter(|(it, used)| !used && self.severity(it.rule).is_some());
        found.extend(stale.map(|(it, _)| stale_allowance(it, trees)));
    }
}

/// Reports an allowance that matches nothing.
fn stale_allowance(allowance: &Allowance, trees: &Trees) -> Diagnostic {
    let message = format!(
        "unused allowance: no `{}` at {}",
        allowance.rule.id,
        quote_whole(&allowance.pointer)
    );
    Diagnostic::new(Code::StaleAllowance, Place::Node(trees.root()), message)
        .help("remove the allowance from specwright.toml")
}
