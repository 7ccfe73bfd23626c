//! Applies arbitrary overlays to an arbitrary document, separated by form feeds: the result is a text that can be read, or diagnostics
//! with places.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright_spec::{
    MemoryFiles, Node, OpenOptions, Overlay, Report, ReportFormat, apply_overlays, open_with, render,
};

fuzz_target!(|text: &str| {
    let mut texts = text.split('\u{c}').take(3);
    let files = MemoryFiles::new([("api.yaml", texts.next().unwrap_or_default())]);
    let overlay = |(index, text): (usize, &str)| Overlay {
        path: format!("{index}.yaml"),
        bytes: text.as_bytes().to_vec(),
    };
    let overlays: Vec<Overlay> = texts.enumerate().map(overlay).collect();
    let options = OpenOptions { overlays: &overlays, ..OpenOptions::default() };
    let mut report = Report::new();
    match apply_overlays(&files, "api.yaml", options, "header", &mut report) {
        Some(text) => assert!(Node::from_yaml(&text).is_some(), "{text}"),
        None => assert!(report.has_errors(), "refused without a reason"),
    }
    open_with(&files, "api.yaml", options, &mut report);
    render(&report, ReportFormat::Human { color: false });
});
