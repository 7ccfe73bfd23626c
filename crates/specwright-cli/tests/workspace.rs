//! The tasks of a workspace that has errors. They change the current folder of the process, so that this is one test.
#![cfg(unix)]

use clap::Parser;
use specwright_cli::console::{Common, Console, Exit};
use specwright_cli::workspace;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

const PAGE: &str = "```yaml\nopenapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n```\n";
const SETTINGS: &str = "[spec]\nfragments = \"pages\"\n\n[crates]\ntypes = \"t-types\"\n";
const MANIFEST: &str =
    "[package]\nname = \"t-types\"\n\n[dependencies]\nspecwright-runtime = { workspace = true }\n";

#[derive(Parser)]
struct Flags {
    #[command(flatten)]
    common: Common,
}

fn console() -> Console {
    Flags::parse_from(["test", "--quiet"]).common.console()
}

/// Creates a workspace with one API.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in [
        ("specs/t/pages/a.md", PAGE),
        ("specs/t/specwright.toml", SETTINGS),
        ("crates/t-types/Cargo.toml", MANIFEST),
        ("crates/t-types/src/lib.rs", "mod generated;\n"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    }
    folder
}

fn merge_and_generate(root: &Path) -> (Exit, Exit) {
    let merged = workspace::merge(root, false, &console());
    (merged, workspace::codegen(root, None, false, &console()))
}

/// A change to a workspace, and the exit statuses of merging and generating after it.
type Case = (&'static str, fn(&Path), Exit, Exit);

const CASES: [Case; 10] = [
    ("nothing", |_| (), Exit::Success, Exit::Success),
    (
        "a generated file without its mark",
        |root| {
            fs::write(
                root.join("crates/t-types/src/generated/mod.rs"),
                "fn f() {}\n",
            )
            .unwrap()
        },
        Exit::Success,
        Exit::Usage,
    ),
    (
        "a link in place of the generated sources",
        |root| {
            let generated = root.join("crates/t-types/src/generated");
            fs::rename(&generated, root.join("elsewhere")).unwrap();
            fs::write(root.join("elsewhere/old.rs"), "// @generated\n").unwrap();
            symlink(root.join("elsewhere"), generated).unwrap();
        },
        Exit::Success,
        Exit::Usage,
    ),
    (
        "a link in place of the crate",
        |root| {
            fs::rename(root.join("crates/t-types"), root.join("elsewhere")).unwrap();
            symlink(root.join("elsewhere"), root.join("crates/t-types")).unwrap();
            fs::write(
                root.join("elsewhere/src/generated/mod.rs"),
                "// @generated\n",
            )
            .unwrap();
        },
        Exit::Success,
        Exit::Usage,
    ),
    (
        "a hand-written document",
        |root| fs::write(root.join("specs/t/openapi.yaml"), PAGE).unwrap(),
        Exit::Usage,
        Exit::Errors,
    ),
    (
        "a document that is a link out of its folder",
        |root| {
            fs::remove_file(root.join("specs/t/openapi.yaml")).unwrap();
            fs::write(root.join("openapi.yaml"), PAGE).unwrap();
            symlink("../../openapi.yaml", root.join("specs/t/openapi.yaml")).unwrap();
        },
        Exit::Usage,
        Exit::Errors,
    ),
    (
        "a page that is a link out of its folder",
        |root| symlink("/etc/hostname", root.join("specs/t/pages/b.md")).unwrap(),
        Exit::Usage,
        Exit::Success,
    ),
    (
        "a manifest that is a link out of the workspace",
        |root| {
            fs::remove_file(root.join("crates/t-types/Cargo.toml")).unwrap();
            symlink("/etc/hostname", root.join("crates/t-types/Cargo.toml")).unwrap();
        },
        Exit::Success,
        Exit::Usage,
    ),
    (
        "a crate outside of its folder",
        |root| {
            let settings = SETTINGS.replace("t-types", "../../evil");
            fs::write(root.join("specs/t/specwright.toml"), settings).unwrap();
        },
        Exit::Errors,
        Exit::Errors,
    ),
    (
        "a merged document outside of its folder",
        |root| {
            let settings = SETTINGS.replace("[spec]\n", "[spec]\nfile = \"../../evil.yaml\"\n");
            fs::write(root.join("specs/t/specwright.toml"), settings).unwrap();
        },
        Exit::Usage,
        Exit::Usage,
    ),
];

#[test]
fn obstacles_are_reported() {
    for (what, change, merged, generated) in CASES {
        let folder = workspace();
        let root = folder.path();
        assert_eq!(
            merge_and_generate(root),
            (Exit::Success, Exit::Success),
            "{what}"
        );
        change(root);
        assert_eq!(merge_and_generate(root), (merged, generated), "{what}");
        for absent in ["evil", "evil.yaml"] {
            assert!(!root.join(absent).exists(), "{what}");
        }
        if root.join("elsewhere/old.rs").exists() {
            let text = fs::read_to_string(root.join("elsewhere/old.rs")).unwrap();
            assert_eq!(text, "// @generated\n", "{what}");
        }
    }
}
