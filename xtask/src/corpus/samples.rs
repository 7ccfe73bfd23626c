//! Tests the types of documents with samples: a program for each document generates values of every type.

use super::compile::{BUILD, choose, turn, write_workspace};
use super::pointers;
use super::{Corpus, Row};
use specwright_cli::output;
use specwright_ir::{Api, TypeKind};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};
use std::{fs, io};

/// The result of the sample program of a document.
#[derive(Clone, Debug, Default)]
pub struct Proved {
    /// The document.
    id: String,
    /// The number of types.
    types: usize,
    /// The number of valid values that were accepted.
    samples: usize,
    /// The number of invalid values that were refused.
    broken: usize,
    /// The schemas and keywords in the violations of invalid values.
    constraints: BTreeSet<(String, String)>,
    /// The types without a value for some seed, by reason.
    missing: BTreeMap<String, Vec<String>>,
    /// Bugs.
    pub faults: Vec<String>,
}

/// Writes the sample program of a document beside its crates.
pub fn write(api: &Api, name: &str, out: &Path) -> io::Result<()> {
    let folder = out.join(format!("{name}-samples"));
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest(name))?;
    fs::write(folder.join("src/main.rs"), program(api, name))
}

fn manifest(name: &str) -> String {
    format!(
        "[package]\nname = \"{name}-samples\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n{name}-types = {{ path = \"../{name}-types\", features = [\"samples\"] }}\n"
    )
}

/// Returns the program, which prints a line for each type, each fault, and each schema and keyword in violations.
fn program(api: &Api, name: &str) -> String {
    const SEEDS: u32 = 12;
    let krate = format!("{name}-types").replace('-', "_");
    let named = api.types.iter();
    let named = named.filter(|ty| !matches!(ty.kind, TypeKind::Alias(_)));
    let rows: String = named
        .map(|ty| format!("    (\"{0}\", prove::<{krate}::{0}>),\n", ty.name))
        .collect();
    format!(
        "use {krate}::runtime::sample::{{Proof, prove}};\n\n\
         const TYPES: &[(&str, fn(u64) -> Proof)] = &[\n{rows}];\n\n\
         fn main() {{\n    // Types that hold each other in long circles need much stack in a build that is not optimised.\n    \
         let proofs = std::thread::Builder::new().stack_size(1 << 30).spawn(proofs);\n    \
         proofs.expect(\"a thread\").join().expect(\"types are proved without a panic\");\n}}\n\n\
         fn proofs() {{\n    let mut constraints = std::collections::BTreeSet::new();\n    for (name, prove) in TYPES {{\n        let proof = prove({SEEDS});\n        \
         let missing = proof.missing.map(|it| format!(\"{{it:?}}\")).unwrap_or_default();\n        \
         println!(\"type\\t{{name}}\\t{{}}\\t{{}}\\t{{missing}}\", proof.samples, proof.broken);\n        \
         for fault in proof.faults {{\n            println!(\"fault\\t{{name}}: {{}}\", fault.escape_debug());\n        }}\n        \
         constraints.extend(proof.constraints);\n    }}\n    for (schema, keyword) in constraints {{\n        \
         println!(\"constraint\\t{{schema}}\\t{{keyword}}\");\n    }}\n}}\n"
    )
}

/// Builds and runs the sample programs of the chosen documents.
pub fn prove(
    root: &Path,
    workspace: &Path,
    rows: &[Row],
    args: &Corpus,
) -> Result<Vec<Proved>, String> {
    let chosen = choose(args.samples, rows, turn(root));
    if chosen.is_empty() {
        return Ok(Vec::new());
    }
    let parts = ["types", "samples"];
    write_workspace(root, workspace, &chosen, &parts).map_err(|error| error.to_string())?;
    output::print_message(&format!(
        "testing the types of {} documents with samples",
        chosen.len()
    ));
    let proved = chosen.into_iter().map(|row| prove_one(workspace, row));
    proved.collect()
}

/// Builds and runs one program, and deletes it afterwards, since programs are large.
fn prove_one(workspace: &Path, row: &Row) -> Result<Proved, String> {
    let package = format!("{}-samples", row.document.crate_name());
    let output =
        cargo(workspace, &package).map_err(|error| format!("cannot run cargo: {error}"))?;
    let program = workspace.join(BUILD).join("debug").join(&package);
    if program.exists() {
        fs::remove_file(&program).map_err(|error| error.to_string())?;
    }
    let mut proved = read(&String::from_utf8_lossy(&output.stdout));
    proved.id.clone_from(&row.document.id);
    let unresolved = pointers::unresolved(&row.document.path, &proved.constraints);
    proved.faults.extend(unresolved);
    if !output.status.success() {
        proved
            .faults
            .push(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(proved)
}

fn cargo(workspace: &Path, package: &str) -> io::Result<Output> {
    // Sampling and validation are in the runtime, which is compiled once for all documents.
    let optimized = "profile.dev.package.\"*\".opt-level=2";
    Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet", "--package", package])
        .args(["--config", optimized])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", BUILD)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .output()
}

fn read(lines: &str) -> Proved {
    let mut proved = Proved::default();
    for line in lines.lines() {
        let mut cells = line.split('\t');
        let kind = cells.next();
        let cells: Vec<&str> = cells.collect();
        match (kind, cells.as_slice()) {
            (Some("type"), [name, samples, broken, missing]) => {
                proved.types += 1;
                proved.samples += samples.parse::<usize>().unwrap_or(0);
                proved.broken += broken.parse::<usize>().unwrap_or(0);
                if !missing.is_empty() {
                    let without = proved.missing.entry((*missing).to_owned());
                    without.or_default().push((*name).to_owned());
                }
            }
            (Some("constraint"), [schema, keyword]) => {
                let constraint = ((*schema).to_owned(), (*keyword).to_owned());
                proved.constraints.insert(constraint);
            }
            _ => proved.faults.push(line.to_owned()),
        }
    }
    proved
}

/// Returns a table for people: types without samples and faults of each document, and totals.
pub fn text(proofs: &[Proved]) -> String {
    let mut text = String::new();
    if proofs.is_empty() {
        return text;
    }
    let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
    for proof in proofs {
        for (why, names) in &proof.missing {
            *missing.entry(why).or_default() += names.len();
            text.push_str(&format!("{}: {why}: {}\n", proof.id, names.join(", ")));
        }
        for fault in &proof.faults {
            text.push_str(&format!("{}: {fault}\n", proof.id));
        }
    }
    let sum = |of: fn(&Proved) -> usize| proofs.iter().map(of).sum::<usize>();
    text.push_str(&format!(
        "{} documents: {} types, {} valid samples round-tripped, {} invalid values refused by {} constraints, {} faults; without a sample for some seed: {missing:?}\n",
        proofs.len(),
        sum(|it| it.types),
        sum(|it| it.samples),
        sum(|it| it.broken),
        sum(|it| it.constraints.len()),
        sum(|it| it.faults.len()),
    ));
    text
}
