//! The generated crates of the documents in `apis`, whole: from their bytes through the pipeline and its printer.
//!
//! * `anonymous`, `nothing` and `public` leave out what others have;
//! * `clashing` has the names that generated code uses itself;
//! * `patterns` has every form of a pattern;
//! * `rich` has every kind of type, parameter, body, response and credential.
//!
//! `fixtures.rs` has the interface of many small documents.

mod compile;
mod poison;
#[path = "../settings/mod.rs"]
mod settings;
mod texts;

use insta::{Settings, assert_snapshot, glob};
use specwright::stages::{Crates, FileSet, Origin, packages, read};
use specwright::{Part, ReadOptions};
use specwright_ir::Api;
use specwright_spec::{Report, ReportFormat, render};
use std::fs;
use std::path::Path;

#[test]
fn documents_become_crates() {
    glob!("apis/*.yaml", |path| {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let files = crates_of(&lower(path), &name, Path::new("out"));
        let mut text = String::new();
        for (path, contents) in files
            .iter()
            .filter(|(path, _)| !path.ends_with("Cargo.toml"))
        {
            let (_, items) = contents.split_once("\n\n").expect("a header");
            text.push_str(&format!("// {}\n\n{}\n\n", path.display(), items.trim()));
        }
        snapshot(&name, &text);
    });
}

/// The second line of a generated file leads to its emitter.
#[test]
fn emitters_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let api = lower(&root.join("tests/emitted/apis/rich.yaml"));
    let mut count = 0;
    for (path, contents) in crates_of(&api, "rich", Path::new("out")).iter() {
        if let Some(emitter) = contents
            .lines()
            .nth(1)
            .and_then(|it| it.strip_prefix("// "))
        {
            assert!(
                root.join("../..").join(emitter).is_file(),
                "{path:?}: {emitter}"
            );
            count += 1;
        }
    }
    assert!(count > 20, "only {count} files name their emitter");
}

/// Reads and lowers a document with its settings.
fn lower(path: &Path) -> Api {
    let text = fs::read_to_string(path).expect("a document");
    let mut report = Report::new();
    let options = ReadOptions::default();
    let api = read(path, &options, &settings::settings(&text), &mut report);
    let api = api.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    api.unwrap_or_else(|| {
        let report = render(&report, ReportFormat::Human { color: false });
        panic!("{} is refused:\n{report}", path.display())
    })
}

/// Returns the files of all three crates, to be written to a folder.
fn crates_of(api: &Api, name: &str, out: &Path) -> FileSet {
    let origin = Origin {
        command: "a test".to_owned(),
        source: "a document".to_owned(),
    };
    let crates = Crates::named(name, &Part::ALL);
    packages(api, &Part::ALL, &crates, &origin, out)
}

/// Compares a text with `snapshots/emit/NAME.snap` of the workspace.
fn snapshot(name: &str, text: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(root.join("../../snapshots/emit"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings.bind(|| assert_snapshot!(name, text));
}
