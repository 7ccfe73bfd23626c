//! Generates crates, and a program that validates instances with their types.

use crate::suite::{Group, Suite};
use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_ir::Api;
use specwright_lower::Options;
use specwright_spec::{MemoryFiles, Report, open};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A crate of types, and the groups that it has.
pub struct Crate<'s> {
    name: String,
    api: Api,
    pub components: Vec<Component<'s>>,
}

/// A group and its type.
pub struct Component<'s> {
    pub group: &'s Group,
    ty: String,
}

impl<'s> Crate<'s> {
    /// Generates the crate of the groups that can be generated separately.
    pub fn new(suite: &'s Suite, options: &Options, groups: Vec<&'s Group>) -> Self {
        let api = lower(&suite.document(&groups), options).expect("each can be generated");
        let ty = |group: &Group| {
            let pointer = format!("/components/schemas/{}", group.judged());
            let mut types = api.types.iter();
            let ty = types.find(|ty| ty.schema == pointer);
            ty.expect("each component is a type")
                .name
                .as_str()
                .to_owned()
        };
        let components = groups
            .into_iter()
            .map(|group| Component {
                ty: ty(group),
                group,
            })
            .collect();
        let name = format!("{}-{:?}", suite.name, options.formats).to_lowercase();
        Self {
            name,
            api,
            components,
        }
    }
}

/// Returns the API of a document, or its errors.
pub fn lower(document: &str, options: &Options) -> Result<Api, String> {
    let mut report = Report::new();
    let files = MemoryFiles::new([("suite.json".to_owned(), document.to_owned())]);
    let document = open(&files, "suite.json", &mut report);
    let api =
        document.and_then(|document| specwright_lower::lower(&document, options, &mut report));
    let errors = report.diagnostics().iter().filter(|it| it.is_error());
    let errors: Vec<String> = errors.map(|it| it.message.clone()).collect();
    match api {
        Some(api) if errors.is_empty() => Ok(api),
        _ => Err(errors.join("; ")),
    }
}

/// Returns the verdicts on the instances of each component: true if an instance is read and valid. The crates are in a folder of this
/// name.
pub fn judge(folder: &str, crates: &[Crate<'_>]) -> Vec<Vec<bool>> {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(folder);
    for it in crates {
        write_types(&root, it);
    }
    write_program(&root, crates);
    let answers = run(&root, &instances(crates));
    let mut verdicts = answers.lines().map(|line| line == "true");
    let components = crates.iter().flat_map(|it| &it.components);
    components
        .map(|it| verdicts.by_ref().take(it.group.tests.len()).collect())
        .collect()
}

fn write_types(root: &Path, it: &Crate<'_>) {
    let crates = Crates {
        types: Some(format!("{}-types", it.name)),
        ..Crates::default()
    };
    let origin = Origin {
        command: "cargo test".to_owned(),
        source: it.name.clone(),
    };
    let files = packages(&it.api, &[Part::Types], &crates, &origin, root);
    let _ = fs::remove_dir_all(root.join(format!("{}-types/src", it.name)));
    for (path, text) in files.iter() {
        write(&root.join(path), text);
    }
}

/// Returns a program that reads lines of a component number and an instance, and prints a verdict for each.
fn write_program(root: &Path, crates: &[Crate<'_>]) {
    let mut rows = String::new();
    let mut dependencies = String::new();
    for it in crates {
        let name = &it.name;
        dependencies += &format!("{name}-types = {{ path = \"../{name}-types\" }}\n");
        for component in &it.components {
            let path = name.replace('-', "_");
            rows += &format!("    judge::<{path}_types::{}>,\n", component.ty);
        }
    }
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specwright-runtime");
    let main = format!(
        "{}\nconst JUDGES: &[fn(&str) -> bool] = &[\n{rows}];\n",
        include_str!("judge.rs.txt")
    );
    write(&root.join("judge/src/main.rs"), &main);
    write(
        &root.join("judge/Cargo.toml"),
        &format!(
            "[package]\nname = \"judge\"\nedition = \"2024\"\n\n[dependencies]\n\
             specwright-runtime = {{ path = {runtime:?} }}\n{dependencies}"
        ),
    );
    let members: Vec<String> = crates
        .iter()
        .map(|it| format!("{}-types", it.name))
        .chain(["judge".to_owned()])
        .collect();
    write(
        &root.join("Cargo.toml"),
        &format!(
            "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\n"
        ),
    );
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a lock file");
}

fn instances(crates: &[Crate<'_>]) -> String {
    let components = crates.iter().flat_map(|it| &it.components).enumerate();
    components
        .flat_map(|(number, component)| {
            component
                .group
                .tests
                .iter()
                .map(move |case| format!("{number} {}\n", component.group.instance(case)))
        })
        .collect()
}

fn run(root: &Path, input: &str) -> String {
    let mut program = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--package", "judge"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("cargo runs");
    let mut stdin = program.stdin.take().expect("it is piped");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = program.wait_with_output().expect("it ends");
    assert!(
        output.status.success(),
        "the generated crates compile and judge"
    );
    writer
        .join()
        .expect("it does not panic")
        .expect("the program reads all");
    String::from_utf8(output.stdout).expect("the program answers in words")
}

/// Writes a file unless it is unchanged, so that cargo compiles only changed crates.
fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is ours");
    fs::write(path, text).expect("the folder is ours");
}
