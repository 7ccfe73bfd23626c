//! The table of outcomes, as text and as JSON.

use super::Row;
use super::compile::Finding;
use super::outcome::{Counts, Verdict};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Returns the table as text: a line per document, totals, and compiler messages.
pub fn text(rows: &[Row], findings: &[Finding]) -> String {
    let mut text = String::new();
    for row in rows {
        line(&mut text, row).expect("writing to a string cannot fail");
    }
    totals(&mut text, rows).expect("writing to a string cannot fail");
    for finding in findings {
        text.push_str(&finding.text);
    }
    if !findings.is_empty() {
        let counts = listed(&by_code(findings));
        writeln!(text, "compiler messages: {counts}").expect("writing to a string cannot fail");
    }
    text
}

fn line(text: &mut String, row: &Row) -> std::fmt::Result {
    let outcome = &row.outcome;
    let memory = outcome
        .memory
        .map_or_else(|| "-".to_owned(), |kib| (kib >> 10).to_string());
    write!(
        text,
        "{:<9} {:>6} ms {memory:>5} MB {:>7} lines  {}",
        outcome.verdict.as_str(),
        outcome.milliseconds,
        outcome.lines,
        row.document.id
    )?;
    let counted = [
        ("errors", &outcome.errors),
        ("warnings", &outcome.warnings),
        ("untyped", &outcome.loose),
        ("lost", &outcome.lost),
    ];
    for (what, counts) in counted {
        if !counts.is_empty() {
            write!(text, "; {what}: {}", listed(counts))?;
        }
    }
    if outcome.engines > 0 {
        write!(text, "; programs: {}", outcome.engines)?;
    }
    if let Some(first) = outcome.repeats.first() {
        let count = outcome.repeats.len();
        write!(
            text,
            "; {count} lines of docs repeat a name, such as {first:?}"
        )?;
    }
    if !outcome.names.is_empty() {
        write!(text, "; names: {}", outcome.names.join(", "))?;
    }
    writeln!(text)
}

fn totals(text: &mut String, rows: &[Row]) -> std::fmt::Result {
    let sum = |of: fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
    let verdicts = BTreeMap::from_iter(rows.iter().map(|row| (row.outcome.verdict.as_str(), 0)));
    let verdicts = rows.iter().fold(verdicts, |mut counts, row| {
        *counts.entry(row.outcome.verdict.as_str()).or_default() += 1;
        counts
    });
    let verdicts = verdicts
        .iter()
        .map(|(verdict, count)| format!("{count} {verdict}"));
    writeln!(
        text,
        "\n{} documents: {}; {} operations, {} lines, {} patterns matched by programs, {} lines of docs repeat a name",
        rows.len(),
        verdicts.collect::<Vec<_>>().join(", "),
        sum(|row| row.outcome.operations),
        sum(|row| row.outcome.lines),
        sum(|row| row.outcome.engines),
        sum(|row| row.outcome.repeats.len()),
    )?;
    for (what, of) in COUNTED {
        writeln!(text, "{what}: {}", listed(&total(rows, *of)))?;
    }
    Ok(())
}

type Of = fn(&Row) -> Option<&Counts>;

/// Selects the counts to add up over the documents.
const COUNTED: &[(&str, Of)] = &[
    ("errors of refused documents", |row| {
        (row.outcome.verdict == Verdict::Refused).then_some(&row.outcome.errors)
    }),
    ("errors repaired", |row| {
        (row.outcome.verdict == Verdict::Repaired).then_some(&row.outcome.errors)
    }),
    ("warnings", |row| Some(&row.outcome.warnings)),
    ("untyped, any value allowed", |row| Some(&row.outcome.loose)),
    ("untyped, constraints lost", |row| Some(&row.outcome.lost)),
];

fn total(rows: &[Row], of: Of) -> Counts {
    let mut total = Counts::new();
    for (key, count) in rows.iter().filter_map(of).flatten() {
        *total.entry(key.clone()).or_default() += count;
    }
    total
}

fn listed(counts: &Counts) -> String {
    if counts.is_empty() {
        return "none".to_owned();
    }
    let each = counts.iter().map(|(key, count)| format!("{key} {count}"));
    each.collect::<Vec<_>>().join(", ")
}

fn by_code(findings: &[Finding]) -> Counts {
    let mut counts = Counts::new();
    for finding in findings {
        *counts.entry(finding.code.clone()).or_default() += 1;
    }
    counts
}

/// Returns the table as JSON.
pub fn json(rows: &[Row], findings: &[Finding]) -> Value {
    let documents = rows
        .iter()
        .map(|row| (row.document.id.clone(), json!(row.outcome)));
    let finding = |finding: &Finding| json!({ "package": finding.package, "code": finding.code, "text": finding.text });
    json!({
        "documents": Value::Object(documents.collect()),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
