//! Every rule reports the first example of its explanation and not the second one, and its repair leaves no finding behind.

use insta::{Settings as Insta, assert_snapshot};
use specwright_lint::{Setting, Settings, gather, lint, overlay, rules, rules_page};
use specwright_spec::{
    Code, Diagnostic, Document, FileId, LintLevel, LintRule, Located, MemoryFiles, OpenOptions,
    Overlay, Report, ReportFormat, Severity, open_with, render,
};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The fields of a document that an example need not have.
const HEAD: [(&str, &str); 3] = [
    ("openapi", "openapi: 3.0.3\n"),
    ("info", "info: {title: Example, version: '1'}\n"),
    ("paths", "paths: {}\n"),
];

/// Returns a document with the fields of an example.
fn document(example: &str) -> String {
    let has = |field: &str| {
        example
            .lines()
            .any(|line| line.starts_with(&format!("{field}:")))
    };
    let head = HEAD.iter().filter(|(field, _)| !has(field));
    let head: String = head.map(|(_, text)| *text).collect();
    head + example
}

fn open(text: &str, overlays: &[Overlay], report: &mut Report) -> Document {
    let options = OpenOptions {
        keep_trees: true,
        overlays,
        ..OpenOptions::default()
    };
    let files = MemoryFiles::new([("api.yaml", text)]);
    let document = open_with(&files, "api.yaml", options, report);
    document.unwrap_or_else(|| panic!("{}\n{text}", human(report)))
}

/// Returns the findings of all rules, also those that are off by default, one by one.
fn found(text: &str, overlays: &[Overlay]) -> Report {
    let mut report = Report::new();
    let document = open(text, overlays, &mut report);
    let levels = LintLevel::ALL.iter();
    let severities = levels.map(|it| (it.as_str().to_owned(), Setting::Report(Severity::Warning)));
    let settings = Settings {
        severities: severities.collect(),
        ..Settings::default()
    };
    lint(&document, &settings)
        .into_iter()
        .for_each(|it| report.push(it));
    report
}

fn human(report: &Report) -> String {
    render(report, ReportFormat::Human { color: false })
}

/// Returns the findings of one rule as text, each cause once.
fn text_of(rule: &'static LintRule, report: &Report) -> String {
    let is_own = |it: &&Diagnostic| it.code == Code::Lint(rule);
    let own = report.diagnostics().iter().filter(is_own).cloned();
    let mut all = report.errors();
    gather(own.collect())
        .into_iter()
        .for_each(|it| all.push(it));
    human(&all)
}

fn codes(report: &Report) -> BTreeSet<&'static str> {
    report
        .diagnostics()
        .iter()
        .map(|it| it.code.as_str())
        .collect()
}

#[test]
fn every_rule_reports_its_first_example_only() {
    let mut insta = Insta::new();
    insta.set_snapshot_path(root().join("snapshots/report"));
    insta.set_prepend_module_to_snapshot(false);
    insta.set_omit_expression(true);
    for rule in rules() {
        let [bad, good] = rule.examples().map(document);
        let report = found(&bad, &[]);
        assert!(
            codes(&report).contains(rule.id),
            "{} is silent:\n{bad}",
            rule.id
        );
        insta.bind(|| assert_snapshot!(format!("lint_{}", rule.id), text_of(rule, &report)));
        let report = found(&good, &[]);
        assert!(!codes(&report).contains(rule.id), "{}", human(&report));
    }
}

/// The repairs of a report that are most likely right.
fn is_repaired(diagnostic: &Diagnostic) -> bool {
    diagnostic.notes.fix.is_some()
}

