//! Repairs in machine-readable reports: the replacements of text are equivalent to the edits of the tree.

mod overlay_fixture;

use overlay_fixture::OverlayFixture;
use serde_json::Value;
use specwright_spec::{
    Diagnostic, Edit, FolderFiles, Leniency, MemoryFiles, Node, OpenOptions, Report, ReportFormat,
    open, open_with, render,
};
use std::path::{Path, PathBuf};

/// Applies the replacements of a repair to the files of a report; `None` if it has none.
fn replaced(report: &Report, fix: &Value, path: &str) -> Option<String> {
    let (_, source) = { report.sources() }
        .iter()
        .find(|(_, it)| it.path() == path)
        .expect("the file");
    let mut text = source.text().to_owned();
    let byte = |place: &Value| place["byte"].as_u64().expect("a byte") as usize;
    let mut end = text.len() + 1;
    for replacement in fix["replacements"].as_array()?.iter().rev() {
        assert_eq!(replacement["file"], path, "the fixtures repair one file");
        let range = byte(&replacement["start"])..byte(&replacement["end"]);
        assert!(range.end <= end, "sorted, and apart: {fix}");
        end = range.start;
        text.replace_range(range, replacement["text"].as_str().expect("a text"));
    }
    Some(text)
}

/// Returns the tree of a file with the edits of a repair applied, if they are valid.
fn edited(report: &Report, found: &Diagnostic) -> Option<(String, Node)> {
    let fix = found.notes.fix.as_ref()?;
    let origin = |it: &Edit| report.sources().origin(&it.at).file;
    let file = origin(&fix.edits[0]);
    let source = report.sources().get(file)?;
    let mut tree = Node::from_yaml(source.document())?;
    let is_one_file = fix.edits.iter().all(|it| origin(it) == file);
    (is_one_file && fix.apply(&mut tree, file, report.sources()))
        .then(|| (source.path().to_owned(), tree))
}

/// Sorts the members of objects by name: a replacement inserts at the start, an edit of the tree at the end.
fn sorted(node: &Node) -> Value {
    serde_json::from_str(&node.compact()).expect("JSON")
}

/// Returns the number of repairs in a report, and the number of those with replacements, each of which is compared.
fn compared(report: &Report, name: &str) -> (usize, usize) {
    let log: Value = serde_json::from_str(&render(report, ReportFormat::Json)).expect("JSON");
    let (mut all, mut made) = (0, 0);
    for shown in log["diagnostics"].as_array().expect("an array") {
        let fix = &shown["fix"];
        if fix.is_null() {
            continue;
        }
        all += 1;
        let is_shown = |it: &&Diagnostic| {
            let origin = it.place.location().map(|it| report.sources().origin(it));
            shown["code"] == it.code.as_str()
                && shown["message"] == it.message.as_str()
                && shown["place"]["pointer"].as_str()
                    == origin.as_ref().map(|it| it.pointer.as_str())
        };
        let found = report.diagnostics().iter().find(is_shown).expect("found");
        let edits = &found.notes.fix.as_ref().expect("a repair").edits;
        assert_eq!(fix["edits"].as_array().map(Vec::len), Some(edits.len()));
        let Some((path, tree)) = edited(report, found) else {
            println!("no edit in {name}: {}", fix["edits"]);
            continue;
        };
        let Some(text) = replaced(report, fix, &path) else {
            println!("no replacement in {name}: {}", fix["edits"]);
            continue;
        };
        made += 1;
        let read = Node::from_yaml(text.trim_start_matches('\u{feff}'));
        let read = read.unwrap_or_else(|| panic!("{name}: no tree\n{fix}\n{text}"));
        assert_eq!(sorted(&read), sorted(&tree), "{name}: {fix}\n{text}");
        if path.ends_with(".json") {
            serde_json::from_str::<Value>(&text)
                .unwrap_or_else(|it| panic!("{name}: {it}\n{text}"));
        }
    }
    (all, made)
}

fn fixtures() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["tests/fixtures", "../specwright-lower/tests/fixtures"] {
        for kind in ["accept", "reject", "lenient"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join(folder)
                .join(kind);
            let entries = std::fs::read_dir(folder).into_iter().flatten();
            let entries = entries.map(|it| it.expect("an entry").path());
            found.extend(entries.filter(|it| it.is_file()));
        }
    }
    found.sort();
    found
}

#[test]
fn replacements_make_the_edits_of_every_fixture() {
    let (mut all, mut made) = (0, 0);
    for fixture in fixtures() {
        let folder = FolderFiles::around(&fixture).expect("the folder");
        let mut report = Report::new();
        let options = OpenOptions {
            leniency: Leniency::Strict,
            ..OpenOptions::default()
        };
        open_with(&folder, &fixture.to_string_lossy(), options, &mut report);
        let (found, replaced) = compared(&report, &fixture.to_string_lossy());
        all += found;
        made += replaced;
    }
    println!("{made} of {all}");
    assert!(all > 200 && made == all, "{made} of {all}");
}

#[test]
fn replacements_are_made_in_the_file_of_the_overlay() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/overlay");
    let (mut all, mut made) = (0, 0);
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let fixture = OverlayFixture::read(&entry.expect("an entry").path());
        let (_, report) = fixture.open(Leniency::Strict);
        let (found, replaced) = compared(&report, &fixture.name);
        all += found;
        made += replaced;
    }
    assert!(all > 10 && made == all, "{made} of {all}");
}

