//! The same report in every format.

use specwright_spec::{MemoryFiles, Report, ReportFormat, open, render};

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Käse, version: 1.10}
paths:
  /a: {get: {operationId: a, responses: {'200': {$ref: '#/components/responses/Okay'}}}}
components:
  responses:
    Ok: {description: OK}
";

fn snapshot(name: &str, format: ReportFormat) {
    let mut report = Report::new();
    assert!(
        open(
            &MemoryFiles::new([("a, b/50%.yaml", DOCUMENT)]),
            "a, b/50%.yaml",
            &mut report
        )
        .is_none()
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../snapshots/report"
    ));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, render(&report, format)));
}

#[test]
fn color() {
    snapshot("format_color", ReportFormat::Human { color: true });
}

#[test]
fn json() {
    snapshot("format_json", ReportFormat::Json);
}

#[test]
fn sarif() {
    snapshot("format_sarif", ReportFormat::Sarif);
}

#[test]
fn github() {
    snapshot("format_github", ReportFormat::Github);
}
