//! Opens documents and counts what is found: `cargo run --release -p specwright-spec --example open -- PATH…`.
//!
//! A path is a document, or a folder of documents: its files, and `multi/ID/` with the root file that `multi/ID.root` names.
//! With `-v` every finding is printed as well.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use specwright_spec::{FolderFiles, Report, ReportFormat, open, render};

fn main() {
    let (flags, paths): (Vec<_>, Vec<_>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with('-'));
    let verbose = flags.iter().any(|flag| flag == "-v");
    let mut counts = BTreeMap::new();
    let mut opened = 0;
    let documents: Vec<_> = paths
        .iter()
        .flat_map(|path| documents(Path::new(path)))
        .collect();
    for document in &documents {
        let mut report = Report::new();
        let start = Instant::now();
        let files = FolderFiles::around(document).expect("the folder of the document");
        let good = open(&files, &document.to_string_lossy(), &mut report).is_some();
        opened += usize::from(good);
        let outcome = if good { "opened" } else { "refused" };
        println!(
            "{outcome} {:>6} ms {}",
            start.elapsed().as_millis(),
            document.display()
        );
        for diagnostic in report.diagnostics() {
            *counts
                .entry((diagnostic.code, diagnostic.code.name()))
                .or_insert(0) += 1;
        }
        if verbose {
            println!("{}", render(&report, ReportFormat::Human { color: false }));
        }
    }
    for ((code, name), count) in &counts {
        println!("{count:>7} {} {name}", code.as_str());
    }
    println!("{opened} of {} opened", documents.len());
}

/// The documents that a path names.
fn documents(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut entries: Vec<_> = std::fs::read_dir(path)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    let named = |path: &Path| {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        matches!(&*extension, "json" | "yaml" | "yml")
    };
    entries
        .into_iter()
        .flat_map(|path| match path.extension() {
            Some(extension) if extension == "root" => {
                let root = std::fs::read_to_string(&path).expect("the name of a root file");
                vec![path.with_extension("").join(root.trim())]
            }
            _ if path.is_file() && named(&path) => vec![path],
            _ if path.ends_with("multi") => documents(&path),
            _ => Vec::new(),
        })
        .collect()
}
