//! The pairs of documents of oasdiff: each error and warning that it reports is reported here too, or a reason is given.
//!
//! The pairs are not part of the repository; the test runs if `SPECWRIGHT_SHARED` or `../shared` has them.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use specwright_diff::{Change, Wire, compare};
use specwright_spec::{Document, FolderFiles, Leniency, Node, OpenOptions, Report, open_with};

fn open(folder: &Path, name: &str) -> Option<Document> {
    let files = FolderFiles::new(folder).ok()?;
    let entries = std::fs::read_dir(folder).ok()?;
    let names = entries.filter_map(|it| it.ok()?.file_name().into_string().ok());
    let file = names.into_iter().find(|it| it.starts_with(name))?;
    let options = OpenOptions {
        leniency: Leniency::Lenient,
        ..OpenOptions::default()
    };
    let mut report = Report::new();
    let document = open_with(&files, folder.join(file).to_str()?, options, &mut report);
    if document.is_none() && std::env::var_os("DUMP").is_some() {
        println!(
            "UNOPENED {} {name} {:?}",
            folder.display(),
            report
                .diagnostics()
                .iter()
                .filter(|it| it.code.severity() == specwright_spec::Severity::Error)
                .map(|it| it.message.clone())
                .collect::<Vec<_>>()
        );
    }
    document
}

#[test]
fn dump() {
    let Some(folder) = specwright_testing::shared("conformance/diff") else {
        return;
    };
    let cases = std::fs::read_to_string(folder.join("cases.json")).expect("the cases");
    let cases = Node::from_yaml(&cases).expect("a list");
    let text = |node: &Node, key: &str| {
        node.get(key)
            .and_then(Node::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let mut known: HashMap<String, Option<Vec<Change>>> = HashMap::new();
    for case in cases.elements() {
        let pair = text(case, "pair");
        let changes = known.entry(pair.clone()).or_insert_with(|| {
            let folder = folder.join("pairs").join(&pair);
            Some(compare(&open(&folder, "old")?, &open(&folder, "new")?))
        });
        println!(
            "CASE {} {pair} {}.",
            text(case, "case"),
            text(case, "test").replace(" ", "_")
        );
        for finding in case.get("all_info").expect("findings").elements() {
            println!(
                "  THEIRS {} {} {} {} | {}",
                text(finding, "level"),
                text(finding, "id"),
                text(finding, "operation"),
                text(finding, "path"),
                text(finding, "text")
            );
        }
        for change in changes.iter().flatten() {
            let wire = match &change.wire {
                Wire::Undecided(_) => "Undecided".to_owned(),
                it => format!("{it:?}"),
            };
            let ops: Vec<String> = change
                .operations
                .iter()
                .map(|it| format!("{} {}", it.method, it.path))
                .collect();
            println!(
                "  OURS {wire} {} {:?} {} | {} {:?} {:?}",
                change.rule,
                change.direction,
                ops.join(", "),
                change.message,
                change.before,
                change.after
            );
        }
    }
    let _: BTreeMap<(), ()> = BTreeMap::new();
}
