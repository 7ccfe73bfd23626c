//! Patterns that the AppMaker document does not have: runs and literals first, then tables.

use crate::{patterns, texts, validator};
use regex::Regex;
use specwright_runtime::Constraint;

/// Measures and prints the times of all patterns.
pub fn run() {
    runs();
    literals();
    tables();
}

/// Measures patterns of fixed length.
fn runs() {
    let uuids = texts(b"0123456789abcdef", 32).into_iter().map(|it| {
        let parts = [&it[..8], &it[8..12], &it[12..16], &it[16..20], &it[20..]];
        parts.join("-")
    });
    let uuids: Vec<String> = uuids.collect();
    let is_uuid = |text: &str| text.len() == 36 && has_dashes(text, &[8, 13, 18, 23]);
    let regex = compile(patterns::UUID);
    validator("UUID", &uuids, patterns::matches_uuid, is_uuid, &regex);

    let dates = numbered(|a, b, c| format!("20{a}{b}-1{b}-{c:02}"));
    let is_date = |text: &str| text.len() == 10 && has_dashes(text, &[4, 7]);
    let regex = compile_ascii(patterns::DATE);
    validator("date", &dates, patterns::matches_date, is_date, &regex);
}

/// Measures patterns of literals.
fn literals() {
    let reports = numbered(|a, _, c| format!("/v1/identity/verification_reports/vr_{a}{c}"));
    let is_report = |text: &str| text.starts_with("/v1/identity/verification_reports");
    let regex = compile(patterns::REPORT);
    validator(
        "prefix",
        &reports,
        patterns::matches_report,
        is_report,
        &regex,
    );

    const FIELDS: [&str; 3] = ["created", "updated", "name"];
    let orders = numbered(|a, b, _| format!("{}_{}", FIELDS[a % 3], ["asc", "desc"][b % 2]));
    let is_order = |text: &str| {
        let field = text
            .strip_suffix("_asc")
            .or_else(|| text.strip_suffix("_desc"));
        field.is_some_and(|it| FIELDS.contains(&it))
    };
    let regex = compile(patterns::ORDER);
    validator(
        "choice of texts",
        &orders,
        patterns::matches_order,
        is_order,
        &regex,
    );
}

/// Measures patterns that need a table; `regex` replaces the loop.
fn tables() {
    let versions = numbered(|a, b, c| format!("{a}.{b}.{c}-rc.{a}+build.{c}"));
    let regex = compile_ascii(patterns::SEM_VER);
    let is_match = |text: &str| regex.is_match(text);
    validator(
        "semantic version (table)",
        &versions,
        patterns::matches_sem_ver,
        is_match,
        &regex,
    );

    let mails = numbered(|a, b, c| format!("jane.doe+{a}{b}{c}@mail.example-{a}.com"));
    let regex = compile(patterns::EMAIL);
    let is_match = |text: &str| regex.is_match(text);
    validator(
        "e-mail (table)",
        &mails,
        patterns::matches_email,
        is_match,
        &regex,
    );
}

/// Returns texts made of varying numbers.
fn numbered(text: fn(usize, usize, usize) -> String) -> Vec<String> {
    (0..64)
        .map(|row| text(row % 10, row % 7, row % 64))
        .collect()
}

/// Returns true if a text has dashes at these positions and hexadecimal digits elsewhere.
fn has_dashes(text: &str, dashes: &[usize]) -> bool {
    text.bytes()
        .enumerate()
        .all(|(position, byte)| match dashes.contains(&position) {
            true => byte == b'-',
            false => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

fn compile(pattern: Constraint) -> Regex {
    Regex::new(source(pattern)).expect("a pattern")
}

/// Compiles a pattern in which `\d` means ASCII digits, as in ECMA-262.
fn compile_ascii(pattern: Constraint) -> Regex {
    Regex::new(&source(pattern).replace(r"\d", "[0-9]")).expect("a pattern")
}

fn source(pattern: Constraint) -> &'static str {
    match pattern {
        Constraint::Pattern(source, _) => source,
        other => unreachable!("{other:?} is not a pattern"),
    }
}
