//! Overlays on the command line and in `specwright.toml`: files, messages and exit statuses.

mod commands;

use std::fs;
use std::path::Path;

/// A document with an error, which the overlay [`FIX`] corrects.
const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
paths: {}
components:
  schemas:
    Pet: {type: object, properties: {age: {type: integr}}}
"##;

const FIX: &str = r#"overlay: 1.1.0
info: {title: Fixes, version: "1"}
extends: ../api/pets.yaml
actions:
  - target: $.components.schemas.Pet.properties.age.type
    update: integer
"#;

/// An overlay that applies after [`FIX`] and has a fault that is a warning.
const COLOR: &str = r#"overlay: 1.0.0
info: {title: Color, version: "1"}
actions:
  - target: $.components.schemas.Pet.properties
    update:
      color: {type: string, format: colour}
"#;

/// Runs the program, and returns its exit status, standard output and standard error.
fn specwright(folder: &Path, arguments: &str) -> (i32, String, String) {
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let run = commands::specwright(folder, &arguments);
    (run.status, run.out, run.err)
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "api/pets.yaml", DOCUMENT);
    write(folder.path(), "overlays/fix.yaml", FIX);
    write(folder.path(), "overlays/color.yaml", COLOR);
    folder
}

/// Checks that a run has the warning of [`COLOR`], at its place.
fn check_warning((status, _, messages): &(i32, String, String)) {
    assert_eq!(*status, 0, "{messages}");
    let place = "overlays/color.yaml:6:37";
    assert!(
        messages.contains("warning[SW1008]: format `colour`"),
        "{messages}"
    );
    assert!(messages.contains(place), "{messages}");
}

#[test]
fn overlays_of_flags_are_applied_in_order() {
    let folder = folder();
    let run = |arguments: &str| specwright(folder.path(), arguments);
    let (status, _, messages) = run("lint api/pets.yaml --overlay overlays/color.yaml");
    assert_eq!(status, 1);
    assert!(messages.contains("api/pets.yaml:6:50"), "{messages}");
    let flags = "--overlay overlays/fix.yaml --overlay overlays/color.yaml";
    check_warning(&run(&format!("lint api/pets.yaml {flags}")));
    let generate = format!("generate api/pets.yaml --out out --only types {flags}");
    check_warning(&run(&generate));
    let models = folder.path().join("out/pets-types/src/generated/models.rs");
    let text = fs::read_to_string(&models).expect("the models");
    assert!(text.contains("pub age: Option<i64>"), "{text}");
    let (_, _, messages) = run(&generate);
    assert!(messages.contains("nothing has changed"), "{messages}");
    let changed = FIX.replace("update: integer", "update: string");
    write(folder.path(), "overlays/fix.yaml", &changed);
    let (status, _, messages) = run(&format!("{generate} --check"));
    assert_eq!(status, 3);
    let repair = format!("specwright generate api/pets.yaml {flags} --out out");
    assert!(messages.contains(&repair), "{messages}");
    check_warning(&run(&generate));
    let text = fs::read_to_string(&models).expect("the models");
    assert!(text.contains("pub age: Option<String>"), "{text}");
}

#[test]
fn overlays_of_settings_come_before_those_of_flags() {
    let folder = folder();
    let settings = "[spec]\noverlays = [\"../overlays/fix.yaml\"]\n";
    write(folder.path(), "api/specwright.toml", settings);
    let run = specwright(folder.path(), "lint api/pets.yaml");
    assert_eq!((run.0, run.2.as_str()), (0, ""));
    let run = specwright(
        folder.path(),
        "lint api/pets.yaml --overlay api/../overlays/color.yaml",
    );
    assert_eq!(run.0, 0, "{}", run.2);
    let (status, text, _) = specwright(folder.path(), "overlay api/pets.yaml");
    assert_eq!(status, 0);
    assert!(text.contains("type: integer"), "{text}");
}

