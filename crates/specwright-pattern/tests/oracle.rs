//! The answers of an ECMAScript engine, and the patterns of real documents, where they are at hand: in the folder that
//! `SPECWRIGHT_SHARED` names, or beside the repository.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use common::random::Random;
use common::samples::samples;
use serde_json::Value;
use specwright_pattern::{Compiled, MAX_BYTES, Matcher, Place, Run, WarningKind, compile, table};

fn conformance() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let shared =
        std::env::var_os("SPECWRIGHT_SHARED").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    let folder = shared.join("conformance");
    if !folder.is_dir() {
        println!("skipped: there is no {}", folder.display());
        return None;
    }
    Some(folder)
}

fn name(matcher: &Matcher) -> &'static str {
    match matcher {
        Matcher::Always => "always",
        Matcher::Never => "never",
        Matcher::Runs(_) => "runs",
        Matcher::Part(..) => "part",
        Matcher::Stretch(..) => "stretch",
        Matcher::Literals(_) => "literals",
        Matcher::Table(_) => "table",
        Matcher::Engine(_) => "engine",
    }
}

/// No table is larger than its bound, and nothing looks at a byte of a string more often than a constant says.
fn check_size(compiled: &Compiled, pattern: &str) {
    let is_fixed = |run: &Run| run.is_fixed();
    match &compiled.matcher {
        // A step for each byte, from row to row.
        Matcher::Table(table) => {
            let bytes = size_of_val(table.transitions.as_slice());
            assert!(bytes <= MAX_BYTES, "{pattern}: {bytes} bytes");
            let is_row = |cell: u16| {
                usize::from(cell) < table.transitions.len()
                    && usize::from(cell).is_multiple_of(table.stride)
            };
            assert!(is_row(table.start), "{pattern}");
            assert!(
                table.transitions.iter().all(|cell| is_row(*cell)),
                "{pattern}"
            );
            assert!(
                table
                    .classes
                    .iter()
                    .all(|class| usize::from(*class) < table.stride)
            );
        }
        // The length tells which run a byte is of.
        Matcher::Runs(runs) => {
            let varying = runs.iter().filter(|run| !is_fixed(run)).count();
            assert!(varying <= 1, "{pattern}: {runs:?}");
        }
        Matcher::Part(_, runs) => assert!(runs.iter().all(is_fixed), "{pattern}: {runs:?}"),
        // Each text is compared once, and one at each place.
        Matcher::Literals(literals) => {
            let bytes: usize = literals.iter().map(|it| it.text.len()).sum();
            let anywhere = literals.iter().filter(|it| it.place == Place::Anywhere);
            assert!(bytes <= 1024 && anywhere.count() <= 1, "{pattern}");
        }
        Matcher::Stretch(..) | Matcher::Always | Matcher::Never | Matcher::Engine(_) => {}
    }
}

