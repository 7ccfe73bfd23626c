//! Files from untrusted sources: their kinds, names and contents.

use crate::{DOCUMENT, folder_with, specwright};
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

#[test]
fn a_document_is_a_regular_file() {
    let folder = folder_with(DOCUMENT);
    let root = folder.path();
    fs::create_dir(root.join("folder.yaml")).unwrap();
    let pipe = Command::new("mkfifo").arg(root.join("pipe.yaml")).status();
    assert!(pipe.unwrap().success());
    symlink("nowhere", root.join("dangling.yaml")).unwrap();
    symlink("loop.yaml", root.join("loop.yaml")).unwrap();
    symlink("/dev/zero", root.join("device.yaml")).unwrap();
    let huge = fs::File::create(root.join("huge.yaml")).unwrap();
    huge.set_len(1 << 40).unwrap();
    let cases = [
        ("nowhere.yaml", 2, "no such file"),
        ("folder.yaml", 2, "folder"),
        ("pipe.yaml", 2, "pipe"),
        ("dangling.yaml", 2, "no such file"),
        ("loop.yaml", 2, "loop.yaml"),
        ("device.yaml", 2, "device"),
        ("/dev/zero", 2, "device"),
        (
            "https://example.com/api.yaml",
            2,
            "is a URL, and nothing is downloaded",
        ),
        ("pests.yaml", 2, "no such file; did you mean `pets.yaml`?"),
        ("none/pets.yaml", 2, "no such file, and no such folder"),
        ("huge.yaml", 1, "larger than 256 MiB"),
        ("pets.yaml/x", 2, "pets.yaml/x"),
    ];
    for (document, status, reason) in cases {
        for command in [
            &["lint", document][..],
            &["generate", document, "--out", "out", "--name", "x"],
        ] {
            let run = specwright(root, command);
            assert_eq!(run.status, Some(status), "{document}: {}", run.err);
            assert!(run.err.contains(reason), "{document}: {}", run.err);
            assert!(!root.join("out").exists(), "{document}");
        }
    }
}

/// References read only regular files below the folder, even through links.
#[test]
fn references_to_other_kinds_of_files() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.yaml"), "SECRET: [\n").unwrap();
    for thing in ["pipe", "link", "device", "folder", "huge"] {
        let folder = folder_with(&DOCUMENT.replace("#/components/schemas/Pet", "other.yaml"));
        let other = folder.path().join("other.yaml");
        match thing {
            "pipe" => drop(Command::new("mkfifo").arg(&other).status().unwrap()),
            "link" => symlink(outside.path().join("secret.yaml"), &other).unwrap(),
            "device" => symlink("/dev/zero", &other).unwrap(),
            "folder" => fs::create_dir(&other).unwrap(),
            _ => fs::File::create(&other).unwrap().set_len(1 << 40).unwrap(),
        }
        let run = specwright(folder.path(), &["lint", "pets.yaml"]);
        assert_eq!(run.status, Some(1), "{thing}: {}", run.err);
        assert!(run.err.contains("pets.yaml:11:"), "{thing}: {}", run.err);
        assert!(!run.err.contains("SECRET"), "{thing}: {}", run.err);
    }
}

/// Existing settings must be readable, since they affect the generated code.
#[test]
fn settings_that_cannot_be_read() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret"), "SECRET = [\n").unwrap();
    for thing in [
        "pipe", "link", "device", "folder", "dangling", "huge", "binary",
    ] {
        let folder = folder_with(DOCUMENT);
        let settings = folder.path().join("specwright.toml");
        match thing {
            "pipe" => drop(Command::new("mkfifo").arg(&settings).status().unwrap()),
            "link" => symlink(outside.path().join("secret"), &settings).unwrap(),
            "device" => symlink("/dev/zero", &settings).unwrap(),
            "folder" => fs::create_dir(&settings).unwrap(),
            "dangling" => symlink("nowhere", &settings).unwrap(),
            "huge" => fs::File::create(&settings)
                .unwrap()
                .set_len(1 << 40)
                .unwrap(),
            _ => fs::write(&settings, b"# \xff\n").unwrap(),
        }
        let run = specwright(folder.path(), &["generate", "pets.yaml", "--out", "out"]);
        assert_eq!(run.status, Some(2), "{thing}: {}", run.err);
        assert!(run.err.contains("specwright.toml"), "{thing}: {}", run.err);
        assert!(!run.err.contains("SECRET"), "{thing}: {}", run.err);
        assert!(!folder.path().join("out").exists(), "{thing}");
    }
}

#[test]
fn crate_names_in_settings_are_not_paths() {
    for name in ["../../evil", "/evil", "a/b", "..", "", "a\\nb"] {
        let folder = folder_with(DOCUMENT);
        let settings = format!("[crates]\ntypes = \"{}\"\n", name);
        fs::write(folder.path().join("specwright.toml"), settings).unwrap();
        let run = specwright(folder.path(), &["lint", "pets.yaml"]);
        assert_eq!(run.status, Some(1), "{name}: {}", run.err);
        assert!(
            run.err.contains("specwright.toml:2:"),
            "{name}: {}",
            run.err
        );
    }
}

/// A name with characters that a terminal, a log or a workflow interprets.
const NAME: &str =
    "a\n::error::b##[error]%0A\r\u{7}\u{1b}[31m\u{9b}32m\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}c";

