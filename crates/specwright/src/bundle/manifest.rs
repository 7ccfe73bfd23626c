//! The manifests of bundled crates.

use super::cfg::Features;
use super::{Bundle, SOURCES, Source, header};
use crate::manifest::rust_version;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// Returns the `Cargo.toml` of a bundled crate.
pub(super) fn write(source: &Source, bundle: &Bundle<'_>, available: &Features) -> String {
    let manifest: Table = source
        .manifest
        .parse()
        .unwrap_or_else(|error| panic!("{}: {error}", source.package));
    let table = |name: &str| manifest.get(name).and_then(Value::as_table).cloned();
    let all = table("features").unwrap_or_default();
    let features: Vec<_> = all
        .iter()
        .filter(|(name, _)| available.contains(name.as_str()))
        .collect();
    let enabled: BTreeSet<&str> = features
        .iter()
        .flat_map(|(_, value)| value.as_array().into_iter().flatten())
        .filter_map(|it| it.as_str()?.strip_prefix("dep:"))
        .collect();
    let mut text = package(source, bundle, available);
    if !features.is_empty() {
        text.push_str("\n[features]\n");
        for (name, value) in features {
            text.push_str(&format!("{name} = {value}\n"));
        }
    }
    let dependencies = table("dependencies").unwrap_or_default();
    let used = |name: &str, value: &Value| !is_optional(value) || enabled.contains(name);
    let lines: String = dependencies
        .iter()
        .filter(|(name, value)| used(name, value))
        .map(|(name, value)| line(name, value, bundle))
        .collect();
    if !lines.is_empty() {
        text.push_str(&format!("\n[dependencies]\n{lines}"));
    }
    text.push_str(&lints(
        all.keys().filter(|name| !available.contains(name.as_str())),
    ));
    text
}

/// Returns the table of the package, and that of its library, whose docs have examples of another crate name.
fn package(source: &Source, bundle: &Bundle<'_>, available: &Features) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let rust = rust_version(available.contains("regress"));
    format!(
        "# {}\n\n[package]\nname = {}\nversion = \"{version}\"\nedition = \"2024\"\nrust-version = \"{rust}\"\n\
         description = \"The parts of {} that generated crates use\"\nlicense = \"MIT OR Apache-2.0\"\npublish = false\n\n\
         [lib]\ntest = false\ndoctest = false\n",
        header(source),
        Value::String(bundle.package(source)),
        source.package,
    )
}

fn is_optional(value: &Value) -> bool {
    value.get("optional").and_then(Value::as_bool) == Some(true)
}

/// Returns the line of a dependency. One that is bundled keeps the name that code imports.
fn line(name: &str, value: &Value, bundle: &Bundle<'_>) -> String {
    let mut keys = Vec::new();
    if let Some(bundled) = SOURCES.iter().find(|it| it.package == name) {
        let package = bundle.package(bundled);
        keys.push(format!("package = {}", Value::String(package.clone())));
        keys.push(format!("path = {}", Value::String(format!("../{package}"))));
    }
    let known = ["version", "default-features", "features", "optional"];
    keys.extend(
        known
            .iter()
            .filter_map(|key| Some(format!("{key} = {}", value.get(key)?))),
    );
    format!("{name} = {{ {} }}\n", keys.join(", "))
}

/// Returns the lints: predicates of features that are absent remain within others.
fn lints<'a>(absent: impl Iterator<Item = &'a String>) -> String {
    let absent: Vec<String> = absent
        .filter(|name| *name != "default")
        .map(|name| format!("\"{name}\""))
        .collect();
    let check = match absent.is_empty() {
        true => String::new(),
        false => format!(
            "unexpected_cfgs = {{ level = \"warn\", check-cfg = ['cfg(feature, values({}))'] }}\n",
            absent.join(", ")
        ),
    };
    format!("\n[lints.rust]\nunsafe_code = \"forbid\"\n{check}")
}
