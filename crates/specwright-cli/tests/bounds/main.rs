//! Documents that are larger, deeper or more entangled than any real one: each is refused with a place or generates crates, in
//! bounded time and memory.
//!
//! The documents are generated and small. `SPECWRIGHT_LONG=1` makes them as large as the bounds are meant for, and
//! `SPECWRIGHT_SHAPE` selects those with a word in their name.

mod copies;
#[path = "../process/mod.rs"]
mod process;
mod shapes;
mod text;

use copies::COPIES;
use shapes::Shape;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

#[test]
fn every_document_is_processed_within_bounds() {
    let long = std::env::var_os("SPECWRIGHT_LONG").is_some();
    let only = std::env::var("SPECWRIGHT_SHAPE").unwrap_or_default();
    let shapes: Vec<&Shape> = shapes::all().chain(COPIES).collect();
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(shape) = shapes.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if !shape.name.contains(&only) {
                        continue;
                    }
                    if let Err(reason) = run_shape(shape, long) {
                        let mut wrong = wrong.lock().expect("no panic");
                        wrong.push(format!("{}: {reason}", shape.name));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("no panic");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs the whole pipeline on a shape, strictly and leniently.
fn run_shape(shape: &Shape, long: bool) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let size = if long { shape.long } else { shape.short };
    let document = write(folder.path(), &(shape.document)(size));
    for flags in [["--strict"], ["--lenient"]] {
        let start = Instant::now();
        let accepted = process::generate(&document, &flags)?;
        let name = shape.name;
        println!(
            "{name}, {size} {flags:?}: {accepted}, {:?}",
            start.elapsed()
        );
        // A lenient run may repair what a strict one refuses.
        let strict = flags == ["--strict"];
        let wrong = |expected| expected != accepted && (strict || expected);
        if shape.accepted.is_some_and(wrong) {
            return Err(format!("accepted {flags:?}: {accepted}"));
        }
    }
    Ok(())
}

/// Writes a document with the extension of its format.
fn write(folder: &Path, text: &str) -> std::path::PathBuf {
    let end = if text.starts_with('{') {
        "json"
    } else {
        "yaml"
    };
    let path = folder.join(format!("openapi.{end}"));
    fs::write(&path, text).expect("a new file");
    path
}
