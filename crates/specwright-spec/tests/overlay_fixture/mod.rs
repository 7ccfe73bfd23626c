//! Fixtures of a document with overlays.
#![allow(dead_code, reason = "each test program uses a part")]

use std::path::{Path, PathBuf};

use specwright_spec::{Document, Leniency, MemoryFiles, OpenOptions, Overlay, Report, open_with};

/// A folder with a document, `openapi.yaml` or `openapi.json`, and its overlays.
pub struct OverlayFixture {
    /// The name of the folder.
    pub name: String,
    document: (String, Vec<u8>),
    /// The overlays, sorted by name.
    pub overlays: Vec<Overlay>,
}

impl OverlayFixture {
    /// Reads the files of a fixture.
    pub fn read(folder: &Path) -> Self {
        let name = |path: &Path| {
            let name = path.file_name().expect("a name");
            name.to_string_lossy().into_owned()
        };
        let entries = std::fs::read_dir(folder).expect("a folder");
        let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
        paths.sort();
        let read = |path: &PathBuf| (name(path), std::fs::read(path).expect("a file"));
        let (documents, overlays): (Vec<_>, Vec<_>) = paths
            .iter()
            .map(read)
            .partition(|(name, _)| name.starts_with("openapi."));
        let overlays = overlays.into_iter();
        Self {
            name: name(folder),
            document: documents.into_iter().next().expect("a document"),
            overlays: overlays
                .map(|(path, bytes)| Overlay { path, bytes })
                .collect(),
        }
    }

    /// Opens the document with its overlays.
    pub fn open(&self, leniency: Leniency) -> (Option<Document>, Report) {
        let mut report = Report::new();
        let options = OpenOptions {
            leniency,
            overlays: &self.overlays,
            ..OpenOptions::default()
        };
        let files = MemoryFiles::new([self.document.clone()]);
        let document = open_with(&files, &self.document.0, options, &mut report);
        (document, report)
    }
}
