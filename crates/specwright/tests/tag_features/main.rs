//! Choosing operations: at build time, with a Cargo feature for each tag (`[crates] features = "tags"`), and when generating (`[operations]`).

#[path = "../cargo_workspace/mod.rs"]
mod cargo_workspace;

use cargo_workspace::{root, run_cargo, write, write_workspace};
use specwright::{Error, Generator, Runtime};
use std::path::Path;

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

fn generator(root: &Path) -> Generator {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    Generator::new(root.join("api.yaml"))
        .name("shop")
        .out(root)
        .runtime(Runtime::Path(runtime))
}

#[test]
fn every_choice_of_features_compiles_without_a_warning() {
    let root = root("tag_features");
    write(&root.join("api.yaml"), API);
    write(
        &root.join("specwright.toml"),
        "[crates]\nfeatures = \"tags\"\n",
    );
    write_workspace(
        &root,
        "[workspace]\nresolver = \"3\"\nmembers = [\"shop-*\"]\n",
    );
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
    let crates = ["-p", "shop-types", "-p", "shop-client", "-p", "shop-server"];
    let chosen = all.join(",");
    let arguments = ["check", "--no-default-features", "--features", &chosen];
    run_cargo(
        root,
        &root.join("target"),
        &[&arguments[..], &crates].concat(),
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
