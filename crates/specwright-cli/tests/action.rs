//! The scripts of the GitHub action and of the pre-commit hooks, with a made-up environment of a runner.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
servers: [{url: https://pets.example}]
paths: {}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
"##;

/// The arguments of runs that generate the types only, as the action has them.
const TYPES: &str = "\n  --out=out\n  --only=types\n\n  --runtime=version=0\n";

/// The result of a script: its exit status, its streams, and the files of the runner.
struct Run {
    status: i32,
    out: String,
    result: String,
    summary: String,
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.github/actions/specwright")
}

/// Returns a `PATH` with the folder of the program in front, or with another folder.
fn path_with(folder: &Path) -> String {
    let path = std::env::var("PATH").expect("PATH");
    format!("{}:{path}", folder.display())
}

fn program() -> &'static Path {
    let program = Path::new(env!("CARGO_BIN_EXE_specwright"));
    program.parent().expect("a folder")
}

/// Runs the script of the action in a folder of documents; `programs` is in front of the `PATH`.
fn act(folder: &Path, programs: &Path, variables: &[(&str, &str)]) -> Run {
    let runner = tempfile::tempdir().expect("a folder");
    let [output, summary] = ["output", "summary"].map(|name| runner.path().join(name));
    let run = Command::new(scripts().join("run.sh"))
        .current_dir(folder)
        .env("PATH", path_with(programs))
        .env("RUNNER_TEMP", runner.path())
        .env("GITHUB_OUTPUT", &output)
        .env("GITHUB_STEP_SUMMARY", &summary)
        .env_remove("GITHUB_BASE_REF")
        .env_remove("GITHUB_PATH")
        .envs(variables.iter().copied())
        .output()
        .expect("bash");
    let out = String::from_utf8(run.stdout).expect("UTF-8");
    let err = String::from_utf8(run.stderr).expect("UTF-8");
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_default();
    Run {
        status: run.status.code().expect("an exit status"),
        out: out + &err,
        result: read(&output),
        summary: read(&summary),
    }
}

fn folder_with(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("pets.yaml"), document).expect("a file");
    folder
}

fn pets<'a>(command: &'a str, arguments: &'a str) -> [(&'static str, &'a str); 3] {
    [
        ("SPECWRIGHT_COMMAND", command),
        ("SPECWRIGHT_DOCUMENTS", "pets.yaml\n"),
        ("SPECWRIGHT_ARGUMENTS", arguments),
    ]
}

#[test]
fn stale_crates_are_annotated() {
    let folder = folder_with(DOCUMENT);
    let stale = act(folder.path(), program(), &pets("generate", TYPES));
    assert_eq!(
        (stale.status, stale.result.as_str()),
        (3, "result=stale\n"),
        "{}",
        stale.out
    );
    let annotation = "::error file=pets.yaml::generated code is out of date; run: specwright generate pets.yaml --out=out --only=types --runtime=version=0\n";
    assert!(stale.out.contains(annotation), "{}", stale.out);
    let arguments: Vec<&str> = TYPES.split_whitespace().collect();
    let written = Command::new(env!("CARGO_BIN_EXE_specwright"))
        .args(["generate", "pets.yaml"])
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .expect("the program");
    assert!(written.status.success());
    let fresh = act(folder.path(), program(), &pets("generate", TYPES));
    assert_eq!(
        (fresh.status, fresh.result.as_str()),
        (0, "result=ok\n"),
        "{}",
        fresh.out
    );
}

