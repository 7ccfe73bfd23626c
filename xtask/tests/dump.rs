//! `cargo xtask codegen --dump`: each stage of an API as text, and nothing written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("xtask is in the workspace").to_owned()
}

/// Runs `codegen --api appmaker` with more arguments; the status, and both streams.
fn codegen(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["codegen", "--api", "appmaker"])
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn dump(stage: &str) -> String {
    let (status, out, err) = codegen(&["--dump", stage]);
    assert_eq!((status, err.as_str()), (Some(0), ""), "{stage}");
    out
}

#[test]
fn the_document_is_dumped_as_lowering_reads_it() {
    let text = dump("document");
    assert!(text.starts_with("Document {\n"), "{text:.200}");
    for part in ["createUserAccessToken", "\"MongoId\"", "version: V3_0"] {
        assert!(text.contains(part), "{part} is missing");
    }
    // A `$ref` is an id by now, and the texts of the files are no part of it.
    assert!(!text.contains("$ref"), "a reference is not resolved");
}

#[test]
fn the_ir_is_that_of_the_snapshot() {
    let path = root().join("snapshots/ir/appmaker.snap");
    let snapshot = fs::read_to_string(path).expect("the snapshot");
    let (_, ir) = snapshot.split_once("\n---\n").expect("a head");
    assert_eq!(dump("ir").trim_end(), ir.trim_end());
}

#[test]
fn the_tokens_are_those_of_every_generated_file() {
    let text = dump("tokens");
    for part in ["types", "client", "server"] {
        let folder = format!("crates/appmaker-{part}/src/generated");
        let mut files = Vec::new();
        collect(&root().join(folder), "", &mut files);
        assert!(files.len() > 1, "{files:?}");
        for file in files {
            let head = format!("// {part}/{file}\n");
            assert!(text.contains(&head), "{head:?} is missing");
        }
    }
    assert!(text.contains("pub struct MongoId"), "tokens, not formatted");
}

#[test]
fn a_stage_is_printed_instead_of_written() {
    for with in ["--check", "--watch"] {
        let (status, out, err) = codegen(&["--dump", "ir", with]);
        assert_eq!((status, out.as_str()), (Some(2), ""), "{with}");
        assert!(err.contains("cannot be used with"), "{err}");
    }
}

/// Adds the Rust files below a folder, by their paths in it.
fn collect(folder: &Path, below: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type().expect("its type").is_dir() {
            collect(&entry.path(), &format!("{path}/"), found);
        } else if path.ends_with(".rs") {
            found.push(path);
        }
    }
}
