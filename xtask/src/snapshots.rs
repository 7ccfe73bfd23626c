//! Finds snapshots that no test uses any more.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The file in which insta lists the snapshots that a test run uses.
pub struct References(PathBuf);

impl References {
    /// Creates an empty file for a test run.
    pub fn new(root: &Path) -> Result<Self, String> {
        let path = root.join("target").join("snapshot-references");
        fs::create_dir_all(root.join("target"))
            .and_then(|()| fs::write(&path, ""))
            .map_err(|error| error.to_string())?;
        Ok(Self(path))
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Compares the used snapshots with all snapshots.
    pub fn check(&self, root: &Path) -> Result<(), String> {
        let text = fs::read_to_string(&self.0).map_err(|error| error.to_string())?;
        let used: BTreeSet<PathBuf> = text
            .lines()
            .filter_map(|line| fs::canonicalize(line.trim()).ok())
            .collect();
        let mut present = BTreeSet::new();
        collect(&root.join("snapshots"), &mut present).map_err(|error| error.to_string())?;
        let unreferenced: Vec<String> = present
            .difference(&used)
            .map(|path| format!("\n  {}", path.display()))
            .collect();
        if unreferenced.is_empty() {
            return Ok(());
        }
        Err(format!(
            "unused snapshots; delete them:{}",
            unreferenced.concat()
        ))
    }
}

fn collect(folder: &Path, found: &mut BTreeSet<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), found)?;
        } else {
            found.insert(fs::canonicalize(entry.path())?);
        }
    }
    Ok(())
}
