//! The borders between the crates, as ARCHITECTURE.md draws them, held against what the manifests say, and those of the floors
//! within `specwright-lower`.

mod floors;

use crate::metadata;
use serde_json::Value;
use std::path::Path;

/// The guarded dependencies that each crate may have outside its tests.
const MAY_USE: &[(&str, &[&str])] = &[
    (
        "specwright-spec",
        &[
            "specwright-docs",
            "openapiv3",
            "serde_yaml",
            "serde_json",
            "serde_json_path",
        ],
    ),
    ("specwright-matcher", &[]),
    (
        "specwright-pattern",
        &["specwright-matcher", "regex-syntax", "regex-automata"],
    ),
    ("specwright-docs", &["pulldown-cmark"]),
    ("specwright-ir", &["specwright-pattern"]),
    (
        "specwright-lower",
        &[
            "specwright-spec",
            "specwright-pattern",
            "specwright-docs",
            "specwright-ir",
            "foldhash",
            "heck",
            "openapiv3",
        ],
    ),
    (
        "specwright-diff",
        &[
            "openapiv3",
            "specwright-spec",
            "specwright-pattern",
            "specwright-ir",
            "specwright-lower",
            "serde_json",
        ],
    ),
    (
        "specwright-lint",
        &["specwright-spec", "specwright-pattern", "specwright-lower"],
    ),
    (
        "specwright-emit",
        &["specwright-docs", "specwright-ir", "quote", "proc-macro2"],
    ),
    (
        "specwright",
        &[
            "specwright-spec",
            "specwright-docs",
            "specwright-diff",
            "specwright-ir",
            "specwright-lower",
            "specwright-lint",
            "specwright-emit",
            "specwright-matcher",
            "specwright-pattern",
            "specwright-runtime",
            "quote",
            "proc-macro2",
            "syn",
            "prettyplease",
            "serde_json",
        ],
    ),
    (
        "specwright-cli",
        &[
            "specwright",
            "specwright-diff",
            "specwright-lint",
            "specwright-spec",
            "clap",
            "mimalloc",
            "serde_json",
        ],
    ),
    ("specwright-testing", &[]),
    (
        "xtask",
        &[
            "specwright",
            "specwright-cli",
            "specwright-spec",
            "specwright-docs",
            "specwright-ir",
            "clap",
            "serde_json",
        ],
    ),
    (
        "specwright-runtime",
        &["serde_json", "specwright-matcher", "specwright-pattern"],
    ),
    ("appmaker-types", &["specwright-runtime"]),
    ("appmaker-client", &["specwright-runtime", "appmaker-types"]),
    ("appmaker-server", &["specwright-runtime", "appmaker-types"]),
];

/// The guarded crates: those of this workspace, and external ones that belong to the job of some crates. Any crate may depend on others.
const GUARDED: &[&str] = &[
    "openapiv3",
    "serde_yaml",
    "serde_json",
    "serde_json_path",
    "regex-syntax",
    "regex-automata",
    "heck",
    "pulldown-cmark",
    "quote",
    "proc-macro2",
    "syn",
    "prettyplease",
    "clap",
    "mimalloc",
    "specwright",
    "specwright-cli",
    "specwright-testing",
    "specwright-spec",
    "specwright-matcher",
    "specwright-pattern",
    "specwright-docs",
    "specwright-ir",
    "specwright-lower",
    "specwright-diff",
    "specwright-lint",
    "specwright-emit",
    "specwright-runtime",
    "appmaker-types",
    "appmaker-client",
    "appmaker-server",
];

/// Compares `cargo metadata` with the table.
pub fn check(root: &Path) -> Result<(), String> {
    let metadata = metadata::of(root)?;
    let mut crossed: Vec<String> = MAY_USE
        .iter()
        .flat_map(|(name, allowed)| crossings(&metadata, name, allowed))
        .collect();
    crossed.extend(floors::crossings(root)?);
    if crossed.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "dependencies that cross a border:\n  {}",
            crossed.join("\n  ")
        ))
    }
}

fn crossings(metadata: &Value, name: &str, allowed: &[&str]) -> Vec<String> {
    let Some(package) = metadata::package(metadata, name) else {
        return vec![format!(
            "{name} is in the table of borders and not in the workspace"
        )];
    };
    package["dependencies"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|dependency| dependency["kind"].is_null())
        .filter_map(|dependency| dependency["name"].as_str())
        .filter(|used| GUARDED.contains(used) && !allowed.contains(used))
        .map(|used| format!("{name} must not depend on {used}"))
        .collect()
}
