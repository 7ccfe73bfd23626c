//! Patterns in generated code: runs, tables and programs.
//!
//! Each pattern is a component. The strings are those of the oracle, if it is present, and others that a pattern admits or almost
//! admits. Their expected verdict is that of the pattern's table, which tests of `specwright-pattern` compare with an engine. Without a
//! table, an engine checks a few strings, since it may take exponential time.

use crate::generated::{self, Crate};
use crate::suite::{Case, Group, Suite, conformance};
use regress::{Flags, Regex};
use serde_json::Value;
use serde_json::value::to_raw_value;
use specwright_lower::Options;
use specwright_pattern::{Matcher, Sampler, compile, table};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A pattern for each form of code.
const FORMS: &[&str] = &[
    "^[0-9a-fA-F]{24}$",
    "^[a-z0-9-]{2,100}$",
    r"^\d{4}-\d\d$",
    "^a[a-z]*z$",
    "^a[^b]*b$",
    "^[^/?#]+$",
    "^[^]+$",
    "^/v1/identity/verification_reports",
    "^é",
    "json$",
    "date",
    "ß.ü|ß",
    "^https?://",
    "^(asc|desc|)$",
    "^$|^aa|bb$",
    "^[0-9a-f]{24}-x",
    "^[a-z]_",
    "_[0-9]{3}[a-f]{2}$",
    "[0-9]$",
    "[a-z]",
    "[^a-z]",
    "[^]",
    "[A-Z]{6}",
    "^-?[0-9]+(,-?[0-9]+)*$",
    r"^\S+$",
    r"^(\w)\1$",
    "(?<!a)b(?=c)",
    "^.{1,3}$",
    r"^\p{L}+$",
    r"\p{Lu}",
    "^[A-Za-z](.){0,2}$",
    "^é[а-я]{2}$",
    "^(?:a(?=b)|b)+$",
    "(?:(?<=a)b|é){2,3}",
    r"(?<n>.)(?!\k<n>).$",
    "^.*a.{500}$",
    r"^(?:[a-z]{1,20}|\d{3})(?:,[a-z]{1,20}){0,300}$",
    // A table with more than 256 states.
    "^(a{1,130}|b{1,190}c)$",
];

#[test]
fn generated_patterns_hold() {
    let mut patterns: BTreeSet<String> = FORMS.iter().map(|it| (*it).to_owned()).collect();
    let mut groups = Vec::new();
    if let Some(folder) = conformance() {
        let text = fs::read_to_string(folder.join("patterns.tsv")).expect("it can be read");
        let rows = text.lines().skip(1);
        let fields = rows.filter_map(|row| row.split('\t').next());
        patterns.extend(fields.map(|it| serde_json::from_str::<String>(it).expect("it is JSON")));
        let text = fs::read_to_string(folder.join("ecma/ecma_oracle.json"));
        let rows: Vec<Value> = serde_json::from_str(&text.expect("it is there")).expect("JSON");
        groups.extend(rows.iter().filter_map(oracle));
    }
    let wanted = |it: &&String| FORMS.contains(&it.as_str()) || is_straight(it);
    let patterns = patterns.iter().filter(wanted);
    groups.extend(patterns.filter_map(|pattern| drawn(pattern)));
    judge(groups);
}

/// Returns true if a pattern needs no table, of which the oracle has enough.
fn is_straight(pattern: &str) -> bool {
    compile(pattern).is_ok_and(|it| !matches!(it.matcher, Matcher::Table(_)))
}

/// Returns the rows of the oracle for a pattern.
fn oracle(row: &Value) -> Option<Group> {
    let pattern = row["pattern"].as_str()?;
    let flag = if row.get("u_error").is_some() {
        "n"
    } else {
        "u"
    };
    let tests = row["tests"].as_array()?.iter();
    let case = |test: &Value| Some((test["s"].as_str()?.to_owned(), test[flag].as_bool()?));
    group(pattern, tests.filter_map(case).collect())
}

