//! `specwright diff`: revisions, formats, accepted changes and exit statuses.

mod commands;

use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const OLD: &str = r#"openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      responses: {"204": {description: Done}}
    delete:
      operationId: deletePets
      deprecated: true
      x-sunset: "2026-06-30"
      responses: {"204": {description: Done}}
"#;

const NEW: &str = r#"openapi: 3.1.0
info: {title: Pets, version: "2"}
paths:
  /pets:
    get:
      operationId: listPets
      responses: {"204": {description: Done}}
"#;

/// A day before the sunset date.
const BEFORE: &str = "--today=2026-06-29";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "old.yaml", OLD);
    write(folder.path(), "new.yaml", NEW);
    folder
}

/// Runs `diff`, and returns its exit status, standard output and standard error.
fn diff(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let run = commands::specwright(folder, &[&["diff"], arguments].concat());
    (run.status, run.out, run.err)
}

fn git(folder: &Path, arguments: &[&str]) {
    let name = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
    let run = Command::new("git")
        .args(name)
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git runs");
    assert!(run.status.success(), "{arguments:?}: {run:?}");
}

#[test]
fn a_breaking_change_has_status_1() {
    let folder = folder();
    let (status, text, _) = diff(folder.path(), &["old.yaml", "new.yaml", BEFORE]);
    assert_eq!(status, 1, "{text}");
    for part in [
        "Pets 1 → 2",
        "Breaking changes",
        "DELETE /pets",
        "[operation-removed-before-sunset]",
        "old.yaml:8:5",
        "1 breaking",
        "Rust code: types major, client major, server major",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (status, text, _) = diff(folder.path(), &["new.yaml", "old.yaml"]);
    assert_eq!(status, 0, "{text}");
    assert!(
        text.contains("types minor, client minor, server major"),
        "{text}"
    );
    let (status, text, _) = diff(folder.path(), &["old.yaml", "old.yaml"]);
    assert_eq!((status, text.contains("no changes")), (0, true), "{text}");
}

#[test]
fn each_format_names_the_change() {
    let folder = folder();
    for (format, part) in [
        ("json", "\"rule\": \"operation-removed-before-sunset\""),
        ("sarif", "\"ruleId\": \"operation-removed-before-sunset\""),
        ("github", "::error file=new.yaml,line="),
        ("markdown", "(`operation-removed-before-sunset`)"),
        (
            "html",
            "<code class=\"rule\">operation-removed-before-sunset</code>",
        ),
        ("junit", "<failure type=\"operation-removed-before-sunset\""),
    ] {
        let format = format!("--format={format}");
        let run = diff(folder.path(), &["old.yaml", "new.yaml", BEFORE, &format]);
        assert_eq!(run.0, 1, "{format}: {run:?}");
        assert!(run.1.contains(part), "{format}: {}", run.1);
    }
    let run = commands::specwright(folder.path(), &["lint", "old.yaml", "--format=html"]);
    assert_eq!(run.status, 2, "{}", run.err);
}

#[test]
fn texts_of_a_document_are_escaped() {
    let folder = folder();
    let name = "<b>|`x`\\u001b[31m";
    let old = OLD.replace("title: Pets", &format!("title: \"{name}\""));
    write(folder.path(), "old.yaml", &old);
    write(
        folder.path(),
        "new.yaml",
        &old.replace("version: \"1\"", "version: \"2\""),
    );
    for format in ["human", "markdown", "html", "junit", "github"] {
        let format = format!("--format={format}");
        let (_, text, _) = diff(
            folder.path(),
            &["old.yaml", "new.yaml", &format, "--color=never"],
        );
        assert!(!text.contains('\u{1b}'), "{format}: {text}");
        let is_page = format.ends_with("html") || format.ends_with("junit");
        assert!(!(is_page && text.contains("<b>|")), "{format}: {text}");
    }
}

#[test]
fn a_part_may_be_removed_on_its_sunset_date() {
    let folder = folder();
    let run = |today: &str| diff(folder.path(), &["old.yaml", "new.yaml", today]);
    assert_eq!(run(BEFORE).0, 1);
    let (status, text, _) = run("--today=2026-07-01");
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("[operation-removed-after-sunset]"), "{text}");
}

