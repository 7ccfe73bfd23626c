//! The files of a run, in memory: what is written, checked and snapshotted is one and the same set.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The mark in the first line of every file that is ours to replace or delete.
pub(crate) const MARK: &str = "@generated";

/// Returns true if the first line of a file says that it is ours: a comment with the mark alone, or with what wrote the file, in
/// the words of [`mark`]. Other generators have the mark as well, in other words.
pub(crate) fn is_marked(first_line: &str) -> bool {
    let is_comment = |char: char| char.is_whitespace() || matches!(char, '/' | '#' | '\u{feff}');
    let text = first_line.trim_start_matches(is_comment).trim_end();
    match text.strip_prefix(MARK) {
        Some("") => true,
        Some(rest) => rest.starts_with(" by ") && rest.ends_with("; do not edit"),
        None => false,
    }
}

/// Returns the mark with what wrote a file and what it was written from, for a comment in the first line.
pub(crate) fn mark(command: &str, source: &str) -> String {
    format!("{MARK} by {command} from {source}; do not edit")
}

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

    /// Returns the text of a file; empty if the set has none of this path.
    pub fn text(&self, path: &Path) -> &str {
        self.files.get(path).map_or("", String::as_str)
    }

    /// Returns the folder that keeps what a run needs while it writes a file: the owned folder that is nearest to it, else
    /// that of the file.
    pub fn home<'a>(&'a self, path: &'a Path) -> &'a Path {
        let shared = |owned: &&PathBuf| {
            let pairs = owned.components().zip(path.components());
            pairs.take_while(|(left, right)| left == right).count()
        };
        let near = self.owned.iter().filter(|owned| shared(owned) > 0);
        match near.max_by_key(shared) {
            Some(owned) => owned,
            None => path.parent().unwrap_or(Path::new("")),
        }
    }

    /// Returns the folders that files of the set are kept in meanwhile, sorted.
    pub fn homes(&self) -> BTreeSet<PathBuf> {
        let of_files = self.files.keys().map(|path| self.home(path).to_owned());
        of_files.chain(self.owned.iter().cloned()).collect()
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
