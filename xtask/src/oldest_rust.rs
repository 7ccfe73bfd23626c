//! The oldest compiler of generated code: the runtime, the crates of this workspace and those of a rich document are checked with it.

use crate::corpus::target;
use crate::metadata;
use serde_json::Value;
use specwright::Generator;
use specwright_cli::output::print_line;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The runtime, whose manifest names the version.
const RUNTIME: &str = "specwright-runtime";

/// The packages of this workspace that are checked.
const PACKAGES: [&str; 6] = [
    RUNTIME,
    "specwright-matcher",
    "specwright-pattern",
    "appmaker-types",
    "appmaker-client",
    "appmaker-server",
];

/// A feature of the runtime that needs a newer compiler.
const NEWER: &str = "regress";

/// A document with most of what can be generated, whose crates include the runtime.
const DOCUMENT: &str = "crates/specwright/tests/emitted/apis/rich.yaml";

/// Checks the packages with the oldest compiler, or prints that it is not installed.
pub fn check(root: &Path) -> Result<(), String> {
    let metadata = metadata::of(root)?;
    let runtime = metadata::package(&metadata, RUNTIME).ok_or("the runtime is missing")?;
    let version = version_of(&metadata)?;
    let Some(compiler) = Compiler::find(version) else {
        print_line(format_args!(
            "skipped: Rust {version} is not installed (`rustup toolchain install {version}.0`, or Debian's `rustc-web` and `cargo-web`)"
        ));
        return Ok(());
    };
    let features = metadata::features(runtime).filter(|feature| *feature != NEWER);
    let features: Vec<String> = features.map(|it| format!("{RUNTIME}/{it}")).collect();
    let packages = PACKAGES.iter().flat_map(|name| ["--package", *name]);
    let features = ["--features".to_owned(), features.join(",")];
    let arguments = packages.chain(features.iter().map(String::as_str));
    compiler.check(root, root, &arguments.collect::<Vec<_>>())?;
    compiler.check(root, &generated(root)?, &["--workspace"])
}

/// Returns the version in the manifest of the runtime, which the other packages must have too.
fn version_of(metadata: &Value) -> Result<&str, String> {
    let version = |name: &str| metadata::package(metadata, name)?["rust_version"].as_str();
    let oldest = version(RUNTIME).ok_or("the runtime has no `rust-version`")?;
    let other = PACKAGES.iter().find(|name| version(name) != Some(oldest));
    match other {
        Some(name) => Err(format!("the `rust-version` of {name} is not {oldest}")),
        None => Ok(oldest),
    }
}

/// Generates the crates of the document with their runtime, and returns their folder.
fn generated(root: &Path) -> Result<PathBuf, String> {
    let folder = target(root).join("oldest-rust");
    let _ = fs::remove_dir_all(&folder);
    Generator::new(root.join(DOCUMENT))
        .out(&folder)
        .samples(true)
        .run()
        .map_err(|error| error.to_string())?;
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"*-*\"]\n";
    let written = fs::write(folder.join("Cargo.toml"), manifest);
    written
        .and_then(|()| fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")))
        .map_err(|error| format!("cannot write {}: {error}", folder.display()))?;
    Ok(folder)
}

/// A cargo of the wanted version, and its compiler if that is not found by itself.
struct Compiler {
    cargo: Vec<String>,
    rustc: Option<&'static str>,
}

impl Compiler {
    /// Returns the toolchain of rustup, or else the compiler of the system.
    fn find(version: &str) -> Option<Self> {
        let toolchain = format!("{version}.0");
        let rustup = Self {
            cargo: ["rustup", "run", &toolchain, "cargo"]
                .map(str::to_owned)
                .into(),
            rustc: None,
        };
        let system = Self {
            cargo: vec!["/usr/bin/cargo".to_owned()],
            rustc: Some("/usr/bin/rustc"),
        };
        [rustup, system].into_iter().find(|it| it.is(version))
    }

    fn is(&self, version: &str) -> bool {
        let output = self.command().arg("--version").output();
        let prefix = format!("cargo {version}.");
        output.is_ok_and(|it| String::from_utf8_lossy(&it.stdout).starts_with(&prefix))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.cargo[0]);
        command.args(&self.cargo[1..]);
        if let Some(rustc) = self.rustc {
            command.env("RUSTC", rustc);
        }
        command
    }

    /// Runs `cargo check` in a folder.
    fn check(&self, root: &Path, folder: &Path, arguments: &[&str]) -> Result<(), String> {
        let status = self
            .command()
            .args(["check", "--quiet"])
            .args(arguments)
            .env("CARGO_TARGET_DIR", target(root))
            .env("RUSTFLAGS", "-D warnings")
            .current_dir(folder)
            .status()
            .map_err(|error| format!("cannot run cargo: {error}"))?;
        match status.success() {
            true => Ok(()),
            false => Err(format!("`cargo check` in {} failed", folder.display())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn packages_have_the_version_of_the_runtime() {
        let package = |name: &str, version: &str| json!({"name": name, "rust_version": version});
        let mut packages: Vec<_> = PACKAGES.iter().map(|it| package(it, "1.85")).collect();
        let metadata = json!({ "packages": packages });
        assert_eq!(version_of(&metadata), Ok("1.85"));
        packages[3] = package(PACKAGES[3], "1.95");
        let metadata = json!({ "packages": packages });
        let expected = "the `rust-version` of appmaker-types is not 1.85";
        assert_eq!(version_of(&metadata), Err(expected.to_owned()));
    }

    #[test]
    fn a_compiler_is_recognized_by_its_version() {
        let current = Compiler {
            cargo: vec![env!("CARGO").to_owned()],
            rustc: None,
        };
        assert!(current.is("1") && !current.is("1.0"));
    }
}
