//! Runs `cargo test --doc` and `cargo doc` on the crates of a document with hostile descriptions and examples: the examples of the
//! generator are compiled, no doctest runs, no rustdoc lint warns, and no page has an element from a description.

use serde_json::{Value, json};
use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, Report, open};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DOCUMENT: &str = include_str!("hostile.json");

/// A doctest that fails wherever it is run, in each disguise; HTML and links in each disguise; texts that a lint of rustdoc
/// is about. Every place has all of them, and each is the first of some place.
const TEXTS: [&str; 24] = [
    "```rust\npanic!(\"evil\")\n```",
    "    panic!(\"evil\")",
    "x\n\n    panic!(\"evil\")",
    "1. ~~~rust\n   panic!(\"evil\")\n   ~~~",
    "- ~~~rust\n  panic!(\"evil\")\n  ~~~",
    "> ~~~rust\n> panic!(\"evil\")\n> ~~~",
    ">     panic!(\"evil\")",
    "> - 1.     panic!(\"evil\")",
    "x\n\n    ```\n    ~~~rust\n    panic!(\"evil\")\n    ```",
    "[^x]: ~~~rust\n    panic!(\"evil\")\n\n[^x]",
    "&#10;&#10;    panic!(\"evil\")\n&#96;&#96;&#96;rust\npanic!(\"evil\")",
    "\u{202e}```\npanic!(\"evil\")\n```",
    "<p>\n\n    panic!(\"evil\")\n</p>\n<pre>panic!(\"evil\")</pre>",
    "<script>evil()</script><img src=evil onerror=evil()> <evil>\n\n<evil>\nevil\n</evil>",
    "    ```\n    <evil>\n    ```\n\n<evil>",
    "| `a | <evil>` |\n|---|---|\n| ` | <evil> ` |",
    "<b>``<evil>`` `<evil>``",
    "\\`<evil>` ``<evil>` &lt;evil>&lt;/evil> \\<evil>",
    "[a](javascript:evil()) <javascript:evil()> [b][c] ![d](javascript:evil())\n\n[c]: javascript:evil()",
    "[Evil] [`Evil`] [evil](Evil) [evil][`crate::Evil`] [evil]() [x]: Evil\n\n[x]: Evil",
    "https://evil.example/a_b_c http://evil.example. http&#58;//evil.example http://evil\\.example",
    "a ` b `` c [ d ] e ![ f <g h=\" i & j &amp; \\",
    "---\nevil: true\n---\n# Evil {#search}\n===\n***\n- [x] evil\n- [ ] evil",
    "a --- \"b\" ... 'c' | d \\| e * f ** g _ h ~~ i #",
];

/// The keys whose values are shown in doc comments.
const SHOWN: [&str; 3] = ["title", "description", "summary"];

#[test]
fn no_description_is_run_or_rendered_as_html() {
    let root = write_workspace();
    let tests = cargo(&root, &["test", "--doc"]);
    let said = String::from_utf8_lossy(&tests.stdout);
    assert!(tests.status.success(), "{}\n{said}", errors(&tests));
    let ran: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("running "))
        .collect();
    let examples = examples(&root);
    assert!(examples > 1, "the client has {examples} examples");
    let mut expected = ["running 0 tests"; 3].map(str::to_owned);
    expected[0] = format!("running {examples} tests");
    assert_eq!(ran, expected);
    let docs = cargo(&root, &["doc", "--no-deps"]);
    assert!(docs.status.success(), "{}", errors(&docs));
    let mut pages = Vec::new();
    for part in Part::ALL {
        let folder = target().join(format!("doc/evil_{}", part.suffix()));
        collect(&folder, "html", &mut pages);
    }
    assert!(pages.len() > 50, "there are {} pages", pages.len());
    for page in pages {
        let html = fs::read_to_string(&page).expect("the page is ours");
        for element in [
            "<evil",
            "</evil",
            "<script>evil",
            "<img src=evil",
            "\"javascript:",
            "<input type=\"checkbox\" disabled",
        ] {
            assert!(!html.contains(element), "{}: {element}", page.display());
        }
    }
}

/// The number of examples in the docs of the client: the only code blocks that are compiled, and none runs.
fn examples(root: &Path) -> usize {
    let mut sources = Vec::new();
    collect(&root.join("evil-client/src"), "rs", &mut sources);
    let texts = sources
        .iter()
        .map(|path| fs::read_to_string(path).expect("the source is ours"));
    let fences = |text: String| {
        let lines = text
            .lines()
            .map(|line| line.trim_start().trim_start_matches("///").trim());
        lines.filter(|line| *line == "```no_run").count()
    };
    texts.map(fences).sum()
}

