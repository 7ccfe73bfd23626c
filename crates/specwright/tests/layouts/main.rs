//! One crate and modules of a crate compile without a warning, also where names of the document collide with those of generated
//! code, and with a feature for each tag.

#[path = "../cargo_workspace/mod.rs"]
mod cargo_workspace;

use cargo_workspace::{root, run_cargo, write, write_workspace};
use specwright::{Generator, Layout, Runtime};
use std::path::Path;

/// A document whose names collide with those of generated code.
const CLASHING: &str = include_str!("../emitted/apis/clashing.yaml");

/// A document with several tags.
const TAGGED: &str = include_str!("../tag_features/api.yaml");

fn generator(root: &Path, document: &str) -> Generator {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    Generator::new(root.join(document))
        .runtime(Runtime::Path(runtime))
        .lenient(true)
}

#[test]
fn one_crate_and_modules_compile_without_a_warning() {
    let root = root("layouts");
    write(&root.join("clashing.yaml"), CLASHING);
    write(&root.join("tagged.yaml"), TAGGED);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    let workspace = include_str!("workspace.toml.txt");
    write_workspace(
        &root,
        &workspace.replace("RUNTIME", &runtime.display().to_string()),
    );
    write(&root.join("app/src/main.rs"), include_str!("main.rs.txt"));
    write(&root.join("app/Cargo.toml"), include_str!("Cargo.toml.txt"));
    for (document, tag_features) in [("clashing", false), ("tagged", true)] {
        let generator = generator(&root, &format!("{document}.yaml")).tag_features(tag_features);
        let one = generator.clone().layout(Layout::Crate).out(&root);
        let module = root.join("app/src").join(document);
        let module = generator.layout(Layout::Module).out(module);
        for generator in [one, module] {
            generator.run().expect("the document has no fault");
            let checked = generator.check(true).run();
            checked.expect("a second run changes nothing");
        }
    }
    let target = root.join("target");
    run_cargo(&root, &target, &["check", "--package", "app"]);
    let features = [
        "",
        "server",
        "client,setters",
        "client,server,tag-pets,charsets",
    ];
    for features in features {
        let chosen = ["check", "--package", "tagged", "--no-default-features"];
        let chosen = [&chosen[..], &["--features", features]].concat();
        run_cargo(&root, &target, &chosen);
    }
    let all = ["check", "--package", "clashing", "--features", "server"];
    run_cargo(&root, &target, &all);
}
