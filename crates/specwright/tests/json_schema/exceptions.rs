//! `exceptions.txt`: the groups that are not supported, by reason.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// The outcome of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every instance has the expected verdict.
    Holds,
    /// The generator rejects the schema with this diagnostic.
    Refused(String),
    /// A valid instance is rejected.
    Refuses(String),
    /// An invalid instance is accepted.
    Accepts(String),
}

impl Outcome {
    /// Returns the word in the list.
    fn word(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Refused(_) => "refused",
            Self::Refuses(_) => "refuses",
            Self::Accepts(_) => "accepts",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Holds => f.write_str("holds"),
            Self::Refused(why) => write!(f, "refused: {why}"),
            Self::Refuses(what) | Self::Accepts(what) => f.write_str(what),
        }
    }
}

/// Compares the outcomes with the list, line by line: `refused draft4/not/1`.
#[track_caller]
pub fn compare(outcomes: &BTreeMap<String, Outcome>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/json_schema/exceptions.txt");
    let text = std::fs::read_to_string(&path).expect("the list is in the repository");
    let mut listed: BTreeMap<&str, &str> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .map(|(word, id)| (id, word))
        .collect();
    let mut differences = Vec::new();
    for (id, outcome) in outcomes {
        let expected = listed.remove(id.as_str()).unwrap_or("holds");
        if outcome.word() != expected {
            differences.push(format!(
                "{} {id} (listed: {expected}): {outcome}",
                outcome.word()
            ));
        }
    }
    if std::env::var_os("SUITE_GROUPS").is_none() {
        differences.extend(listed.keys().map(|id| format!("{id} is in no suite")));
    }
    let count = |word| outcomes.values().filter(|it| it.word() == word).count();
    println!(
        "{} groups: {} hold, {} are refused with a diagnostic, {} refuse what is valid, {} accept what is not",
        outcomes.len(),
        count("holds"),
        count("refused"),
        count("refuses"),
        count("accepts")
    );
    assert!(
        differences.is_empty(),
        "{} groups are not as {} says:\n{}",
        differences.len(),
        path.display(),
        differences.join("\n")
    );
}
