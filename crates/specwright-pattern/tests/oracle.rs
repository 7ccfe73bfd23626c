//! The answers of an ECMAScript engine, and the patterns of real documents, where they are at hand: in the folder that
//! `SPECWRIGHT_SHARED` names, or beside the repository.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use common::random::Random;
use common::samples::samples;
use serde_json::Value;
use specwright_matcher::Verdict;
use specwright_pattern::{Compiled, Matcher, Place, Run, compile, program, table};

fn conformance() -> Option<PathBuf> {
    specwright_testing::shared("conformance")
}

fn name(compiled: &Compiled) -> &'static str {
    match &compiled.matcher {
        Matcher::Always => "always",
        Matcher::Never => "never",
        Matcher::Runs(_) => "runs",
        Matcher::Part(..) => "part",
        Matcher::Stretch(..) => "stretch",
        Matcher::Literals(_) => "literals",
        Matcher::Table(_) => "table",
        Matcher::Spans(_) => "spans",
        Matcher::Contains(_) => "contains",
        Matcher::All(_) => "all",
        Matcher::Program(_) if compiled.cost.is_some() => "budget",
        Matcher::Program(_) => "program",
    }
}

/// No table is larger than its bound, and nothing looks at a byte of a string more often than a constant says.
fn check_size(compiled: &Compiled, pattern: &str) {
    let is_fixed = |run: &Run| run.is_fixed();
    match &compiled.matcher {
        // A step for each byte, from row to row.
        Matcher::Table(table) => {
            let bytes = table.bytes();
            assert!(bytes <= 8 * 1024, "{pattern}: {bytes} bytes");
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
        Matcher::Spans(spans) => {
            let varying = spans.iter().filter(|span| !span.is_fixed()).count();
            assert!(varying <= 1, "{pattern}: {spans:?}");
        }
        Matcher::Stretch(..)
        | Matcher::Contains(_)
        | Matcher::All(_)
        | Matcher::Always
        | Matcher::Never
        | Matcher::Program(_) => {}
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
    let (mut engines, mut tables, mut programs) = ([0, 0], 0, 0);
    let mut patterns = BTreeMap::<_, usize>::new();
    for group in &groups {
        let pattern = group["pattern"].as_str().unwrap();
        let compiled = compile(pattern);
        let table = table(pattern).ok().flatten();
        let machine = program(pattern).ok().map(|it| it.machine());
        *patterns
            .entry(compiled.as_ref().map_or("error", |compiled| name(compiled)))
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
            // So has the program.
            if let Some(machine) = &machine {
                programs += 1;
                if Some(machine.search(text) == Verdict::Match) != expected {
                    wrong.push(format!(
                        "{pattern} on {text:?}: not {expected:?} by the program"
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
        "rows: {right} right, {} wrong; {tables} by a table; {programs} by a program; by the engine {} right, {} wrong; patterns: {patterns:?}",
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
            .entry(compiled.as_ref().map_or("error", |compiled| name(compiled)))
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
        let Some(judge) = common::engine(&pattern, compiled.unicode) else {
            continue;
        };
        let table = table(&pattern).ok().flatten();
        let machine = program(&pattern).expect("it compiles").machine();
        for text in samples(&compiled, &pattern, &mut random, 20) {
            let expected = judge.find(&text).is_some();
            let Some(found) = compiled.is_match(&text) else {
                continue;
            };
            compared[usize::from(expected)] += 1;
            let by_program = machine.search(&text) == Verdict::Match;
            if by_program != expected {
                wrong.push(format!(
                    "{pattern} on {text:?}: {by_program} by the program"
                ));
            }
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
