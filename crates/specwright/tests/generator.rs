//! The library as a build script uses it: it prints nothing, and returns every outcome and error as a value.

use specwright::{
    ChangeKind, EditKind, Error, Event, Generator, Merger, Obstacle, Outcome, Part, ReportFormat,
    Severity,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "200":
          description: The pet
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string, format: nickname}}}
"##;

/// Returns a folder with a document.
fn folder_with(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("openapi.yaml"), document).expect("it can be written to");
    folder
}

/// Returns a generator of the crates `pets-…` beside the document.
fn generator(folder: &Path) -> Generator {
    Generator::new(folder.join("openapi.yaml"))
        .name("pets")
        .out(folder.join("out"))
}

#[test]
fn an_outcome_lists_all_files() {
    let folder = folder_with(DOCUMENT);
    let types = generator(folder.path()).only([Part::Types]);
    let first = types.run().expect("crates");
    let out = folder.path().join("out/pets-types");
    let models = out.join("src/generated/models.rs");
    assert!(first.written.contains(&models), "{:?}", first.written);
    assert!(first.written.iter().all(|path| path.is_file()));
    assert_eq!((first.unchanged.len(), first.deleted.len()), (0, 0));
    assert!(!folder.path().join("out/pets-client").exists());

    let second = types.run().expect("crates");
    assert!(second.is_up_to_date() && second.skipped);
    assert_eq!(second.unchanged, first.written);
    assert_eq!(second.inputs, first.inputs);
    assert_eq!(second.diagnostics, first.diagnostics);

    let old = out.join("src/generated/old.rs");
    fs::write(&old, "// @generated\n").expect("a file");
    fs::write(&models, "// @generated\n").expect("a file");
    let third = types.run().expect("crates");
    assert_eq!(
        (third.written, third.deleted),
        (vec![models.clone()], vec![old])
    );
    assert_eq!(third.unchanged.len() + 1, first.written.len());
    assert!(!third.unchanged.contains(&models));
}

#[test]
fn inputs_are_the_files_that_decide() {
    let folder =
        folder_with(&DOCUMENT.replace("\"#/components/schemas/Pet\"", "pet.yaml#/schemas/Pet"));
    let pet = "schemas: {Pet: {type: object}}\n";
    fs::write(folder.path().join("pet.yaml"), pet).expect("a file");
    let inputs = |outcome: Outcome| {
        let names = outcome.inputs.into_iter();
        let names = names.map(|path| path.strip_prefix(folder.path()).map(Path::to_owned));
        names.collect::<Result<Vec<PathBuf>, _>>().expect("below")
    };
    let two = ["openapi.yaml", "pet.yaml"].map(PathBuf::from);
    let run = || inputs(generator(folder.path()).run().expect("crates"));
    assert_eq!(run(), two);
    assert_eq!(run(), two, "of a run that was skipped");
    fs::write(folder.path().join("specwright.toml"), "").expect("a file");
    assert_eq!(run()[2], Path::new("specwright.toml"));
}

