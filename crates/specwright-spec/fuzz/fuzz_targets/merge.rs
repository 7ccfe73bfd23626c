//! Merges arbitrary pages, separated by form feeds: in any order, the result is a document or diagnostics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright_spec::{Page, Report, ReportFormat, merge, render};

fuzz_target!(|text: &str| {
    let page = |(index, text): (usize, &str)| Page {
        path: format!("{index}.md"),
        text: text.to_owned(),
    };
    let mut pages: Vec<Page> = text.split('\u{c}').take(4).enumerate().map(page).collect();
    let mut report = Report::new();
    let merged = merge(&pages, "# header", &mut report);
    assert!(merged.is_some() || !report.diagnostics().is_empty(), "refused without a reason");
    render(&report, ReportFormat::Human { color: false });
    pages.reverse();
    assert_eq!(merged, merge(&pages, "# header", &mut Report::new()));
});