#[test]
fn an_overlay_is_applied_to_the_document_that_it_extends() {
    let folder = folder();
    let run = |arguments: &str| specwright(folder.path(), arguments);
    let (status, _, messages) = run("lint overlays/fix.yaml");
    assert_eq!(status, 2);
    assert!(
        messages.contains("outside the root folder") && messages.contains("--root DIR"),
        "{messages}"
    );
    let (status, _, messages) = run("lint overlays/fix.yaml --root .");
    assert_eq!((status, messages.as_str()), (0, ""));
    check_warning(&run(
        "lint overlays/fix.yaml --root . --overlay overlays/color.yaml",
    ));
    let (status, _, messages) = run("lint overlays/color.yaml");
    assert_eq!(status, 1);
    assert!(messages.contains("`--overlay FILE`"), "{messages}");
    let missing = FIX.replace("pets.yaml", "cats.yaml");
    write(folder.path(), "overlays/fix.yaml", &missing);
    let (status, _, messages) = run("lint overlays/fix.yaml --root .");
    assert_eq!(status, 2);
    assert!(
        messages.contains("api/cats.yaml: no such file"),
        "{messages}"
    );
}

#[test]
fn an_overlay_from_standard_input_is_applied_to_the_document_that_it_extends() {
    let folder = folder();
    let overlay = FIX.replace("../api", "api");
    let run = commands::specwright_with(folder.path(), &["lint", "-"], &overlay);
    assert_eq!((run.status, &*run.err), (0, ""));
}

#[test]
fn the_applied_document_is_printed_or_written() {
    let folder = folder();
    let run = |arguments: &str| specwright(folder.path(), arguments);
    let both = "api/pets.yaml overlays/fix.yaml overlays/color.yaml";
    let (status, text, messages) = run(&format!("overlay {both}"));
    assert_eq!((status, messages.as_str()), (0, ""));
    let mark = "# @generated by specwright overlay from api/pets.yaml; do not edit\n";
    assert!(
        text.starts_with(mark) && text.contains("format: colour"),
        "{text}"
    );
    let write_it = format!("overlay {both} --out out.yaml");
    let (status, printed, messages) = run(&write_it);
    assert_eq!(
        (status, printed.as_str(), messages.as_str()),
        (0, "", "wrote out.yaml\n")
    );
    let out = folder.path().join("out.yaml");
    assert_eq!(fs::read_to_string(&out).expect("a file"), text);
    assert!(run(&write_it).2.contains("up to date"));
    let (status, _, messages) = run(&format!("overlay {both} --out api/pets.yaml"));
    assert_eq!(status, 2);
    assert!(
        messages.contains("an input cannot be the output"),
        "{messages}"
    );
    let json = r#"{"openapi": "3.1.0", "info": {"title": "Pets", "version": 1.10}, "tags": []}"#;
    write(folder.path(), "pets.json", json);
    let tag = "overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions: [{target: $.tags, update: {name: a}}]\n";
    write(folder.path(), "tag.yaml", tag);
    let (_, text, _) = run("overlay pets.json tag.yaml");
    let text: String = text.split_whitespace().collect();
    let changed = json.replace("[]", r#"[{"name": "a"}]"#).replace(' ', "");
    assert_eq!(text, changed);
}

#[test]
fn faults_of_overlays_have_exit_statuses() {
    let folder = folder();
    let run = |arguments: &str| specwright(folder.path(), arguments);
    let (status, text, messages) =
        run("overlay api/pets.yaml overlays/fix.yaml overlays/fix.yaml --out o");
    assert_eq!((status, text.as_str()), (0, ""), "{messages}");
    write(
        folder.path(),
        "overlays/fix.yaml",
        &FIX.replace("schemas.Pet", "schemas.Pets"),
    );
    let (status, text, messages) = run("overlay api/pets.yaml overlays/fix.yaml");
    assert_eq!((status, text.as_str()), (1, ""));
    assert!(
        messages.contains("error[SW0805]") && messages.contains("overlays/fix.yaml:5:13"),
        "{messages}"
    );
    // Generating repairs the document, not what its users write.
    let (status, _, messages) = run("generate api/pets.yaml --overlay overlays/fix.yaml --out o");
    assert_eq!(status, 1);
    assert!(messages.contains("error[SW0805]"), "{messages}");
    for (arguments, reason) in [
        ("overlay api/pets.yaml", "no overlay is given"),
        ("overlay api/pets.yaml none.yaml", "none.yaml: no such file"),
        (
            "overlay api/pets.yaml overlays/fix.yaml --format json",
            "--out",
        ),
        ("lint api/pets.yaml --overlay api", "is a folder"),
    ] {
        let (status, _, messages) = run(arguments);
        assert_eq!(status, 2, "{arguments}");
        assert!(messages.contains(reason), "{messages}");
    }
}
