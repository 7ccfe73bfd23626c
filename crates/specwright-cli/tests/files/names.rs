//! Names of files: from the command line, from settings, and from the document.

use crate::commands::GENERATE_TYPES;
use crate::{DOCUMENT, folder_with, generated, specwright, tree};
use std::fs;

#[test]
fn a_crate_name_is_not_a_path() {
    let long = "a".repeat(300);
    let names = [
        "../x", "a/b", "/abs", "..", ".", "", " ", "a b", "a\nb", "a\\b", "C:x", "1a", "-a", "é",
        "a.b", &long,
    ];
    for name in names {
        let folder = folder_with(DOCUMENT);
        let before = tree(folder.path());
        let name = format!("--name={name}");
        let run = specwright(
            folder.path(),
            &["generate", "pets.yaml", "--out", "out", &name],
        );
        assert_eq!(run.status, Some(2), "{name}: {}", run.err);
        assert!(run.err.contains("--name"), "{name}: {}", run.err);
        assert_eq!(tree(folder.path()), before, "{name}");
    }
    // Windows reserves the name itself, and not with an extension.
    let folder = folder_with(DOCUMENT);
    let run = specwright(
        folder.path(),
        &["generate", "pets.yaml", "--out", "out", "--name", "con"],
    );
    assert_eq!(run.status, Some(0), "{}", run.err);
}

#[test]
fn a_document_with_an_odd_name() {
    for name in [
        "-.yaml",
        "日本.yaml",
        "1.yaml",
        &format!("{}.yaml", "a".repeat(200)),
    ] {
        let folder = folder_with(DOCUMENT);
        let document = format!("./{name}");
        fs::rename(folder.path().join("pets.yaml"), folder.path().join(name)).unwrap();
        let run = specwright(folder.path(), &["generate", &document, "--out", "out"]);
        assert_eq!(run.status, Some(2), "{name}: {}", run.err);
        assert!(run.err.contains("--name"), "{name}: {}", run.err);
        let run = specwright(
            folder.path(),
            &["generate", &document, "--out", "out", "--name", "x"],
        );
        assert_eq!(run.status, Some(0), "{name}: {}", run.err);
    }
}

#[test]
fn an_empty_folder_name_is_refused() {
    let folder = folder_with(DOCUMENT);
    let run = specwright(folder.path(), &["generate", "pets.yaml", "--out", ""]);
    assert_eq!(run.status, Some(2), "{}", run.err);
    let run = specwright(folder.path(), &["merge", ".", "--out", ""]);
    assert_eq!(run.status, Some(2), "{}", run.err);
    let run = specwright(folder.path(), &["merge", ".", "--out", ".."]);
    assert_eq!(run.status, Some(2), "{}", run.err);
}

/// The file of any tag has a short name without separators.
#[test]
fn a_tag_becomes_the_name_of_a_file() {
    let long = "wordy ".repeat(100);
    let wide = "名前".repeat(200);
    let tags = [
        "../../x",
        "/etc/passwd",
        "a/b",
        "..",
        ".",
        ".hidden",
        "a\\b",
        "a\u{0}b",
        "a\nb",
        "C:",
        "mod",
        "*",
        " ",
        "",
        "~",
        "con ",
        &long,
        &wide,
        &"é".repeat(255),
        "\u{202e}txt.exe",
    ];
    for tag in tags {
        let quoted = json(tag);
        let folder = folder_with(&DOCUMENT.replace("tags: [pets]", &format!("tags: [{quoted}]")));
        let run = specwright(folder.path(), &["generate", "pets.yaml", "--out", "out"]);
        assert_eq!(run.status, Some(0), "{tag:?}: {}", run.err);
        let outside = tree(folder.path()).into_keys().filter(|path| {
            !path.starts_with(folder.path().join("out")) && !path.ends_with("pets.yaml")
        });
        assert_eq!(outside.count(), 0, "{tag:?}");
        for path in generated(&folder.path().join("out")).keys() {
            let name = path.file_name().unwrap().to_str().expect("UTF-8");
            assert!(name.len() <= 150, "{tag:?}: {name}");
            let is_plain = |char: char| char.is_alphanumeric() || matches!(char, '_' | '.' | '-');
            assert!(
                name.chars().all(is_plain) && !name.starts_with('.'),
                "{tag:?}: {name}"
            );
        }
    }
}

/// Returns a text as JSON, which is valid YAML.
fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Generated files have no path of the machine, and no separators of its system.
#[test]
fn no_path_of_the_machine_is_written() {
    let folder = folder_with(DOCUMENT);
    let document = folder.path().join("pets.yaml");
    let out = folder.path().join("deep/out");
    let arguments = [
        "generate",
        document.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ];
    assert_eq!(specwright(folder.path(), &arguments).status, Some(0));
    let machine = folder.path().to_string_lossy().into_owned();
    for (path, text) in generated(&out) {
        assert!(!text.contains(&machine), "{}", path.display());
        for line in text
            .lines()
            .filter(|line| line.contains("path = ") || line.starts_with("// "))
        {
            assert!(!line.contains('\\'), "{}: {line}", path.display());
        }
    }
    assert_eq!(specwright(folder.path(), &GENERATE_TYPES).status, Some(0));
}
