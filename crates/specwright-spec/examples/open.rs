//! Opens documents and counts their diagnostics: `cargo run --release -p specwright-spec --example open -- PATH…`.
//!
//! A path is a document, or a folder of documents: its files, and `multi/ID/` with the root file named in `multi/ID.root`.
//! `-v` prints every diagnostic; `--lenient` repairs errors.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use specwright_spec::{
    FolderFiles, Leniency, OpenOptions, Report, ReportFormat, open_with, render,
};

fn main() {
    let (flags, paths): (Vec<_>, Vec<_>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with('-'));
    let verbose = flags.iter().any(|flag| flag == "-v");
    let leniency = match flags.iter().any(|flag| flag == "--lenient") {
        true => Leniency::Lenient,
        false => Leniency::Strict,
    };
    let mut counts = BTreeMap::new();
    let mut opened = 0;
    let documents: Vec<_> = paths
        .iter()
        .flat_map(|path| documents(Path::new(path)))
        .collect();
    for document in &documents {
        let mut report = Report::new();
        let start = Instant::now();
        let (root, path) = (root(document), document.to_string_lossy());
        let files = FolderFiles::new(Path::new(&root)).expect("the folder of the document");
        let options = OpenOptions {
            leniency,
            root: Some(&root),
            ..OpenOptions::default()
        };
        let good = open_with(&files, &path, options, &mut report).is_some();
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

/// Returns the folder of a document: `multi/ID`, or its parent folder.
fn root(document: &Path) -> String {
    let multi = document.ancestors().find(|folder| {
        folder
            .parent()
            .is_some_and(|parent| parent.ends_with("multi"))
    });
    let folder = multi.or(document.parent()).unwrap_or(Path::new(""));
    match folder.to_string_lossy() {
        empty if empty.is_empty() => "./".to_owned(),
        folder => folder.into_owned(),
    }
}

/// Returns the documents at a path.
fn documents(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut entries: Vec<_> = std::fs::read_dir(path)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    // The root file of a multi-file document is also stored here, without its parts.
    let whole = |path: &Path| {
        let parts = path
            .file_stem()
            .map(|id| path.with_file_name("multi").join(id));
        !parts.is_some_and(|parts| parts.is_dir())
    };
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
            _ if path.is_file() && named(&path) && whole(&path) => vec![path],
            _ if path.ends_with("multi") => documents(&path),
            _ => Vec::new(),
        })
        .collect()
}
