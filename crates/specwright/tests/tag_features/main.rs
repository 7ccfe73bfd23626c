//! Choosing operations: at build time, with a Cargo feature for each tag (`[crates] features = "tags"`), and when generating (`[operations]`).

use specwright::{Error, Generator, Runtime};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const API: &str = include_str!("api.yaml");

const FEATURES: [&str; 7] = [
    "callbacks",
    "tag-orders",
    "tag-pets",
    "tag-stock-levels",
    "tag-untagged",
    "unreferenced",
    "webhooks",
];

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, text).expect("a new file");
}

fn generator(root: &Path) -> Generator {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    Generator::new(root.join("api.yaml"))
        .name("shop")
        .out(root)
        .runtime(Runtime::Path(runtime))
}

#[test]
fn every_choice_of_features_compiles_without_a_warning() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("tag_features");
    write(&root.join("api.yaml"), API);
    write(
        &root.join("specwright.toml"),
        "[crates]\nfeatures = \"tags\"\n",
    );
    write(
        &root.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"shop-*\"]\n",
    );
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
    generator(&root).run().expect("the document has no fault");
    let checked = generator(&root).check(true).run();
    assert!(checked.is_ok(), "a second run changes nothing");
    let chosen = FEATURES.iter().map(|it| vec![*it]);
    let none_and_all = [Vec::new(), FEATURES.to_vec(), vec!["tag-pets", "webhooks"]];
    for features in chosen.chain(none_and_all) {
        check(&root, &features);
    }
}

/// Checks the client and the server with some features, and the setters of the types.
fn check(root: &Path, features: &[&str]) {
    let crates = ["shop-client", "shop-server"];
    let mut all = vec!["shop-types/setters".to_owned()];
    for name in crates {
        all.extend(features.iter().map(|it| format!("{name}/{it}")));
    }
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--no-default-features"])
        .args(["-p", "shop-types", "-p", "shop-client", "-p", "shop-server"])
        .args(["--features", &all.join(",")])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{features:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Returns the error for the document with these settings.
fn fault(settings: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&folder.path().join("api.yaml"), API);
    write(&folder.path().join("specwright.toml"), settings);
    match generator(folder.path()).run() {
        Err(error @ Error::Faulty(_)) => error.to_string(),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("accepted: {settings}"),
    }
}

#[test]
fn wrong_selectors_are_refused_at_their_places() {
    for (settings, place, help) in [
        (
            "[operations]\ninclude = [\"tag:pets\", \"tag:oders\"]\n",
            "specwright.toml:2:24",
            "did you mean `tag:orders`?",
        ),
        (
            "[operations]\nexclude = [\n    \"GET /stok\",\n]\n",
            "specwright.toml:3:5",
            "did you mean `GET /stock`?",
        ),
        (
            "[operations]\ninclude = [\"tags:pets\"]\n",
            "specwright.toml:2:12",
            "did you mean `tag:pets`?",
        ),
    ] {
        let text = fault(settings);
        assert!(text.contains(place), "{text}");
        assert!(text.contains(help), "{text}");
    }
}

#[test]
fn selectors_of_a_run_replace_those_of_the_settings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(&root.join("api.yaml"), API);
    write(
        &root.join("specwright.toml"),
        "[operations]\ninclude = [\"tag:pets\"]\n",
    );
    let of_client = |module: &str| {
        let path = format!("shop-client/src/generated/{module}.rs");
        root.join(path).exists()
    };
    generator(root).run().expect("the document has no fault");
    assert!(of_client("pets") && !of_client("orders"));
    let orders = "tag:orders".parse().expect("a selector");
    let run = generator(root).include([orders]);
    let checked = run.clone().check(true).run();
    assert!(matches!(checked, Err(Error::Stale(_))), "{checked:?}");
    run.run().expect("the document has no fault");
    assert!(of_client("orders") && !of_client("pets"));
}
