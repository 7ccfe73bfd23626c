//! Compares patterns with the results of an ECMAScript engine, and with those of real documents, if they are present: in the folder
//! `SPECWRIGHT_SHARED`, or beside the repository.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use common::samples::samples;
use serde_json::Value;
use specwright_matcher::{Machine, Verdict};
use specwright_pattern::{Compiled, LiteralPlace, Matcher, Run, Table, compile, program, table};
use specwright_testing::Random;

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

/// Checks the size limits, and the constant limit of how often a byte of a string is read.
fn check_size(compiled: &Compiled, pattern: &str) {
    let is_fixed = |run: &Run| run.is_fixed();
    match &compiled.matcher {
        // A table takes one step per byte.
        Matcher::Table(table) => {
            let bytes = table.bytes();
            assert!(bytes <= 8 * 1024, "{pattern}: {bytes} bytes");
            let is_row = |cell: u16| {
                usize::from(cell) < table.transitions.len() && usize::from(cell) % table.stride == 0
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
        // The length determines the run of each byte.
        Matcher::Runs(runs) => {
            let varying = runs.iter().filter(|run| !is_fixed(run)).count();
            assert!(varying <= 1, "{pattern}: {runs:?}");
        }
        Matcher::Part(_, runs) => assert!(runs.iter().all(is_fixed), "{pattern}: {runs:?}"),
        // Each text is compared once, and at most one is searched.
        Matcher::Literals(literals) => {
            let bytes: usize = literals.iter().map(|it| it.text.len()).sum();
            let anywhere = literals
                .iter()
                .filter(|it| it.place == LiteralPlace::Anywhere);
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

/// The results of all rows of the oracle.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: Vec<String>,
    by_table: usize,
    by_program: usize,
    /// The rows on which the engine disagrees and agrees.
    by_engine: [usize; 2],
    /// The number of patterns by matcher.
    patterns: BTreeMap<&'static str, usize>,
}

/// A pattern of the oracle, with everything that it is compiled to.
struct Subject<'a> {
    pattern: &'a str,
    /// True if the pattern is valid with the `u` flag.
    unicode: bool,
    compiled: Option<Compiled>,
    table: Option<Table>,
    machine: Option<Machine>,
}

impl<'a> Subject<'a> {
    fn new(group: &'a Value) -> Self {
        let pattern = group["pattern"].as_str().unwrap();
        Self {
            pattern,
            unicode: group.get("u_error").is_none(),
            compiled: compile(pattern).ok(),
            table: table(pattern).ok().flatten(),
            machine: program(pattern).ok().map(|it| it.machine()),
        }
    }
}

impl Tally {
    /// Checks one row: the result with the `u` flag, or without it if the pattern is invalid with it.
    fn check(&mut self, subject: &Subject<'_>, test: &Value) {
        let text = test["s"].as_str().unwrap();
        let expected = test[if subject.unicode { "u" } else { "n" }].as_bool();
        let compiled = subject.compiled.as_ref();
        let found = compiled.map(|compiled| common::is_match(compiled, text));
        self.right += usize::from(found == expected);
        self.expect(subject, text, "the matcher", found, expected);
        // The table and the program must agree, even if another matcher is faster.
        if let Some(table) = &subject.table {
            self.by_table += 1;
            let found = Some(table.admits(text.as_bytes()));
            self.expect(subject, text, "the table", found, expected);
        }
        if let Some(machine) = &subject.machine {
            self.by_program += 1;
            let found = Some(machine.search(text) == Verdict::Match);
            self.expect(subject, text, "the program", found, expected);
        }
        // The engine must agree if the pattern has no parts with an unintended meaning.
        let plain = compiled.is_some_and(|it| it.warnings.is_empty());
        if plain && let Some(engine) = common::engine_match(subject.pattern, subject.unicode, text)
        {
            self.by_engine[usize::from(Some(engine) == expected)] += 1;
            self.expect(subject, text, "the engine", Some(engine), expected);
        }
    }

    fn expect(
        &mut self,
        subject: &Subject<'_>,
        text: &str,
        source: &str,
        found: Option<bool>,
        expected: Option<bool>,
    ) {
        if found != expected {
            let pattern = subject.pattern;
            self.wrong.push(format!(
                "{pattern} on {text:?}: {found:?} by {source} instead of {expected:?}"
            ));
        }
    }

    fn print(&self) {
        let wrong = self.wrong.len();
        let [engine_wrong, engine_right] = self.by_engine;
        println!(
            "rows: {} right, {wrong} wrong; {} by a table; {} by a program; by the engine {engine_right} right, \
             {engine_wrong} wrong; patterns: {:?}",
            self.right, self.by_table, self.by_program, self.patterns
        );
    }
}

/// Every matcher agrees with the engine. A pattern that is invalid in both grammars is rejected.
#[test]
fn oracle() {
    let Some(folder) = conformance() else { return };
    let text = fs::read_to_string(folder.join("ecma/ecma_oracle.json")).unwrap();
    let groups: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut tally = Tally::default();
    for group in &groups {
        let subject = Subject::new(group);
        let tests = group["tests"].as_array().unwrap();
        for test in tests {
            tally.check(&subject, test);
        }
        let kind = subject.compiled.as_ref().map_or("error", name);
        *tally.patterns.entry(kind).or_default() += 1;
        if let Some(compiled) = &subject.compiled {
            check_size(compiled, subject.pattern);
            for test in tests {
                common::check_facts(compiled, subject.pattern, test["s"].as_str().unwrap());
            }
        }
    }
    tally.print();
    let wrong = &tally.wrong;
    assert!(
        wrong.is_empty(),
        "{} rows are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// A real pattern is accepted if an ECMAScript engine accepts it. Matchers agree with the engine on admitted strings and similar ones.
#[test]
fn real_patterns() {
    let Some(folder) = conformance() else { return };
    let text = fs::read_to_string(folder.join("patterns.tsv")).unwrap();
    let mut wrong = Vec::new();
    let mut patterns = BTreeMap::<_, usize>::new();
    let mut compared = [0, 0];
    for (row, line) in text.lines().enumerate().skip(1) {
        // Each row has its own generator, so that rows are independent.
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
