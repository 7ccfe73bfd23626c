//! Snapshots of the AppMaker API: its intermediate representation and every file that `cargo xtask codegen` writes.

use insta::{Settings, assert_snapshot};
use specwright::{ReportFormat, Workspace};
use std::env;
use std::path::{Path, PathBuf};

#[test]
fn the_api_and_every_generated_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    env::set_current_dir(root).expect("the workspace");
    let format = ReportFormat::Human { color: false };
    let workspace = Workspace::open(Some("appmaker"), format);
    let workspace = workspace.unwrap_or_else(|error| panic!("{error}"));
    let (api, files) = workspace
        .generated()
        .next()
        .expect("an API")
        .unwrap_or_else(|error| panic!("{error}"));
    at("ir", || assert_snapshot!("appmaker", api.to_string()));
    for (path, text) in files.iter() {
        let path = path
            .strip_prefix("crates")
            .expect("generated crates are in crates/");
        let mut parts = path
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned());
        let package = parts.next().expect("a file is in a package");
        let name = parts
            .skip_while(|part| part != "generated")
            .skip(1)
            .collect::<Vec<_>>()
            .join("__");
        at(&format!("crates/{package}"), || {
            assert_snapshot!(name, text)
        });
    }
}

/// Runs with the snapshots of a folder below `snapshots/`, without prefixes of their names.
fn at(folder: &str, run: impl FnOnce()) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(PathBuf::from("../../../snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(run);
}
