//! Output with a bundled runtime: it builds wherever it is copied, and is checked like all generated files.

use specwright::{ChangeKind, Error, Generator, Part, Runtime};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use toml::{Table, Value};

/// A document that needs host names of other scripts and the pattern engine.
const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
      responses:
        "200":
          description: The pet
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string, pattern: "^[a-z]+$", minLength: 2}
        born: {type: string, format: date-time}
"##;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("pets.yaml"), DOCUMENT).expect("it can be written to");
    folder
}

fn generator(folder: &Path) -> Generator {
    Generator::new(folder.join("pets.yaml")).out(folder.join("out"))
}

/// Returns the files below a folder, without the state of runs.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true if path.ends_with(".specwright") => {}
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("a text file")
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn output_builds_after_a_move() {
    let folder = folder();
    generator(folder.path())
        .samples(true)
        .run()
        .expect("crates");
    let out = folder.path().join("out");
    let workspace = crates().canonicalize().expect("the workspace");
    let workspace = workspace.parent().expect("the workspace").to_owned();
    for path in files(&out) {
        let text = read(&path);
        for place in [&workspace, folder.path()] {
            assert!(
                !text.contains(&*place.to_string_lossy()),
                "{}",
                path.display()
            );
        }
    }
    let moved = folder.path().join("elsewhere");
    fs::rename(&out, &moved).expect("a move");
    fs::copy(workspace.join("Cargo.lock"), moved.join("Cargo.lock")).expect("a copy");
    let manifest = "[workspace]\nmembers = [\"pets-*\"]\nresolver = \"3\"\n";
    fs::write(moved.join("Cargo.toml"), manifest).expect("a file");
    let check = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--workspace", "--quiet"])
        .current_dir(&moved)
        .env("CARGO_TARGET_DIR", workspace.join("target/bundled"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .expect("cargo runs");
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stderr)
    );
}

#[test]
fn bundled_files_are_checked() {
    let folder = folder();
    let pets = generator(folder.path());
    pets.run().expect("crates");
    pets.clone().check(true).run().expect("fresh crates");
    let edited = folder.path().join("out/pets-runtime/src/object.rs");
    fs::write(&edited, read(&edited) + "\n").expect("a file");
    let extra = folder.path().join("out/pets-matcher/src/old.rs");
    fs::write(&extra, "// @generated\n").expect("a file");
    let Err(Error::Stale(stale)) = pets.check(true).run() else {
        panic!("the bundle is stale");
    };
    let changes = stale.changes.iter().map(|it| (it.path.as_path(), it.kind));
    let expected = [
        (Path::new("pets-matcher/src/old.rs"), ChangeKind::Leftover),
        (Path::new("pets-runtime/src/object.rs"), ChangeKind::Changed),
    ];
    assert_eq!(changes.collect::<Vec<_>>(), expected);
}

/// Returns the paths of a bundled crate below its folder.
fn bundled(folder: &Path, package: &str) -> BTreeSet<String> {
    let root = folder.join("out").join(package);
    let below = |path: PathBuf| {
        let path = path.strip_prefix(&root).expect("a path below");
        path.to_string_lossy().into_owned()
    };
    files(&root).into_iter().map(below).collect()
}

