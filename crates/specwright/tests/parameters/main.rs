//! Every location, style and `explode` of parameters, and every kind of value in them, from the generated client through the
//! generated router to an implementation of the generated trait: what the client sends is what the server reads.
//!
//! `api.yaml` describes the parameters, `round.rs.txt` sends them.

use specwright::config::Crates;
use specwright::generate::{Origin, Part};
use specwright::package::packages;
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, Report, open};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn what_a_client_sends_is_what_a_server_reads() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("parameters");
    write_crates(&root);
    write_program(&root);
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--package", "round"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The three crates of the description.
fn write_crates(root: &Path) {
    let mut report = Report::new();
    let files = MemoryFiles::new([("api.yaml", include_str!("api.yaml").to_owned())]);
    let api = open(&files, "api.yaml", &mut report)
        .and_then(|document| lower(&document, &Options::default(), &mut report))
        .filter(|_| !report.has_errors())
        .unwrap_or_else(|| panic!("{:#?}", report.diagnostics()));
    let named = |part: &str| Some(format!("echo-{part}"));
    let crates = Crates {
        types: named("types"),
        client: named("client"),
        server: named("server"),
    };
    let origin = Origin {
        command: "cargo test".to_owned(),
        source: "api.yaml".to_owned(),
    };
    for (path, text) in packages(&api, &Part::ALL, &crates, &origin, root).iter() {
        write(&root.join(path), text);
    }
}

/// The program, and a workspace of all four.
fn write_program(root: &Path) {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    write(
        &root.join("round/src/main.rs"),
        include_str!("round.rs.txt"),
    );
    write(
        &root.join("round/Cargo.toml"),
        &format!(
            "[package]\nname = \"round\"\nedition = \"2024\"\n\n[dependencies]\n\
             echo-client = {{ path = \"../echo-client\", default-features = false }}\n\
             echo-server = {{ path = \"../echo-server\" }}\n\
             specwright-runtime = {{ path = {runtime:?} }}\n"
        ),
    );
    write(
        &root.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"echo-types\", \"echo-client\", \"echo-server\", \"round\"]\n\n\
         [profile.dev]\ndebug = false\n",
    );
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is ours");
    fs::write(path, text).expect("the folder is ours");
}
