//! The emitted code compiles with the runtime, without a warning.

#[macro_use]
mod support;

use proc_macro2::TokenStream;
use specwright_emit::Task;
use specwright_ir::Api;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{clashing, rich, text};

#[test]
fn compiles() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("emitted");
    let apis = [
        ("rich", rich::api()),
        ("clashing", clashing::api()),
        ("nothing", support::Builder::new(&[]).build()),
    ];
    let mut members = Vec::new();
    for (name, api) in &apis {
        members.extend(write_crates(&root, name, api));
    }
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\n"
    );
    fs::write(root.join("Cargo.toml"), workspace).expect("the folder is ours");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
    run(
        &root,
        &["clippy", "--workspace", "--offline", "--", "-Dwarnings"],
        "",
    );
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
    assert!(
        command.status().expect("cargo runs").success(),
        "cargo {arguments:?}"
    );
}

/// The target folder of tests that compile generated crates with the same dependencies (`crates/specwright/tests/round_trips`).
fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("round_trips/target")
}

fn write_crates(root: &Path, name: &str, api: &Api) -> Vec<String> {
    let types = format!("{name}_types");
    let crates = specwright_emit::Crates {
        types: &types,
        client: &format!("{name}_client"),
    };
    let parts = [
        ("types", specwright_emit::types(api)),
        ("client", specwright_emit::client(api, &crates)),
        ("server", specwright_emit::server(api, &crates)),
    ];
    parts
        .map(|(part, tasks)| write_crate(root, name, part, &tasks))
        .to_vec()
}

fn write_crate(root: &Path, name: &str, part: &str, tasks: &[Task<'_>]) -> String {
    let package = format!("{name}-{part}");
    let folder = root.join(&package);
    let _ = fs::remove_dir_all(folder.join("src"));
    let files: Vec<_> = tasks.iter().map(Task::emit).collect();
    for file in &files {
        let path = folder.join("src/generated").join(&file.path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is ours");
        fs::write(path, text::items(&file.tokens).join("\n")).expect("the folder is ours");
    }
    let lib = format!(
        "//! `{package}`\n#![forbid(unsafe_code)]\n#![warn(missing_docs)]\nmod generated;\npub use generated::*;\n"
    );
    let is_public = |tokens: &TokenStream| tokens.to_string().contains("pub ");
    let lib = if !files.iter().any(|file| is_public(&file.tokens)) {
        format!("//! `{package}`\n")
    } else {
        lib
    };
    fs::write(folder.join("src/lib.rs"), lib).expect("the folder is ours");
    fs::write(folder.join("Cargo.toml"), manifest(name, part)).expect("the folder is ours");
    package
}

fn manifest(name: &str, part: &str) -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    let (features, types) = match part {
        "types" => ("\"regress\"".to_owned(), String::new()),
        part => (
            format!("{part:?}"),
            format!("{name}-types = {{ path = \"../{name}-types\" }}\n"),
        ),
    };
    format!(
        "[package]\nname = \"{name}-{part}\"\nedition = \"2024\"\n\n[dependencies]\n{types}\
         specwright-runtime = {{ path = {runtime:?}, features = [{features}] }}\n\n\
         [features]\nsetters = []\n\n[lints.clippy]\ntoo_many_arguments = \"allow\"\n"
    )
}
