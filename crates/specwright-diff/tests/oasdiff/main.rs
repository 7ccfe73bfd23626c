//! The pairs of documents of oasdiff: each error and warning that it reports is reported here too, or a reason is given.
//!
//! An error is reproduced by a change of the same operation that is breaking or undecided; a warning also by a risky one. The rule
//! must be one that the table names for oasdiff's. The pairs are not part of the repository; the test runs if `SPECWRIGHT_SHARED`
//! or `../shared` has them.

mod reasons;
mod table;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use specwright_diff::{Change, Wire, compare};
use specwright_spec::{Document, FolderFiles, Leniency, Node, OpenOptions, Report, open_with};

use reasons::REASONS;
use table::rules_for;

fn open(path: &Path) -> Option<Document> {
    let files = FolderFiles::around(path).ok()?;
    let options = OpenOptions {
        leniency: Leniency::Lenient,
        ..OpenOptions::default()
    };
    open_with(&files, path.to_str()?, options, &mut Report::new())
}

/// A finding of oasdiff.
struct Theirs {
    id: String,
    level: String,
    operation: String,
    text: String,
}

/// Returns a template without the names of its parameters.
fn anonymous(path: &str) -> String {
    let mut parts = path.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("{}");
        text.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    text
}

impl Theirs {
    fn of(node: &Node) -> Self {
        let text = |key: &str| {
            node.get(key)
                .and_then(Node::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        Self {
            id: text("id"),
            level: text("level"),
            operation: format!("{} {}", text("operation"), anonymous(&text("path"))),
            text: text("text"),
        }
    }

    /// Returns true if a change reproduces the finding.
    fn is_reproduced_by(&self, change: &Change) -> bool {
        let is_seen = change.operations.is_empty() || self.operation == " " || {
            let mut names = change
                .operations
                .iter()
                .map(|it| format!("{} {}", it.method, anonymous(&it.path)));
            names.any(|it| it == self.operation || self.operation.ends_with(&it))
        };
        let is_severe = match change.wire {
            Wire::Breaking | Wire::Undecided(_) => true,
            Wire::Risky => self.level == "warn",
            Wire::Compatible | Wire::Same => false,
        };
        is_seen && is_severe && rules_for(&self.id).contains(&change.rule)
    }
}

/// What became of the findings of oasdiff.
#[derive(Default)]
struct Tally {
    reproduced: usize,
    argued: BTreeMap<usize, usize>,
    open: BTreeSet<String>,
}

impl Tally {
    /// Panics if a finding is open, or a reason no longer applies.
    fn check(&self) {
        let unused = (0..REASONS.len()).filter(|it| !self.argued.contains_key(it));
        let unused: Vec<&str> = unused.map(|it| REASONS[it].why).collect();
        assert!(
            unused.is_empty(),
            "reasons that no longer apply: {unused:#?}"
        );
        let argued: usize = self.argued.values().sum();
        let open: Vec<&str> = self.open.iter().map(String::as_str).collect();
        let count = format!(
            "{} reproduced, {argued} argued, {} open",
            self.reproduced,
            open.len()
        );
        assert!(
            open.is_empty() && self.reproduced >= 570,
            "{count}\n{}",
            open.join("\n")
        );
    }

    fn add(&mut self, case: &str, theirs: &Theirs, changes: &[Change]) {
        if changes.iter().any(|change| theirs.is_reproduced_by(change)) {
            self.reproduced += 1;
            return;
        }
        let reason = REASONS
            .iter()
            .position(|reason| reason.applies(case, &theirs.id));
        match reason {
            Some(index) => *self.argued.entry(index).or_default() += 1,
            None => {
                let ours: Vec<String> = changes
                    .iter()
                    .map(|it| format!("{} {:?} {}", it.rule, it.wire, it.message))
                    .collect();
                let line = format!(
                    "{case} {} {}: {} | {}",
                    theirs.level,
                    theirs.id,
                    theirs.text,
                    ours.join("; ")
                );
                self.open.insert(line);
            }
        }
    }
}

#[test]
fn errors_and_warnings_are_reproduced_or_argued() {
    let Some(folder) = specwright_testing::shared("conformance/diff") else {
        return;
    };
    let cases = std::fs::read_to_string(folder.join("cases.json")).expect("the cases");
    let cases = Node::from_yaml(&cases).expect("a list");
    let mut known: HashMap<String, Option<Vec<Change>>> = HashMap::new();
    let mut tally = Tally::default();
    for case in cases.elements() {
        let text = |key: &str| {
            case.get(key)
                .and_then(Node::as_str)
                .expect("a text")
                .to_owned()
        };
        let pair = text("pair");
        let changes = known.entry(pair.clone()).or_insert_with(|| {
            let folder = folder.join("pairs").join(&pair);
            Some(compare(
                &open(&folder.join("old.json"))?,
                &open(&folder.join("new.json"))?,
            ))
        });
        // The files of one pair are arrays.
        let Some(changes) = changes else {
            continue;
        };
        let findings = case
            .get("all_info")
            .expect("findings")
            .elements()
            .iter()
            .map(Theirs::of);
        for theirs in findings.filter(|it| it.level != "info") {
            tally.add(&text("case"), &theirs, changes);
        }
    }
    let opened = known.values().flatten().count();
    assert!(opened > 560, "{opened} pairs");
    tally.check();
}
