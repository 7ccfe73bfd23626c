//! `--layout`: what is written, and what is told about the package that a module belongs to.

mod commands;

use commands::{folder_with, specwright};
use std::fs;
use std::path::Path;
use std::process::Command;

const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
servers: [{url: "https://example.com"}]
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

/// The document, beside a package `app`.
fn folder() -> tempfile::TempDir {
    let folder = folder_with(DOCUMENT);
    fs::create_dir_all(folder.path().join("src")).expect("a new folder");
    write(
        folder.path(),
        "Cargo.toml",
        "[package]\nname = \"app\"\n\n[dependencies]\n",
    );
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("a new file");
}

/// Generates a module in `src/pets`, and returns the exit status and the messages.
fn module(folder: &Path, flags: &[&str]) -> (i32, String) {
    let arguments = ["generate", "pets.yaml", "--layout", "module", "--out"];
    let run = specwright(folder, &[&arguments[..], &["src/pets"], flags].concat());
    (run.status, run.err)
}

const LINE: &str = r#"specwright-runtime = { package = "app-runtime", path = "app-runtime", features = ["client", "reqwest", "server"] }"#;

#[test]
fn a_module_tells_the_lines_of_its_package() {
    let folder = folder();
    let folder = folder.path();
    let (status, text) = module(folder, &[]);
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("warning[SW1109]"), "{text}");
    assert!(text.contains(&format!("add below `[dependencies]`: {LINE}")));
    assert!(text.contains("add `mod pets;` to src/lib.rs or src/main.rs"));
    for file in [
        "src/pets/mod.rs",
        "src/pets/generated/client/client.rs",
        "src/pets/generated/server/api.rs",
        "app-runtime/src/lib.rs",
    ] {
        assert!(folder.join(file).is_file(), "{file}");
    }
    // A run without changes tells it again, and a check fails.
    let (status, text) = module(folder, &[]);
    assert!(status == 0 && text.contains(LINE), "{text}");
    let (status, text) = module(folder, &["--check"]);
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("error[SW1104]") && text.contains(LINE));

    let manifest = format!("[package]\nname = \"app\"\n\n[dependencies]\n{LINE}\n");
    write(folder, "Cargo.toml", &manifest);
    for flags in [&[][..], &["--check"]] {
        let (status, text) = module(folder, flags);
        assert!(status == 0 && !text.contains("SW1"), "{text}");
    }
    // The default transport is a choice.
    write(folder, "Cargo.toml", &manifest.replace("\"reqwest\", ", ""));
    assert_eq!(module(folder, &["--check"]).0, 0);
    write(folder, "Cargo.toml", &manifest.replace(", \"server\"", ""));
    let (status, text) = module(folder, &["--check"]);
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("add to `specwright-runtime`: features = [\"server\"]"));
}

#[test]
fn modules_of_a_package_share_a_runtime() {
    let folder = folder();
    let folder = folder.path();
    let manifest = format!("[package]\nname = \"app\"\n\n[dependencies]\n{LINE}\n");
    write(folder, "Cargo.toml", &manifest);
    let other = |flag| {
        let arguments = ["generate", "pets.yaml", "--layout", "module", "--out"];
        let flags = ["src/api/other", "--only", "types", flag];
        specwright(folder, &[&arguments[..], &flags].concat())
    };
    assert_eq!(module(folder, &[]).0, 0);
    let run = other("-q");
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(!folder.join("src/api/other/generated/client").exists());
    assert_eq!(module(folder, &["--check"]).0, 0);
    assert_eq!(other("--check").status, 0);
}

#[test]
fn files_of_the_user_are_not_touched() {
    let folder = folder();
    let folder = folder.path();
    fs::create_dir_all(folder.join("src/pets/generated")).expect("a new folder");
    for file in ["src/pets/mod.rs", "src/pets/generated/mine.rs"] {
        write(folder, file, "pub struct Mine;\n");
        let (status, text) = module(folder, &[]);
        assert_eq!(status, 2, "{text}");
        assert!(text.contains(file), "{text}");
        fs::remove_file(folder.join(file)).expect("a file");
    }
    assert_eq!(module(folder, &[]).0, 0);
}

