//! First steps and wrong turns of users: the sources of document and settings, and the first line of a message.

mod commands;

use commands::{Run, folder_with, specwright_with as run};
use std::fs;
use std::path::Path;

const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
servers: [{url: https://pets.example}]
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
    Pet: {type: object, properties: {name: {type: string}, owner: {$ref: "#/components/schemas/Owner"}}}
    Owner: {type: object}
"##;

const TYPES: [&str; 6] = ["--out", "out", "--only", "types", "--runtime", "version=0"];

fn generate(folder: &Path, flags: &[&str]) -> Run {
    run(
        folder,
        &[&["generate", "pets.yaml"], &TYPES[..], flags].concat(),
        "",
    )
}

#[test]
fn a_document_is_read_from_standard_input() {
    let folder = folder_with("");
    let common = "type: string\n";
    fs::write(folder.path().join("name.yaml"), common).expect("a file");
    let document = DOCUMENT.replace("name: {type: string}", "name: {$ref: name.yaml}");
    let flags = [&["generate", "-"], &TYPES[..]].concat();
    let unnamed = run(folder.path(), &flags, &document);
    assert_eq!(unnamed.status, 2, "{}", unnamed.err);
    assert!(unnamed.err.contains("use --name"), "{}", unnamed.err);
    let named = [&flags[..], &["--name", "zoo"]].concat();
    let generated = run(folder.path(), &named, &document);
    assert_eq!(generated.status, 0, "{}", generated.err);
    assert!(folder.path().join("out/zoo-types/Cargo.toml").is_file());
    let checked = run(
        folder.path(),
        &[&named[..], &["--check"]].concat(),
        &document,
    );
    assert_eq!(checked.status, 0, "{}", checked.err);
    let linted = run(
        folder.path(),
        &["lint", "-"],
        &document.replace("schemas/Pet", "schemas/Pat"),
    );
    assert_eq!(linted.status, 1, "{}", linted.err);
    assert!(linted.err.contains("--> <stdin>:11:"), "{}", linted.err);
}

#[test]
fn settings_are_read_from_a_named_file() {
    let folder = folder_with(DOCUMENT);
    let settings = folder.path().join("settings/zoo.toml");
    fs::create_dir(settings.parent().expect("a folder")).expect("a folder");
    fs::write(
        &settings,
        "[rename]\n\"/components/schemas/Pet\" = \"Animal\"\n",
    )
    .expect("a file");
    let generated = generate(folder.path(), &["--config", "settings/zoo.toml"]);
    assert_eq!(generated.status, 0, "{}", generated.err);
    let models = folder.path().join("out/pets-types/src/generated/models.rs");
    assert!(
        fs::read_to_string(models)
            .expect("models")
            .contains("struct Animal")
    );
    fs::write(&settings, "[renam]\n").expect("a file");
    let refused = generate(folder.path(), &["--config", "settings/zoo.toml"]);
    assert_eq!(refused.status, 1, "{}", refused.err);
    assert!(
        refused.err.contains("settings/zoo.toml:1:"),
        "{}",
        refused.err
    );
    let missing = generate(folder.path(), &["--config", "none.toml"]);
    assert_eq!(missing.status, 2, "{}", missing.err);
}

#[test]
fn settings_are_written_once() {
    let folder = folder_with(DOCUMENT);
    let first = run(folder.path(), &["init", "pets.yaml"], "");
    assert_eq!((first.status, &*first.err), (0, "wrote specwright.toml\n"));
    let text = fs::read_to_string(folder.path().join("specwright.toml")).expect("settings");
    assert!(text.contains("#file = \"pets.yaml\""), "{text}");
    assert_eq!(generate(folder.path(), &[]).status, 0);
    let second = run(folder.path(), &["init", "pets.yaml"], "");
    assert_eq!(second.status, 2, "{}", second.err);
    assert_eq!(run(folder.path(), &["init", "pests.yaml"], "").status, 2);
}

#[test]
fn all_codes_are_listed() {
    let folder = folder_with(DOCUMENT);
    let list = run(folder.path(), &["explain"], "");
    assert_eq!(list.status, 0, "{}", list.err);
    for line in list.out.lines() {
        let first = line
            .split_whitespace()
            .next()
            .expect("a code, or the level of a rule");
        let is_level = ["correctness", "design", "style"].contains(&first);
        assert!(
            (is_level || first.starts_with("SW")) && line.contains(": "),
            "{line}"
        );
    }
    assert!(list.out.lines().count() > 50, "{}", list.out);
}

#[test]
fn parts_of_other_runs_are_named() {
    let folder = folder_with(DOCUMENT);
    let all = [
        "generate",
        "pets.yaml",
        "--out",
        "out",
        "--runtime",
        "version=0",
    ];
    let first = run(folder.path(), &all, "");
    assert!(!first.err.contains("note:"), "{}", first.err);
    let changed = DOCUMENT.replace("name: {type: string}", "name: {type: integer}");
    fs::write(folder.path().join("pets.yaml"), changed).expect("the document");
    let again = generate(folder.path(), &[]);
    let note = "note: pets-client and pets-server stay as generated earlier";
    assert!(again.err.contains(note), "{}", again.err);
}

#[test]
fn a_client_without_a_whole_url_is_told() {
    for (url, note) in [
        ("/v1", Some("the default server `/v1` is relative")),
        ("https://pets.example/v1", None),
        ("", Some("the document declares no server")),
    ] {
        let servers = "servers: [{url: https://pets.example}]\n";
        let folder = folder_with(&DOCUMENT.replace(
            servers,
            &match url {
                "" => String::new(),
                url => format!("servers: [{{url: {url}}}]\n"),
            },
        ));
        let client = ["generate", "pets.yaml", "--out", "out", "--only", "client"];
        let generated = run(folder.path(), &client, "");
        assert_eq!(generated.status, 0, "{}", generated.err);
        let found = generated.err.lines().find(|it| it.starts_with("note: "));
        assert_eq!(found.is_some(), note.is_some(), "{}", generated.err);
        assert!(
            generated.err.contains(note.unwrap_or_default()),
            "{}",
            generated.err
        );
        // No other part needs it.
        assert!(
            !generate(folder.path(), &[]).err.contains("server"),
            "{url}"
        );
    }
}

/// One misspelled key is one error, whatever refers to its contents.
#[test]
fn a_misspelled_key_is_reported_once() {
    for (written, misspelled) in [
        ("components:\n", "component:\n"),
        ("  schemas:\n", "  schema:\n"),
    ] {
        let folder = folder_with(&DOCUMENT.replace(written, misspelled));
        let linted = run(folder.path(), &["lint", "pets.yaml"], "");
        assert_eq!(linted.status, 1, "{}", linted.err);
        let (key, field) = (misspelled.trim(), written.trim());
        let error = format!("unknown field `{}`", key.trim_end_matches(':'));
        assert!(linted.err.starts_with("error[SW0504]"), "{}", linted.err);
        assert!(linted.err.contains(&error), "{}", linted.err);
        let help = format!("did you mean `{}`?", field.trim_end_matches(':'));
        assert!(linted.err.contains(&help), "{}", linted.err);
        assert!(linted.err.contains("\n1 error\n"), "{}", linted.err);
        assert_eq!(generate(folder.path(), &[]).status, 0);
    }
}

#[test]
fn the_hint_about_money_is_true() {
    let price = "name: {type: number, format: decimal}";
    let folder = folder_with(&DOCUMENT.replace("name: {type: string}", price));
    let linted = run(folder.path(), &["lint", "pets.yaml"], "");
    let setting = "\"format:decimal\" = \"rust_decimal::Decimal\"";
    assert!(linted.err.contains(setting), "{}", linted.err);
    assert!(!linted.err.contains("`pattern`"), "{}", linted.err);
    let settings = format!("[types]\n{setting}\n");
    fs::write(folder.path().join("specwright.toml"), settings).expect("a file");
    let generated = generate(folder.path(), &[]);
    assert!(!generated.err.contains("SW1008"), "{}", generated.err);
    let models = folder.path().join("out/pets-types/src/generated/models.rs");
    let models = fs::read_to_string(models).expect("models");
    assert!(models.contains("rust_decimal::Decimal"), "{models}");
}

#[test]
fn a_wrong_indentation_names_the_column_of_the_mapping() {
    let wrong = DOCUMENT.replace("          content:", "           content:");
    let folder = folder_with(&wrong);
    let linted = run(folder.path(), &["lint", "pets.yaml"], "");
    assert_eq!(linted.status, 1, "{}", linted.err);
    for text in [
        "this line begins in column 12",
        "this mapping began in column 11",
        "--> pets.yaml:11:",
    ] {
        assert!(
            linted.err.contains(text),
            "{text} is missing in:\n{}",
            linted.err
        );
    }
}

#[test]
fn a_document_without_a_command_gets_a_tip() {
    let folder = folder_with(DOCUMENT);
    let bare = run(folder.path(), &["pets.yaml"], "");
    assert_eq!(bare.status, 2);
    let tip =
        "tip: pets.yaml is a file; name a command before it, as in `specwright lint pets.yaml`";
    assert!(bare.err.contains(tip), "{}", bare.err);
    let other = run(folder.path(), &["pet"], "");
    assert!(!other.err.contains("is a file"), "{}", other.err);
}

#[test]
fn a_part_of_the_name_of_a_code_is_enough_for_a_hint() {
    let folder = folder_with(DOCUMENT);
    let part = run(folder.path(), &["explain", "Unresolved"], "");
    assert!(
        part.err.contains("did you mean `unresolved-reference`?"),
        "{}",
        part.err
    );
    let several = run(folder.path(), &["explain", "operation-id"], "");
    let hint = "did you mean `duplicate-operation-id` or `missing-operation-id`?";
    assert!(several.err.contains(hint), "{}", several.err);
}

#[test]
fn a_folder_is_no_document_whatever_its_name() {
    let folder = folder_with(DOCUMENT);
    let generated = run(folder.path(), &["generate", ".", "--out", "out"], "");
    assert_eq!(generated.status, 2);
    assert!(
        generated
            .err
            .contains("is a folder; expected the path of a document"),
        "{}",
        generated.err
    );
}

#[test]
fn a_schema_of_the_settings_is_printed() {
    let folder = folder_with(DOCUMENT);
    let schema = run(folder.path(), &["init", "--schema"], "");
    assert_eq!(schema.status, 0, "{}", schema.err);
    let schema: serde_json::Value = serde_json::from_str(&schema.out).expect("JSON");
    assert_eq!(schema["title"], "specwright.toml");
    assert!(!folder.path().join("specwright.toml").exists());
    let both = run(folder.path(), &["init", "pets.yaml", "--schema"], "");
    assert_eq!(both.status, 2, "{}", both.err);
}
