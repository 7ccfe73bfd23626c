//! Dates and times as types of jiff, chrono and time: `time` of `[schemas]` in `specwright.toml`.
//!
//! `main.rs.txt` is a program that uses the types generated from `api.yaml` with each.

#[path = "../cargo_workspace/mod.rs"]
mod cargo_workspace;

use cargo_workspace::{root, run_cargo, write, write_workspace};
use specwright::{Generator, Part, Runtime};
use std::path::Path;

const API: &str = include_str!("api.yaml");
const CRATES: [&str; 3] = ["jiff", "chrono", "time"];

#[test]
fn types_of_each_crate_read_and_write_alike() {
    let root = root("time_types");
    let source = |name: &str| format!("of-{name}");
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    for name in CRATES {
        let folder = root.join(name);
        write(&folder.join("api.yaml"), API);
        let settings = format!("[schemas]\ntime = \"{name}\"\n");
        write(&folder.join("specwright.toml"), &settings);
        let generated = Generator::new(folder.join("api.yaml"))
            .name(source(name))
            .out(&root)
            .only([Part::Types, Part::Client])
            .runtime(Runtime::Path(runtime.clone()))
            .run();
        generated.expect("the document has no fault");
    }
    let path = |name: &str| {
        format!("of-{name}-types = {{ path = \"../of-{name}-types\", features = [\"samples\"] }}\n")
    };
    let types: String = CRATES.iter().map(|it| path(it)).collect();
    let manifest = format!(
        "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{types}\
         chrono = {{ version = \"0.4\", default-features = false }}\nserde_json = \"1\"\ntime = {{ version = \"0.3\", default-features = false }}\n"
    );
    write(&root.join("app/Cargo.toml"), &manifest);
    write(&root.join("app/src/main.rs"), include_str!("main.rs.txt"));
    let members = CRATES.map(|it| format!("\"of-{it}-types\", \"of-{it}-client\""));
    let members = members.join(", ");
    write_workspace(
        &root,
        &format!("[workspace]\nresolver = \"3\"\nmembers = [\"app\", {members}]\n"),
    );
    // The other test of this kind compiles the same dependencies.
    let target = root.join("../foreign_types/target");
    run_cargo(&root, &target, &["run", "--package", "app"]);
}
