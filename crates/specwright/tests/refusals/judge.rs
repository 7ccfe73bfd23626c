//! A program that validates values with generated types, as a server reads the body of a request.

use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_ir::Api;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the positions of the values that each type accepts.
pub fn accepted(api: &Api, types: &[String], values: &[&str]) -> Vec<Vec<usize>> {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("refusals");
    write_types(&root, api);
    write_program(&root, types, values);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--package", "judge"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let answers = String::from_utf8(output.stdout).expect("it is text");
    let positions = |line: &str| {
        let words = line.split_whitespace();
        words.map(|word| word.parse().expect("a number")).collect()
    };
    answers.lines().map(positions).collect()
}

fn write_types(root: &Path, api: &Api) {
    let crates = Crates {
        types: Some("judged".to_owned()),
        ..Crates::default()
    };
    let origin = Origin {
        command: "cargo test".to_owned(),
        source: "api.json".to_owned(),
    };
    let _ = fs::remove_dir_all(root.join("judged/src"));
    for (path, text) in packages(api, &[Part::Types], &crates, &origin, root).iter() {
        write(&root.join(path), text);
    }
}

fn write_program(root: &Path, types: &[String], values: &[&str]) {
    let rows: String = types
        .iter()
        .map(|ty| format!("    judge::<judged::{ty}>();\n"))
        .collect();
    let main = format!(
        "const VALUES: &[&str] = &{values:?};\n\nfn judge<T: specwright_runtime::Json>() {{\n    \
         let read = |text: &str| specwright_runtime::json::from_slice::<T>(text.as_bytes());\n    \
         let accepted = VALUES.iter().enumerate().filter(|(_, text)| read(text).is_ok());\n    \
         let accepted: Vec<String> = accepted.map(|(index, _)| index.to_string()).collect();\n    \
         println!(\"{{}}\", accepted.join(\" \"));\n}}\n\nfn main() {{\n{rows}}}\n"
    );
    write(&root.join("judge/src/main.rs"), &main);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    let manifest = format!(
        "[package]\nname = \"judge\"\nedition = \"2024\"\n\n[dependencies]\n\
         specwright-runtime = {{ path = {runtime:?} }}\njudged = {{ path = \"../judged\" }}\n"
    );
    write(&root.join("judge/Cargo.toml"), &manifest);
    write(
        &root.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"judged\", \"judge\"]\n\n[profile.dev]\ndebug = false\n",
    );
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is ours");
    fs::write(path, text).expect("the folder is ours");
}
