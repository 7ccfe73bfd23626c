//! The metadata of the workspace.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Runs `cargo metadata` for the packages of the workspace.
pub fn of(root: &Path) -> Result<Value, String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--locked"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

/// Finds a package of the workspace by name.
pub fn package<'a>(metadata: &'a Value, name: &str) -> Option<&'a Value> {
    let mut packages = metadata["packages"].as_array()?.iter();
    packages.find(|package| package["name"] == name)
}

/// Returns the names of the features of a package.
pub fn features(package: &Value) -> impl Iterator<Item = &str> {
    let features = package["features"].as_object().into_iter().flatten();
    features.map(|(name, _)| name.as_str())
}
