//! The program on the command line: files, messages and exit statuses.

mod commands;

use commands::{CHECK, GENERATE, Run, folder_with, specwright};
use std::fs;
use std::path::Path;

/// A small document that uses a pattern, a `$ref` and an operation.
const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - {name: id, in: path, required: true, schema: {$ref: "#/components/schemas/Id"}}
      responses:
        "200":
          description: The pet
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Id: {type: string, pattern: "^[a-z]{4}$"}
    Pet:
      type: object
      required: [id]
      properties:
        id: {$ref: "#/components/schemas/Id"}
        name: {type: string, maxLength: 40}
"##;

#[test]
fn three_crates_are_written_once() {
    let folder = folder_with(DOCUMENT);
    let first = specwright(folder.path(), &GENERATE);
    assert_eq!(first.status, 0, "{}", first.err);
    for part in ["types", "client", "server"] {
        assert!(
            folder
                .path()
                .join(format!("out/pets-{part}/Cargo.toml"))
                .is_file()
        );
        assert!(
            folder
                .path()
                .join(format!("out/pets-{part}/src/generated/mod.rs"))
                .is_file()
        );
    }
    let summary = format!("wrote {} files\n", count(&folder.path().join("out")));
    assert!(first.err.starts_with(&summary), "{}", first.err);
    assert_eq!(specwright(folder.path(), &CHECK).status, 0);
    let second = specwright(folder.path(), &GENERATE);
    assert_eq!((second.status, second.err.as_str()), (0, UNCHANGED));
}

/// Returns the number of files below a folder, without the state of runs.
fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("a folder");
    let entries = entries.map(|it| it.expect("an entry").path());
    entries
        .map(|path| match path.is_dir() {
            true if path.ends_with(".specwright") => 0,
            true => count(&path),
            false => 1,
        })
        .sum()
}

#[test]
fn a_summary_counts_files_and_verbose_names_them() {
    let folder = folder_with(DOCUMENT);
    assert_eq!(specwright(folder.path(), &GENERATE).status, 0);
    let all = count(&folder.path().join("out"));
    let generated = folder.path().join("out/pets-types/src/generated");
    fs::remove_file(generated.join("mod.rs")).unwrap();
    fs::write(generated.join("old.rs"), "// @generated\n").unwrap();
    let run = specwright(folder.path(), &[&GENERATE[..], &["-v"]].concat());
    let expected = [
        "written: out/pets-types/src/generated/mod.rs".to_owned(),
        "deleted: out/pets-types/src/generated/old.rs".to_owned(),
        format!("wrote 1 file, 1 deleted, {} unchanged", all - 1),
    ];
    // A note about the server follows.
    let lines: Vec<_> = run.err.lines().take(expected.len()).collect();
    assert_eq!(lines, expected);
    let quiet = specwright(folder.path(), &[&GENERATE[..], &["-q"]].concat());
    assert_eq!((quiet.status, &*quiet.err), (0, ""));
}

#[test]
fn quiet_runs_show_errors_alone() {
    let warned = DOCUMENT.replace("maxLength: 40", "maxLength: 40, format: nickname");
    let folder = folder_with(&warned.replace("[a-z]{4}", "[a-z{4}"));
    let flags = ["lint", "pets.yaml", "--color", "never"];
    let run = specwright(folder.path(), &flags);
    assert!(run.err.contains("\nwarning["), "{}", run.err);
    let run = specwright(folder.path(), &[&flags[..], &["-q"]].concat());
    assert_eq!(run.status, 1);
    assert!(run.err.contains("error["), "{}", run.err);
    assert!(!run.err.contains("warning"), "{}", run.err);
}

/// The message of a run without changes.
const UNCHANGED: &str = "up to date: nothing has changed since the last run\n";

/// Runs the program twice, with a change between the runs.
fn run_after(change: impl FnOnce(&Path)) -> (tempfile::TempDir, Run) {
    let folder = folder_with(DOCUMENT);
    assert_eq!(specwright(folder.path(), &GENERATE).status, 0);
    change(folder.path());
    let run = specwright(folder.path(), &GENERATE);
    (folder, run)
}

