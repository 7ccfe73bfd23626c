//! The generated crates compile with the runtime, without a warning of the compiler, of Clippy or of rustdoc.

use crate::{crates_of, lower};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The documents whose crates are compiled.
const DOCUMENTS: [&str; 4] = ["rich", "clashing", "patterns", "nothing"];

#[test]
fn crates_have_no_warnings() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("emitted");
    let mut members = Vec::new();
    for name in DOCUMENTS {
        write_crates(&root, name);
        members.extend(["types", "client", "server"].map(|part| format!("{name}-{part}")));
    }
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\n"
    );
    write(&root.join("Cargo.toml"), &workspace);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
    let clippy = [
        "clippy",
        "--workspace",
        "--offline",
        "--",
        "-Dwarnings",
        "-Dmissing-docs",
        // Manifests of the program allow it: `clashing` has an operation `clone`.
        "-Aclippy::should_implement_trait",
    ];
    run(&root, &clippy, "");
    run(
        &root,
        &["doc", "--workspace", "--offline", "--no-deps"],
        "-Dwarnings",
    );
}

fn run(root: &Path, arguments: &[&str], rustdoc_flags: &str) {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(root)
        .args(arguments)
        .env("RUSTDOCFLAGS", rustdoc_flags)
        .env("CARGO_TARGET_DIR", target());
    let status = command.status().expect("cargo runs");
    assert!(status.success(), "cargo {arguments:?}");
}

/// The target folder of tests that compile generated crates with the same dependencies (`round_trips`).
fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("round_trips/target")
}

/// Writes the three crates of a document.
fn write_crates(root: &Path, name: &str) {
    let apis = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emitted/apis");
    let api = lower(&apis.join(format!("{name}.yaml")));
    for part in ["types", "client", "server"] {
        let _ = fs::remove_dir_all(root.join(format!("{name}-{part}/src")));
    }
    for (path, text) in crates_of(&api, name, root).iter() {
        write(&root.join(path), text);
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is ours");
    fs::write(path, text).expect("the folder is ours");
}
