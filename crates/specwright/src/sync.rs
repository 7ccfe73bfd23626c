//! A [`FileSet`] against the disk: what differs, and the writing of it.

use crate::files::{FileSet, MARK};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{fmt, fs};

/// A file on the disk that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file, relative to the root.
    pub path: PathBuf,
    /// What is wrong with it.
    pub kind: ChangeKind,
}

/// What is wrong with a file on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is not there.
    Missing,
    /// It says something else.
    Changed {
        /// What it says.
        old: String,
    },
    /// It should not be there.
    Leftover,
    /// It should not be there, and does not look like a file of ours: it is not deleted.
    Foreign,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::Changed { .. } => "changed",
            Self::Leftover => "leftover",
            Self::Foreign => "foreign",
        })
    }
}

/// What on the disk below `root` differs from the set, sorted by path.
///
/// # Errors
///
/// If a file or folder cannot be read.
pub fn compare(files: &FileSet, root: &Path) -> io::Result<Vec<Change>> {
    let mut changes = Vec::new();
    for (path, text) in files.iter() {
        if let Some(kind) = compare_file(&root.join(path), text)? {
            changes.push(Change {
                path: path.to_owned(),
                kind,
            });
        }
    }
    for folder in files.owned() {
        find_leftovers(&|path| files.contains(path), root, folder, &mut changes)?;
    }
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

fn compare_file(path: &Path, text: &str) -> io::Result<Option<ChangeKind>> {
    match fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(None),
        Ok(bytes) => Ok(Some(ChangeKind::Changed {
            old: String::from_utf8_lossy(&bytes).into_owned(),
        })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(ChangeKind::Missing)),
        Err(error) => Err(with_path(error, path)),
    }
}

/// Adds the files below a folder that are not known to be there.
pub(crate) fn find_leftovers(
    is_known: &dyn Fn(&Path) -> bool,
    root: &Path,
    folder: &Path,
    changes: &mut Vec<Change>,
) -> io::Result<()> {
    let entries = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(with_path(error, folder)),
    };
    for entry in entries {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            find_leftovers(is_known, root, &path, changes)?;
        } else if !is_known(&path) {
            let kind = if is_ours(&root.join(&path))? {
                ChangeKind::Leftover
            } else {
                ChangeKind::Foreign
            };
            changes.push(Change { path, kind });
        }
    }
    Ok(())
}

/// Whether the first line of a file carries the mark.
fn is_ours(path: &Path) -> io::Result<bool> {
    let bytes = fs::read(path).map_err(|error| with_path(error, path))?;
    let first = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    Ok(String::from_utf8_lossy(first).contains(MARK))
}

/// Brings the disk to what the set says: every new text is written beside its place first, then all are moved into
/// place, then what is left over is deleted. A file that need not change is not touched.
///
/// # Errors
///
/// If something cannot be written; until the last text is written, nothing has changed.
pub fn apply(files: &FileSet, root: &Path, changes: &[Change]) -> io::Result<()> {
    let mut written = Vec::new();
    for change in changes {
        if let ChangeKind::Missing | ChangeKind::Changed { .. } = change.kind {
            let text = files
                .iter()
                .find(|(path, _)| *path == change.path)
                .map(|(_, text)| text)
                .unwrap_or_default();
            written.push((
                write_beside(&root.join(&change.path), text)?,
                root.join(&change.path),
            ));
        }
    }
    for (temporary, path) in written {
        temporary
            .persist(&path)
            .map_err(|error| with_path(error.error, &path))?;
    }
    for change in changes {
        if change.kind == ChangeKind::Leftover {
            let path = root.join(&change.path);
            fs::remove_file(&path).map_err(|error| with_path(error, &path))?;
            remove_empty_parents(&path, files, root);
        }
    }
    Ok(())
}

pub(crate) fn write_beside(path: &Path, text: &str) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| with_path(error, folder))?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // A temporary file is private; a source file is as readable as the user's umask lets it be.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder)
        .map_err(|error| with_path(error, folder))?;
    file.write_all(text.as_bytes())
        .map_err(|error| with_path(error, path))?;
    Ok(file)
}

