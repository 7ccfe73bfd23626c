//! The keys and dependencies that the members of a workspace inherit.

use std::collections::BTreeSet;
use toml::{Table, Value};

/// The keys and dependencies in the root manifest of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inherited {
    keys: BTreeSet<String>,
    dependencies: BTreeSet<String>,
}

impl Inherited {
    /// Reads the root manifest. Invalid TOML has nothing to inherit: cargo reports it.
    pub fn of(manifest: &str) -> Self {
        let manifest: Table = manifest.parse().unwrap_or_default();
        let workspace = manifest.get("workspace");
        let names = |table: &str| {
            let table = workspace
                .and_then(|it| it.get(table))
                .and_then(Value::as_table);
            table
                .into_iter()
                .flat_map(|it| it.keys().cloned())
                .collect()
        };
        Self {
            keys: names("package"),
            dependencies: names("dependencies"),
        }
    }

    pub(super) fn has_key(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    pub(super) fn has_dependency(&self, package: &str) -> bool {
        self.dependencies.contains(package)
    }
}