/// Every row: the answer with the `u` flag, or else that without it. Where a pattern has neither, it must be refused.
#[test]
fn oracle() {
    let Some(folder) = conformance() else { return };
    let text = fs::read_to_string(folder.join("ecma/ecma_oracle.json")).unwrap();
    let groups: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut wrong = Vec::new();
    let mut right = 0;
    let (mut engines, mut tables) = ([0, 0], 0);
    let mut patterns = BTreeMap::<_, usize>::new();
    for group in &groups {
        let pattern = group["pattern"].as_str().unwrap();
        let compiled = compile(pattern);
        let table = table(pattern).ok().flatten();
        *patterns
            .entry(
                compiled
                    .as_ref()
                    .map_or("error", |compiled| name(&compiled.matcher)),
            )
            .or_default() += 1;
        for test in group["tests"].as_array().unwrap() {
            let text = test["s"].as_str().unwrap();
            let with_flag = group.get("u_error").is_none();
            let expected = if with_flag {
                test["u"].as_bool()
            } else {
                test["n"].as_bool()
            };
            let found = compiled
                .as_ref()
                .ok()
                .map(|compiled| common::is_match(compiled, text));
            // The table has to say the same, even where straight-line code is there.
            if let Some(table) = &table {
                tables += 1;
                if Some(table.admits(text.as_bytes())) != expected {
                    wrong.push(format!(
                        "{pattern} on {text:?}: not {expected:?} by the table"
                    ));
                }
            }
            // The engine has to say the same, where it reads the pattern as it is written.
            let plain = compiled.as_ref().is_ok_and(|it| it.warnings.is_empty());
            if plain && let Some(engine) = common::engine_match(pattern, with_flag, text) {
                engines[usize::from(Some(engine) == expected)] += 1;
                if Some(engine) != expected {
                    wrong.push(format!("{pattern} on {text:?}: {engine} by the engine"));
                }
            }
            if found == expected {
                right += 1;
            } else {
                wrong.push(format!(
                    "{pattern} on {text:?}: {found:?} instead of {expected:?}"
                ));
            }
        }
        if let Ok(compiled) = &compiled {
            check_size(compiled, pattern);
            for test in group["tests"].as_array().unwrap() {
                common::check_facts(compiled, pattern, test["s"].as_str().unwrap());
            }
        }
    }
    println!(
        "rows: {right} right, {} wrong; {tables} by a table; by the engine {} right, {} wrong; patterns: {patterns:?}",
        wrong.len(),
        engines[1],
        engines[0]
    );
    assert!(
        wrong.is_empty(),
        "{} rows are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Every real pattern that an ECMAScript engine reads is read, and the others are refused; and where no engine is needed, the
/// answers are those of one, for strings that the pattern admits and others that it almost does.
#[test]
fn real_patterns() {
    let Some(folder) = conformance() else { return };
    let text = fs::read_to_string(folder.join("patterns.tsv")).unwrap();
    let mut wrong = Vec::new();
    let mut patterns = BTreeMap::<_, usize>::new();
    let mut compared = [0, 0];
    for (row, line) in text.lines().enumerate().skip(1) {
        // Of its own for each row, so that what becomes of one changes no other.
        let mut random = Random(0x5EED_0003 + row as u64);
        let fields: Vec<&str> = line.split('\t').collect();
        let pattern: String = serde_json::from_str(fields[0]).unwrap();
        let compiled = compile(&pattern);
        *patterns
            .entry(
                compiled
                    .as_ref()
                    .map_or("error", |compiled| name(&compiled.matcher)),
            )
            .or_default() += 1;
        if compiled.is_err() == (fields[3] == "1") {
            wrong.push(format!(
                "{pattern}: {:?}",
                compiled.map(|compiled| compiled.facts)
            ));
            continue;
        }
        let Ok(compiled) = compiled else { continue };
        check_size(&compiled, &pattern);
        let unicode = compiled
            .warnings
            .iter()
            .all(|warning| matches!(warning.kind, WarningKind::Delimiters { .. }));
        let Some(judge) = common::engine(&pattern, unicode) else {
            // What no engine at hand reads must not need one.
            assert!(!matches!(compiled.matcher, Matcher::Engine(_)), "{pattern}");
            continue;
        };
        let table = table(&pattern).ok().flatten();
        for text in samples(&compiled, &pattern, &mut random, 20) {
            let expected = judge.find(&text).is_some();
            let Some(found) = compiled.is_match(&text) else {
                continue;
            };
            compared[usize::from(expected)] += 1;
            let by_table = table.as_ref().map(|it| it.admits(text.as_bytes()));
            if found != expected || by_table.is_some_and(|it| it != expected) {
                wrong.push(format!("{pattern} on {text:?}: {found}, {by_table:?}"));
            }
            common::check_facts(&compiled, &pattern, &text);
        }
    }
    println!(
        "patterns: {patterns:?}; strings: {} admitted, {} refused",
        compared[1], compared[0]
    );
    assert!(
        wrong.is_empty(),
        "{} are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