#[test]
fn an_edited_file_is_restored_although_nothing_else_has_changed() {
    let models = Path::new("out/pets-types/src/generated/models.rs");
    let mut before = String::new();
    let (folder, run) = run_after(|folder| {
        before = fs::read_to_string(folder.join(models)).unwrap();
        fs::write(folder.join(models), before.replace("Pet", "Pit")).unwrap();
    });
    assert_eq!(run.status, 0);
    assert!(run.err.starts_with("wrote "), "{}", run.err);
    assert_eq!(
        fs::read_to_string(folder.path().join(models)).unwrap(),
        before
    );
    assert_eq!(specwright(folder.path(), &GENERATE).err, UNCHANGED);
}

#[test]
fn changes_of_inputs_are_noticed() {
    let document = DOCUMENT.replace("maxLength: 40", "maxLength: 41");
    let (_, run) = run_after(|folder| fs::write(folder.join("pets.yaml"), document).unwrap());
    assert!(run.err.starts_with("wrote "), "{}", run.err);

    let settings = "[rename]\n\"/components/schemas/Pet\" = \"Animal\"\n";
    let (_, run) = run_after(|folder| {
        fs::write(folder.join("specwright.toml"), settings).unwrap();
    });
    assert!(run.err.starts_with("wrote "), "{}", run.err);

    let (_, run) = run_after(|folder| {
        let cache = "out/pets-types/src/generated/.specwright/cache";
        fs::write(folder.join(cache), "x").unwrap();
    });
    assert_eq!(
        (run.status, &*run.err),
        (0, "up to date: nothing to write\n")
    );
}

#[test]
fn warnings_are_shown_again_although_nothing_has_changed() {
    let folder = folder_with(&DOCUMENT.replace("maxLength: 40", "maxLength: 40, format: nickname"));
    let first = specwright(folder.path(), &GENERATE);
    let again = specwright(folder.path(), &GENERATE);
    let (findings, _) = first.err.split_once("wrote ").expect("what was written");
    assert!(findings.contains("warning"), "{findings}");
    assert_eq!(again.err, format!("{findings}{UNCHANGED}"));
    assert_eq!(specwright(folder.path(), &CHECK).status, 0);
}

#[test]
fn a_check_asks_no_record() {
    let folder = folder_with(DOCUMENT);
    assert_eq!(specwright(folder.path(), &GENERATE).status, 0);
    let fresh = specwright(folder.path(), &CHECK);
    assert_eq!(
        (fresh.status, &*fresh.err),
        (0, "up to date: nothing to write\n")
    );
}

#[test]
fn a_missing_a_changed_and_a_leftover_file_are_stale_and_named() {
    let folder = folder_with(DOCUMENT);
    assert_eq!(specwright(folder.path(), &GENERATE).status, 0);
    let generated = folder.path().join("out/pets-types/src/generated");
    let models = fs::read_to_string(generated.join("models.rs")).unwrap();

    fs::write(generated.join("models.rs"), models.replace("Pet", "Dog")).unwrap();
    fs::remove_file(generated.join("mod.rs")).unwrap();
    fs::write(generated.join("old.rs"), "// @generated\n").unwrap();
    let check = specwright(folder.path(), &CHECK);
    assert_eq!(check.status, 3, "{}", check.err);
    for line in [
        "changed: pets-types/src/generated/models.rs",
        "missing: pets-types/src/generated/mod.rs",
        "leftover: pets-types/src/generated/old.rs",
        "-pub struct Dog",
        "+pub struct Pet",
        "to update, run: specwright generate pets.yaml --out out",
    ] {
        assert!(
            check.err.contains(line),
            "{line:?} is missing in:\n{}",
            check.err
        );
    }
    assert_eq!(specwright(folder.path(), &GENERATE).status, 0);
    assert_eq!(specwright(folder.path(), &CHECK).status, 0);
}

#[test]
fn a_file_of_a_person_is_not_deleted() {
    let folder = folder_with(DOCUMENT);
    assert_eq!(specwright(folder.path(), &GENERATE).status, 0);
    let mine = folder.path().join("out/pets-types/src/generated/mine.rs");
    fs::write(&mine, "pub fn mine() {}\n").unwrap();
    let run = specwright(folder.path(), &GENERATE);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("mine.rs"), "{}", run.err);
    assert!(mine.is_file());
}

