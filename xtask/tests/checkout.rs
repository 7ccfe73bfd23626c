//! The tasks work on the checkout that they are called in, wherever the program was built.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Creates a checkout with one API that has pages and no merged document.
fn checkout() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = "```yaml\nopenapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n```\n";
    for (path, text) in [
        ("xtask/Cargo.toml", ""),
        ("specs/t/pages/a.md", page),
        ("specs/t/specwright.toml", "[spec]\nfragments = \"pages\"\n"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    }
    folder
}

fn merge(configure: impl FnOnce(&mut Command) -> &mut Command) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = configure(command.arg("merge")).output();
    output.expect("the program runs")
}

fn is_merged(root: &Path) -> bool {
    root.join("specs/t/openapi.yaml").is_file()
}

#[test]
fn a_task_works_on_the_checkout_of_its_call() {
    let (named, current) = (checkout(), checkout());
    // As `cargo run` calls it in a checkout, from any folder.
    let run = merge(|it| {
        it.env("CARGO_MANIFEST_DIR", named.path().join("xtask"))
            .current_dir(current.path())
    });
    assert!(run.status.success(), "{run:?}");
    assert!(is_merged(named.path()) && !is_merged(current.path()));
    // As a program.
    let run = merge(|it| {
        it.env_remove("CARGO_MANIFEST_DIR")
            .current_dir(current.path().join("specs/t"))
    });
    assert!(run.status.success(), "{run:?}");
    assert!(is_merged(current.path()));
}
