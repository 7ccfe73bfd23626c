//! Overlays: the tests of the Overlay Specification, and the places and limits of changes.

use std::path::{Path, PathBuf};

use specwright_spec::{
    Code, Leniency, MemoryFiles, Node, OpenOptions, Overlay, Report, ReportFormat, apply_overlays,
    open_with, render,
};

/// A document for overlays whose targets are in another one.
const EMPTY: &str = "openapi: 3.1.0\ninfo: {title: Empty, version: '1'}\npaths: {}\n";

/// Applies overlays to a document, which is read from memory.
fn apply(document: &str, overlays: &[Overlay], leniency: Leniency) -> (Option<String>, Report) {
    let mut report = Report::new();
    let files = MemoryFiles::new([("openapi.yaml", document)]);
    let options = OpenOptions {
        leniency,
        overlays,
        ..OpenOptions::default()
    };
    let text = apply_overlays(&files, "openapi.yaml", options, "test", &mut report);
    (text, report)
}

fn overlay(text: &str) -> Overlay {
    Overlay {
        path: "overlay.yaml".to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// Returns an overlay with these actions.
fn actions(actions: &str) -> Overlay {
    overlay(&format!(
        "overlay: 1.1.0\ninfo: {{title: Test, version: '1'}}\nactions:\n{actions}"
    ))
}

fn human(report: &Report) -> String {
    render(report, ReportFormat::Human { color: false })
}

fn read(path: PathBuf) -> String {
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the entries of a folder, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    paths.sort();
    paths
}

#[test]
fn compliant_sets_have_their_output() {
    let Some(folder) = specwright_testing::shared("conformance/overlay/compliant-sets") else {
        return;
    };
    let sets = entries(&folder);
    assert!(sets.len() >= 8, "{} sets", sets.len());
    for set in sets {
        let overlay = overlay(&read(set.join("overlay.yaml")));
        let document = read(set.join("openapi.yaml"));
        let (text, report) = apply(&document, &[overlay], Leniency::Strict);
        let is_expected = |code| code == Code::OtherDocument;
        let found = report.diagnostics().iter();
        let unexpected = found.filter(|it| !is_expected(it.code)).count();
        assert_eq!(unexpected, 0, "{}:\n{}", set.display(), human(&report));
        let tree = |text: &str| Node::from_yaml(text).expect("YAML").canonical();
        let expected = tree(&read(set.join("output.yaml")));
        assert_eq!(tree(&text.expect("a text")), expected, "{}", set.display());
    }
}

/// Returns the tests of a kind, `pass` or `fail`, of all versions.
fn cases(kind: &str) -> Vec<PathBuf> {
    let folder = specwright_testing::shared("conformance/overlay/tests");
    let versions = folder.as_deref().map(entries).unwrap_or_default();
    let cases = versions.iter().flat_map(|it| entries(&it.join(kind)));
    cases.collect()
}

#[test]
fn valid_overlays_are_read() {
    for case in cases("pass") {
        let overlay = overlay(&read(case.clone()));
        // The targets are not in the document; a lenient run skips their actions.
        let (text, report) = apply(EMPTY, &[overlay], Leniency::Lenient);
        assert!(text.is_some(), "{}:\n{}", case.display(), human(&report));
    }
}

/// The location of the error in each invalid overlay.
const FAULTS: [(&str, &str); 22] = [
    ("action-copy-invalid-type", "/actions/0/copy"),
    ("action-remove-invalid-type", "/actions/0/remove"),
    ("action-target-invalid-type", "/actions/0/target"),
    ("actions-invalid-description", "/actions/0/description"),
    ("actions-invalid-target", "/actions/0/target"),
    ("actions-invalid-type", "/actions"),
    ("actions-item-invalid-type", "/actions/0"),
    ("actions-minimal", "/actions"),
    ("actions-missing", ""),
    ("actions-missing-target", "/actions/0"),
    ("actions-not-unique", "/actions/1"),
    ("extends-invalid-type", "/extends"),
    ("info-description-invalid-type", "/info/description"),
    ("info-invalid-type", "/info"),
    ("info-missing-title", "/info"),
    ("info-missing-version", "/info"),
    ("info-title-invalid-type", "/info/title"),
    ("info-version-invalid-type", "/info/version"),
    ("invalid-overlay-version", "/overlay"),
    ("not-an-object", ""),
    ("overlay-invalid-pattern", "/overlay"),
    ("root-invalid-property", "/invalidProperty"),
];

#[test]
fn invalid_overlays_are_refused_at_their_places() {
    for case in cases("fail") {
        let overlay = overlay(&read(case.clone()));
        let (text, report) = apply(EMPTY, &[overlay], Leniency::Lenient);
        let name = case.file_stem().expect("a name").to_string_lossy();
        assert_eq!(text, None, "{name}");
        let errors = report.diagnostics().iter().filter(|it| it.is_error());
        let places = errors.map(|it| {
            report
                .sources()
                .origin(it.place.location().expect("a node"))
        });
        let places: Vec<_> = places
            .map(|it| (it.file.0, it.pointer.as_str().to_owned()))
            .collect();
        let expected = FAULTS.iter().find(|(known, _)| *known == name);
        let (_, pointer) = expected.unwrap_or_else(|| panic!("{name} is not in the list"));
        assert_eq!(places, [(1, (*pointer).to_owned())], "{name}");
    }
}

#[test]
fn arrays_are_extended_by_arrays_and_by_single_values() {
    let document = "{a: {list: [1], nested: [2]}}";
    let overlay = actions(
        "- {target: $.a.list, update: [2, 3]}\n\
         - {target: $.a.list, update: {x: 4}}\n\
         - {target: $.a.list, update: 5}\n\
         - {target: $.a, update: {nested: [[3]], new: [6]}}\n\
         - {target: '$.a.list[?@ < 3]', remove: true}\n",
    );
    let (text, report) = apply(document, &[overlay], Leniency::Strict);
    let tree = Node::from_yaml(&text.unwrap_or_else(|| panic!("{}", human(&report))));
    assert_eq!(
        tree.expect("YAML").compact(),
        r#"{"a":{"list":[3,{"x":4},5],"nested":[2,[3]],"new":[6]}}"#
    );
}

#[test]
fn nested_matches_are_removed_together() {
    let document = "{a: {x: {x: [{x: 1}, 2, {x: 3}]}}, b: [{x: 1, y: 2}, {x: 3}]}";
    let overlay = actions("- {target: $..x, remove: true}\n");
    let (text, _) = apply(document, &[overlay], Leniency::Strict);
    let tree = Node::from_yaml(&text.expect("a text")).expect("YAML");
    assert_eq!(tree.compact(), r#"{"a":{},"b":[{"y":2},{}]}"#);
}

#[test]
fn numbers_keep_their_lexemes_and_are_compared_as_floats() {
    let document = "{a: [{v: 1.10}, {v: 9007199254740993}]}";
    let overlay = actions("- {target: '$.a[?@.v == 1.1]', update: {w: 2.50}}\n");
    let mut report = Report::new();
    let files = MemoryFiles::new([(
        "a.json",
        document.replace("v", "\"v\"").replace("a:", "\"a\":"),
    )]);
    let options = OpenOptions {
        overlays: &[overlay],
        ..OpenOptions::default()
    };
    let text = apply_overlays(&files, "a.json", options, "", &mut report).expect("a text");
    let text: String = text.split_whitespace().collect();
    assert_eq!(
        text,
        r#"{"a":[{"v":1.10,"w":2.50},{"v":9007199254740993}]}"#
    );
}

/// Copies the document into itself, which doubles its depth each time.
#[test]
fn copies_are_limited_in_depth_and_size() {
    let document = "{a: {}}";
    let mut text = String::new();
    for depth in 1..=16 {
        let target = format!("${}", ".a".repeat(depth));
        text.push_str(&format!("- {{target: {target}, copy: $}}\n"));
    }
    let (written, report) = apply(document, &[actions(&text)], Leniency::Strict);
    assert_eq!(written, None);
    assert!(
        report
            .diagnostics()
            .iter()
            .any(|it| it.code == Code::TooDeep),
        "{}",
        human(&report)
    );

    let document = format!("{{a: [0], long: {}}}", "x".repeat(1 << 20));
    let mut text = String::new();
    for index in 0..80 {
        text.push_str(&format!(
            "- {{target: $.a, copy: $.long, x-index: {index}}}\n"
        ));
    }
    let (written, report) = apply(&document, &[actions(&text)], Leniency::Strict);
    assert_eq!(written, None);
    let codes: Vec<Code> = report.diagnostics().iter().map(|it| it.code).collect();
    assert!(!codes.is_empty() && codes.iter().all(|it| *it == Code::CopyExpansion));
}

/// Every reference in an update is relative to the document, wherever the overlay is.
#[test]
fn references_in_updates_are_those_of_the_document() {
    let files = MemoryFiles::new([
        ("api/openapi.yaml", EMPTY),
        ("api/shared.yaml", "Pet: {type: object}\n"),
    ]);
    let overlay = Overlay {
        path: "overlays/pets.yaml".to_owned(),
        bytes: actions(
            "- target: $\n  update: {components: {schemas: {Pet: {$ref: 'shared.yaml#/Pet'}, \
             Owner: {properties: {pet: {$ref: '#/components/schemas/Pet'}}}}}}\n",
        )
        .bytes,
    };
    let mut report = Report::new();
    let options = OpenOptions {
        overlays: &[overlay],
        ..OpenOptions::default()
    };
    let document = open_with(&files, "api/openapi.yaml", options, &mut report);
    let document = document.unwrap_or_else(|| panic!("{}", human(&report)));
    assert_eq!(document.components.len(), 2);
}

#[test]
fn an_action_without_a_match_is_skipped_in_a_lenient_run() {
    let overlay = actions("- {target: $.servers, remove: true}\n");
    let (text, report) = apply(EMPTY, std::slice::from_ref(&overlay), Leniency::Strict);
    assert_eq!((text, report.diagnostics().len()), (None, 1));
    let (text, report) = apply(EMPTY, &[overlay], Leniency::Lenient);
    assert!(text.is_some());
    assert_eq!(report.diagnostics()[0].code, Code::Repaired);
}