/// Removes the folders that a deletion left empty, up to an owned one.
fn remove_empty_parents(path: &Path, files: &FileSet, root: &Path) {
    let mut folder = path.parent();
    while let Some(empty) = folder {
        let inside = files
            .owned()
            .iter()
            .any(|owned| empty.starts_with(root.join(owned)) && empty != root.join(owned));
        // A folder that is not empty, or that cannot be removed, may stay: no file in it is left over.
        if !inside || fs::remove_dir(empty).is_err() {
            return;
        }
        folder = empty.parent();
    }
}

fn with_path(error: io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// The change as a unified diff; empty where there is nothing to compare line by line.
pub fn diff(files: &FileSet, change: &Change) -> String {
    let ChangeKind::Changed { old } = &change.kind else {
        return String::new();
    };
    let new = files
        .iter()
        .find(|(path, _)| *path == change.path)
        .map(|(_, text)| text)
        .unwrap_or_default();
    let path = change.path.display();
    similar::TextDiff::from_lines(old.as_str(), new)
        .unified_diff()
        .context_radius(2)
        .header(&format!("{path} (on disk)"), &format!("{path} (generated)"))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set() -> FileSet {
        let mut files = FileSet::default();
        files.own("generated");
        files.insert("generated/a.rs", "// @generated\nfn a() {}\n".to_owned());
        files.insert("generated/b/c.rs", "// @generated\nfn c() {}\n".to_owned());
        files
    }

    fn kinds(files: &FileSet, root: &Path) -> Vec<String> {
        let changes = compare(files, root).expect("the folder can be read");
        changes
            .iter()
            .map(|change| format!("{} {}", change.kind, change.path.display()))
            .collect()
    }

    #[test]
    fn missing_changed_leftover_and_foreign_files_are_found_and_repaired() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (files, root) = (set(), folder.path());
        assert_eq!(
            kinds(&files, root),
            ["missing generated/a.rs", "missing generated/b/c.rs"]
        );
        apply(&files, root, &compare(&files, root).unwrap()).unwrap();
        assert_eq!(kinds(&files, root), [""; 0]);

        fs::write(root.join("generated/a.rs"), "// @generated\nfn b() {}\n").unwrap();
        fs::create_dir(root.join("generated/old")).unwrap();
        fs::write(root.join("generated/old/d.rs"), "// @generated\n").unwrap();
        fs::write(root.join("generated/mine.rs"), "fn mine() {}\n").unwrap();
        assert_eq!(
            kinds(&files, root),
            [
                "changed generated/a.rs",
                "foreign generated/mine.rs",
                "leftover generated/old/d.rs"
            ]
        );
        apply(&files, root, &compare(&files, root).unwrap()).unwrap();
        assert_eq!(kinds(&files, root), ["foreign generated/mine.rs"]);
        assert!(!root.join("generated/old").exists());
    }

    #[test]
    fn a_file_that_need_not_change_is_not_touched() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (files, root) = (set(), folder.path());
        apply(&files, root, &compare(&files, root).unwrap()).unwrap();
        let modified = |path: &str| fs::metadata(root.join(path)).unwrap().modified().unwrap();
        let before = modified("generated/b/c.rs");
        fs::write(root.join("generated/a.rs"), "").unwrap();
        apply(&files, root, &compare(&files, root).unwrap()).unwrap();
        assert_eq!(modified("generated/b/c.rs"), before);
    }

    #[test]
    fn a_diff_shows_the_lines() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (files, root) = (set(), folder.path());
        apply(&files, root, &compare(&files, root).unwrap()).unwrap();
        fs::write(root.join("generated/a.rs"), "// @generated\nfn b() {}\n").unwrap();
        let changes = compare(&files, root).unwrap();
        let text = diff(&files, &changes[0]);
        assert!(
            text.contains("-fn b() {}") && text.contains("+fn a() {}"),
            "{text}"
        );
    }
}
