//! Opens arbitrary text: the result is a document, which can be lowered, or diagnostics with places.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, Report, ReportFormat, open, render};

fuzz_target!(|text: &str| {
    let name = if text.starts_with(['{', '[']) { "api.json" } else { "api.yaml" };
    let files = MemoryFiles::new([(name, text)]);
    let mut report = Report::new();
    let document = open(&files, name, &mut report);
    let api = document.and_then(|document| lower(&document, &Options::default(), &mut report));
    let errors = report.diagnostics().iter().filter(|it| it.is_error()).count();
    assert!(api.is_some() || errors > 0, "refused without a reason");
    render(&report, ReportFormat::Human { color: false });
});
