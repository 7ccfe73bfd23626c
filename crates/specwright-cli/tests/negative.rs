//! Faulty and hostile documents: each is refused or accepted as it should be, with a place, in bounded time and memory.
//!
//! The documents do not belong to the repository; the test runs where `SPECWRIGHT_SHARED` or the folder `../shared` is.

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

/// The documents, by the order of the list, with what is expected of them.
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

/// The documents on whose verdict this project disagrees; the file has the reasons.
fn exceptions() -> BTreeSet<&'static str> {
    let lines = include_str!("negative.txt").lines();
    lines.filter_map(|line| line.strip_prefix("    ")).collect()
}

/// Runs the whole pipeline on a document, and says what is wrong with what comes of it.
fn judge(path: &Path, expected: &str, excepted: bool) -> Result<(), String> {
    let accepted = process::generate(path, &[])?;
    let agrees = expected == "either" || accepted == (expected == "accept");
    match (agrees, excepted) {
        (true, true) => Err("it is an exception, and need not be one any more".to_owned()),
        (false, false) => Err(format!("the verdict should be `{expected}`")),
        _ => Ok(()),
    }
}
