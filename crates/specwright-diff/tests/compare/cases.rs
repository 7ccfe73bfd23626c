//! Small documents, and the changes between two of them.

use specwright_diff::{Change, Direction, Wire, compare};
use specwright_spec::{Document, Leniency, MemoryFiles, OpenOptions, Report, open_with};

/// Opens a document from its text.
pub fn open(text: &str) -> Document {
    let files = MemoryFiles::new([("openapi.yaml", text)]);
    let mut report = Report::default();
    let options = OpenOptions {
        leniency: Leniency::Lenient,
        ..OpenOptions::default()
    };
    let document = open_with(&files, "openapi.yaml", options, &mut report);
    document.unwrap_or_else(|| panic!("{:?}\n{text}", report.diagnostics()))
}

/// Returns the changes between the texts of two documents.
pub fn changes(old: &str, new: &str) -> Vec<Change> {
    compare(&open(old), &open(new))
}

/// Returns a change as one line: rule, direction, verdict.
pub fn line(change: &Change) -> String {
    let direction = match change.direction {
        Some(Direction::Request) => "request ",
        Some(Direction::Response) => "response ",
        None => "",
    };
    let wire = match &change.wire {
        Wire::Undecided(_) => "undecided",
        Wire::Same => "same",
        Wire::Compatible => "compatible",
        Wire::Risky => "risky",
        Wire::Breaking => "breaking",
    };
    format!("{} {direction}{wire}", change.rule)
}