/// Returns valid and invalid strings for a pattern, with the verdicts of its table or of an engine.
fn drawn(pattern: &str) -> Option<Group> {
    let unicode = compile(pattern).ok()?.unicode;
    let Some(table) = table(pattern).ok()? else {
        let flags = Flags {
            unicode,
            ..Flags::default()
        };
        let engine = Regex::with_flags(pattern, flags).ok()?;
        let texts = ["", "a", "aa", "1b", "bc"].map(str::to_owned).to_vec();
        return group(pattern, judged(texts, |text| engine.find(text).is_some()));
    };
    let sampler = Sampler::new(pattern)?;
    let mut texts = vec![String::new(), "a1-é".to_owned()];
    for seed in 0..12_u32 {
        let mut state = seed;
        let mut choose = |below: u32| {
            state = state.wrapping_mul(747_796_405).wrapping_add(seed);
            (state >> 8) % below
        };
        let length = u64::from(seed % 4) * 3;
        let Some(text) = sampler.draw(length, None, &mut choose, &|_| true) else {
            continue;
        };
        texts.extend(faults(&text, choose(8) as usize));
        texts.push(text);
    }
    group(pattern, judged(texts, |text| table.admits(text.as_bytes())))
}

fn judged(mut texts: Vec<String>, admits: impl Fn(&str) -> bool) -> Vec<(String, bool)> {
    texts.sort();
    texts.dedup();
    let pair = |text: String| {
        let valid = admits(&text);
        (text, valid)
    };
    texts.into_iter().map(pair).collect()
}

/// Returns the text with characters added at its start, its end or inside, and removed.
fn faults(text: &str, at: usize) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let at = at.min(characters.len());
    let (head, tail) = characters.split_at(at);
    let join = |parts: [&[char]; 3]| parts.concat().into_iter().collect::<String>();
    vec![
        format!("~{text}"),
        format!("{text}é"),
        join([head, &['!'], tail]),
        join([head, &['é'], tail.get(1..).unwrap_or_default()]),
        join([head, tail.get(1..).unwrap_or_default(), &[]]),
    ]
}

fn group(pattern: &str, texts: Vec<(String, bool)>) -> Option<Group> {
    compile(pattern).ok()?;
    let schema = serde_json::json!({"type": "string", "pattern": pattern});
    let case = |(text, valid): (String, bool)| Case {
        data: to_raw_value(&text).expect("a text is JSON"),
        valid,
        description: String::new(),
    };
    Some(Group {
        id: pattern.to_owned(),
        name: String::new(),
        mode: "required".to_owned(),
        schema: to_raw_value(&schema).expect("a value is JSON"),
        components: BTreeMap::new(),
        tests: texts.into_iter().map(case).collect(),
    })
}

fn judge(groups: Vec<Group>) {
    let mut suite = Suite {
        name: "patterns".to_owned(),
        openapi: "3.1.1",
        groups,
    };
    for (number, group) in suite.groups.iter_mut().enumerate() {
        group.name = format!("P{number}");
    }
    let options = Options::default();
    // A pattern that admits no string is rejected.
    let (groups, refused): (Vec<_>, Vec<_>) = suite
        .groups
        .iter()
        .partition(|group| generated::lower(&suite.document(&[group]), &options).is_ok());
    let never = |group: &&Group| group.tests.iter().all(|case| !case.valid);
    assert!(refused.iter().all(never), "refused, but not empty");
    let crates = [Crate::new(&suite, &options, groups)];
    let (mut rows, mut wrong) = (0, Vec::new());
    for (component, verdicts) in crates[0]
        .components
        .iter()
        .zip(generated::judge("patterns", &crates))
    {
        for (case, found) in component.group.tests.iter().zip(verdicts) {
            rows += 1;
            if case.valid != found {
                wrong.push(format!("{} on {}: {found}", component.group.id, case.data));
            }
        }
    }
    println!("{rows} strings, {} patterns", crates[0].components.len());
    assert!(
        wrong.is_empty(),
        "{} are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
