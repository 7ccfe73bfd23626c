//! An overlay with repairs has the effect of the repairs.

use specwright_lint::overlay;
use specwright_spec::{
    Code, Diagnostic, FileId, Fix, Location, MemoryFiles, Node, OpenOptions, Overlay, Pointer,
    Report, open_with,
};

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: A, version: '1'}
paths: {}
x-a:
  list: [{a: 1}, 2, {b: {c: 3}}, 4]
  object: {'it''s': {x: y}, '7': 8, wrapped: {anyOf: [{type: array, items: {z: 1}}]}}
";

fn at(pointer: &str) -> Location {
    Location {
        file: FileId(0),
        pointer: Pointer::parse(pointer).expect("a pointer"),
    }
}

fn open(overlays: &[Overlay], report: &mut Report) -> Node {
    let options = OpenOptions {
        keep_trees: true,
        overlays,
        ..OpenOptions::default()
    };
    let files = MemoryFiles::new([("api.yaml", DOCUMENT)]);
    let document = open_with(&files, "api.yaml", options, report).expect("a document");
    let trees = document.trees.expect("trees");
    trees.node(&trees.root()).clone()
}

/// Returns the trees after the repairs, made by edits and by an overlay.
fn repaired(fixes: &[Fix]) -> (Node, Node) {
    let mut report = Report::new();
    let mut edited = open(&[], &mut report);
    let together = fixes.iter().cloned().reduce(Fix::and).expect("a repair");
    assert!(together.apply(&mut edited, FileId(0), report.sources()));
    let found = fixes.iter().map(|fix| {
        let place = fix.edits[0].at.clone();
        Diagnostic::new(Code::UnknownField, place, "wrong").fix(fix.clone())
    });
    let found: Vec<_> = found.collect();
    let made = overlay(&found, report.sources(), FileId(0), |_| true).expect("an overlay");
    assert_eq!((made.applied, made.skipped), (fixes.len(), 0));
    let bytes = made.text.into_bytes();
    let path = "repairs.yaml".to_owned();
    (edited, open(&[Overlay { path, bytes }], &mut report))
}

#[test]
fn actions_have_the_effect_of_edits() {
    let text = |text: &str| Node::String(text.to_owned());
    let list = Node::Array(vec![text("x")]);
    for fixes in [
        vec![Fix::insert(&at("/x-a/object"), "new", text("\"'"))],
        vec![Fix::insert(&at("/x-a/object"), "7", list.clone())],
        vec![Fix::replace(&at("/x-a/object/it's"), list.clone())],
        vec![Fix::replace(&at("/x-a/list"), list)],
        vec![Fix::rename(&at("/x-a/object/7"), "8")],
        vec![Fix::append(&at("/x-a/list"), Node::Bool(true))],
        vec![Fix::hoist(
            &at("/x-a/object/wrapped"),
            Pointer::default().child("anyOf").child("0"),
        )],
        vec![
            Fix::remove(&at("/x-a/list/1")),
            Fix::remove(&at("/x-a/list/2/b")),
            Fix::remove(&at("/x-a/list/3")),
        ],
    ] {
        let (edited, overlaid) = repaired(&fixes);
        assert_eq!(edited.value_key(), overlaid.value_key(), "{fixes:?}");
    }
}

#[test]
fn repairs_of_the_same_node_are_left_out() {
    let mut report = Report::new();
    open(&[], &mut report);
    let fix = |fix: Fix| Diagnostic::new(Code::UnknownField, at("/x-a"), "wrong").fix(fix);
    let both = Fix::write(&at("/x-a/object/7"), "a").and(Fix::rename(&at("/x-a/object/7"), "b"));
    let found = [
        fix(Fix::remove(&at("/x-a/object"))),
        fix(Fix::remove(&at("/x-a/object/7"))),
        fix(both),
    ];
    let made = overlay(&found, report.sources(), FileId(0), |_| true).expect("an overlay");
    assert_eq!((made.applied, made.skipped), (1, 2));
}
