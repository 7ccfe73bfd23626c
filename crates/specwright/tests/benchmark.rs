//! Checks that the patterns of the validator benchmark are up to date.

use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, Report, open};
use std::fs;
use std::path::Path;

#[test]
fn the_benchmark_has_generated_patterns() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../appmaker-types/benches/validators"
    );
    let folder = Path::new(folder);
    let document = fs::read_to_string(folder.join("patterns.yaml")).expect("it is there");
    let mut report = Report::new();
    let files = MemoryFiles::new([("patterns.yaml".to_owned(), document)]);
    let document = open(&files, "patterns.yaml", &mut report).expect("it is a document");
    let api = lower(&document, &Options::default(), &mut report).expect("it has no errors");
    let origin = Origin {
        command: "INSTA_UPDATE=always cargo test -p specwright --test benchmark".to_owned(),
        source: "crates/appmaker-types/benches/validators/patterns.yaml".to_owned(),
    };
    let crates = Crates {
        types: Some("patterns-types".to_owned()),
        ..Crates::default()
    };
    let files = packages(&api, &[Part::Types], &crates, &origin, Path::new(""));
    let mut generated = files.iter();
    let (_, generated) = generated
        .find(|(path, _)| path.ends_with("models/patterns.rs"))
        .expect("there are patterns");
    let path = folder.join("patterns.rs");
    if std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
        fs::write(&path, generated).expect("the folder is ours");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == generated,
        "stale: INSTA_UPDATE=always cargo test -p specwright --test benchmark"
    );
}