fn cargo(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--quiet", "--offline", "--workspace"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target())
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .expect("cargo runs")
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr)
        .chars()
        .take(5000)
        .collect()
}

/// The target folder of `round_trips`, which builds the same dependencies.
fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("round_trips/target")
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the folder is written");
    for path in entries.map(|entry| entry.expect("the folder is ours").path()) {
        if path.is_dir() {
            collect(&path, extension, files);
        } else if path.extension().is_some_and(|it| it == extension) {
            files.push(path);
        }
    }
}

/// The three crates of the document.
fn write_workspace() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile_docs");
    let mut document: Value = serde_json::from_str(DOCUMENT).expect("the fixture is JSON");
    add_places(&mut document);
    add_example(&mut document);
    let mut number = 0;
    replace(&mut document, &mut number);
    assert!(number > TEXTS.len(), "the fixture has {number} texts");
    let mut report = Report::new();
    let files = MemoryFiles::new([("api.json", document.to_string())]);
    let api = open(&files, "api.json", &mut report)
        .and_then(|document| lower(&document, &Options::default(), &mut report))
        .filter(|_| !report.has_errors())
        .unwrap_or_else(|| panic!("{:#?}", report.diagnostics()));
    let crates = Crates::named("evil", &Part::ALL);
    let origin = Origin {
        command: "cargo test".to_owned(),
        source: "api.json".to_owned(),
    };
    for (path, text) in packages(&api, &Part::ALL, &crates, &origin, &root).iter() {
        write(&root.join(path), text);
    }
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"evil-types\", \"evil-client\", \"evil-server\"]\n\n[profile.dev]\ndebug = false\n";
    write(&root.join("Cargo.toml"), manifest);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
    root
}

/// Adds the places that the fixture lacks, and names, values and addresses that are shown.
fn add_places(document: &mut Value) {
    let (docs, text) = (
        json!({"url": "https://evil.example/<evil>)`", "description": ""}),
        "",
    );
    document["servers"][0] = json!({"url": "https://{place}.example", "description": text, "variables": {
        "place": {"default": "`<evil>`", "enum": ["`<evil>`", "b"], "description": text},
    }});
    document["tags"][0]["externalDocs"] = docs.clone();
    let get = &mut document["paths"]["/pets"]["get"];
    get["externalDocs"] = docs;
    get["responses"]["200"]["headers"] =
        json!({"X-Evil": {"description": text, "schema": {"type": "string"}}});
    get["responses"]["200"]["links"] =
        json!({"`<evil>`": {"operationRef": "#/paths/~1pets/post", "description": text}});
    document["components"]["schemas"]["Pet"]["properties"]["`<evil>` ```rust"] = json!({
        "type": "string", "description": text, "pattern": "^`?<evil>|```rust$", "default": "<evil>",
    });
    document["components"]["schemas"]["Evil"] =
        json!({"enum": ["<evil>", "```rust", "    panic!()"], "description": text});
    document["components"]["schemas"]["Pet"]["properties"]["evil"] =
        json!({"$ref": "#/components/schemas/Evil"});
}

/// Adds an operation with an example whose text would end the literal, the statement or the fence that it is in.
fn add_example(document: &mut Value) {
    let name = &mut document["components"]["schemas"]["Pet"]["properties"]["name"];
    name["example"] = json!("\"#)?; panic!(\"evil\"); //\n```\n```rust\n\u{202e}");
    let mut put = document["paths"]["/pets"]["post"].clone();
    put["operationId"] = json!("putPet");
    put["deprecated"] = json!(false);
    document["paths"]["/pets"]["put"] = put;
}

/// Replaces each text that a doc comment shows by all hostile ones, each time with another one first.
fn replace(value: &mut Value, number: &mut usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, number)),
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(text) if SHOWN.contains(&key.as_str()) => {
                        let mut texts = TEXTS;
                        texts.rotate_left(*number % TEXTS.len());
                        *text = format!("{}\n\nNumber {number}.", texts.join("\n\n"));
                        *number += 1;
                    }
                    value => replace(value, number),
                }
            }
        }
        _ => {}
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is ours");
    fs::write(path, text).expect("the folder is ours");
}
