//! The rules of `lint`, which are diagnostics with a name as their code.

use std::hash::{Hash, Hasher};

use super::indented;
use crate::Severity;

/// A rule about weaknesses of valid documents. The rules themselves are in `specwright-lint`.
#[derive(Clone, Copy, Debug)]
pub struct LintRule {
    /// The stable id, which is both the code and the name, such as `operation-without-404`.
    pub id: &'static str,
    /// The kind of weakness.
    pub level: LintLevel,
    /// The severity, unless the settings choose another one.
    pub severity: Severity,
    /// A description in one line.
    pub title: &'static str,
    /// The consequence of the weakness in a paragraph, and two parts of documents in fenced code: one that is reported and one that
    /// is not.
    pub explanation: &'static str,
}

/// The kinds of weaknesses, from the most to the least serious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LintLevel {
    /// The document contradicts itself, or does not mean what its author intended.
    Correctness,
    /// The document is right, and its callers or generated code suffer from it.
    Design,
    /// A matter of taste or completeness; reported only if the settings choose it.
    Style,
}

impl LintLevel {
    /// All levels.
    pub const ALL: [Self; 3] = [Self::Correctness, Self::Design, Self::Style];

    /// Returns the name, such as `design`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Correctness => "correctness",
            Self::Design => "design",
            Self::Style => "style",
        }
    }
}

impl LintRule {
    /// Returns the first paragraph of the explanation: the consequence of the weakness.
    pub fn reason(&self) -> &'static str {
        let end = self.explanation.find("\n\n");
        self.explanation[..end.unwrap_or(self.explanation.len())].trim()
    }

    /// Returns the part of a document that is reported, and the one that is not.
    pub fn examples(&self) -> [&'static str; 2] {
        let mut parts = self.explanation.split("```yaml\n").skip(1);
        [parts.next(), parts.next()].map(|part| {
            let part = part.unwrap_or_default();
            part.split("```").next().unwrap_or_default()
        })
    }

    /// Returns the output of `specwright explain`: the reason and both examples.
    pub(super) fn text(&self) -> String {
        let Self { id, title, .. } = self;
        let [reported, accepted] = self.examples().map(indented);
        let (level, severity) = (self.level.as_str(), self.severity.as_str());
        let change = match self.level {
            LintLevel::Style => format!("off by default; `{id} = \"{severity}\"` enables it"),
            _ => format!("`{id} = \"off\"` disables it"),
        };
        format!(
            "{id} ({level}, {severity}): {title}\n\n{}\n\nReported:\n\n{reported}\nNot reported:\n\n{accepted}\nSetting: {change} below `[lint]` in specwright.toml\n",
            self.reason(),
        )
    }
}

impl PartialEq for LintRule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for LintRule {}

impl PartialOrd for LintRule {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for LintRule {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.id.cmp(other.id)
    }
}

impl Hash for LintRule {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}
