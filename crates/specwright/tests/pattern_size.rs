//! The size of the code generated for the patterns of real documents.
//!
//! The patterns are not part of the repository; the test runs if `SPECWRIGHT_SHARED` or `../shared` has them.

use serde_json::{Map, Value, json};
use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_ir::{Api, Matcher};
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, Report, open};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
fn generated_patterns_are_small() {
    let Some(patterns) = patterns() else { return };
    let api = api(&patterns);
    let count = api.patterns.len();
    let mut kinds = BTreeMap::<String, usize>::new();
    let mut engines = Vec::new();
    for pattern in &api.patterns {
        let kind = format!("{:?}", pattern.matcher);
        let name = kind.split(['(', ' ']).next().unwrap_or_default();
        *kinds.entry(name.to_owned()).or_default() += 1;
        match &pattern.matcher {
            Matcher::Table(table) => {
                assert!(
                    table.bytes() <= 8 * 1024,
                    "{} bytes: {}",
                    table.bytes(),
                    pattern.source
                );
            }
            Matcher::Program(_) if is_engine(&pattern.source) => engines.push(&pattern.source),
            _ => {}
        }
    }
    let source = source(&api);
    let programs = kinds.get("Program").copied().unwrap_or(0);
    println!(
        "{count} patterns, {kinds:?}; {} with look-around or back-references: {engines:#?}; {source} bytes of source",
        engines.len()
    );
    assert!(engines.len() * 100 < count, "{engines:#?}");
    assert!(programs * 40 < count, "{programs} programs");
    // A third of the size with uncompressed tables: 1,641,629 bytes for the 986 patterns.
    assert!(source * 3 < count * 1_641_629 / 986, "{source} bytes");
}

/// Returns true if a program has look-around or back-references; others are automata with counters.
fn is_engine(pattern: &str) -> bool {
    let looks = ["(?=", "(?!", "(?<=", "(?<!"];
    let refers = |digit: char| pattern.contains(&format!("\\{digit}"));
    looks.iter().any(|look| pattern.contains(look)) || ('1'..='9').any(refers)
}

/// Returns the length of `models/patterns.rs`.
fn source(api: &Api) -> usize {
    let origin = Origin {
        command: "cargo test".to_owned(),
        source: "patterns".to_owned(),
    };
    let crates = Crates {
        types: Some("patterns-types".to_owned()),
        ..Crates::default()
    };
    let files = packages(api, &[Part::Types], &crates, &origin, Path::new("out"));
    let mut files = files.iter();
    let file = files.find(|(path, _)| path.ends_with("patterns.rs"));
    file.expect("the file is there").1.len()
}

fn api(patterns: &[String]) -> Api {
    let schemas: Map<String, Value> = patterns
        .iter()
        .enumerate()
        .map(|(at, pattern)| {
            (
                format!("P{at}"),
                json!({"type": "string", "pattern": pattern}),
            )
        })
        .collect();
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "patterns", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    });
    let mut report = Report::new();
    let files = MemoryFiles::new([("patterns.json".to_owned(), document.to_string())]);
    let document = open(&files, "patterns.json", &mut report).expect("a document");
    lower(&document, &Options::default(), &mut report).expect("an API")
}

/// Returns the patterns that an ECMAScript engine accepts.
fn patterns() -> Option<Vec<String>> {
    let path = specwright_testing::shared("conformance/patterns.tsv")?;
    let text = fs::read_to_string(path).expect("it can be read");
    let rows = text
        .lines()
        .skip(1)
        .map(|row| row.split('\t').collect::<Vec<_>>());
    let read = rows.filter(|fields| fields[3] == "1");
    Some(
        read.map(|fields| serde_json::from_str(fields[0]).expect("it is JSON"))
            .collect(),
    )
}