/// Returns true for characters that must be escaped.
fn acts(char: char) -> bool {
    char.is_control() && char != '\n'
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Checks that a text has no control character, and no line that begins with a part of the name.
fn is_tame(text: &str, what: &str) {
    assert!(!text.contains(acts), "{what}: {text:?}");
    for line in text.lines() {
        let is_command = line.trim_start().starts_with("::error::b") || line.contains("##[");
        assert!(!is_command, "{what}: {line:?}");
    }
}

#[test]
fn names_of_files_are_shown_on_one_line() {
    let faulty = DOCUMENT.replace("schemas/Pet\"", "schemas/Pte\"");
    let document = format!("{NAME}.yaml");
    for format in ["human", "json", "sarif", "github"] {
        let folder = folder_with(DOCUMENT);
        let root = folder.path();
        fs::write(root.join(&document), &faulty).unwrap();
        let lint = specwright(root, &["lint", &document, "--format", format]);
        assert_eq!(lint.status, Some(1), "{format}: {}", lint.err);
        let out = lint.out.clone();
        is_tame(&(lint.out + &lint.err), format);
        match format {
            "json" => {
                let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
                assert_eq!(json["diagnostics"][0]["place"]["file"], document.as_str());
            }
            "github" => assert!(
                out.lines()
                    .all(|line| line.starts_with("::error file=a%0A%3A%3Aerror"))
            ),
            _ => {}
        }
        let generate = [
            "generate", &document, "--strict", "--out", NAME, "--name", "x", "--format", format,
        ];
        let run = specwright(root, &generate);
        assert_eq!(run.status, Some(1), "{format}: {}", run.err);
        is_tame(&(run.out + &run.err), format);
    }
}

#[test]
fn names_in_errors_are_shown_on_one_line() {
    let folder = folder_with(DOCUMENT);
    let root = folder.path();
    fs::write(root.join(NAME), "mine").unwrap();
    let pages = format!("{NAME}.pages");
    fs::create_dir(root.join(&pages)).unwrap();
    symlink("/dev/zero", root.join(&pages).join(format!("{NAME}.md"))).unwrap();
    let missing = format!("{NAME}/x");
    for (arguments, status) in [
        (&["lint", &missing][..], 2),
        (&["lint", "pets.yaml", "--root", &missing], 2),
        (&["lint", "pets.yaml", "--root", &pages], 2),
        (&["explain", NAME], 2),
        (&["merge", NAME], 2),
        (&["merge", &pages], 2),
        (&["generate", "pets.yaml", "--out", NAME], 2),
        (&["generate", "pets.yaml", "--out", &missing], 2),
        (&["generate", "pets.yaml", "--out", &pages], 0),
        (&["generate", "pets.yaml", "--out", &pages, "--check"], 0),
        (
            &[
                "generate",
                "pets.yaml",
                "--out",
                "new",
                "--root",
                &pages,
                "--check",
            ],
            2,
        ),
        (
            &["generate", "pets.yaml", "--out", "out", "--name", NAME],
            2,
        ),
    ] {
        let run = specwright(root, arguments);
        assert_eq!(run.status, Some(status), "{arguments:?}: {}", run.err);
        is_tame(&(run.out + &run.err), &format!("{arguments:?}"));
    }
    // Among generated files, and in stale ones.
    let generated = root.join(&pages).join("pets-types/src/generated");
    fs::write(generated.join(NAME), "// @generated\n").unwrap();
    fs::write(
        generated.join("models.rs"),
        format!("// @generated\n{NAME}"),
    )
    .unwrap();
    let check = ["generate", "pets.yaml", "--out", &pages, "--check"];
    let run = specwright(root, &check);
    assert_eq!(run.status, Some(3), "{}", run.err);
    is_tame(&run.err, "stale");
    let run = specwright(root, &["generate", "pets.yaml", "--out", &pages]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    is_tame(&run.err, "deleted");
}

/// Texts of a document are shown without any effect.
#[test]
fn texts_of_a_document_are_only_shown() {
    let name = serde_json::Value::from(NAME).to_string();
    let raw = NAME.replace(['\n', '\r'], "");
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: {name}, version: '1'}}\n\
         paths:\n  /a:\n    get:\n      tags: [{name}]\n      operationId: {name}\n      {name}: 1\n      parameters: \
         [{{name: {name}, in: {name}, schema: {{type: {name}, pattern: {name}, $ref: {name}}}}}]\n      responses: {{{name}: {{}}}}\n\
         # {raw}\n  {name}: {{get: {{security: [{{{name}: []}}]}}}}\ncomponents:\n  schemas:\n    {name}: {{$ref: {name}}}\n    x: {{type: object, required: [{name}, {name}], {name}: 1}}\n"
    );
    for format in ["human", "json", "sarif", "github"] {
        for leniency in [&[][..], &["--lenient"]] {
            let folder = folder_with(&document);
            let arguments = [&["lint", "pets.yaml", "--format", format], leniency].concat();
            let run = specwright(folder.path(), &arguments);
            assert_eq!(run.status, Some(1), "{format}: {}", run.err);
            is_tame(&(run.out + &run.err), format);
        }
    }
}
