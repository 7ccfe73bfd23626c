//! Workspaces of generated crates, which tests compile and run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the folder of a workspace, which stays between runs so that its dependencies are compiled once.
pub fn root(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Writes a file, and its folder if it does not exist.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, text).expect("a new file");
}

/// Writes the manifest of a workspace, and the versions of its dependencies: those of this one.
pub fn write_workspace(root: &Path, manifest: &str) {
    write(&root.join("Cargo.toml"), manifest);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
}

/// Runs cargo in a workspace, which must succeed without a message.
pub fn run_cargo(root: &Path, target: &Path, arguments: &[&str]) {
    let (command, arguments) = arguments.split_first().expect("a command");
    let output = Command::new(env!("CARGO"))
        .args([command, "--quiet", "--offline"])
        .args(arguments)
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "cargo {command} {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}