#[test]
fn findings_have_place_code_and_repair() {
    let folder = folder_with(&DOCUMENT.replace("schemas/Pet\"}", "schemas/Pte\"}"));
    let strict = generator(folder.path()).lenient(false);
    let error = strict.run().expect_err("a fault");
    let Error::Faulty(diagnostics) = &error else {
        panic!("{error}");
    };
    let fault = diagnostics.iter().next().expect("a finding");
    let place = &fault.place;
    assert!(place.file.ends_with("openapi.yaml"));
    assert_eq!((place.line, fault.code.as_str()), (12, "SW0401"));
    assert_eq!(fault.severity(), Severity::Error);
    assert_eq!(fault.help, ["did you mean `#/components/schemas/Pet`?"]);
    assert_eq!(fault.others.len(), 1);
    let fix = fault.fix.as_ref().expect("a repair");
    let replace = EditKind::Replace("\"#/components/schemas/Pet\"".to_owned());
    assert_eq!((fix.certain, &fix.edits[0].change), (false, &replace));
    assert_eq!(fix.edits[0].place.pointer, place.pointer);
    let line = fault.to_string();
    let start = format!("{}:12:{}: error[SW0401]: ", place.file, place.column);
    assert!(line.starts_with(&start), "{line}");
    assert!(error.to_string().contains("help: did you mean"), "{error}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_lenient_run_repairs_faults() {
    let folder = folder_with(&DOCUMENT.replace("name: id, in: path", "name: other, in: path"));
    let strict = generator(folder.path()).lenient(false);
    assert!(matches!(strict.run(), Err(Error::Faulty(_))));
    assert!(strict.lint().expect("findings").has_errors());
    let default = generator(folder.path());
    assert!(default.lint().expect("findings").has_errors());
    let lenient = strict.lenient(true);
    let warnings = lenient.run().expect("crates").diagnostics;
    assert!(warnings.count(Severity::Warning) > 0 && !warnings.has_errors());
    // The rules of `lint` add findings of their own.
    let linted = lenient.lint().expect("findings");
    assert!(
        warnings
            .iter()
            .all(|it| linted.iter().any(|other| other == it))
    );
    assert_eq!(default.run().expect("crates").diagnostics, warnings);
}

#[test]
fn every_error_has_a_variant() {
    let folder = folder_with(DOCUMENT);
    let pets = generator(folder.path());
    match pets.clone().check(true).run() {
        Err(Error::Stale(stale)) => {
            let missing = |change: &specwright::Change| change.kind == ChangeKind::Missing;
            assert!(stale.changes.len() > 5 && stale.changes.iter().all(missing));
            assert!(
                stale
                    .text
                    .starts_with("missing: Cargo.toml\nmissing: pets-client/Cargo.toml\n")
            );
            assert_eq!(stale.diagnostics.count(Severity::Warning), 1);
        }
        other => panic!("{other:?}"),
    }
    assert!(!folder.path().join("out").exists());

    fs::create_dir_all(folder.path().join("out/pets-types/src")).expect("a folder");
    let root = folder.path().join("out/pets-types/src/lib.rs");
    fs::write(&root, "mod mine;\n").expect("a file");
    match pets.run() {
        Err(Error::Obstructed(list)) => {
            assert_eq!(
                (&list[0].path, list[0].obstacle),
                (&root, Obstacle::HandWritten)
            );
        }
        other => panic!("{other:?}"),
    }
    let absent = Generator::new("nowhere.yaml").out("out").run();
    assert!(
        matches!(&absent, Err(Error::Unreadable { path, .. }) if path == Path::new("nowhere.yaml")),
        "{absent:?}"
    );
    let name = pets.clone().name("1 2").run();
    assert!(matches!(name, Err(Error::InvalidName(_))), "{name:?}");
    fs::write(folder.path().join("specwright.toml"), "renam = {}\n").expect("a file");
    match pets.run() {
        Err(Error::Faulty(found)) => {
            let codes: Vec<&str> = found.iter().map(|it| it.code.as_str()).collect();
            assert_eq!(codes, ["SW1101"]);
        }
        other => panic!("{other:?}"),
    }
    let pages = Merger::new(folder.path().join("nowhere")).run();
    assert!(matches!(pages, Err(Error::Unreadable { .. })), "{pages:?}");
}

#[test]
fn pages_are_merged_into_a_document() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = format!("# Pets\n\n```yaml\n{DOCUMENT}```\n");
    fs::write(folder.path().join("pets.md"), page).expect("a file");
    let out = folder.path().join("openapi.yaml");
    let merger = Merger::new(folder.path()).out(&out);
    let outcome = merger.run().expect("a document");
    assert_eq!(outcome.written, std::slice::from_ref(&out));
    assert_eq!(outcome.inputs, [folder.path().join("pets.md")]);
    assert_eq!(merger.run().expect("a document").unchanged, [out]);
}

#[test]
fn diagnostics_are_reported_before_files_are_written() {
    let folder = folder_with(DOCUMENT);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (listener, out) = (Arc::clone(&seen), folder.path().join("out"));
    let pets = generator(folder.path())
        .report_format(ReportFormat::Github)
        .on_event(move |event| {
            if let Event::Found(diagnostics) = event {
                let text = diagnostics.text().to_owned();
                let mut seen = listener.lock().expect("no panic");
                seen.push((text, out.exists()));
            }
        });
    pets.run().expect("crates");
    pets.run().expect("crates");
    let seen = seen.lock().expect("no panic");
    let [(first, false), (again, true)] = seen.as_slice() else {
        panic!("{seen:?}");
    };
    assert!(first.starts_with("::warning file="), "{first}");
    assert_eq!(first, again);
}

#[path = "../examples/build_script.rs"]
#[allow(dead_code)]
mod build_script;

/// The variable that makes the test of a child process run the build script.
const AS_BUILD_SCRIPT: &str = "SPECWRIGHT_AS_BUILD_SCRIPT";

/// Runs the example in a child process, since it depends on the current folder and environment variables.
#[test]
fn a_build_script_writes_to_out_dir_and_tells_cargo() {
    if std::env::var_os(AS_BUILD_SCRIPT).is_some() {
        return build_script::main();
    }
    let folder = folder_with(DOCUMENT);
    let manifest = "[package]\nname = \"pets\"\n";
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("a file");
    let run = |variables: &[(&str, &str)]| -> Output {
        let name = "a_build_script_writes_to_out_dir_and_tells_cargo";
        Command::new(std::env::current_exe().expect("the program of this test"))
            .args(["--exact", name, "--nocapture"])
            .current_dir(folder.path())
            .env_remove("OUT_DIR")
            .env("CARGO_MANIFEST_DIR", folder.path())
            .env(AS_BUILD_SCRIPT, "1")
            .envs(variables.iter().copied())
            .output()
            .expect("the test runs")
    };
    let made = run(&[("OUT_DIR", "made")]);
    let said = String::from_utf8_lossy(&made.stdout).into_owned();
    assert!(made.status.success(), "{made:?}");
    for line in [
        "cargo::rerun-if-changed=openapi.yaml\n",
        "cargo::warning=openapi.yaml:15:",
        "add below `[dependencies]`: specwright-runtime = { version = \"0.1.0\" }\n",
    ] {
        assert!(said.contains(line), "{line} is missing in {said}");
    }
    assert!(folder.path().join("made/pets/mod.rs").is_file());
    let nowhere = run(&[]);
    let said = String::from_utf8_lossy(&nowhere.stderr);
    assert!(said.contains("OUT_DIR is not set"), "{said}");
}
