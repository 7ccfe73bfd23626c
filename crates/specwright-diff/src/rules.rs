//! The table of rules: each kind of change has a name, a verdict for each side, and a line that explains it.

use crate::Wire;
use crate::wire;

/// A kind of change on the wire.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable name, in kebab case.
    pub id: &'static str,
    /// The part of a document that the rule is about, in plural: `parameters`.
    pub subject: &'static str,
    /// The verdict where the API reads the data: requests, and responses of webhooks and callbacks.
    pub read: Level,
    /// The verdict where the API writes the data: responses, and requests of webhooks and callbacks.
    pub written: Level,
    /// The explanation in one line.
    pub line: &'static str,
}

/// The verdict of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the verdicts of `Wire`")]
pub enum Level {
    Same,
    Compatible,
    Risky,
    Breaking,
}

impl Level {
    /// Returns the verdict of a change.
    pub(crate) fn wire(self) -> Wire {
        match self {
            Self::Same => Wire::Same,
            Self::Compatible => Wire::Compatible,
            Self::Risky => Wire::Risky,
            Self::Breaking => Wire::Breaking,
        }
    }

    /// Returns the word for the verdict.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Compatible => "compatible",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

/// The verdicts of a rule, where the API reads and where it writes.
pub(crate) type Effect = (Level, Level);

/// Fewer values are valid: breaks those who send them.
pub(crate) const NARROWS: Effect = (Level::Breaking, Level::Compatible);
/// More values are valid: breaks those who receive them.
pub(crate) const WIDENS: Effect = (Level::Compatible, Level::Breaking);
/// Breaks one side, and the document does not tell which.
pub(crate) const BREAKS: Effect = (Level::Breaking, Level::Breaking);
/// May break some programs.
pub(crate) const RISKS: Effect = (Level::Risky, Level::Risky);
/// Breaks no program.
pub(crate) const ADDS: Effect = (Level::Compatible, Level::Compatible);
/// Changes nothing that is sent.
pub(crate) const INFORMS: Effect = (Level::Same, Level::Same);

/// Declares the rules of a subject as constants, and `RULES`, which lists them.
macro_rules! declare_rules {
    ($subject:literal: $($name:ident = $id:literal, $effect:expr, $line:literal;)+) => {
        $(pub(crate) const $name: crate::rules::Rule = crate::rules::Rule {
            id: $id,
            subject: $subject,
            read: $effect.0,
            written: $effect.1,
            line: $line,
        };)+
        /// The rules of this file.
        pub(crate) const RULES: &[crate::rules::Rule] = &[$($name),+];
    };
}
pub(crate) use declare_rules;

/// Returns all rules in the order of the documentation.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    wire::rules()
}

/// Returns the rule with a name.
pub fn explain(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// Returns the table of all rules in Markdown.
pub fn markdown() -> String {
    let mut text = String::new();
    let mut subject = "";
    for rule in rules() {
        if rule.subject != subject {
            subject = rule.subject;
            text.push_str(&format!(
                "\n### {}{}\n\n| rule | sent to the API | sent by the API | meaning |\n|---|---|---|---|\n",
                subject[..1].to_uppercase(),
                &subject[1..]
            ));
        }
        let (read, written) = (rule.read.name(), rule.written.name());
        text.push_str(&format!(
            "| `{}` | {read} | {written} | {} |\n",
            rule.id, rule.line
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_in_kebab_case() {
        let mut ids: Vec<&str> = rules().map(|rule| rule.id).collect();
        let is_kebab = |id: &&str| {
            id.split('-')
                .all(|word| !word.is_empty() && word.chars().all(|it| it.is_ascii_lowercase()))
        };
        assert!(ids.iter().all(is_kebab), "{ids:?}");
        ids.sort_unstable();
        let repeated: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(repeated.is_empty(), "{repeated:?}");
        assert!(rules().all(|rule| !rule.line.ends_with('.') && !rule.line.contains('|')));
    }

    #[test]
    fn a_name_is_explained() {
        assert_eq!(
            explain("parameter-removed").map(|rule| rule.subject),
            Some("parameters")
        );
        assert_eq!(explain("no-such-rule"), None);
    }
}
