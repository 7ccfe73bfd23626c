//! The verdict on Rust code is proved by compiling: programs that use the crates of an old document are compiled with the crates of
//! a new one. Those of a crate fail if and only if its verdict is major.

#[expect(dead_code, reason = "the messages of cargo are read here")]
#[path = "../cargo_workspace/mod.rs"]
mod cargo_workspace;
mod pairs;
mod witness;

use cargo_workspace::{root, write, write_workspace};
use pairs::{PAIRS, Pair};
use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_diff::Source;
use specwright_diff::source::{GeneratedCrate, SourceVerdict, Surface, compare_source};
use specwright_ir::Api;
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, Report, open};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

const SHOP: &str = include_str!("shop.yaml");

fn api(text: &str) -> Api {
    let files = MemoryFiles::new([("api.yaml", text.to_owned())]);
    let mut report = Report::new();
    let document = open(&files, "api.yaml", &mut report);
    let api = document.and_then(|it| lower(&it, &Options::default(), &mut report));
    api.unwrap_or_else(|| panic!("{:?}", report.diagnostics()))
}

/// The document after the edits of a pair.
fn edited(pair: &Pair) -> String {
    let mut text = SHOP.to_owned();
    for (from, to) in pair.edits {
        let count = text.matches(from).count();
        assert_eq!(count, 1, "{}: `{from}` occurs {count} times", pair.name);
        text = text.replace(from, to);
    }
    text
}

fn causes(verdict: &SourceVerdict) -> String {
    let lines = verdict.changes.iter().map(|it| {
        let levels = it.levels;
        let (types, client, server) = (levels.types, levels.client, levels.server);
        format!(
            "\n    {types:?} {client:?} {server:?}: {} ({})",
            it.message,
            it.rule.name()
        )
    });
    lines.collect()
}

#[test]
fn levels_are_those_that_a_person_expects() {
    let old = api(SHOP);
    assert!(PAIRS.len() >= 60, "{} pairs", PAIRS.len());
    let mut wrong = String::new();
    for pair in PAIRS {
        let verdict = compare_source(&old, &api(&edited(pair)));
        let levels = GeneratedCrate::ALL.map(|it| verdict.levels.of(it));
        if levels != pair.levels {
            let expected = pair.levels;
            let causes = causes(&verdict);
            let _ = writeln!(
                wrong,
                "{}: {levels:?}, expected {expected:?}{causes}",
                pair.name
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn an_api_and_itself_are_alike() {
    let api = api(SHOP);
    assert_eq!(compare_source(&api, &api).changes, []);
}

#[test]
fn programs_fail_to_compile_if_and_only_if_the_verdict_is_major() {
    let root = root("source_verdicts");
    let old = api(SHOP);
    let surface = Surface::of(&old);
    let mut members = String::new();
    let mut expected = BTreeSet::new();
    write_pair(&root, "p000", &old, &surface, &mut members);
    for (index, pair) in PAIRS.iter().enumerate() {
        let (prefix, new) = (format!("p{:03}", index + 1), api(&edited(pair)));
        write_pair(&root, &prefix, &new, &surface, &mut members);
        let levels = compare_source(&old, &new).levels;
        let major = GeneratedCrate::ALL.into_iter();
        let major = major.filter(|it| levels.of(*it) == Source::Major);
        expected.extend(major.map(|it| format!("{prefix}-{}-user", it.name())));
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
    write_workspace(&root, &manifest);
    let failed = failures(&root);
    let described = |name: &String| {
        let index: usize = name[1..4].parse().expect("a number");
        let pair = index
            .checked_sub(1)
            .map_or("the document itself", |it| PAIRS[it].name);
        format!("\n{name}: {pair}")
    };
    let survived: String = expected.difference(&failed).map(described).collect();
    let broken: String = failed.difference(&expected).map(described).collect();
    assert!(
        survived.is_empty() && broken.is_empty(),
        "major, but all programs compile: {survived}\nnot major, but a program fails: {broken}"
    );
}

/// Writes the crates of an API, and the programs that use those of the old one.
fn write_pair(root: &Path, prefix: &str, api: &Api, old: &Surface, members: &mut String) {
    let crates = Crates::named(prefix, &Part::ALL);
    let origin = Origin {
        command: "specwright generate".to_owned(),
        source: "shop.yaml".to_owned(),
    };
    for (path, text) in packages(api, &Part::ALL, &crates, &origin, root).iter() {
        write_if_changed(&root.join(path), text);
    }
    let mut manifest = format!(
        "[package]\nname = \"{prefix}\"\nversion = \"0.0.0\"\nedition = \"2024\"\nautobins = false\n\n[dependencies]\n"
    );
    let _ = write!(members, "\"{prefix}\", ");
    for krate in GeneratedCrate::ALL {
        let name = krate.name();
        let _ = write!(members, "\"{prefix}-{name}\", ");
        let _ = writeln!(
            manifest,
            "{prefix}-{name} = {{ path = \"../{prefix}-{name}\" }}"
        );
    }
    for krate in GeneratedCrate::ALL {
        let name = krate.name();
        let _ = write!(
            manifest,
            "\n[[bin]]\nname = \"{prefix}-{name}-user\"\npath = \"src/{name}.rs\"\n"
        );
        let program = witness::program(old, prefix, krate);
        write_if_changed(
            &root.join(prefix).join("src").join(format!("{name}.rs")),
            &program,
        );
    }
    write_if_changed(&root.join(prefix).join("Cargo.toml"), &manifest);
}

/// Writes a file unless it has this text, so that cargo compiles only what changed since the last run.
fn write_if_changed(path: &Path, text: &str) {
    if std::fs::read_to_string(path).ok().as_deref() != Some(text) {
        write(path, text);
    }
}

/// Checks the workspace, and returns the names of the programs that do not compile. All generated crates compile.
fn failures(root: &Path) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--keep-going", "--offline"])
        .args(["--quiet", "--message-format", "json"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .output()
        .expect("cargo runs");
    let mut failed = BTreeSet::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if message["message"]["level"] == "error" {
            let target = message["target"]["name"].as_str().expect("a target");
            let rendered = message["message"]["rendered"].as_str().unwrap_or_default();
            assert!(target.ends_with("-user"), "{rendered}");
            failed.insert(target.to_owned());
        }
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || !failed.is_empty(), "{stderr}");
    failed
}
