//! The `[rename]` entries of the options, and which of them were used.

use foldhash::{HashMap, HashSet};
use specwright_spec::{Document, FileId, Location, Source};

use crate::Rename;

/// The renames, by their pointers.
pub(super) struct Renames<'d> {
    names: HashMap<&'d str, &'d str>,
    used: HashSet<&'d str>,
}

impl<'d> Renames<'d> {
    pub(super) fn new(renames: &'d [Rename]) -> Self {
        let entry = |it: &'d Rename| (it.pointer.as_str(), it.name.as_str());
        Self {
            names: renames.iter().map(entry).collect(),
            used: HashSet::default(),
        }
    }

    /// Returns the rename of a place: its pointer as the options have it, and the name. An entry that names the file
    /// (`common.yaml#/components/schemas/Pet`) takes precedence over one that does not.
    pub(super) fn find(&self, document: &Document, at: &Location) -> Option<(&'d str, &'d str)> {
        // Most documents have none, and this is called for every named item.
        if self.names.is_empty() {
            return None;
        }
        let pointer = at.pointer.as_str();
        let entry = |key: &str| {
            let found = self.names.get_key_value(key);
            found.map(|(key, name)| (*key, *name))
        };
        let of_file = entry(&format!("{}#{pointer}", relative_path(document, at.file)));
        of_file.or_else(|| entry(pointer))
    }

    pub(super) fn mark_used(&mut self, pointer: &'d str) {
        self.used.insert(pointer);
    }

    pub(super) fn is_used(&self, rename: &Rename) -> bool {
        self.used.contains(rename.pointer.as_str())
    }
}

/// Returns the path of a file relative to the folder of the document, with `..` for the folders above it.
pub(super) fn relative_path(document: &Document, file: FileId) -> String {
    let path = |file| document.sources.get(file).map_or("", Source::path);
    path_from(path(FileId(0)), path(file))
}

/// Returns a path relative to the folder of `document`; both are separated by `/`.
fn path_from(document: &str, file: &str) -> String {
    let steps = |path| str::split(path, '/').collect::<Vec<&str>>();
    let (document, file) = (steps(document), steps(file));
    let mut folders = document.iter().zip(&file).take(document.len() - 1);
    let shared = folders.by_ref().take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", document.len() - 1 - shared);
    let down = file[shared.min(file.len() - 1)..].iter().copied();
    up.chain(down).collect::<Vec<&str>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::path_from;

    #[test]
    fn files_are_named_from_the_folder_of_the_document() {
        for (document, file, path) in [
            ("api.json", "common.json", "common.json"),
            (
                "docs/api.json",
                "docs/parts/common.json",
                "parts/common.json",
            ),
            (
                "/a/docs/v1/api.json",
                "/a/docs/common.json",
                "../common.json",
            ),
            ("a/v1/api.json", "a/v10/api.json", "../v10/api.json"),
            ("docs/api.json", "docs/api.json", "api.json"),
        ] {
            assert_eq!(path_from(document, file), path);
        }
    }
}
