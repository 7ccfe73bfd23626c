//! `[[diff.ignore]]`: changes that a comparison accepts.

use serde::{Deserialize, Deserializer, de::Error};
use specwright_diff::{Change, Date, explain, rules};
use specwright_spec::{Site, nearest};
use toml::Spanned;

/// `[diff]`: the comparison of documents.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Diff {
    /// The changes that are accepted; an entry that matches none is reported.
    pub ignore: Vec<Spanned<IgnoredChange>>,
}

/// A change that is accepted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IgnoredChange {
    /// The name of the rule that reports it.
    #[serde(deserialize_with = "read_rule")]
    pub rule: String,
    /// An operation (`GET /pets`), or a JSON Pointer that the place in either document begins with (default: any place).
    pub place: Option<String>,
    /// The reason for accepting it.
    #[serde(deserialize_with = "read_reason")]
    pub reason: String,
    /// The last day on which it is accepted (default: no end).
    pub until: Option<Day>,
}

/// A day, as a date of TOML or a string.
#[derive(Clone, Copy, Debug)]
pub struct Day(pub Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Date(toml::value::Datetime),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Date(date) => date.to_string(),
            Written::Text(text) => text,
        };
        text.parse().map(Self).map_err(D::Error::custom)
    }
}

fn read_rule<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let name = String::deserialize(deserializer)?;
    if explain(&name).is_some() {
        return Ok(name);
    }
    let hint = nearest(&name, rules().map(|it| it.id));
    let hint = hint.map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
    Err(D::Error::custom(format!("unknown rule `{name}`{hint}")))
}

fn read_reason<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let reason = String::deserialize(deserializer)?;
    match reason.trim().is_empty() {
        true => Err(D::Error::custom("a reason is required")),
        false => Ok(reason),
    }
}

impl IgnoredChange {
    /// Returns true if a change with these places is meant.
    pub(crate) fn matches(&self, change: &Change, old: Option<&Site>, new: Option<&Site>) -> bool {
        let Some(place) = &self.place else {
            return self.rule == change.rule;
        };
        let is_at = |site: Option<&Site>| {
            let pointer = site.and_then(|it| it.pointer.as_deref());
            let rest = pointer.and_then(|it| it.strip_prefix(place.as_str()));
            rest.is_some_and(|it| it.is_empty() || it.starts_with('/'))
        };
        let mut operations = change.operations.iter();
        let is_operation = operations.any(|it| format!("{} {}", it.method, it.path) == *place);
        self.rule == change.rule && (is_operation || is_at(old) || is_at(new))
    }
}
