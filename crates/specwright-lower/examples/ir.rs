//! Prints the IR and the report of a document.
//!
//! `--gaps` allows every unsupported feature, so that the rest of the document is lowered.

#[path = "../tests/common/mod.rs"]
mod common;

use specwright_lower::{Allowance, Options, lower};
use specwright_spec::{Code, FolderFiles, Report, ReportFormat, open, render};

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let gaps = arguments.iter().any(|argument| argument == "--gaps");
    arguments.retain(|argument| argument != "--gaps");
    let path = arguments.pop().expect("the path of a document");
    let files = FolderFiles::around(std::path::Path::new(&path)).expect("a folder");
    let mut report = Report::new();
    let start = std::time::Instant::now();
    let document = open(&files, &path, &mut report);
    let read = start.elapsed();
    let mut options = Options::default();
    let api = document.and_then(|document| {
        if gaps {
            let mut first = Report::new();
            let _ = lower(&document, &options, &mut first);
            options.allowances = gaps_of(&first);
        }
        lower(&document, &options, &mut report)
    });
    eprint!("{}", render(&report, ReportFormat::Human { color: false }));
    eprintln!("read in {read:?}, lowered in {:?}", start.elapsed() - read);
    match api {
        Some(api) => {
            common::check(&api);
            print!("{api}");
        }
        None => std::process::exit(1),
    }
}

fn gaps_of(report: &Report) -> Vec<Allowance> {
    let gap = |code| code == Code::UnsupportedFeature;
    let gaps = report
        .diagnostics()
        .iter()
        .filter(|diagnostic| gap(diagnostic.code));
    gaps.filter_map(|it| {
        Some(Allowance {
            code: it.code,
            pointer: it.place.location()?.pointer.as_str().to_owned(),
        })
    })
    .collect()
}