#[test]
fn a_bundle_has_the_modules_of_its_parts() {
    let folder = folder();
    let types = generator(folder.path()).only([Part::Types]);
    types.run().expect("crates");
    let runtime = |folder: &Path| bundled(folder, "pets-runtime");
    let manifest = || read(folder.path().join("out/pets-runtime/Cargo.toml"));
    let first = runtime(folder.path());
    assert!(first.contains("src/lib.rs") && first.contains("LICENSE-MIT"));
    for absent in [
        "src/client.rs",
        "src/server.rs",
        "src/sample.rs",
        "src/codec.rs",
        "src/sources.rs",
    ] {
        assert!(!first.contains(absent), "{absent}");
    }
    assert!(!manifest().contains("axum") && !manifest().contains("http ="));

    let server = generator(folder.path()).only([Part::Server]);
    server.run().expect("crates");
    let second = runtime(folder.path());
    assert!(second.contains("src/server.rs") && !second.contains("src/client.rs"));
    assert!(manifest().contains("axum") && !manifest().contains("reqwest ="));
    types
        .check(true)
        .run()
        .expect("a bundle for the server too");

    // Manifests are written once.
    fs::remove_file(folder.path().join("out/pets-types/Cargo.toml")).expect("a manifest");
    generator(folder.path())
        .samples(true)
        .run()
        .expect("crates");
    let all = runtime(folder.path());
    for present in ["src/client/reqwest.rs", "src/sample/strategy.rs"] {
        assert!(all.contains(present), "{present}");
    }
    assert!(bundled(folder.path(), "pets-pattern").contains("src/lib.rs"));
}

#[test]
fn bundled_sources_have_no_tests_and_all_modules() {
    let folder = folder();
    generator(folder.path()).run().expect("crates");
    for path in files(&folder.path().join("out")) {
        if path.extension().is_none_or(|it| it != "rs") {
            continue;
        }
        let text = read(&path);
        let file =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let is_test = |it: &syn::Attribute| matches!(&it.meta, syn::Meta::List(list) if list.path.is_ident("cfg") && list.tokens.to_string() == "test");
        let tested = file.items.iter().any(|item| match item {
            syn::Item::Mod(it) => it.attrs.iter().any(is_test),
            syn::Item::Fn(it) => it.attrs.iter().any(is_test),
            _ => false,
        });
        assert!(!tested, "{}", path.display());
        assert!(text.starts_with("// @generated by "), "{}", path.display());
    }
}

#[test]
fn the_runtime_can_be_chosen() {
    let folder = folder();
    let line = |runtime: &str| {
        let runtime: Runtime = runtime.parse().expect("a runtime");
        let types = generator(folder.path()).only([Part::Types]);
        types.runtime(runtime).run().expect("crates");
        let path = folder.path().join("out/pets-types/Cargo.toml");
        let manifest: Table = read(&path).parse().expect("a manifest");
        // It is written once.
        fs::remove_file(path).expect("a manifest");
        assert!(manifest["features"].get("samples").is_some());
        manifest["dependencies"]["specwright-runtime"].to_string()
    };
    assert_eq!(line("version=0.1"), "{ version = \"0.1\" }");
    assert_eq!(
        line("git=https://example.com/x"),
        "{ git = \"https://example.com/x\" }"
    );
    assert!(!folder.path().join("out/pets-runtime").exists());
    let runtime = folder.path().join("runtime");
    fs::create_dir(&runtime).expect("a folder");
    let path = format!("path={}", runtime.display());
    let absent = generator(folder.path())
        .runtime(path.parse().expect("a runtime"))
        .run();
    assert!(
        matches!(absent, Err(Error::Unreadable { .. })),
        "{absent:?}"
    );
    fs::write(runtime.join("Cargo.toml"), "").expect("a file");
    assert_eq!(line(&path), "{ path = \"../../runtime\" }");

    fs::write(
        folder.path().join("specwright.toml"),
        "[runtime]\nsource = \"version=2\"\n",
    )
    .expect("a file");
    generator(folder.path()).run().expect("crates");
    assert!(read(folder.path().join("out/pets-client/Cargo.toml")).contains("version = \"2\""));
}

/// Every file of a crate is listed, so that no module is missing in a bundle.
#[test]
fn the_lists_of_sources_are_complete() {
    let lists = [
        ("runtime", specwright_runtime::sources::FILES),
        ("matcher", specwright_matcher::sources::FILES),
        ("pattern", specwright_pattern::sources::FILES),
    ];
    for (name, list) in lists {
        let root = crates().join(format!("specwright-{name}/src"));
        let below = |path: PathBuf| {
            path.strip_prefix(&root)
                .expect("a path below")
                .to_string_lossy()
                .into_owned()
        };
        let is_bundled = |path: &String| {
            let mut parts = path.split('/');
            !parts.any(|it| matches!(it, "sources" | "sources.rs" | "tests" | "tests.rs"))
        };
        let present: BTreeSet<String> = files(&root)
            .into_iter()
            .map(below)
            .filter(is_bundled)
            .collect();
        let listed: BTreeSet<String> = list.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(listed, present, "specwright-{name}/src/sources.rs");
    }
}

