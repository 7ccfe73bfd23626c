//! Runs the pipeline on real documents with nodes deleted, repeated, replaced or moved: it never panics, every rejected document has an
//! error, and every error has a place.
//!
//! The documents are not part of the repository; the test runs if `SPECWRIGHT_SHARED` or `../shared` has them. The changes are the
//! same in every run, and `SPECWRIGHT_LONG=1` makes 3,000 of them.

use specwright_testing::{Random, shared};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::Value;
use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_lower::{Options, lower};
use specwright_spec::{
    Leniency, MemoryFiles, Node, OpenOptions, Report, ReportFormat, open_with, render,
};

/// The maximum size of documents, which are tried often.
const LARGEST: u64 = 60_000;

/// The number of changed documents in a run.
const ROUNDS: usize = 100;

/// The number of changed documents in a long run.
const LONG_ROUNDS: usize = 3_000;

#[test]
fn no_change_of_a_real_document_breaks_the_pipeline() {
    let Some(folder) = shared("corpus/dev") else {
        return;
    };
    let documents = documents(&folder);
    assert!(documents.len() > 20, "{}", documents.len());
    let long = std::env::var_os("SPECWRIGHT_LONG").is_some();
    let rounds = if long { LONG_ROUNDS } else { ROUNDS };
    let (next, generated) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let next_round = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|it| *it < rounds);
    let work = || {
        while let Some(round) = next_round() {
            let (name, document) = &documents[round % documents.len()];
            let mut document = document.clone();
            let mut random = Random(0x5eed ^ (round as u64 + 1) << 20);
            for _ in 0..=random.below(2) {
                change(&mut document, &mut random);
            }
            if check(&format!("round {round} of {name}"), &document.to_string()) {
                generated.fetch_add(1, Ordering::Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        // The stack size of the main thread.
        let spawn = |_| {
            thread::Builder::new()
                .stack_size(8 << 20)
                .spawn_scoped(scope, work)
        };
        let workers: Vec<_> = (0..2).map(spawn).collect();
        for worker in workers {
            let worker = worker.expect("a thread");
            worker.join().expect("no round panics");
        }
    });
    let generated = generated.into_inner();
    // Unlike `eprintln!`, this is shown for a test that passes.
    let shown = writeln!(
        io::stderr(),
        "{rounds} rounds, {generated} of them generated"
    );
    shown.expect("a standard error");
    assert!(generated > 0, "{rounds} rounds");
}

/// Returns the small documents of a folder, as JSON.
fn documents(folder: &Path) -> Vec<(String, Value)> {
    let entries = fs::read_dir(folder).expect("the documents");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let small = |path: &PathBuf| {
        let data = fs::metadata(path).expect("a file");
        data.is_file() && data.len() < LARGEST
    };
    let documents = paths.iter().filter(|path| small(path)).filter_map(|path| {
        let text = fs::read_to_string(path).ok()?;
        let tree = Node::from_yaml(&text)?;
        let value = serde_json::from_str(&tree.compact()).ok()?;
        Some((path.display().to_string(), value))
    });
    documents.collect()
}

/// Runs the pipeline on a document, strictly and leniently; returns true if it generated code.
fn check(what: &str, document: &str) -> bool {
    let files = MemoryFiles::new([("api.json", document)]);
    let run = |leniency| {
        let mut report = Report::new();
        let options = OpenOptions {
            leniency,
            ..OpenOptions::default()
        };
        let api = open_with(&files, "api.json", options, &mut report)
            .and_then(|document| lower(&document, &Options::default(), &mut report));
        assert_eq!(api.is_none(), report.has_errors(), "{what}");
        check_places(what, &report);
        api
    };
    let strict = run(Leniency::Strict);
    let lenient = run(Leniency::Lenient);
    assert!(
        strict.is_none() || lenient.is_some(),
        "{what}: a lenient run refuses what a strict one takes"
    );
    let Some(api) = strict.or(lenient) else {
        return false;
    };
    let crates = Crates::named("api", &Part::ALL);
    let origin = Origin {
        command: "a test".to_owned(),
        source: "api.json".to_owned(),
    };
    let files = packages(&api, &Part::ALL, &crates, &origin, Path::new("out"));
    files.iter().count() > 0
}

/// Checks that every diagnostic has a place in the document.
fn check_places(what: &str, report: &Report) {
    let report: Value =
        serde_json::from_str(&render(report, ReportFormat::Json)).expect("a report is JSON");
    for finding in report["diagnostics"].as_array().expect("a list") {
        let place = &finding["place"];
        assert_eq!(place["file"], "api.json", "{what}: {finding}");
        let length = place["end"]["byte"].as_u64() > place["start"]["byte"].as_u64();
        assert!(length, "{what}: a finding without a place: {finding}");
    }
}

/// Deletes, repeats, replaces or moves a node.
fn change(document: &mut Value, random: &mut Random) {
    let count = count(document);
    let other = node(document, &mut random.below(count)).cloned();
    let other = other.unwrap_or_default();
    let values = [
        Value::Null,
        Value::from(-1),
        Value::from(1.5e300),
        Value::from(true),
        Value::from(""),
        Value::from("#/components/schemas/-/../{x}\u{0}é"),
        Value::from(Vec::<Value>::new()),
        serde_json::json!({}),
    ];
    let Some(holder) = holder(document, &mut random.below(count)) else {
        return;
    };
    let instead = match random.below(3) {
        0 => values[random.below(values.len())].clone(),
        _ => other,
    };
    match holder {
        Value::Object(members) if !members.is_empty() => {
            let at = random.below(members.len());
            let key = members.keys().nth(at).cloned().unwrap_or_default();
            match random.below(4) {
                0 => drop(members.remove(&key)),
                1 => {
                    let value = members.remove(&key).unwrap_or_default();
                    members.insert(format!("{key}_"), value);
                }
                _ => drop(members.insert(key, instead)),
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            let at = random.below(elements.len());
            match random.below(4) {
                0 => drop(elements.remove(at)),
                1 => elements.push(elements[at].clone()),
                _ => elements[at] = instead,
            }
        }
        _ => {}
    }
}

/// Returns the number of nodes.
fn count(value: &Value) -> usize {
    1 + children(value).map(count).sum::<usize>()
}

fn children(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Object(members) => Box::new(members.values()),
        Value::Array(elements) => Box::new(elements.iter()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Returns the node at an index.
fn node<'a>(value: &'a Value, number: &mut usize) -> Option<&'a Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    children(value).find_map(|child| node(child, number))
}

/// Returns the object or array with the node at an index, or the next one.
fn holder<'a>(value: &'a mut Value, number: &mut usize) -> Option<&'a mut Value> {
    if !value.is_object() && !value.is_array() {
        *number = number.saturating_sub(1);
        return None;
    }
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    match value {
        Value::Object(members) => members.values_mut().find_map(|child| holder(child, number)),
        Value::Array(elements) => elements.iter_mut().find_map(|child| holder(child, number)),
        _ => None,
    }
}