#[test]
fn settings_accept_changes_for_a_reason_and_a_time() {
    let folder = folder();
    let ignore = |entry: &str| {
        let text = format!("[[diff.ignore]]\n{entry}\n");
        write(folder.path(), "specwright.toml", &text);
        diff(folder.path(), &["old.yaml", "new.yaml", BEFORE])
    };
    let entry = "rule = \"operation-removed-before-sunset\"\nplace = \"DELETE /pets\"\nreason = \"never used\"";
    let (status, text, _) = ignore(entry);
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("Ignored: never used"), "{text}");
    let (status, text, _) = ignore(&format!("{entry}\nuntil = 2026-06-29"));
    assert_eq!(status, 0, "{text}");
    let (status, text, _) = ignore(&format!("{entry}\nuntil = 2026-06-28"));
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("specwright.toml:1:1: the entry"), "{text}");
    assert!(text.contains("expired on 2026-06-28"), "{text}");
    let (status, text, _) = ignore(&entry.replace("DELETE /pets", "/paths/~1pets/delete"));
    assert_eq!(status, 0, "{text}");
    let (status, text, _) = ignore(&entry.replace("DELETE /pets", "/paths/~1pets/del"));
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("matches no change; remove it"), "{text}");
}

#[test]
fn wrong_entries_of_the_settings_are_refused() {
    let folder = folder();
    for (entry, message) in [
        (
            "rule = \"operation-remove\"\nreason = \"x\"",
            "did you mean `operation-removed`?",
        ),
        (
            "rule = \"operation-removed-before-sunset\"",
            "missing field `reason`",
        ),
        (
            "rule = \"operation-removed-before-sunset\"\nreason = \" \"",
            "a reason is required",
        ),
        (
            "rule = \"operation-removed-before-sunset\"\nreason = \"x\"\nuntil = \"soon\"",
            "is not a date",
        ),
    ] {
        let text = format!("[[diff.ignore]]\n{entry}\n");
        write(folder.path(), "specwright.toml", &text);
        let (status, _, messages) = diff(folder.path(), &["old.yaml", "new.yaml"]);
        assert_eq!(status, 1, "{messages}");
        assert!(messages.contains(message), "{messages}");
        assert!(messages.contains("specwright.toml:"), "{messages}");
    }
}

#[test]
fn revisions_are_read_with_their_references() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let document = |file: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: Pets, version: \"1\"}}\npaths:\n  /pets: {{$ref: \"{file}\"}}\n"
        )
    };
    let item = "get: {operationId: list, responses: {\"204\": {description: Done}}}\n";
    let both =
        format!("{item}put: {{operationId: put, responses: {{\"204\": {{description: Done}}}}}}\n");
    write(root, "api/pets.yaml", &document("item.yaml"));
    write(root, "api/item.yaml", &both);
    git(root, &["init", "-q", "-b", "main"]);
    git(root, &["add", "."]);
    git(root, &["commit", "-q", "-m", "first"]);
    git(root, &["switch", "-q", "-c", "work"]);
    write(root, "api/item.yaml", item);
    for arguments in [
        &["HEAD:api/pets.yaml", "api/pets.yaml"][..],
        &["main:./api/pets.yaml", "api/pets.yaml"],
        &["api/pets.yaml"],
        &["api/pets.yaml", "--base=main"],
    ] {
        let (status, text, messages) = diff(root, arguments);
        assert_eq!(status, 1, "{arguments:?}: {text}{messages}");
        assert!(text.contains("PUT /pets"), "{arguments:?}: {text}");
        assert!(text.contains("api/item.yaml:2:1"), "{arguments:?}: {text}");
    }
    let (status, text, _) = diff(root, &["HEAD:api/pets.yaml", "main:api/pets.yaml"]);
    assert_eq!((status, text.contains("no changes")), (0, true), "{text}");
    write(root, "other.yaml", &document("api/item.yaml"));
    let (status, _, messages) = diff(root, &["other.yaml"]);
    assert_eq!(status, 0, "{messages}");
    assert!(messages.contains("the document is new"), "{messages}");
    for arguments in [
        &["nothing:api/pets.yaml", "api/pets.yaml"][..],
        &["api/pets.yaml", "--base=nothing"],
        &["main:api/pets.yaml"],
        &["main:api/pets.yaml", "api/pets.yaml", "--base=main"],
        &["api/none.yaml", "api/pets.yaml"],
    ] {
        let (status, _, messages) = diff(root, arguments);
        assert_eq!(status, 2, "{arguments:?}: {messages}");
    }
}

#[test]
fn the_grade_that_fails_is_chosen() {
    let folder = folder();
    let run = |flag: &str| diff(folder.path(), &["old.yaml", "new.yaml", BEFORE, flag]).0;
    assert_eq!(run("--fail-on=never"), 0);
    assert_eq!(run("--fail-on=risky"), 1);
    assert_eq!(run("--fail-on=all"), 2);
}
