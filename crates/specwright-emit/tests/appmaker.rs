//! The code emitted for AppMaker equals that of its crates.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use support::appmaker;
use support::text::items;

#[test]
fn is_what_the_crates_have() {
    let api = appmaker::api();
    let crates = specwright_emit::Crates {
        types: "appmaker_types",
    };
    let mut differences = differences("types", specwright_emit::types(&api));
    differences += &self::differences("client", specwright_emit::client(&api, &crates));
    differences += &self::differences("server", specwright_emit::server(&api, &crates));
    assert!(differences.is_empty(), "{differences}");
}

/// The items that differ between files and the crate of a part.
fn differences(part: &str, tasks: Vec<specwright_emit::Task<'_>>) -> String {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../appmaker-{part}/src/generated"));
    let mut text = String::new();
    for file in tasks.iter().map(specwright_emit::Task::emit) {
        let path = folder.join(&file.path);
        let there =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (there, emitted) = (
            items(&there.parse().expect("it is Rust")),
            items(&file.tokens),
        );
        for index in 0..there.len().max(emitted.len()) {
            if there.get(index) != emitted.get(index) {
                let _ = writeln!(
                    text,
                    "{}: {:#?}\nis emitted as {:#?}",
                    path.display(),
                    there.get(index),
                    emitted.get(index)
                );
            }
        }
    }
    text
}
