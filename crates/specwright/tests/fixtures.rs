//! The generated Rust of every document that `specwright-lower` accepts as a fixture: from its bytes through the whole pipeline.
//!
//! Each has one snapshot, `snapshots/rust/<fixture>.snap`, with the types that users see and the signatures of operations:
//! models, requests and responses, client methods and server traits. Codecs, tables and routers are left out; the snapshots of
//! the AppMaker crates have them.

#[path = "settings/mod.rs"]
mod settings;

use insta::{Settings, assert_snapshot};
use settings::settings;
use specwright::stages::{Crates, Origin, packages, read};
use specwright::{Part, ReadOptions, Selection};
use specwright_ir::Api;
use specwright_spec::{Report, ReportFormat, render};
use std::path::Path;
use std::{env, fs};

#[test]
fn accepted_documents_become_rust() {
    // Renames may name the document, which is `api.yaml` in each fixture.
    let folder = tempfile::tempdir().expect("a temporary folder");
    env::set_current_dir(folder.path()).expect("a folder");
    insta::glob!(
        "../../specwright-lower/tests/fixtures/accept",
        "*.yaml",
        |path| {
            let text = fs::read_to_string(path).expect("a fixture");
            let name = path.file_stem().expect("a name").to_string_lossy();
            snapshot(&name, &interface(&lower(&name, &text)));
        }
    );
}

/// Reads and lowers a fixture with its settings.
fn lower(name: &str, text: &str) -> Api {
    fs::write("api.yaml", text).expect("a new file");
    let options = ReadOptions {
        lenient: Some(text.starts_with("# lenient\n")),
        selection: selection(text),
        ..ReadOptions::default()
    };
    let mut report = Report::new();
    let api = read(
        Path::new("api.yaml"),
        &options,
        &settings(text),
        &mut report,
    );
    let api = api.unwrap_or_else(|error| panic!("{name}: {error}"));
    api.unwrap_or_else(|| {
        let report = render(&report, ReportFormat::Human { color: false });
        panic!("{name} is refused:\n{report}")
    })
}

/// Parses the selectors in the comments at the top of a fixture: `# include SELECTOR` and `# exclude SELECTOR`.
fn selection(text: &str) -> Selection {
    let comments = text.lines().map_while(|line| line.strip_prefix("# "));
    let selectors = |list: &str| {
        let found = comments.clone().filter_map(|it| it.strip_prefix(list));
        let parsed = found.map(|it| it.trim().parse().expect("a selector"));
        parsed.collect()
    };
    Selection {
        include: selectors("include "),
        exclude: selectors("exclude "),
    }
}

/// Returns the files that declare the interface of the crates, each below its path and without its header.
fn interface(api: &Api) -> String {
    let origin = Origin {
        command: "a test".to_owned(),
        source: "a fixture".to_owned(),
    };
    let crates = Crates::named("fixture", &Part::ALL);
    let parts = match api.operations().next() {
        Some(_) => &Part::ALL[..],
        None => &[Part::Types],
    };
    let mut text = String::new();
    for part in parts {
        let files = packages(api, &[*part], &crates, &origin, Path::new("out"));
        let package = part.package(&crates).expect("a name");
        let folder = Path::new(package).join("src/generated");
        for (path, contents) in files.iter() {
            let Ok(file) = path.strip_prefix(&folder) else {
                continue;
            };
            let file = file.to_string_lossy();
            if is_interface(*part, &file) {
                let (_, items) = contents.split_once("\n\n").expect("a header");
                text.push_str(&format!("// {package}/{file}\n\n{}\n\n", items.trim()));
            }
        }
    }
    text
}

/// Returns true for the models and operation types, the methods of the client and the traits of the server.
fn is_interface(part: Part, file: &str) -> bool {
    match part {
        Part::Types => file == "models.rs" || file.starts_with("operations/"),
        Part::Client => !file.contains('/') && !CLIENT_FRAME.contains(&file),
        Part::Server => matches!(file, "api.rs" | "receiver.rs"),
    }
}

/// The files of a client that do not declare methods of operations.
const CLIENT_FRAME: [&str; 4] = ["mod.rs", "client.rs", "codec.rs", "server.rs"];

/// Compares a text with `snapshots/rust/NAME.snap` of the workspace.
fn snapshot(name: &str, text: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(root.join("../../snapshots/rust"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings.bind(|| assert_snapshot!(name, text));
}
