//! The packages that users need from a registry: their metadata is complete, and they depend on one another by version.

use crate::metadata;
use serde_json::Value;
use std::path::Path;

/// The fields that a package to publish must have.
const FIELDS: [&str; 7] = [
    "description",
    "license",
    "repository",
    "readme",
    "keywords",
    "categories",
    "rust_version",
];

/// The program and the runtime: what they depend on is published with them.
const ROOTS: [&str; 2] = ["specwright-cli", "specwright-runtime"];

/// Checks the packages of the workspace that are to be published.
pub fn check(root: &Path) -> Result<(), String> {
    let metadata = metadata::of(root)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let published: Vec<&Value> = packages.filter(|it| is_published(it)).collect();
    let mut faults: Vec<String> = ROOTS
        .iter()
        .filter(|name| !published.iter().any(|it| it["name"] == **name))
        .map(|name| format!("{name} is not to be published"))
        .collect();
    for package in &published {
        faults.extend(faults_of(package, &published));
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(faults.join("\n  ")),
    }
}

fn is_published(package: &Value) -> bool {
    package["publish"]
        .as_array()
        .is_none_or(|it| !it.is_empty())
}

/// Returns what a package to publish lacks.
fn faults_of(package: &Value, published: &[&Value]) -> Vec<String> {
    let name = package["name"].as_str().unwrap_or_default();
    let is_absent = |value: &Value| match value {
        Value::Array(list) => list.is_empty(),
        value => value.as_str().is_none_or(str::is_empty),
    };
    let absent = FIELDS.iter().filter(|field| is_absent(&package[**field]));
    let absent = absent.map(|field| format!("{name} has no `{field}`"));
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    // Dependencies of tests are left out of a package if they have no version.
    let local = dependencies.filter(|it| it["kind"].is_null() && !it["path"].is_null());
    let local = local.filter_map(|it| {
        let used = it["name"].as_str().unwrap_or_default();
        let known = published.iter().any(|it| it["name"] == used);
        match it["req"] != "*" && known {
            true => None,
            false => Some(format!(
                "{name} depends on {used}, which has no version or is not published"
            )),
        }
    });
    absent.chain(local).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn complete() -> Value {
        json!({
            "name": "a", "description": "A", "license": "MIT", "repository": "https://example.com", "readme": "README.md",
            "keywords": ["a"], "categories": ["b"], "rust_version": "1.95", "publish": null,
            "dependencies": [{"name": "a", "kind": null, "path": "/a", "req": "^0.1.0"}],
        })
    }

    #[test]
    fn an_incomplete_package_is_found() {
        let package = complete();
        assert_eq!(faults_of(&package, &[&package]), [""; 0]);
        let mut package = complete();
        package["keywords"] = json!([]);
        package["dependencies"][0]["req"] = json!("*");
        let faults = faults_of(&package, &[&package]);
        let expected = [
            "a has no `keywords`",
            "a depends on a, which has no version or is not published",
        ];
        assert_eq!(faults, expected);
        package["publish"] = json!([]);
        assert!(!is_published(&package));
    }

    #[test]
    fn the_packages_of_the_workspace_are_complete() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert_eq!(check(&root), Ok(()));
    }
}