#[test]
fn errors_are_annotated_and_the_worst_status_counts() {
    let folder = folder_with(&DOCUMENT.replace("{type: string}", "{$ref: \"#/nothing\"}"));
    let broken = act(folder.path(), program(), &pets("lint", ""));
    assert_eq!(
        (broken.status, broken.result.as_str()),
        (1, "result=errors\n"),
        "{}",
        broken.out
    );
    assert!(
        broken.out.contains("::error file=pets.yaml,line=7,"),
        "{}",
        broken.out
    );
    let several = [
        ("SPECWRIGHT_COMMAND", "lint"),
        ("SPECWRIGHT_DOCUMENTS", "missing.yaml\npets.yaml"),
    ];
    let missing = act(folder.path(), program(), &several);
    assert_eq!(
        (missing.status, missing.result.as_str()),
        (2, "result=failed\n"),
        "{}",
        missing.out
    );
    assert!(
        missing.out.contains("::error file=pets.yaml,line=7,"),
        "{}",
        missing.out
    );
}

#[test]
fn a_checkup_is_added_to_the_summary() {
    let folder = folder_with(DOCUMENT);
    let checkup = act(folder.path(), program(), &pets("doctor", ""));
    assert_eq!(checkup.status, 0, "{}", checkup.out);
    assert!(
        checkup
            .summary
            .starts_with("````text\nPets\npets.yaml · OpenAPI 3.0"),
        "{}",
        checkup.summary
    );
    assert!(checkup.summary.ends_with("\n````\n"), "{}", checkup.summary);
}

#[test]
fn wrong_inputs_are_annotated() {
    let folder = folder_with(DOCUMENT);
    let unknown = act(folder.path(), program(), &pets("generat", ""));
    assert_eq!(
        (unknown.status, unknown.result.as_str()),
        (2, "result=failed\n")
    );
    assert!(
        unknown
            .out
            .starts_with("::error::specwright: unknown command `generat`"),
        "{}",
        unknown.out
    );
    let none = act(folder.path(), program(), &[("SPECWRIGHT_DOCUMENTS", " \n")]);
    assert_eq!(none.status, 2);
    assert!(
        none.out.contains("set the input `documents`"),
        "{}",
        none.out
    );
    let baseless = act(folder.path(), program(), &pets("diff", ""));
    assert_eq!(baseless.status, 2);
    assert!(
        baseless.out.contains("diff needs a base"),
        "{}",
        baseless.out
    );
}

/// Writes a program that prints its arguments and the document that it is given first.
fn recorder(folder: &Path, name: &str) {
    let path = folder.join(name);
    fs::write(
        &path,
        "#!/bin/sh\necho \"ran: $*\"\nif [ -f \"$2\" ]; then cat \"$2\"; fi\n",
    )
    .expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("permissions");
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.com",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git");
    assert!(
        output.status.success(),
        "{arguments:?} {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn changes_are_compared_with_the_merge_base() {
    let folder = folder_with("old: 1\n");
    let here = folder.path();
    git(here, &["init", "--quiet", "--initial-branch=main"]);
    git(here, &["add", "."]);
    git(here, &["commit", "--quiet", "-m", "old"]);
    git(here, &["checkout", "--quiet", "-b", "change"]);
    fs::write(here.join("pets.yaml"), "new: 1\n").expect("a file");
    fs::write(here.join("other.yaml"), "new: 2\n").expect("a file");
    git(here, &["add", "."]);
    git(here, &["commit", "--quiet", "-m", "new"]);
    git(here, &["checkout", "--quiet", "main"]);
    fs::write(here.join("pets.yaml"), "later: 1\n").expect("a file");
    git(here, &["commit", "--quiet", "-am", "later"]);
    git(here, &["checkout", "--quiet", "change"]);
    let programs = tempfile::tempdir().expect("a folder");
    recorder(programs.path(), "specwright");
    let variables = [
        ("SPECWRIGHT_COMMAND", "diff"),
        ("SPECWRIGHT_DOCUMENTS", "pets.yaml\nother.yaml"),
        ("GITHUB_BASE_REF", "main"),
    ];
    let compared = act(here, programs.path(), &variables);
    assert_eq!(compared.status, 0, "{}", compared.out);
    assert!(
        compared
            .out
            .contains("/pets.yaml pets.yaml --format github\nold: 1\n"),
        "{}",
        compared.out
    );
    assert!(
        compared
            .out
            .contains("::notice file=other.yaml::new document"),
        "{}",
        compared.out
    );
    // The checkout of the base is removed.
    let trees = Command::new("git")
        .args(["worktree", "list"])
        .current_dir(here)
        .output()
        .expect("git");
    assert_eq!(String::from_utf8_lossy(&trees.stdout).lines().count(), 1);
}

