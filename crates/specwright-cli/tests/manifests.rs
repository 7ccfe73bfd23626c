//! Manifests are written once, and checked from then on; cargo reads the output as it is.

mod commands;

use commands::{folder_with, specwright};
use std::fs;
use std::path::Path;
use std::process::Command;

const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        "200":
          description: The pets
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
"##;

fn folder() -> tempfile::TempDir {
    folder_with(DOCUMENT)
}

/// Runs the program, and returns its exit status and messages.
fn generate(folder: &Path, flags: &[&str]) -> (i32, String) {
    let arguments = ["generate", "pets.yaml", "--out", "crates"];
    let run = specwright(folder, &[&arguments[..], flags].concat());
    (run.status, run.err)
}

/// Changes a text file of a folder.
fn edit(path: &Path, change: impl FnOnce(String) -> String) -> String {
    let text = change(fs::read_to_string(path).expect("a text file"));
    fs::write(path, &text).expect("a text file");
    text
}

/// Returns the packages of the workspace in a folder.
fn members(folder: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(folder)
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let packages = metadata["packages"].as_array().expect("packages");
    let name = |it: &serde_json::Value| it["name"].as_str().expect("a name").to_owned();
    let mut names: Vec<_> = packages.iter().map(name).collect();
    names.sort();
    names
}

const ALL: [&str; 5] = [
    "pets-client",
    "pets-matcher",
    "pets-runtime",
    "pets-server",
    "pets-types",
];

#[test]
fn a_workspace_is_written_where_there_is_none() {
    let folder = folder();
    let crates = folder.path().join("crates");
    assert_eq!(generate(folder.path(), &["--only", "types"]).0, 0);
    assert_eq!(
        members(&crates),
        ["pets-matcher", "pets-runtime", "pets-types"]
    );
    assert_eq!(generate(folder.path(), &[]).0, 0);
    assert_eq!(generate(folder.path(), &["--check"]).0, 0);
    assert_eq!(members(&crates), ALL);
    // The user's own lines survive.
    let manifest = crates.join("Cargo.toml");
    let edited = edit(&manifest, |text| text + "\n[profile.dev]\ndebug = 0\n");
    assert_eq!(generate(folder.path(), &[]).0, 0);
    assert_eq!(fs::read_to_string(&manifest).expect("a manifest"), edited);
    fs::remove_file(&manifest).expect("a manifest");
    let (status, text) = generate(folder.path(), &["--check"]);
    assert!(
        status == 3 && text.contains("missing: Cargo.toml"),
        "{text}"
    );
}

#[test]
fn no_workspace_is_written_in_another() {
    let folder = folder();
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n";
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("a manifest");
    assert_eq!(generate(folder.path(), &[]).0, 0);
    assert!(!folder.path().join("crates/Cargo.toml").exists());
    assert_eq!(members(folder.path()), ALL);
}

#[test]
fn lines_of_the_user_survive() {
    let folder = folder();
    assert_eq!(generate(folder.path(), &[]).0, 0);
    let manifest = folder.path().join("crates/pets-types/Cargo.toml");
    let written = fs::read_to_string(&manifest).expect("a manifest");
    assert!(!written.contains("@generated"), "{written}");
    let edited = edit(&manifest, |text| {
        text.replace("0.1.0", "3.1.4") + "\n[package.metadata]\nteam = \"pets\"\n"
    });
    for flags in [&[][..], &[], &["--check"]] {
        let (status, text) = generate(folder.path(), flags);
        assert_eq!(status, 0, "{text}");
        assert_eq!(fs::read_to_string(&manifest).expect("a manifest"), edited);
    }
}

#[test]
fn a_missing_line_is_told_once_per_table() {
    let folder = folder();
    assert_eq!(generate(folder.path(), &[]).0, 0);
    let manifest = folder.path().join("crates/pets-client/Cargo.toml");
    let written = fs::read_to_string(&manifest).expect("a manifest");
    let is_kept = |line: &&str| !line.starts_with("pets-types =") && !line.starts_with("charsets");
    edit(&manifest, |text| {
        let kept: Vec<&str> = text.lines().filter(is_kept).collect();
        kept.join("\n") + "\n"
    });
    for flags in [&[][..], &["--check"]] {
        let (status, text) = generate(folder.path(), flags);
        assert_eq!(status, 1, "{text}");
        for line in [
            "add below `[dependencies]`: pets-types = { path = \"../pets-types\" }",
            "add below `[features]`: charsets = [\"specwright-runtime/charsets\"]",
            "crates/pets-client/Cargo.toml:",
        ] {
            assert!(text.contains(line), "{line} is missing in:\n{text}");
        }
        assert_eq!(text.matches("error[SW1104]").count(), 2, "{text}");
    }
    fs::write(&manifest, written).expect("a manifest");
    assert_eq!(generate(folder.path(), &["--check"]).0, 0);
}

#[test]
fn another_runtime_is_told() {
    let folder = folder();
    assert_eq!(generate(folder.path(), &[]).0, 0);
    let (status, text) = generate(folder.path(), &["--runtime", "version=0.1"]);
    assert_eq!(status, 1, "{text}");
    assert!(
        text.contains("write: specwright-runtime = { version = \"0.1\""),
        "{text}"
    );
}

#[test]
fn a_manifest_with_the_mark_is_replaced_unless_it_was_edited() {
    let folder = folder();
    assert_eq!(generate(folder.path(), &[]).0, 0);
    let manifest = folder.path().join("crates/pets-types/Cargo.toml");
    let written = fs::read_to_string(&manifest).expect("a manifest");
    let marked =
        format!("# @generated by `specwright generate` from pets.yaml; do not edit\n\n{written}");
    fs::write(&manifest, &marked).expect("a manifest");
    assert_eq!(generate(folder.path(), &["--check"]).0, 3);
    assert_eq!(generate(folder.path(), &[]).0, 0);
    assert_eq!(fs::read_to_string(&manifest).expect("a manifest"), written);
    let edited = marked + "\n[package.metadata]\nteam = \"pets\"\n";
    fs::write(&manifest, &edited).expect("a manifest");
    assert_eq!(generate(folder.path(), &[]).0, 0);
    assert_eq!(fs::read_to_string(&manifest).expect("a manifest"), edited);
}

#[test]
fn another_format_is_told_without_a_diff() {
    let folder = folder();
    assert_eq!(generate(folder.path(), &[]).0, 0);
    let generated = folder.path().join("crates/pets-types/src/generated");
    let of_format = |name: &str, format: &str| {
        edit(&generated.join(name), |text| {
            assert!(text.contains(" (format 1); do not edit\n"), "{text}");
            text.replace(" (format 1);", format) + "// another line\n"
        });
    };
    of_format("mod.rs", ";");
    of_format("models.rs", " (format 1000000);");
    let (status, text) = generate(folder.path(), &["--check"]);
    assert_eq!(status, 3, "{text}");
    for line in [
        "stale: 1 file generated in format 0 by an older version of specwright; this version writes format 1",
        "stale: 1 file generated in format 1000000 by a newer version",
    ] {
        assert!(text.contains(line), "{line} is missing in:\n{text}");
    }
    assert!(!text.contains("another line"), "{text}");
    assert_eq!(generate(folder.path(), &[]).0, 0);
    assert_eq!(generate(folder.path(), &["--check"]).0, 0);
}
