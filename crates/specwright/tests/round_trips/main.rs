//! Calls from a generated client through a generated router to an implementation of the generated trait, and back, in memory.
//!
//! Each folder has a document, `api.yaml`, and a program, `main.rs.txt`, that uses the crates generated from it:
//!
//! * `parameters`: every location, style and `explode`;
//! * `responses`: all kinds of responses and bodies, with downloads as streams;
//! * `http`: the rules of HTTP for messages, which take precedence over a document;
//! * `samples`: every keyword of schemas;
//! * `variants`: the ways to distinguish the members of unions;
//! * `constructors`: constructors and setters of structs;
//! * `tolerant`: a service that breaks its document.

#[path = "../cargo_workspace/mod.rs"]
mod cargo_workspace;

use cargo_workspace::{root, run_cargo, write, write_workspace as write_manifest};
use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_ir::Responses;
use specwright_lower::{Downloads, Options, lower};
use specwright_spec::{MemoryFiles, Report, open};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The crate name prefix, the document, and the program of each case.
const CASES: [(&str, &str, &str); 7] = [
    (
        "echo",
        include_str!("parameters/api.yaml"),
        include_str!("parameters/main.rs.txt"),
    ),
    (
        "desk",
        include_str!("responses/api.yaml"),
        include_str!("responses/main.rs.txt"),
    ),
    (
        "http",
        include_str!("http/api.yaml"),
        include_str!("http/main.rs.txt"),
    ),
    (
        "rich",
        include_str!("samples/api.yaml"),
        include_str!("samples/main.rs.txt"),
    ),
    (
        "forms",
        include_str!("variants/api.yaml"),
        include_str!("variants/main.rs.txt"),
    ),
    (
        "made",
        include_str!("constructors/api.yaml"),
        include_str!("constructors/main.rs.txt"),
    ),
    (
        "tolerant",
        include_str!("tolerant/api.yaml"),
        include_str!("tolerant/main.rs.txt"),
    ),
];

#[test]
fn parameters_round_trip() {
    run("echo");
}

#[test]
fn responses_round_trip() {
    run("desk");
}

#[test]
fn http_rules_are_followed() {
    run("http");
}

#[test]
fn every_sample_comes_back_and_every_broken_one_is_refused() {
    run("rich");
}

#[test]
fn values_are_read_as_the_members_that_they_are_of() {
    run("forms");
}

#[test]
fn structs_are_constructed() {
    run("made");
}

#[test]
fn a_service_that_breaks_its_document_is_usable() {
    run("tolerant");
}

/// Runs the program of a case.
fn run(name: &str) {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    let root = ROOT.get_or_init(write_workspace);
    let package = format!("{name}-round");
    run_cargo(root, &root.join("target"), &["run", "--package", &package]);
}

/// The crates and programs of all cases.
fn write_workspace() -> PathBuf {
    let root = root("round_trips");
    let mut members = Vec::new();
    for (name, description, program) in CASES {
        write_crates(&root, name, description);
        write_program(&root, name, program);
        let parts = ["types", "client", "server", "round"];
        members.extend(parts.map(|part| format!("{name}-{part}")));
    }
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\n"
    );
    write_manifest(&root, &manifest);
    root
}

/// Generates the three crates of a document.
fn write_crates(root: &Path, name: &str, description: &str) {
    let mut report = Report::new();
    let options = Options {
        downloads: match name {
            "http" => Downloads::Whole,
            _ => Downloads::Streamed,
        },
        responses: match name {
            "tolerant" => Responses::Tolerant,
            _ => Responses::Strict,
        },
        ..Options::default()
    };
    let files = MemoryFiles::new([("api.yaml", description.to_owned())]);
    let api = open(&files, "api.yaml", &mut report)
        .and_then(|document| lower(&document, &options, &mut report))
        .filter(|_| !report.has_errors())
        .unwrap_or_else(|| panic!("{:#?}", report.diagnostics()));
    let crates = Crates::named(name, &Part::ALL);
    let origin = Origin {
        command: "cargo test".to_owned(),
        source: "api.yaml".to_owned(),
    };
    for (path, text) in packages(&api, &Part::ALL, &crates, &origin, root).iter() {
        write(&root.join(path), text);
    }
}

fn write_program(root: &Path, name: &str, program: &str) {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    let folder = root.join(format!("{name}-round"));
    write(&folder.join("src/main.rs"), program);
    let manifest = format!(
        "[package]\nname = \"{name}-round\"\nedition = \"2024\"\n\n[dependencies]\n\
         {name}-client = {{ path = \"../{name}-client\", default-features = false }}\n\
         {name}-server = {{ path = \"../{name}-server\" }}\n\
         {name}-types = {{ path = \"../{name}-types\", features = [\"samples\", \"setters\"] }}\n\
         specwright-runtime = {{ path = {runtime:?} }}\n\
         http = \"1\"\nserde = \"1\"\nserde_json = \"1\"\ntower-service = \"0.3\"\n"
    );
    write(&folder.join("Cargo.toml"), &manifest);
}
