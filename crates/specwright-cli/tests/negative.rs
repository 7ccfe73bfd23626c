//! Faulty and hostile documents: each is rejected or accepted as expected, with a place, in bounded time and memory.
//!
//! The documents are not part of the repository; the test runs if `SPECWRIGHT_SHARED` or `../shared` has them.

mod process;

use specwright_testing::shared;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn faulty_documents_are_refused_with_a_place() {
    let Some(corpus) = shared("corpus") else {
        return;
    };
    let documents = documents(&corpus.join("negative.tsv"));
    let exceptions = exceptions();
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((name, expected)) =
                    documents.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let excepted = exceptions.contains(name.as_str());
                    let path = corpus.join("negative").join(name);
                    if let Err(reason) = judge(&path, expected, excepted) {
                        wrong
                            .lock()
                            .expect("no panic")
                            .push(format!("{name}: {reason}"));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("no panic");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for name in &exceptions {
        assert!(documents.contains_key(name), "{name} is in no set any more");
    }
}

/// Returns the documents in the order of the list, with the expected verdicts.
struct Documents(Vec<(String, String)>);

impl Documents {
    fn get(&self, index: usize) -> Option<&(String, String)> {
        self.0.get(index)
    }

    fn contains_key(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }
}

fn documents(list: &Path) -> Documents {
    let text = fs::read_to_string(list).expect("the list of documents");
    let mut lines = text
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().expect("a head");
    let columns: BTreeMap<_, _> = head
        .iter()
        .enumerate()
        .map(|(at, name)| (*name, at))
        .collect();
    let named = lines.map(|line| {
        (
            line[columns["file"]].to_owned(),
            line[columns["expect"]].to_owned(),
        )
    });
    Documents(named.collect())
}

/// Returns the documents with another verdict in this project; the file has the reasons.
fn exceptions() -> BTreeSet<&'static str> {
    let lines = include_str!("negative.txt").lines();
    lines.filter_map(|line| line.strip_prefix("    ")).collect()
}

/// Runs the whole pipeline on a document, and returns an unexpected outcome.
fn judge(path: &Path, expected: &str, excepted: bool) -> Result<(), String> {
    let accepted = process::generate(path, &["--strict"])?;
    let agrees = expected == "either" || accepted == (expected == "accept");
    match (agrees, excepted) {
        (true, true) => Err("it is an exception, and need not be one any more".to_owned()),
        (false, false) => Err(format!("the verdict should be `{expected}`")),
        _ => Ok(()),
    }
}