#[test]
fn a_module_needs_a_package() {
    let folder = folder();
    let folder = folder.path();
    let run = |out: &str| {
        let arguments = ["generate", "pets.yaml", "--layout", "module", "--out", out];
        let run = specwright(folder, &arguments);
        assert_eq!(run.status, 2, "{}", run.err);
        run.err
    };
    assert!(run(".").contains("choose one for the module, such as `src/pets`"));
    write(folder, "Cargo.toml", "[workspace]\n");
    assert!(run("src/pets").contains("Cargo.toml: this is not the manifest of a package"));
    write(folder, "Cargo.toml", "[package\n");
    assert!(run("src/pets").contains("Cargo.toml: "));
    fs::remove_file(folder.join("Cargo.toml")).expect("a file");
    let text = run("src/pets");
    assert!(
        text.contains("src/pets: no Cargo.toml here or above"),
        "{text}"
    );
    assert!(!folder.join("src/pets").exists());
}

#[test]
fn a_crate_has_its_own_workspace_and_is_checked() {
    let folder = folder_with(DOCUMENT);
    let folder = folder.path();
    let generate = |flags: &[&str]| {
        let arguments = ["generate", "pets.yaml", "--layout", "crate", "--out", "out"];
        specwright(folder, &[&arguments[..], flags].concat())
    };
    assert_eq!(generate(&[]).status, 0);
    let text = |path: &str| fs::read_to_string(folder.join("out").join(path)).expect("a file");
    assert!(text("Cargo.toml").contains("members = [\"pets\", \"*-*\"]"));
    let manifest = text("pets/Cargo.toml");
    for line in [
        "default = [\"client\", \"reqwest\"]",
        "client = [\"specwright-runtime/client\"]",
        "server = [\"specwright-runtime/server\"]",
    ] {
        assert!(manifest.contains(line), "{line} is missing in {manifest}");
    }
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(folder.join("out"))
        .output()
        .expect("cargo runs");
    assert!(metadata.status.success(), "{metadata:?}");
    assert_eq!(generate(&["--check"]).status, 0);
    let edited = manifest.replace("server = [\"specwright-runtime/server\"]\n", "");
    write(folder, "out/pets/Cargo.toml", &edited);
    let run = generate(&["--check"]);
    assert_eq!(run.status, 1);
    let line = "add below `[features]`: server = [\"specwright-runtime/server\"]";
    assert!(run.err.contains(line), "{}", run.err);
}

#[test]
fn settings_choose_the_layout_and_the_names() {
    let folder = folder_with(DOCUMENT);
    let folder = folder.path();
    let generate = |flags: &[&str]| {
        let arguments = ["generate", "pets.yaml", "--out", "out", "-q"];
        let run = specwright(folder, &[&arguments[..], flags].concat());
        assert_eq!(run.status, 0, "{}", run.err);
    };
    let settings = "[crates]\nlayout = \"crate\"\nname = \"zoo\"\n";
    write(folder, "specwright.toml", settings);
    generate(&[]);
    assert!(folder.join("out/zoo/src/lib.rs").is_file());
    assert!(folder.join("out/zoo-runtime").is_dir());
    let settings = "[crates]\ntypes = \"pet-models\"\nclient = \"pet-calls\"\n";
    write(folder, "specwright.toml", settings);
    generate(&[]);
    assert!(folder.join("out/pet-calls/src/lib.rs").is_file());
    assert!(!folder.join("out/pets-server").exists());
    generate(&["--only", "types,server"]);
    assert!(folder.join("out/pets-server/src/lib.rs").is_file());
    generate(&["--name", "x", "--layout", "crates", "--only", "types"]);
    assert!(folder.join("out/x-types/src/lib.rs").is_file());
}

#[test]
fn cargo_runs_the_subcommand() {
    let folder = folder_with(DOCUMENT);
    let run = Command::new(env!("CARGO_BIN_EXE_cargo-specwright"))
        .args(["specwright", "generate", "pets.yaml", "--out", "out", "-q"])
        .args(["--only", "types", "--runtime", "version=0"])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{run:?}");
    assert!(folder.path().join("out/pets-types/src/lib.rs").is_file());
    let unknown = Command::new(env!("CARGO_BIN_EXE_cargo-specwright"))
        .args(["specwright", "generat"])
        .output()
        .expect("the program runs");
    assert_eq!(unknown.status.code(), Some(2));
}
