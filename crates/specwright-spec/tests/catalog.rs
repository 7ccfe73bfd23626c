//! Checks that a snapshot covers every code, so that every diagnostic has been reviewed.

use specwright_spec::Code;
use std::fs;
use std::path::{Path, PathBuf};

/// Codes without a snapshot, with the file and the name of the test that covers them.
const TESTED: &[(Code, &str, &str)] = &[(
    // No known document reaches this diagnostic.
    Code::UnreadableObject,
    "crates/specwright-spec/src/read/typed.rs",
    "an_object_that_a_type_does_not_take_has_a_place",
)];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_code_is_shown_by_a_snapshot_or_a_named_test() {
    let texts = snapshots();
    let is_shown = |code: &Code| {
        let heads = ["error", "warning"].map(|severity| format!("{severity}[{}]: ", code.as_str()));
        let in_text = |text: &String| heads.iter().any(|head| text.contains(head.as_str()));
        texts.iter().any(in_text)
    };
    let is_named = |code: &Code| TESTED.iter().any(|(named, ..)| named == code);
    let codes = || Code::ALL.iter().filter(|code| !is_shown(code));
    let hidden: Vec<_> = codes()
        .filter(|code| !is_named(code))
        .map(|it| it.as_str())
        .collect();
    assert!(
        hidden.is_empty(),
        "neither in snapshots/report nor in TESTED: {hidden:?}"
    );
    let needless: Vec<_> = TESTED.iter().filter(|(code, ..)| is_shown(code)).collect();
    assert!(
        needless.is_empty(),
        "in a snapshot, so not needed in TESTED: {needless:?}"
    );
}

#[test]
fn a_named_test_is_there_and_is_about_the_code() {
    for (code, file, name) in TESTED {
        let text = fs::read_to_string(root().join(file)).expect("the file of a test");
        let test = format!("#[test]\n    fn {name}()");
        let (_, body) = text.split_once(&test).expect("the test");
        assert!(
            body.contains(&format!("Code::{code:?}")),
            "{file}: {code:?}"
        );
    }
}

fn snapshots() -> Vec<String> {
    let folder = root().join("snapshots/report");
    let entries = fs::read_dir(folder).expect("the folder of snapshots");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let texts = paths.filter(|path| path.extension().is_some_and(|end| end == "snap"));
    texts
        .map(|path| fs::read_to_string(path).expect("a snapshot"))
        .collect()
}
