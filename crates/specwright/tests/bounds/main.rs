//! Documents that are larger, deeper or more tangled than any that somebody means: each is refused with a place or becomes
//! crates, in bounded time and memory.
//!
//! They are made on the fly, and small; `SPECWRIGHT_LONG=1` makes them as large as the bounds are meant for.

#[path = "../process/mod.rs"]
mod process;
mod shapes;
mod text;

use shapes::{SHAPES, Shape};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

#[test]
fn no_document_takes_more_than_its_share() {
    let long = std::env::var_os("SPECWRIGHT_LONG").is_some();
    let only = std::env::var("SPECWRIGHT_ONLY").unwrap_or_default();
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(shape) = SHAPES.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if !shape.name.contains(&only) {
                        continue;
                    }
                    if let Err(reason) = judge(shape, long) {
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
fn judge(shape: &Shape, long: bool) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let size = if long { shape.long } else { shape.short };
    let document = write(folder.path(), &(shape.document)(size));
    for flags in [&[][..], &["--lenient"]] {
        let run = process::generate(&document, flags)?;
        println!(
            "{:5} {:8.3} s {:7} {size:8} {}",
            run.accepted,
            run.took.as_secs_f64(),
            flags.concat(),
            shape.name
        );
        // A lenient run may repair what a strict one refuses.
        let strict = flags.is_empty();
        let wrong = |accepted| accepted != run.accepted && (strict || accepted);
        if shape.accepted.is_some_and(wrong) {
            return Err(format!("accepted {flags:?}: {}", run.accepted));
        }
    }
    Ok(())
}

/// Writes a document under a name that says how it is read.
fn write(folder: &Path, text: &str) -> std::path::PathBuf {
    let end = if text.starts_with('{') {
        "json"
    } else {
        "yaml"
    };
    let path = folder.join(format!("openapi.{end}"));
    fs::write(&path, text).expect("the folder is ours");
    path
}
