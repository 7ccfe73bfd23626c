//! `specwright lint`: settings of rules, accepted findings, and repairs.

mod commands;

use commands::{Run, folder_with, specwright, specwright_with};
use std::fs;
use std::path::Path;

/// A document with findings of each level, two of which have certain repairs.
const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers:
- url: https://pets.example.com
- url: http://localhost:8080
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
      - {name: id, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema:
                # A comment.
                oneOf:
                - type: object
                  properties:
                    id:
                      $ref: '#/components/schemas/Id'
        '400': {description: Bad Request}
components:
  schemas:
    Id:
      type: string
      example: 7 # a number
";

fn lint(folder: &Path, flags: &[&str]) -> Run {
    specwright(folder, &[&["lint", "pets.yaml"], flags].concat())
}

/// Returns the codes of all diagnostics, sorted.
fn codes(folder: &Path, flags: &[&str]) -> Vec<String> {
    let run = lint(folder, &[flags, &["--format", "json"]].concat());
    let lines = run
        .out
        .lines()
        .filter_map(|it| it.trim().strip_prefix("\"code\": \""));
    let mut codes: Vec<_> = lines
        .map(|it| it.trim_end_matches("\",").to_owned())
        .collect();
    codes.sort();
    codes
}

const DESIGN: [&str; 4] = [
    "composition-of-one",
    "example-mismatch",
    "local-server",
    "operation-without-404",
];

#[test]
fn severities_are_set_by_rule_and_level() {
    let folder = folder_with(DOCUMENT);
    let folder = folder.path();
    assert_eq!(codes(folder, &[]), DESIGN);
    assert_eq!(lint(folder, &[]).status, 0);
    assert_eq!(lint(folder, &["--deny", "warnings"]).status, 1);
    let style = codes(folder, &["--rule", "style=warning", "--rule", "design=off"]);
    assert!(style.contains(&"missing-contact".to_owned()), "{style:?}");
    assert!(!style.contains(&"local-server".to_owned()), "{style:?}");
    let run = lint(folder, &["--rule", "local-server=error"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("error[local-server]: "), "{}", run.err);
    let settings = "[lint]\ndesign = \"off\"\nlocal-server = \"warning\"\n";
    fs::write(folder.join("specwright.toml"), settings).expect("a file");
    assert_eq!(codes(folder, &[]), ["example-mismatch", "local-server"]);
}

#[test]
fn wrong_settings_have_a_place() {
    for (settings, place, message) in [
        (
            "[lint]\nlocal-severs = \"off\"\n",
            "specwright.toml:2:1",
            "did you mean `local-server`?",
        ),
        (
            "[lint]\nlocal-server = \"of\"\n",
            "specwright.toml:2:16",
            "expected `off`, `warning` or `error`",
        ),
        (
            "[[allow]]\ncode = \"local-severs\"\npointer = \"\"\nreason = \"\"\n",
            "specwright.toml:2:8",
            "did you mean `local-server`?",
        ),
    ] {
        let folder = folder_with(DOCUMENT);
        fs::write(folder.path().join("specwright.toml"), settings).expect("a file");
        let run = lint(folder.path(), &[]);
        assert_eq!(run.status, 1);
        assert!(
            run.err.contains(place) && run.err.contains(message),
            "{}",
            run.err
        );
    }
    let run = lint(Path::new("."), &["--rule", "local-sever=off"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("did you mean `local-server`?"),
        "{}",
        run.err
    );
}

#[test]
fn accepted_findings_are_hidden_and_must_exist() {
    let folder = folder_with(DOCUMENT);
    let folder = folder.path();
    let accept = |code: &str, pointer: &str| {
        format!("[[allow]]\ncode = \"{code}\"\npointer = \"{pointer}\"\nreason = \"known\"\n")
    };
    let settings =
        accept("local-server", "/servers/1") + &accept("operation-without-404", "/paths");
    fs::write(folder.join("specwright.toml"), &settings).expect("a file");
    assert_eq!(codes(folder, &[]), DESIGN[..2]);
    assert_eq!(codes(folder, &["--accepted"]), DESIGN);
    let run = specwright(
        folder,
        &[
            "generate",
            "pets.yaml",
            "--out",
            "out",
            "--only",
            "types",
            "-q",
        ],
    );
    assert_eq!(
        (run.status, &*run.err),
        (0, ""),
        "other commands ignore them"
    );
    let stale = settings + &accept("local-server", "/servers/0");
    fs::write(folder.join("specwright.toml"), stale).expect("a file");
    let run = lint(folder, &[]);
    assert_eq!(run.status, 1);
    let message = "error[SW1103]: unused allowance: no `local-server` at `/servers/0`";
    assert!(run.err.contains(message), "{}", run.err);
}

/// The document after its certain repairs.
fn repaired() -> String {
    let schema = "                # A comment.
                oneOf:
                - type: object
                  properties:
                    id:
                      $ref: '#/components/schemas/Id'
";
    let hoisted = "                # A comment.
                type: object
                properties:
                  id:
                    $ref: '#/components/schemas/Id'
";
    DOCUMENT
        .replace(schema, hoisted)
        .replace("example: 7 ", "example: \"7\" ")
}

#[test]
fn certain_repairs_are_written_into_the_document() {
    let folder = folder_with(DOCUMENT);
    let folder = folder.path();
    let run = lint(folder, &["--fix"]);
    assert_eq!(run.status, 0);
    assert!(
        run.err.ends_with("repaired 2 findings in pets.yaml\n"),
        "{}",
        run.err
    );
    let text = || fs::read_to_string(folder.join("pets.yaml")).expect("the document");
    assert_eq!(text(), repaired());
    assert_eq!(codes(folder, &[]), DESIGN[2..]);
    let run = lint(folder, &["--fix"]);
    assert!(
        run.err.ends_with("no finding was repaired\n"),
        "{}",
        run.err
    );
    assert_eq!(text(), repaired());
    lint(folder, &["--fix=likely"]);
    assert_eq!(codes(folder, &[]), ["local-server"]);
}

#[test]
fn repairs_are_written_as_an_overlay() {
    let folder = folder_with(DOCUMENT);
    let folder = folder.path();
    let flags = ["--fix=likely", "--fix-overlay", "fix.yaml"];
    let run = lint(folder, &flags);
    assert!(
        run.err.ends_with("repaired 3 findings in fix.yaml\n"),
        "{}",
        run.err
    );
    assert!(run.err.contains("warning[local-server]"), "{}", run.err);
    let text = fs::read_to_string(folder.join("pets.yaml")).expect("the document");
    assert_eq!(text, DOCUMENT);
    assert_eq!(codes(folder, &["--overlay", "fix.yaml"]), ["local-server"]);
    assert_eq!(
        lint(folder, &flags).status,
        0,
        "its own file is overwritten"
    );
    fs::write(folder.join("fix.yaml"), "mine").expect("a file");
    let run = lint(folder, &flags);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("was not written by `lint`"), "{}", run.err);
}

#[test]
fn sources_that_cannot_be_repaired_are_refused() {
    let run = specwright_with(Path::new("."), &["lint", "-", "--fix"], DOCUMENT);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("standard input"), "{}", run.err);
    let merged = format!("# @generated by specwright merge from pages; do not edit\n{DOCUMENT}");
    let folder = folder_with(&merged);
    let run = lint(folder.path(), &["--fix"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--fix-overlay FILE"), "{}", run.err);
    let text = fs::read_to_string(folder.path().join("pets.yaml")).expect("the document");
    assert_eq!(text, merged);
}

#[test]
fn rules_are_listed_and_explained() {
    let run = specwright(Path::new("."), &["explain"]);
    assert!(
        run.out.contains("SW0101") && run.out.contains("  local-server: "),
        "{}",
        run.out
    );
    let run = specwright(Path::new("."), &["explain", "local-server"]);
    assert_eq!(run.status, 0);
    assert!(
        run.out.contains("\nReported:\n\n    servers:"),
        "{}",
        run.out
    );
    let run = specwright(Path::new("."), &["explain", "local-sever"]);
    assert!(
        run.err.contains("did you mean `local-server`?"),
        "{}",
        run.err
    );
}
