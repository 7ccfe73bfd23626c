//! Documents with random changes: no reader panics, and reports can be rendered.
//!
//! The changes are deterministic. `SPECWRIGHT_LONG=1` runs a thousand times as many.

mod overlay_fixture;

use std::path::Path;

use specwright_spec::{
    Leniency, MemoryFiles, OpenOptions, Report, ReportFormat, open_with, render,
};
use specwright_testing::Random;

use overlay_fixture::OverlayFixture;

/// Documents that together contain all objects, most keywords, and errors.
const DOCUMENTS: [&str; 2] = ["accept", "lenient"];

#[test]
fn no_change_of_a_document_makes_a_reader_panic() {
    let long = std::env::var_os("SPECWRIGHT_LONG").is_some();
    let rounds = if long { 20_000 } else { 20 };
    let mut random = Random(0x5eed);
    for folder in DOCUMENTS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(folder);
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .expect("the fixtures")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "yaml")
            })
            .collect();
        paths.sort();
        for path in paths {
            let text = std::fs::read_to_string(&path).expect("a fixture");
            for _ in 0..rounds {
                read(&changed(&text, &mut random));
            }
        }
    }
}

#[test]
fn no_change_of_an_overlay_makes_a_reader_panic() {
    let long = std::env::var_os("SPECWRIGHT_LONG").is_some();
    let rounds = if long { 20_000 } else { 20 };
    let mut random = Random(0x5eed);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/overlay");
    for fixture in std::fs::read_dir(folder).expect("the fixtures") {
        let mut fixture = OverlayFixture::read(&fixture.expect("a fixture").path());
        let texts = fixture.overlays.clone();
        for _ in 0..rounds {
            for (overlay, text) in fixture.overlays.iter_mut().zip(&texts) {
                let text = String::from_utf8_lossy(&text.bytes);
                overlay.bytes = changed(&text, &mut random);
            }
            let (document, report) = fixture.open(Leniency::Strict);
            assert!(document.is_some() || report.has_errors());
            let shown = render(&report, ReportFormat::Json);
            assert!(shown.contains("diagnostics"));
        }
    }
}

/// Opens a document strictly and leniently, and renders the reports.
fn read(document: &[u8]) {
    let files = MemoryFiles::new([("openapi.yaml", document)]);
    for leniency in [Leniency::Strict, Leniency::Lenient] {
        let mut report = Report::new();
        let options = OpenOptions {
            leniency,
            ..OpenOptions::default()
        };
        let document = open_with(&files, "openapi.yaml", options, &mut report);
        assert!(
            document.is_some() || report.has_errors(),
            "refused without a reason"
        );
        let shown = render(&report, ReportFormat::Human { color: false });
        assert_eq!(shown.is_empty(), report.is_empty());
    }
}

/// Returns the text with one to three changes: a line removed, repeated or moved, a part of another text inserted, or a byte
/// replaced.
fn changed(text: &str, random: &mut Random) -> Vec<u8> {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    for _ in 0..=random.below(2) {
        let (one, other) = (random.below(lines.len()), random.below(lines.len()));
        match random.below(4) {
            0 if lines.len() > 1 => drop(lines.remove(one)),
            1 => lines.insert(other, lines[one]),
            2 => lines.swap(one, other),
            _ => lines[one] = lines[other],
        }
    }
    let mut bytes = lines.concat().into_bytes();
    if random.below(2) == 0 {
        const BYTES: &[u8] = b"{}[]:,#&*!|>'\"-?%@`\\ \t\n09aZ~/$.\x00\x7f\xff";
        let at = random.below(bytes.len());
        bytes[at] = BYTES[random.below(BYTES.len())];
    }
    bytes
}