#[test]
fn only_selected_parts_are_written() {
    let folder = folder_with(DOCUMENT);
    assert_eq!(
        specwright(
            folder.path(),
            &[
                "generate",
                "pets.yaml",
                "--out",
                "out",
                "--only",
                "types",
                "--name",
                "zoo"
            ]
        )
        .status,
        0
    );
    assert!(folder.path().join("out/zoo-types").is_dir());
    assert!(!folder.path().join("out/zoo-client").exists());
}

/// An error in a document results in a diagnostic with its place, exit status 1, and no files.
#[test]
fn a_faulty_document_is_rejected_with_a_place() {
    let cases = [
        (
            "a misspelled reference",
            DOCUMENT.replace("schemas/Pet\"}}}", "schemas/Pte\"}}}"),
            "pets.yaml:12:",
        ),
        (
            "a pattern that does not compile",
            DOCUMENT.replace("[a-z]{4}", "[a-z{4}"),
            "pets.yaml:15:",
        ),
        (
            "another version",
            DOCUMENT.replace("3.0.3", "4.0.0"),
            "pets.yaml:1:",
        ),
        (
            "a cycle of references",
            DOCUMENT.replace(
                "Id: {type: string, pattern: \"^[a-z]{4}$\"}",
                "Id: {$ref: \"#/components/schemas/Id\"}",
            ),
            "pets.yaml:15:",
        ),
        (
            "a truncated file",
            DOCUMENT[..DOCUMENT.len() - 3].to_owned(),
            "pets.yaml:2",
        ),
    ];
    for (what, document, place) in cases {
        assert_ne!(document, DOCUMENT, "{what} is no fault");
        let folder = folder_with(&document);
        let run = specwright(folder.path(), &[&GENERATE[..], &["--strict"]].concat());
        assert_eq!(run.status, 1, "{what}: {}", run.err);
        assert!(
            run.err.contains(place),
            "{what}: {place} is missing in:\n{}",
            run.err
        );
        assert!(
            !folder.path().join("out").exists(),
            "{what}: something was written"
        );
    }
}

#[test]
fn diagnostics_have_formats_for_machines() {
    let folder = folder_with(&DOCUMENT.replace("schemas/Pet\"}}}", "schemas/Pte\"}}}"));
    let json = specwright(folder.path(), &["lint", "pets.yaml", "--format", "json"]);
    assert_eq!(json.status, 1);
    assert!(
        json.out.starts_with('{') && json.out.contains("\"line\": 12"),
        "{}",
        json.out
    );
    let github = specwright(folder.path(), &["lint", "pets.yaml", "--format", "github"]);
    assert!(
        github.out.starts_with("::error file=pets.yaml,line=12,"),
        "{}",
        github.out
    );
    let sarif = specwright(folder.path(), &["lint", "pets.yaml", "--format", "sarif"]);
    assert!(
        sarif.out.contains("\"version\": \"2.1.0\""),
        "{}",
        sarif.out
    );
}

#[test]
fn usage_errors_and_missing_files_exit_with_2() {
    let folder = folder_with(DOCUMENT);
    assert_eq!(specwright(folder.path(), &["generate"]).status, 2);
    assert_eq!(specwright(folder.path(), &["explain", "SW9999"]).status, 2);
    assert_eq!(
        specwright(
            folder.path(),
            &["generate", "nowhere/x.yaml", "--out", "out"]
        )
        .status,
        2
    );
}

#[test]
fn a_code_is_explained() {
    let folder = folder_with(DOCUMENT);
    let run = specwright(folder.path(), &["explain", "SW0104"]);
    assert_eq!(run.status, 0);
    assert!(
        run.out.contains("Example:") && run.out.contains("Repair:"),
        "{}",
        run.out
    );
}

/// Returns a folder with a document that refers to a file outside of its own folder.
fn folder_of_two_files() -> tempfile::TempDir {
    let folder = folder_with(&DOCUMENT.replace("#/components/schemas/Id", "../common/id.yaml"));
    for (name, text) in [
        ("api/pets.yaml", None),
        ("common/id.yaml", Some("type: string\n")),
    ] {
        let path = folder.path().join(name);
        fs::create_dir(path.parent().expect("a folder")).expect("a new folder");
        match text {
            Some(text) => fs::write(path, text),
            None => fs::rename(folder.path().join("pets.yaml"), path),
        }
        .expect("a file");
    }
    folder
}

