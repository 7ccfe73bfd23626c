//! The rules of `lint` in the settings.

use super::Config;
use serde::{Deserialize, Deserializer, de::Error as _};
use specwright_lint::{Allowance, Setting, Settings};
use specwright_spec::{Code, nearest, quote};

/// The id of a rule, or the name of a level.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleKey(pub String);

/// The severity of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LintSetting(pub Setting);

impl<'de> Deserialize<'de> for RuleKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Settings::check_key(&key).map_err(D::Error::custom)?;
        Ok(Self(key))
    }
}

impl<'de> Deserialize<'de> for LintSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Setting::parse(&text).map(Self).map_err(D::Error::custom)
    }
}

/// Reads the code of a diagnostic, or the id of a rule.
pub(super) fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let code = String::deserialize(deserializer)?;
    if specwright_lint::code(&code).is_some() {
        return Ok(code);
    }
    let faults = Code::ALL.iter().flat_map(|it| [it.as_str(), it.name()]);
    let known = faults.chain(specwright_lint::rules().map(|it| it.id));
    let hint = nearest(&code, known).map(|it| format!("; did you mean `{it}`?"));
    let message = format!(
        "unknown diagnostic code {}{}",
        quote(&code),
        hint.unwrap_or_default()
    );
    Err(D::Error::custom(message))
}

impl Config {
    /// Returns the settings of `lint`.
    pub(crate) fn lint_settings(&self) -> Settings {
        let severities = self.lint.iter();
        let allowances = self.allow.iter().filter_map(|allow| {
            Some(Allowance {
                rule: specwright_lint::rule(&allow.code)?,
                pointer: allow.pointer.clone(),
            })
        });
        Settings {
            severities: severities.map(|(key, it)| (key.0.clone(), it.0)).collect(),
            allowances: allowances.collect(),
        }
    }
}
