//! The baseline: a file of expected outcomes. Each must match exactly, so that improvements are recorded as well as regressions.
//!
//! It has no times, memory or line counts, which change without a change of behavior.

use super::Row;
use super::outcome::{Counts, Outcome, Verdict};
use serde::{Deserialize, Serialize};
use specwright_cli::console::{Console, Exit};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const HEADER: &str = "# The expected outcome of each document of the corpus. Written by `cargo xtask corpus DIR --baseline FILE --update`.\n\n";

type Baseline = BTreeMap<String, Entry>;

/// The expected outcome of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    verdict: Verdict,
    #[serde(default, skip_serializing_if = "is_zero")]
    operations: usize,
    #[serde(default, skip_serializing_if = "is_zero")]
    engines: usize,
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    errors: Counts,
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    warnings: Counts,
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    loose: Counts,
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    lost: Counts,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl From<&Outcome> for Entry {
    fn from(outcome: &Outcome) -> Self {
        Self {
            verdict: outcome.verdict,
            operations: outcome.operations,
            engines: outcome.engines,
            errors: outcome.errors.clone(),
            warnings: outcome.warnings.clone(),
            loose: outcome.loose.clone(),
            lost: outcome.lost.clone(),
        }
    }
}

fn of(rows: &[Row]) -> Baseline {
    let entry = |row: &Row| (row.document.id.clone(), Entry::from(&row.outcome));
    rows.iter().map(entry).collect()
}

/// Writes the baseline.
pub fn write(path: &Path, rows: &[Row]) -> Result<(), String> {
    let text = toml::to_string(&of(rows)).map_err(|error| error.to_string())?;
    fs::write(path, format!("{HEADER}{text}"))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// Compares the outcomes with the baseline. Unless `whole`, entries without a document are ignored.
pub fn check(path: &Path, rows: &[Row], whole: bool, console: &Console) -> Result<Exit, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut expected: Baseline =
        toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let found = of(rows);
    if !whole {
        expected.retain(|id, _| found.contains_key(id));
    }
    let changes = changes(&expected, &found);
    if changes.is_empty() {
        return Ok(Exit::Success);
    }
    Ok(console.stale(
        &format!("outcomes differ from the baseline:\n{}", changes.concat()),
        &format!(
            "cargo xtask corpus DIR --baseline {} --update",
            path.display()
        ),
    ))
}

fn changes(expected: &Baseline, found: &Baseline) -> Vec<String> {
    let ids = expected
        .keys()
        .chain(found.keys().filter(|id| !expected.contains_key(*id)));
    let change = |id: &String| {
        let (old, new) = (expected.get(id), found.get(id));
        (old != new).then(|| format!("{id}\n  - {}\n  + {}\n", shown(old), shown(new)))
    };
    ids.filter_map(change).collect()
}

fn shown(entry: Option<&Entry>) -> String {
    entry.map_or_else(
        || "not there".to_owned(),
        |entry| {
            toml::to_string(entry)
                .unwrap_or_default()
                .replace('\n', " ")
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(verdict: Verdict, warnings: &[(&str, usize)]) -> Entry {
        let mut outcome = Outcome::broken(verdict, 7);
        let counts = warnings
            .iter()
            .map(|(code, count)| ((*code).to_owned(), *count));
        outcome.warnings = counts.collect();
        Entry::from(&outcome)
    }

    #[test]
    fn every_difference_is_a_change() {
        let expected = Baseline::from([
            ("same".to_owned(), entry(Verdict::Generated, &[("SW1", 1)])),
            ("better".to_owned(), entry(Verdict::Refused, &[])),
            ("worse".to_owned(), entry(Verdict::Generated, &[])),
            ("gone".to_owned(), entry(Verdict::Generated, &[])),
        ]);
        let found = Baseline::from([
            ("same".to_owned(), entry(Verdict::Generated, &[("SW1", 1)])),
            ("better".to_owned(), entry(Verdict::Generated, &[])),
            ("worse".to_owned(), entry(Verdict::Generated, &[("SW1", 1)])),
            ("new".to_owned(), entry(Verdict::Generated, &[])),
        ]);
        let changes = changes(&expected, &found);
        let ids: Vec<&str> = changes
            .iter()
            .filter_map(|change| change.lines().next())
            .collect();
        assert_eq!(ids, ["better", "gone", "worse", "new"]);
    }

    #[test]
    fn entries_round_trip() {
        let written = Baseline::from([("a.b".to_owned(), entry(Verdict::Repaired, &[("SW1", 2)]))]);
        let text = toml::to_string(&written).expect("a baseline is TOML");
        let read: Baseline = toml::from_str(&text).expect("what was written can be read");
        assert_eq!(read, written);
    }
}