/// The manifests of bundled crates have the versions that this workspace is tested with.
#[test]
fn the_manifests_of_sources_are_those_of_the_workspace() {
    let workspace: Table = read(crates().join("../Cargo.toml"))
        .parse()
        .expect("a manifest");
    let workspace = &workspace["workspace"]["dependencies"];
    for (name, listed) in [
        ("runtime", specwright_runtime::sources::MANIFEST),
        ("pattern", specwright_pattern::sources::MANIFEST),
    ] {
        let path = format!("specwright-{name}/Cargo.toml");
        let manifest: Table = read(crates().join(&path)).parse().expect("a manifest");
        let listed: Table = listed.parse().expect("a manifest");
        let mut features = manifest["features"].as_table().expect("features").clone();
        features.remove("sources");
        let none = Table::new();
        assert_eq!(
            listed
                .get("features")
                .and_then(Value::as_table)
                .unwrap_or(&none),
            &features,
            "{path}"
        );
        let wanted = manifest["dependencies"]
            .as_table()
            .expect("dependencies")
            .iter();
        let wanted = wanted.map(|(name, value)| {
            let mut resolved = resolved(value, &workspace[name]);
            // Crates of the workspace are bundled by path.
            if name.starts_with("specwright-") {
                resolved.remove("version");
            }
            (name.clone(), Value::Table(resolved))
        });
        assert_eq!(
            listed["dependencies"].as_table().expect("dependencies"),
            &wanted.collect::<Table>(),
            "{path}"
        );
    }
}

/// Returns a dependency with the version and features of the workspace.
fn resolved(value: &Value, workspace: &Value) -> Table {
    let mut all = match workspace {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    all.remove("path");
    let list = |value: &Value| value.get("features").and_then(Value::as_array).cloned();
    let features = [list(workspace), list(value)]
        .into_iter()
        .flatten()
        .flatten();
    let features: Vec<Value> = features.collect();
    if !features.is_empty() {
        all.insert("features".to_owned(), Value::Array(features));
    }
    if let Some(optional) = value.get("optional") {
        all.insert("optional".to_owned(), optional.clone());
    }
    all
}

#[test]
fn manifests_have_the_oldest_rust_of_the_runtime() {
    let folder = folder();
    generator(folder.path()).run().expect("crates");
    let rust = |manifest: PathBuf| {
        let manifest: Table = read(manifest).parse().expect("a manifest");
        manifest["package"]["rust-version"].clone()
    };
    let own = rust(crates().join("specwright-runtime/Cargo.toml"));
    for name in ["types", "client", "server", "runtime", "matcher"] {
        let manifest = folder.path().join(format!("out/pets-{name}/Cargo.toml"));
        assert_eq!(rust(manifest), own, "{name}");
    }
    // The crate `regress` needs a newer one.
    let text = DOCUMENT.replace("minLength: 2", "format: regex");
    fs::write(folder.path().join("pets.yaml"), text).expect("a file");
    let settings = "[schemas]\nformats = \"assert\"\n";
    fs::write(folder.path().join("specwright.toml"), settings).expect("a file");
    let pets = generator(folder.path()).out(folder.path().join("newer"));
    pets.run().expect("crates");
    for name in ["types", "client", "server", "runtime"] {
        let manifest = folder.path().join(format!("newer/pets-{name}/Cargo.toml"));
        assert_eq!(rust(manifest).as_str(), Some("1.88"), "{name}");
    }
}
