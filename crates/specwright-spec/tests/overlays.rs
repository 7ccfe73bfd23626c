//! Overlays: the tests of the Overlay Specification, and the places and limits of changes.

use std::path::{Path, PathBuf};

use specwright_spec::{
    Code, FileId, Location, MemoryFiles, Node, OpenOptions, Overlay, Report, ReportFormat,
    apply_overlays, open_with, render,
};
use specwright_testing::Random;

/// A document for overlays whose targets are in another one.
const EMPTY: &str = "openapi: 3.1.0\ninfo: {title: Empty, version: '1'}\npaths: {}\n";

/// Applies overlays to a document, which is read from memory.
fn apply(document: &str, overlays: &[Overlay]) -> (Option<String>, Report) {
    let mut report = Report::new();
    let files = MemoryFiles::new([("openapi.yaml", document)]);
    let options = OpenOptions {
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
        let (text, report) = apply(&document, &[overlay]);
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
        // The targets are not in the document.
        let (_, report) = apply(EMPTY, &[overlay]);
        let mut errors = report.diagnostics().iter().filter(|it| it.is_error());
        let is_read = errors.all(|it| it.code == Code::UnmatchedTarget);
        assert!(is_read, "{}:\n{}", case.display(), human(&report));
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
        let (text, report) = apply(EMPTY, &[overlay]);
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
    let (text, report) = apply(document, &[overlay]);
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
    let (text, _) = apply(document, &[overlay]);
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
    let (written, report) = apply(document, &[actions(&text)]);
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
    let (written, report) = apply(&document, &[actions(&text)]);
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
fn an_action_that_may_match_nothing_says_so() {
    let action = "- target: $.servers\n  remove: true\n";
    let (text, report) = apply(EMPTY, &[actions(action)]);
    assert_eq!((text, report.diagnostics().len()), (None, 1));
    let optional = format!("{action}  x-specwright-optional: true\n");
    let (text, report) = apply(EMPTY, &[actions(&optional)]);
    assert!(text.is_some() && report.is_empty());
    let wrong = optional.replace("optional: true", "optional: maybe");
    let (text, _) = apply(EMPTY, &[actions(&wrong)]);
    assert_eq!(text, None);
}

/// Returns the locations and values of all nodes without members or elements.
fn leaves<'a>(node: &'a Node, at: &Location, found: &mut Vec<(Location, &'a Node)>) {
    if node.members().is_empty() && node.elements().is_empty() {
        found.push((at.clone(), node));
    }
    for (key, value) in node.members() {
        leaves(value, &at.child(key), found);
    }
    for (index, value) in node.elements().iter().enumerate() {
        leaves(value, &at.index(index), found);
    }
}

/// Checks that each value is in the file at its origin, and returns the number of values from overlays. An empty object or array is
/// not compared: its members may have been removed.
fn check_origins(text: &str, report: &Report) -> usize {
    let tree = Node::from_yaml(text).expect("YAML");
    let sources = report.sources();
    let trees: Vec<Node> = { sources.iter() }
        .map(|(_, source)| Node::from_yaml(source.document()).expect("YAML"))
        .collect();
    let mut found = Vec::new();
    leaves(&tree, &Location::root(FileId(0)), &mut found);
    let mut from_overlays = 0;
    for (at, value) in found {
        let origin = sources.origin(&at);
        let written = trees[origin.file.0 as usize].at(&origin.pointer);
        let is_container = value.as_object().is_some() || value.as_array().is_some();
        let is_same = written.is_some_and(|it| is_container || it.same_value(value));
        assert!(is_same, "{at:?} is not at {origin:?}:\n{text}");
        from_overlays += usize::from(origin.file.0 > 0);
    }
    from_overlays
}

/// A generator of documents and overlays.
struct Generator(Random);

impl Generator {
    fn below(&mut self, bound: usize) -> usize {
        self.0.below(bound)
    }

    /// Returns a value as YAML; each scalar is a number that occurs once.
    fn value(&mut self, depth: usize, next: &mut usize) -> String {
        let kind = if depth == 0 { 0 } else { self.below(5) };
        let count = 1 + self.below(3);
        if kind == 0 {
            *next += 1;
            return next.to_string();
        }
        let values: Vec<String> = (0..count).map(|_| self.value(depth - 1, next)).collect();
        if kind < 3 {
            return format!("[{}]", values.join(", "));
        }
        let members = values.iter().enumerate();
        let members: Vec<String> = members
            .map(|(key, value)| format!("k{key}: {value}"))
            .collect();
        format!("{{{}}}", members.join(", "))
    }

    /// Returns a random query; most of them match.
    fn path(&mut self) -> String {
        let segments = [".k0", ".k1", ".k2", ".*", "[0]", "[1]", "[?@.k0]", "[-1:]"];
        let mut path = "$".to_owned();
        for _ in 0..=self.below(2) {
            path.push_str(segments[self.below(segments.len())]);
        }
        path
    }

    fn action(&mut self, next: &mut usize) -> String {
        let target = self.path();
        let change = match self.below(4) {
            0 => "remove: true".to_owned(),
            1 => format!("copy: '{}'", self.path()),
            _ => format!("update: {}", self.value(2, next)),
        };
        format!("- {{target: '{target}', {change}}}\n")
    }
}

/// Applies random overlays one after the other; those that fail are left out.
#[test]
fn every_value_is_written_at_its_origin() {
    let mut generator = Generator(Random(0x5eed));
    let (mut applied, mut from_overlays) = (0, 0);
    for _ in 0..60 {
        let mut next = 0;
        let members: Vec<String> = (0..3)
            .map(|key| format!("k{key}: {}", generator.value(4, &mut next)))
            .collect();
        let document = format!("{{{}}}", members.join(", "));
        let mut overlays: Vec<Overlay> = Vec::new();
        for _ in 0..12 {
            overlays.push(actions(&generator.action(&mut next)));
            match apply(&document, &overlays) {
                (Some(text), report) => {
                    applied += 1;
                    from_overlays += check_origins(&text, &report);
                }
                _ => drop(overlays.pop()),
            }
        }
    }
    assert!(
        applied > 100 && from_overlays > 200,
        "{applied} {from_overlays}"
    );
}