#[test]
fn repairs_leave_no_finding_and_cause_none() {
    let mut repaired = 0;
    for rule in rules() {
        let bad = document(rule.examples()[0]);
        let before = found(&bad, &[]);
        let own = |it: &Diagnostic| it.code == Code::Lint(rule) && is_repaired(it);
        if !before.diagnostics().iter().any(own) {
            continue;
        }
        repaired += 1;
        let text = repair(bad.clone(), own);
        check_repaired(rule, &before, &found(&text, &[]), &text);
        let made =
            overlay(before.diagnostics(), before.sources(), FileId(0), own).expect("an overlay");
        let overlaid = Overlay {
            path: "repairs.yaml".to_owned(),
            bytes: made.text.clone().into_bytes(),
        };
        check_repaired(rule, &before, &found(&bad, &[overlaid]), &made.text);
    }
    assert!(repaired >= 9, "{repaired}");
}

/// Applies repairs until none is left: each round applies those that do not overlap.
fn repair(mut text: String, own: impl Fn(&Diagnostic) -> bool) -> String {
    for _ in 0..4 {
        let report = found(&text, &[]);
        let mut repairs = Located::new(&report).repair(&own);
        match repairs.files.remove("api.yaml") {
            Some(repaired) => text = repaired,
            None => break,
        }
    }
    text
}

fn check_repaired(rule: &LintRule, before: &Report, after: &Report, text: &str) {
    let (before, left) = (codes(before), codes(after));
    assert!(
        !left.contains(rule.id),
        "{} is left:\n{}\n{text}",
        rule.id,
        human(after)
    );
    assert!(
        left.is_subset(&before),
        "{}:\n{}\n{text}",
        rule.id,
        human(after)
    );
}

#[test]
fn ids_are_unique_and_explained() {
    let ids: BTreeSet<_> = rules().map(|it| it.id).collect();
    assert_eq!(ids.len(), rules().count());
    for rule in rules() {
        let is_name =
            |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
        assert!(rule.id.chars().all(is_name), "{}", rule.id);
        assert!(
            Code::parse(rule.id).is_none(),
            "{} is the name of a fault",
            rule.id
        );
        assert!(
            !rule.title.ends_with('.') && rule.reason().ends_with('.'),
            "{}",
            rule.id
        );
        assert!(!rule.reason().contains('\n'), "{}", rule.id);
    }
}

#[test]
fn the_documentation_lists_all_rules() {
    let page = fs::read_to_string(root().join("docs/lint.md")).expect("the page");
    let table = page.split("<!-- rules -->\n").nth(1).expect("the table");
    let table = table.split("<!-- end -->").next().expect("the end");
    let page = rules_page();
    assert!(
        table.trim() == page.trim(),
        "copy this table to docs/lint.md:\n{page}"
    );
}

/// A repair that moves a node would break references into it.
#[test]
fn targets_of_references_are_not_moved() {
    let text = document(
        "components:
  schemas:
    Pets:
      type: object
      properties:
        names:
          anyOf:
          - type: array
            items: {type: string}
    Name: {$ref: '#/components/schemas/Pets/properties/names/anyOf/0/items'}
",
    );
    let report = found(&text, &[]);
    let is_one = |it: &&Diagnostic| it.code.as_str() == "composition-of-one";
    let finding = report.diagnostics().iter().find(is_one).expect("a finding");
    assert_eq!(finding.notes.fix, None);
    assert_eq!(
        finding.notes.help,
        ["replace the schema by its `anyOf/0`, and correct the `$ref`s to parts of it"]
    );
}

/// Documents that a rule could report and must not.
#[test]
fn quiet_documents_have_no_finding() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quiet");
    let mut documents = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let id = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let id = id
            .split_once('.')
            .map_or(id.as_str(), |(id, _)| id)
            .to_owned();
        assert!(
            specwright_lint::rule(&id).is_some(),
            "{} names no rule",
            path.display()
        );
        let report = found(&document(&fs::read_to_string(&path).expect("a text")), &[]);
        assert!(
            !codes(&report).contains(id.as_str()),
            "{}\n{}",
            path.display(),
            human(&report)
        );
        documents += 1;
    }
    assert!(documents > 8);
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