#[test]
fn a_missing_program_is_installed_from_the_action() {
    let folder = folder_with(DOCUMENT);
    let programs = tempfile::tempdir().expect("a folder");
    recorder(programs.path(), "cargo");
    // The made-up cargo installs nothing, so that the run itself fails.
    let run = act(
        folder.path(),
        programs.path(),
        &[
            ("SPECWRIGHT_COMMAND", "lint"),
            ("SPECWRIGHT_DOCUMENTS", "pets.yaml"),
        ],
    );
    assert_ne!(run.status, 0);
    let wanted = "ran: install --locked --root ";
    assert!(run.out.contains(wanted), "{}", run.out);
    let line = run
        .out
        .lines()
        .find(|it| it.starts_with(wanted))
        .expect("a line");
    let path = line.rsplit(' ').next().expect("a path");
    assert!(Path::new(path).join("Cargo.toml").is_file(), "{path}");
    let run = act(
        folder.path(),
        programs.path(),
        &[("SPECWRIGHT_COMMAND", "codegen")],
    );
    assert!(
        run.out
            .contains("ran: xtask codegen --check --format github"),
        "{}",
        run.out
    );
}

#[test]
fn hooks_run_the_program() {
    let folder = folder_with(DOCUMENT);
    let hook = |path: &str, arguments: &[&str]| {
        let output = Command::new(scripts().join("pre-commit.sh"))
            .args(arguments)
            .current_dir(folder.path())
            .env("PATH", path)
            .output()
            .expect("bash");
        let status = output.status.code().expect("an exit status");
        (status, String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let path = path_with(program());
    assert_eq!(hook(&path, &["lint", "--strict", "pets.yaml"]).0, 0);
    let arguments = [
        "generate",
        "pets.yaml",
        "--out=out",
        "--only=types",
        "--runtime=version=0",
    ];
    let (status, text) = hook(&path, &arguments);
    assert_eq!(status, 3, "{text}");
    assert!(
        text.ends_with("then add the changed files to the commit\n"),
        "{text}"
    );
    let (status, text) = hook("/usr/bin:/bin", &["lint", "pets.yaml"]);
    assert_eq!(status, 2);
    assert!(
        text.contains("cargo install --locked specwright-cli"),
        "{text}"
    );
}

/// Each input reaches the script by a variable that it reads, and each variable that it reads is set.
#[test]
fn inputs_and_variables_agree() {
    let read = |name: &str| fs::read_to_string(scripts().join(name)).expect("a file");
    let (action, script) = (read("action.yml"), read("run.sh"));
    let inputs = action.split("inputs:\n").nth(1).expect("inputs");
    let inputs = inputs.split("outputs:").next().expect("inputs");
    let names = inputs
        .lines()
        .filter(|it| it.starts_with("  ") && !it.starts_with("   "));
    let names: Vec<&str> = names.filter_map(|it| it.trim().strip_suffix(':')).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    for name in names {
        let variable = format!("SPECWRIGHT_{}", name.to_uppercase());
        assert!(
            action.contains(&format!("{variable}: ${{{{ inputs.{name} }}}}")),
            "{name}"
        );
        assert!(script.contains(&variable), "{name}");
    }
    let hooks =
        fs::read_to_string(scripts().join("../../../.pre-commit-hooks.yaml")).expect("a file");
    for line in hooks
        .lines()
        .filter_map(|it| it.trim().strip_prefix("entry: "))
    {
        let path = line.split(' ').next().expect("a path");
        assert!(scripts().join("../../..").join(path).is_file(), "{path}");
    }
}