/// Returns the file with each repair applied separately.
fn texts(name: &str, document: &str) -> Vec<Option<String>> {
    let mut report = Report::new();
    open(&MemoryFiles::new([(name, document)]), name, &mut report);
    compared(&report, name);
    let log: Value = serde_json::from_str(&render(&report, ReportFormat::Json)).expect("JSON");
    let found = log["diagnostics"].as_array().expect("an array");
    let fixes = found.iter().map(|it| &it["fix"]).filter(|it| !it.is_null());
    fixes.map(|it| replaced(&report, it, name)).collect()
}

const HEAD: &str =
    "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";

/// Returns the repair of a schema, with the resulting text.
fn schema(text: &str) -> Vec<Option<String>> {
    let document = format!("{HEAD}{text}");
    let texts = texts("api.yaml", &document).into_iter();
    let rest = |text: String| text.strip_prefix(HEAD).expect("the head").to_owned();
    texts.map(|it| it.map(rest)).collect()
}

#[test]
fn a_replacement_keeps_the_style_of_its_place() {
    for (before, after) in [
        ("    A: {typ: string}\n", "    A: {type: string}\n"),
        (
            "    A:\r\n      typ: string # why\r\n",
            "    A:\r\n      type: string # why\r\n",
        ),
        ("    A: {\"typ\": string}\n", "    A: {type: string}\n"),
        (
            "    A:\n      type: sting\n      description: é\n",
            "    A:\n      type: string\n      description: é\n",
        ),
    ] {
        assert_eq!(schema(before), [Some(after.to_owned())], "{before}");
    }
}

/// A repair of one among many members.
#[test]
fn one_of_many_schemas_is_repaired() {
    let names = |with: &str| -> String {
        let schema = |index| match index {
            77 => format!("    S77:\r\n      {with}\r\n"),
            index => format!("    S{index}: {{type: string}}\r\n"),
        };
        (0..200).map(schema).collect()
    };
    let found = schema(&names("typ: string"));
    assert_eq!(found, [Some(names("type: string"))]);
}

#[test]
fn json_stays_json() {
    let document = "{\n  \"openapi\": \"3.0.3\",\n  \"info\": {\"title\": \"A\", \"version\": \"1\"},\n  \"paths\": {},\n  \
                    \"components\": {\"schemas\": {\"A\": {\"typ\": \"string\"}}}\n}\n";
    let [Some(text)] = &*texts("api.json", document) else {
        panic!("one repair")
    };
    assert_eq!(*text, document.replace("typ\"", "type\""));
}

/// Members from an alias or merge key are shared, so they are not edited.
#[test]
fn shared_text_is_not_replaced() {
    for shared in [
        "    B: &b {type: object, properties: {c: &c {typ: string}}}\n    C: *c\n",
        "    B: &b {typ: string}\n    C: {<<: *b, description: x}\n",
    ] {
        let found = schema(shared);
        assert!(
            !found.is_empty() && found.iter().all(Option::is_none),
            "{found:?}"
        );
    }
    let own = "    B: &b {typ: string}\n";
    assert_eq!(schema(own), [Some("    B: &b {type: string}\n".to_owned())]);
}

#[test]
fn sarif_has_the_same_replacements() {
    let document = format!("{HEAD}    A: {{description: 😀, typ: string}}\n");
    let mut report = Report::new();
    open(
        &MemoryFiles::new([("a b.yaml", &*document)]),
        "a b.yaml",
        &mut report,
    );
    let log: Value = serde_json::from_str(&render(&report, ReportFormat::Sarif)).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    let [fix] = result["fixes"]
        .as_array()
        .expect("section 3.27.30")
        .as_slice()
    else {
        panic!("{result}")
    };
    assert!(fix["description"]["text"].is_string(), "section 3.55.2");
    let [change] = fix["artifactChanges"]
        .as_array()
        .expect("section 3.55.3")
        .as_slice()
    else {
        panic!("{fix}")
    };
    assert_eq!(
        change["artifactLocation"]["uri"], "a%20b.yaml",
        "section 3.56.2"
    );
    let [replacement] = change["replacements"]
        .as_array()
        .expect("section 3.56.3")
        .as_slice()
    else {
        panic!("{change}")
    };
    let region =
        serde_json::json!({"startLine": 6, "startColumn": 25, "endLine": 6, "endColumn": 28});
    assert_eq!(replacement["deletedRegion"], region, "section 3.57.3");
    assert_eq!(
        replacement["insertedContent"]["text"], "type",
        "section 3.57.4"
    );
    // A diagnostic without a repair has no `fixes`, which must not be empty (section 3.55.3).
    let mut report = Report::new();
    open(
        &MemoryFiles::new([("a.yaml", "openapi: 3.0.3\npaths: {}\n")]),
        "a.yaml",
        &mut report,
    );
    let log: Value = serde_json::from_str(&render(&report, ReportFormat::Sarif)).expect("JSON");
    for result in log["runs"][0]["results"].as_array().expect("an array") {
        let fixes = result.get("fixes").and_then(Value::as_array);
        assert!(fixes.is_none_or(|it| !it.is_empty()), "{result}");
    }
}
