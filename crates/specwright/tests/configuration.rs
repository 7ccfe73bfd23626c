//! Errors in hand-written files beside a document: `specwright.toml`, manifests and `lib.rs`. A workspace is read from the current
//! folder of the process, so that this is one test.

use specwright::{Error, Generator, Layout, Part, ReportFormat, Runtime, Workspace};
use std::path::Path;
use std::{env, fs};

/// Returns a document with a long chain of nested types.
fn document() -> String {
    let schema = |number: usize| {
        let next = format!("#/components/schemas/Link{}", number + 1);
        format!("    Link{number}: {{type: object, properties: {{next: {{$ref: '{next}'}}}}}}\n")
    };
    let chain: String = (0..150).map(schema).collect();
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{chain}    Link150: {{type: string}}\n"
    )
}

const SETTINGS: &str = "[crates]\ntypes = \"t-types\"\n";
const MANIFEST: &str =
    "[package]\nname = \"t-types\"\n\n[dependencies]\nspecwright-runtime = { workspace = true }\n";
const ROOT: &str = "#![recursion_limit = \"2048\"]\n\nmod generated;\n";

/// Returns the output for a workspace of these texts.
fn faults(settings: &str, manifest: &str, root: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in [
        ("specs/t/openapi.yaml", document().as_str()),
        ("specs/t/specwright.toml", settings),
        ("crates/t-types/Cargo.toml", manifest),
        ("crates/t-types/src/lib.rs", root),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    }
    env::set_current_dir(folder.path()).expect("the workspace");
    let format = ReportFormat::Human { color: false };
    let result = Workspace::open(None, format)
        .and_then(|workspace| workspace.codegen().next().expect("an API"));
    match result {
        Ok(outcome) => format!("{} files", outcome.written.len()),
        Err(error @ Error::Faulty(_)) => error.to_string(),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn hand_written_files_are_checked() {
    let right = faults(SETTINGS, MANIFEST, ROOT);
    assert!(right.ends_with(" files"), "{right}");
    let unknown_key = format!("{SETTINGS}\n[renam]\n");
    let without_dependencies = "[package]\nname = \"t-types\"\n\n[dependencies]\n";
    let without_limit = "//! T.\n\nmod generated;\n";
    for (name, text) in [
        ("settings_key", faults(&unknown_key, MANIFEST, ROOT)),
        (
            "manifest_dependency",
            faults(SETTINGS, without_dependencies, ROOT),
        ),
        ("root_limit", faults(SETTINGS, MANIFEST, without_limit)),
    ] {
        snapshot(name, &text);
    }
    snapshot("module_dependency", &warnings_of_a_module());
    new_crates_are_written();
}

/// Returns the warnings about a module in a package that lacks what the module needs.
fn warnings_of_a_module() -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let manifest = "[package]\nname = \"app\"\n\n[dependencies]\n";
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("a file");
    fs::write(folder.path().join("openapi.yaml"), document()).expect("a file");
    env::set_current_dir(folder.path()).expect("the package");
    let module = Generator::new("openapi.yaml")
        .layout(Layout::Module)
        .only([Part::Types])
        .runtime(Runtime::Version("0.1.0".to_owned()))
        .out("src/api");
    let outcome = module.run().expect("a module");
    outcome.diagnostics.text().to_owned()
}

/// Writes the manifest and the `lib.rs` of a new API once.
fn new_crates_are_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = "[crates]\ntypes = \"t-types\"\nclient = \"t-client\"\n";
    let root = "[workspace]\nmembers = [\"crates/*\"]\n\n[workspace.package]\nversion = \"3.0.0\"\n\n\
        [workspace.dependencies]\nspecwright-runtime = \"0.1\"\n";
    let specs = folder.path().join("specs/t");
    fs::create_dir_all(&specs).expect("a folder");
    fs::write(folder.path().join("Cargo.toml"), root).expect("a file");
    fs::write(specs.join("openapi.yaml"), document()).expect("a file");
    fs::write(specs.join("specwright.toml"), settings).expect("a file");
    env::set_current_dir(folder.path()).expect("the workspace");
    let codegen = || {
        let workspace = Workspace::open(None, ReportFormat::Json).expect("a workspace");
        let mut outcomes = workspace.codegen();
        outcomes.next().expect("an API").expect("crates")
    };
    let written = codegen().written;
    let paths = ["Cargo.toml", "src/lib.rs"].map(|it| Path::new("crates/t-client").join(it));
    assert!(paths.iter().all(|it| written.contains(it)), "{written:?}");
    let manifest = fs::read_to_string(&paths[0]).expect("a manifest");
    for line in [
        "version.workspace = true",
        "edition = \"2024\"",
        "specwright-runtime = { workspace = true, features = [\"client\"] }",
        "t-types = { path = \"../t-types\" }",
        "reqwest = [\"specwright-runtime/reqwest\"]",
    ] {
        assert!(manifest.contains(line), "{line} is missing in:\n{manifest}");
    }
    let lib = fs::read_to_string(&paths[1]).expect("a root");
    assert!(
        lib.contains("#![recursion_limit") && !lib.contains("@generated"),
        "{lib}"
    );
    fs::write(&paths[1], format!("{lib}\nmod mine {{}}\n")).expect("a file");
    fs::write(&paths[0], format!("{manifest}\n[package.metadata]\n")).expect("a file");
    assert!(codegen().is_up_to_date());
}

/// Compares a text with `snapshots/report/NAME.snap` of the workspace.
fn snapshot(name: &str, text: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root.join("../../snapshots/report"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
