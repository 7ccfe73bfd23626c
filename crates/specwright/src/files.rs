//! The files of a run, in memory: what is written, checked and snapshotted is one and the same set.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The mark in the first line of every file that is ours to replace or delete.
pub const MARK: &str = "@generated";

/// Files to be, and the folders in which no other file may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<PathBuf, String>,
    owned: Vec<PathBuf>,
}

impl FileSet {
    /// Adds a file; paths are relative to the root that the set is written to.
    pub fn insert(&mut self, path: impl Into<PathBuf>, text: String) {
        self.files.insert(path.into(), text);
    }

    /// Declares a folder the tool's own: a file in it that is not in the set is left over.
    pub fn own(&mut self, folder: impl Into<PathBuf>) {
        self.owned.push(folder.into());
    }

    /// Adds all of another set.
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.owned.extend(other.owned);
    }

    /// The files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_path(), text.as_str()))
    }

    /// Whether the set has a file of this path.
    pub fn contains(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// The folders in which no other file may be.
    pub fn owned(&self) -> &[PathBuf] {
        &self.owned
    }
}
