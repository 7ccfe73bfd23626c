//! Types of another crate in generated code: `[types]`, `[derive]`, `[attributes]` and `[dependencies]` of `specwright.toml`.
//!
//! `billing.rs.txt` is a crate that knows nothing of the generator, and `main.rs.txt` a program that uses the types generated from
//! `api.yaml` with `settings.toml`.

#[path = "../cargo_workspace/mod.rs"]
mod cargo_workspace;

use cargo_workspace::{root, run_cargo, write, write_workspace};
use specwright::{Error, Generator, Part, Runtime};
use std::path::Path;

const API: &str = include_str!("api.yaml");
const SETTINGS: &str = include_str!("settings.toml");

#[test]
fn types_of_another_crate_are_used() {
    let root = root("foreign_types");
    write(&root.join("api.yaml"), API);
    write(&root.join("specwright.toml"), SETTINGS);
    write(
        &root.join("billing/src/lib.rs"),
        include_str!("billing.rs.txt"),
    );
    write(
        &root.join("billing/Cargo.toml"),
        "[package]\nname = \"billing\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nserde_core = \"1\"\n",
    );
    write(&root.join("app/src/main.rs"), include_str!("main.rs.txt"));
    write(
        &root.join("app/Cargo.toml"),
        "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nbilling = { path = \"../billing\" }\nserde_json = \"1\"\nshop-types = { path = \"../shop-types\", features = [\"samples\"] }\n",
    );
    write_workspace(
        &root,
        "[workspace]\nresolver = \"3\"\nmembers = [\"app\", \"billing\", \"shop-types\"]\n",
    );
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    let generated = Generator::new(root.join("api.yaml"))
        .name("shop")
        .out(&root)
        .only([Part::Types])
        .runtime(Runtime::Path(runtime))
        .run();
    generated.expect("the document has no fault");
    run_cargo(&root, &root.join("target"), &["run", "--package", "app"]);
}

/// Returns the diagnostics of the document with these settings.
fn faults(settings: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&folder.path().join("api.yaml"), API);
    write(&folder.path().join("specwright.toml"), settings);
    let generator = Generator::new(folder.path().join("api.yaml")).out(folder.path());
    match generator.run() {
        Err(error @ Error::Faulty(_)) => error.to_string(),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("accepted: {settings}"),
    }
}

#[test]
fn wrong_settings_are_refused_at_their_places() {
    for (settings, expected) in [
        (
            "[types]\n\"format:decimla\" = \"a::B\"",
            "no string or number has the format `decimla`",
        ),
        (
            "[types]\n\"/components/schemas/Mony\" = \"a::B\"",
            "no schema at `/components/schemas/Mony`",
        ),
        ("[types]\nMoney = \"a::B\"", "specwright.toml:2:1"),
        (
            "[types]\n\"format:decimal\" = \"Decimal\"",
            "such as `billing::Money`",
        ),
        (
            "[types]\n\"format:decimal\" = \"a b\"",
            "specwright.toml:2:20",
        ),
        ("[derive]\n\"*\" = [\"Hahs\"]", "did you mean `Hash`?"),
        ("[derive]\nOrdr = [\"Hash\"]", "did you mean `Order`?"),
        (
            "[derive]\nWeight = [\"Hash\"]",
            "type `Weight` cannot derive `Hash`",
        ),
        (
            "[attributes]\nOrder = [\"non_exhaustive\"]",
            "invalid attribute `non_exhaustive`",
        ),
        ("[tpyes]\n", "did you mean `types`?"),
    ] {
        let found = faults(settings);
        assert!(found.contains(expected), "{settings}\n{found}");
    }
}