#[test]
fn a_root_is_the_folder_that_references_may_not_leave() {
    let folder = folder_of_two_files();
    let run = specwright(folder.path(), &["lint", "api/pets.yaml"]);
    assert_eq!(run.status, 1);
    assert!(
        run.err.contains("error[SW0406]") && run.err.contains("`--root DIR`"),
        "{}",
        run.err
    );
    let faults = ["--rule", "design=off"];
    let lint = |path, root| [&["lint", path, "--root", root], &faults[..]].concat();
    let run = specwright(folder.path(), &lint("api/pets.yaml", "."));
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let run = specwright(&folder.path().join("api"), &lint("pets.yaml", ".."));
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let settings = folder.path().join("api/specwright.toml");
    fs::write(settings, "[spec]\nroot = \"..\"\n").expect("a file");
    let run = specwright(
        folder.path(),
        &[&["lint", "api/pets.yaml"], &faults[..]].concat(),
    );
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let run = specwright(
        folder.path(),
        &["lint", "api/pets.yaml", "--root", "common"],
    );
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("is outside the root folder common"),
        "{}",
        run.err
    );
}

/// A document with a fault that has a repair.
fn faulty() -> String {
    DOCUMENT.replace("name: id, in: path", "name: other, in: path")
}

#[test]
fn faults_are_repaired_on_demand() {
    let folder = folder_with(&faulty());
    let run = specwright(folder.path(), &["lint", "pets.yaml"]);
    assert_eq!(run.status, 1);
    let run = specwright(folder.path(), &["lint", "pets.yaml", "--lenient"]);
    assert_eq!(run.status, 0);
    assert!(run.err.contains("warning[SW0512]"), "{}", run.err);
    let settings = folder.path().join("specwright.toml");
    for (text, status) in [
        ("[spec]\nlenient = true\n", 0),
        ("[spec]\nstrict = false\n", 0),
        ("[spec]\nlenient = false\n", 1),
        ("[spec]\nlenient = true\nstrict = true\n", 1),
    ] {
        fs::write(&settings, text).expect("a file");
        let run = specwright(folder.path(), &["lint", "pets.yaml"]);
        assert_eq!(run.status, status, "{text}: {}", run.err);
    }
    let run = specwright(folder.path(), &["lint", "pets.yaml"]);
    assert!(run.err.contains("specwright.toml:"), "{}", run.err);
}

#[test]
fn generating_repairs_unless_it_is_strict() {
    let strict = [&GENERATE[..], &["--strict"]].concat();
    let lenient = [&GENERATE[..], &["--lenient"]].concat();
    for (settings, flags, status) in [
        ("", &GENERATE[..], 0),
        ("", &lenient, 0),
        ("", &strict, 1),
        ("[spec]\nstrict = true\n", &GENERATE, 1),
        ("[spec]\nstrict = true\n", &lenient, 0),
        ("[spec]\nlenient = true\n", &strict, 1),
    ] {
        let folder = folder_with(&faulty());
        fs::write(folder.path().join("specwright.toml"), settings).expect("a file");
        let run = specwright(folder.path(), flags);
        assert_eq!(run.status, status, "{settings} {flags:?}: {}", run.err);
        assert_eq!(
            run.err.contains("warning[SW0512]"),
            status == 0,
            "{}",
            run.err
        );
        let last = run.err.lines().last();
        let hint = "`--lenient` would repair all 2 errors";
        assert_eq!(last == Some(hint), status == 1, "{}", run.err);
    }
}

#[test]
fn a_refusal_counts_what_a_lenient_run_repairs() {
    // No repair is known for a version.
    for (document, hint) in [
        (
            DOCUMENT.replace("[a-z]{4}", "[a-z{4}"),
            Some("`--lenient` would repair this error"),
        ),
        (DOCUMENT.replace("3.0.3", "4.0.0"), None),
    ] {
        let folder = folder_with(&document);
        let run = specwright(folder.path(), &["lint", "pets.yaml"]);
        assert_eq!(run.status, 1);
        let last = run.err.lines().last().filter(|it| it.contains("lenient"));
        assert_eq!(last, hint, "{}", run.err);
    }
}
