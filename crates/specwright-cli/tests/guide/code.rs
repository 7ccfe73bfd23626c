//! The Rust of the pages, compiled with crates of the document of the guide. Tests on the pages are run.

use crate::page::{Block, folder, tested};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The crates that the pages generate, with the flags that choose operations and settings.
const APIS: [(&str, &[&str]); 3] = [
    ("bookshop", &[]),
    (
        "shelf",
        &["--include", "path:/books", "--include", "GET /books/{isbn}"],
    ),
    ("covers", &["--config", "covers.toml"]),
];

const SETTINGS: &str =
    "[operations]\ndownloads = \"streamed\"\ninclude = [\"operationId:downloadCover\"]\n";

const MANIFEST: &str = r#"[workspace]
resolver = "3"
members = ["*-*"]

[package]
name = "guide"
version = "0.1.0"
edition = "2024"

[lib]
doctest = false

[dependencies]
axum = { version = "0.8", default-features = false, features = ["http1", "tokio"] }
bookshop-client = { path = "bookshop-client" }
bookshop-types = { path = "bookshop-types", features = ["samples"] }
bytes = "1"
covers-client = { path = "covers-client" }
covers-types = { path = "covers-types" }
http = "1"
reqwest = { version = "0.13", default-features = false }
serde_json = "1"
shelf-server = { path = "shelf-server" }
shelf-types = { path = "shelf-types" }
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }
"#;

/// What recipes have in scope, as the first one says.
const PRELUDE: &str = "use bookshop_client::types::*;\nuse bookshop_client::{Client, Server};\n";

#[test]
fn code_of_the_pages_compiles() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("guide");
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("src")).expect("a new folder");
    generate(&root);
    let mut library = "#![allow(unused, dead_code)]\n".to_owned();
    for page in tested() {
        for block in page.blocks().iter().filter(|it| it.language == "rust") {
            let name = page.path.trim_end_matches(".md").replace(['/', '-'], "_");
            let name = format!("{name}_{}", block.line);
            write(&root.join(format!("src/{name}.rs")), &module(block));
            let _ = writeln!(library, "mod {name};");
        }
    }
    write(&root.join("src/lib.rs"), &library);
    write(&root.join("Cargo.toml"), MANIFEST);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
    let tests = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--offline"])
        .current_dir(&root)
        // That of other tests that compile generated crates.
        .env("CARGO_TARGET_DIR", root.join("../round_trips/target"))
        .output()
        .expect("cargo runs");
    let (out, err) = (tests.stdout, tests.stderr);
    let output = String::from_utf8_lossy(&out) + String::from_utf8_lossy(&err);
    assert!(tests.status.success(), "{output}");
}

/// Generates the crates with the runtime of this workspace, which is compiled once for all of them.
fn generate(root: &Path) {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    let runtime = format!("path={}", runtime.display());
    write(&root.join("covers.toml"), SETTINGS);
    for (name, flags) in APIS {
        let status = Command::new(env!("CARGO_BIN_EXE_specwright"))
            .arg("generate")
            .arg(folder().join("bookshop.yaml"))
            .args([
                "--quiet",
                "--name",
                name,
                "--out",
                ".",
                "--runtime",
                &runtime,
            ])
            .args(flags)
            .current_dir(root)
            .status();
        assert!(status.expect("the program").success(), "{name}");
    }
}

/// A test that runs a recipe.
const RUN: &str = r#"
#[tokio::test]
async fn holds() {
    let client = Client::builder().bearer_auth("secret").build().unwrap();
    recipe(client).await.unwrap();
}
"#;

/// Returns the module of a block: a program or test as it is, anything else in a function with a client, which is run if it asserts
/// something and sends nothing.
fn module(block: &Block) -> String {
    let text = &block.text;
    if text.contains("fn main()") || text.contains("#[test]") || text.contains("#[tokio::test]") {
        return text.clone();
    }
    let run = match text.contains("assert") && !text.contains("client.") {
        true => RUN,
        false => "",
    };
    format!(
        "{PRELUDE}\nasync fn recipe(client: Client) -> Result<(), Box<dyn std::error::Error>> {{\n{text}\nOk(())\n}}\n{run}"
    )
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("the folder is ours");
}
