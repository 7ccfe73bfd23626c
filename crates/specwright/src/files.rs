//! The files of a run in memory: the same set is written, checked and snapshotted.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The mark in the first line of every file that this tool may replace or delete.
pub(crate) const MARK: &str = "@generated";

/// Returns true if the first line of a file has the mark of this tool: a comment of `@generated` alone, or in the form of [`mark`].
/// Other generators use `@generated` in other forms.
pub(crate) fn is_marked(first_line: &str) -> bool {
    let is_comment = |char: char| char.is_whitespace() || matches!(char, '/' | '#' | '\u{feff}');
    let text = first_line.trim_start_matches(is_comment).trim_end();
    let text = match text.strip_prefix("<!--") {
        Some(inside) => inside.trim_end_matches("-->").trim(),
        None => text,
    };
    match text.strip_prefix(MARK) {
        Some("") => true,
        Some(rest) => rest.starts_with(" by ") && rest.ends_with("; do not edit"),
        None => false,
    }
}

/// The version of the form of generated code, which is in the first line of each file. It grows with each release that generates
/// other code from the same document.
pub(crate) const FORMAT: u32 = 1;

/// Returns the mark with the command and the source of a file, for a comment in the first line.
pub(crate) fn mark(command: &str, source: &str) -> String {
    format!("{MARK} by {command} from {source}; do not edit")
}

/// Returns the mark of generated code.
pub(crate) fn mark_code(command: &str, source: &str) -> String {
    mark(command, &format!("{source} (format {FORMAT})"))
}

/// Returns the format in a first line with the mark; 0 if it has none.
pub(crate) fn format_of(first_line: &str) -> Option<u32> {
    let format = first_line.rsplit_once(" (format ");
    let format = format.and_then(|(_, rest)| rest.split_once("); do not edit"));
    is_marked(first_line).then(|| {
        format
            .and_then(|(number, _)| number.parse().ok())
            .unwrap_or(0)
    })
}

/// Files to write, and the folders in which no other file may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<PathBuf, String>,
    once: BTreeSet<PathBuf>,
    owned: Vec<PathBuf>,
}

impl FileSet {
    /// Adds a file; paths are relative to the root that the set is written to.
    pub fn insert(&mut self, path: impl Into<PathBuf>, text: String) {
        self.files.insert(path.into(), text);
    }

    /// Adds a file without the mark that is written if it is missing, and belongs to the user from then on.
    pub fn insert_once(&mut self, path: impl Into<PathBuf>, text: String) {
        let path = path.into();
        self.once.insert(path.clone());
        self.insert(path, text);
    }

    /// Returns true if a file is written only if it is missing.
    pub fn is_once(&self, path: &Path) -> bool {
        self.once.contains(path)
    }

    /// Declares an owned folder: a file in it that is not in the set is a leftover.
    pub fn own(&mut self, folder: impl Into<PathBuf>) {
        self.owned.push(folder.into());
    }

    /// Adds the files and owned folders of another set.
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.once.extend(other.once);
        self.owned.extend(other.owned);
    }

    /// Returns the files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_path(), text.as_str()))
    }

    /// Returns the text of a file; empty if the set has no such file.
    pub fn text(&self, path: &Path) -> &str {
        self.files.get(path).map_or("", String::as_str)
    }

    /// Returns the folder whose state folder is used while a file is written: the nearest owned folder, or the
    /// folder of the file if none is owned. No state folder is beside the crates, where cargo takes it for one (`members = ["*"]`).
    pub fn home<'a>(&'a self, path: &'a Path) -> &'a Path {
        let shared = |owned: &&PathBuf| {
            let pairs = owned.components().zip(path.components());
            pairs.take_while(|(left, right)| left == right).count()
        };
        let near = self.owned.iter().filter(|owned| shared(owned) > 0);
        match near.max_by_key(shared).or(self.owned.first()) {
            Some(owned) => owned,
            None => path.parent().unwrap_or(Path::new("")),
        }
    }

    /// Returns the folders whose state folders are used for the set, sorted.
    pub fn homes(&self) -> BTreeSet<PathBuf> {
        let of_files = self.files.keys().map(|path| self.home(path).to_owned());
        of_files.chain(self.owned.iter().cloned()).collect()
    }

    /// Returns true if the set has a file at this path.
    pub fn contains(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// Returns the folders in which no other file may be.
    pub fn owned(&self) -> &[PathBuf] {
        &self.owned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_has_a_format() {
        let format = |line: &str| format_of(&format!("// {line}"));
        assert_eq!(format(&mark_code("`x`", "a.yaml")), Some(FORMAT));
        assert_eq!(
            format(&mark_code("`x`", "a (format 9); do not edit")),
            Some(FORMAT)
        );
        assert_eq!(format(&mark("`x`", "a.yaml")), Some(0));
        assert_eq!(format("@generated by another tool (format 1)"), None);
    }
}
