//! Dates and times as types of jiff, chrono and time: `time` of `[schemas]` in `specwright.toml`.
//!
//! `main.rs.txt` is a program that uses the types generated from `api.yaml` with each.

use specwright::{Generator, Part, Runtime};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const API: &str = include_str!("api.yaml");
const CRATES: [&str; 3] = ["jiff", "chrono", "time"];

#[test]
fn types_of_each_crate_read_and_write_alike() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("time_types");
    let source = |name: &str| format!("of-{name}");
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    for name in CRATES {
        let folder = root.join(name);
        write(&folder.join("api.yaml"), API);
        let settings = format!("[schemas]\ntime = \"{name}\"\n");
        write(&folder.join("specwright.toml"), &settings);
        let generated = Generator::new(folder.join("api.yaml"))
            .name(source(name))
            .out(&root)
            .only([Part::Types, Part::Client])
            .runtime(Runtime::Path(runtime.clone()))
            .run();
        generated.expect("the document has no fault");
    }
    let path = |name: &str| {
        format!("of-{name}-types = {{ path = \"../of-{name}-types\", features = [\"samples\"] }}\n")
    };
    let types: String = CRATES.iter().map(|it| path(it)).collect();
    let manifest = format!(
        "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{types}\
         chrono = {{ version = \"0.4\", default-features = false }}\nserde_json = \"1\"\ntime = {{ version = \"0.3\", default-features = false }}\n"
    );
    write(&root.join("app/Cargo.toml"), &manifest);
    write(&root.join("app/src/main.rs"), include_str!("main.rs.txt"));
    let members = CRATES.map(|it| format!("\"of-{it}-types\", \"of-{it}-client\""));
    let members = members.join(", ");
    write(
        &root.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [\"app\", {members}]\n"),
    );
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--package", "app"])
        .current_dir(&root)
        // The other test of this kind compiles the same dependencies.
        .env("CARGO_TARGET_DIR", root.join("../foreign_types/target"))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, text).expect("a new file");
}
