//! Documentation pages, and the document that they are merged into.

use crate::{specwright, tree};
use std::fs;
use std::path::Path;

const PAGE: &str =
    "# A page\n\n```yaml\nopenapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n```\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("pages")).unwrap();
    fs::write(folder.path().join("pages/a.md"), PAGE).unwrap();
    folder
}

const MERGE: [&str; 4] = ["merge", "pages", "--out", "api.yaml"];

#[cfg(unix)]
#[test]
fn a_page_is_a_file_in_its_folder() {
    type Put = fn(&Path);
    let cases: [(&str, Put); 5] = [
        ("a link out of the folder", |page| {
            std::os::unix::fs::symlink("../secret.txt", page).unwrap();
        }),
        ("a dangling link", |page| {
            std::os::unix::fs::symlink("nowhere.md", page).unwrap();
        }),
        ("a device", |page| {
            std::os::unix::fs::symlink("/dev/zero", page).unwrap();
        }),
        ("a pipe", |page| {
            let made = std::process::Command::new("mkfifo").arg(page).status();
            assert!(made.unwrap().success());
        }),
        ("a folder", |page| fs::create_dir(page).unwrap()),
    ];
    for (what, put) in cases {
        let folder = folder();
        fs::write(
            folder.path().join("secret.txt"),
            "SECRET: [\n```yaml\nSECRET: [\n```\n",
        )
        .unwrap();
        put(&folder.path().join("pages/b.md"));
        let before = tree(folder.path());
        let run = specwright(folder.path(), &MERGE);
        assert_eq!(run.status, Some(2), "{what}: {}", run.err);
        assert!(run.err.contains("pages/b.md"), "{what}: {}", run.err);
        assert!(!run.err.contains("SECRET"), "{what}: {}", run.err);
        assert_eq!(tree(folder.path()), before, "{what}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_within_the_folder_is_followed() {
    let folder = folder();
    fs::rename(
        folder.path().join("pages/a.md"),
        folder.path().join("pages/a.txt"),
    )
    .unwrap();
    std::os::unix::fs::symlink("a.txt", folder.path().join("pages/b.md")).unwrap();
    let run = specwright(folder.path(), &MERGE);
    assert_eq!(run.status, Some(0), "{}", run.err);
}

#[test]
fn a_page_that_is_not_text_has_a_place() {
    let folder = folder();
    fs::write(folder.path().join("pages/b.md"), b"fine\nnot \xff fine\n").unwrap();
    let run = specwright(folder.path(), &MERGE);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert!(run.err.contains("pages/b.md:2:5"), "{}", run.err);
}

#[test]
fn a_hand_written_document_is_not_replaced() {
    let folder = folder();
    let out = folder.path().join("api.yaml");
    fs::write(&out, "openapi: 3.0.3\n").unwrap();
    let run = specwright(folder.path(), &MERGE);
    assert_eq!(run.status, Some(2), "{}", run.err);
    assert!(run.err.contains("api.yaml"), "{}", run.err);
    assert_eq!(fs::read_to_string(&out).unwrap(), "openapi: 3.0.3\n");

    fs::remove_file(&out).unwrap();
    assert_eq!(specwright(folder.path(), &MERGE).status, Some(0));
    let text = fs::read_to_string(&out).unwrap();
    fs::write(&out, text.replace("title: T", "title: Edited")).unwrap();
    assert_eq!(specwright(folder.path(), &MERGE).status, Some(0));
    assert_eq!(fs::read_to_string(&out).unwrap(), text);
    let check = [&MERGE[..], &["--check"]].concat();
    assert_eq!(specwright(folder.path(), &check).status, Some(0));
}

/// The header is one line for any name of the folder.
#[cfg(unix)]
#[test]
fn the_header_names_the_folder() {
    let folder = folder();
    let odd = "pages\nopenapi: 9\u{1b}[31m";
    fs::rename(folder.path().join("pages"), folder.path().join(odd)).unwrap();
    let run = specwright(folder.path(), &["merge", odd, "--out", "api.yaml"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    let text = fs::read_to_string(folder.path().join("api.yaml")).unwrap();
    assert!(
        text.contains("\nopenapi: 3.0.3\n") && !text.contains("\nopenapi: 9"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "{text}");
}

/// Obstacles at the path of the merged document.
#[cfg(unix)]
#[test]
fn obstacles_at_the_path_of_the_document() {
    let folder = folder();
    let root = folder.path();
    fs::write(root.join("other.yaml"), "# @generated\n").unwrap();
    std::os::unix::fs::symlink("other.yaml", root.join("link.yaml")).unwrap();
    std::os::unix::fs::symlink("nowhere.yaml", root.join("dangling.yaml")).unwrap();
    fs::create_dir(root.join("folder.yaml")).unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(root.join("pipe.yaml"))
        .status();
    assert!(pipe.unwrap().success());
    let before = tree(root);
    for out in ["link.yaml", "dangling.yaml", "folder.yaml", "pipe.yaml"] {
        let run = specwright(root, &["merge", "pages", "--out", out]);
        assert_eq!(run.status, Some(2), "{out}: {}", run.err);
        assert!(run.err.contains(out), "{out}: {}", run.err);
        assert_eq!(tree(root), before, "{out}");
    }
    let run = specwright(root, &["merge", "pages", "--out", "new/deep/api.yaml"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
}

/// The differences of a stale document are shown, and none of their lines is a workflow command.
#[test]
fn differences_have_no_workflow_commands() {
    let folder = folder();
    let page = PAGE.replace(
        "title: T",
        "title: T, description: \"x\\n::error::y\\n  ::warning::z\\n##[error]w\"",
    );
    fs::write(folder.path().join("pages/a.md"), &page).unwrap();
    assert_eq!(specwright(folder.path(), &MERGE).status, Some(0));
    let page = page.replace("paths: {}", "paths: {}\nx-more: 1");
    fs::write(folder.path().join("pages/a.md"), page.replace("'1'", "'2'")).unwrap();
    let check = [&MERGE[..], &["--check"]].concat();
    let run = specwright(folder.path(), &check);
    assert_eq!(run.status, Some(3), "{}", run.err);
    assert!(
        run.err
            .ends_with("run: specwright merge pages --out api.yaml\n"),
        "{}",
        run.err
    );
    assert!(run.err.contains("\\u{3a}:warning::z"), "{}", run.err);
    for line in run.err.lines() {
        let is_command = line.trim_start().starts_with("::") || line.contains("##[");
        assert!(!is_command, "{line:?}");
    }
}
