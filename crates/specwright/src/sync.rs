//! Compares a [`FileSet`] with the files on disk, and writes the differences.
//!
//! Below the root only real folders and regular files are read, written or deleted ([`Obstacle`]). Runs that write to one folder
//! take turns (`lock`). New texts are first written and flushed to a folder of temporary files (`staging`), which the next run
//! empties if this one is killed (`state`).

mod lock;
mod obstacle;
mod staging;
mod state;

pub use obstacle::Obstacle;
pub(crate) use state::{STATE, cache_path, replace, replace_through};

use crate::files::{FileSet, format_of, is_marked};
use crate::paths::shown;
use lock::Lock;
use obstacle::{Kind, PathState, PathStates, below, here};
use specwright_spec::read_regular;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fmt, fs};

/// A file on disk that differs from the set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file, relative to the root.
    pub path: PathBuf,
    /// The difference.
    pub kind: ChangeKind,
}

/// The difference between a file on disk and the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The file is missing.
    Missing,
    /// The file has other contents.
    Changed,
    /// The file was generated earlier and is not in the set.
    Leftover,
    /// A file or folder that this tool did not generate is in the way. It is kept, and nothing is written.
    Foreign(Obstacle),
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::Leftover => "leftover",
            Self::Foreign(_) => "foreign",
        })
    }
}

/// The changes by path. An obstacle in the way of many files is one change.
type Changes = BTreeMap<PathBuf, ChangeKind>;

/// Returns the differences between the set and the files below `root`, sorted by path. Writes nothing.
///
/// # Errors
///
/// If a file or folder cannot be read.
pub fn compare(files: &FileSet, root: &Path) -> io::Result<Vec<Change>> {
    let mut changes = Changes::new();
    let mut states = PathStates::new(root);
    for home in files.homes() {
        check_state(&mut states, &home, &mut changes)?;
    }
    for (path, text) in files.iter() {
        match states.file(path)? {
            PathState::Absent => drop(changes.insert(path.to_owned(), ChangeKind::Missing)),
            PathState::Blocked(at, obstacle) => {
                changes.insert(at, ChangeKind::Foreign(obstacle));
            }
            PathState::Present(length) => {
                let at = below(root, path)?;
                let kind = match files.is_once(path) {
                    true => compare_once(&at, text)?,
                    false => compare_file(&at, length, text)?,
                };
                changes.extend(kind.map(|kind| (path.to_owned(), kind)));
            }
        }
    }
    for folder in files.owned() {
        if let PathState::Present(_) = states.folder(folder)? {
            find_leftovers(&|path| files.contains(path), root, folder, &mut changes)?;
        }
    }
    let change = |(path, kind)| Change { path, kind };
    Ok(changes.into_iter().map(change).collect())
}

/// [`compare`], while no other run writes; `waiting` is called if one does.
///
/// # Errors
///
/// If a file or folder cannot be read, or the other run does not end in time.
pub fn compare_settled(
    files: &FileSet,
    root: &Path,
    waiting: &dyn Fn(&Path),
) -> io::Result<Vec<Change>> {
    let locks = files
        .homes()
        .into_iter()
        .map(|home| Lock::shared(&root.join(home).join(STATE).join(state::LOCK), waiting));
    let _locks = locks.collect::<io::Result<Vec<_>>>()?;
    compare(files, root)
}

/// Adds the obstacles at the paths of a state folder and its files.
fn check_state(states: &mut PathStates<'_>, home: &Path, changes: &mut Changes) -> io::Result<()> {
    let folder = home.join(STATE);
    let mut check = |state| {
        if let PathState::Blocked(at, obstacle) = state {
            changes.insert(at, ChangeKind::Foreign(obstacle));
        }
    };
    check(states.folder(&folder.join(state::TEMPORARY))?);
    for file in state::FILES {
        check(states.file(&folder.join(file))?);
    }
    Ok(())
}

/// Compares a regular file of a known length. A file without the mark is foreign, unless it is empty.
fn compare_file(path: &Path, length: u64, text: &str) -> io::Result<Option<ChangeKind>> {
    if length == text.len() as u64 {
        let bytes = fs::read(path).map_err(|error| with_path(error, path))?;
        if bytes == text.as_bytes() {
            return Ok(None);
        }
    }
    Ok(Some(match length == 0 || has_mark(path)? {
        true => ChangeKind::Changed,
        false => ChangeKind::Foreign(Obstacle::HandWritten),
    }))
}

/// Compares a file that is written once: it is replaced if it is empty, or has no edit since an earlier version wrote it with the mark.
fn compare_once(path: &Path, text: &str) -> io::Result<Option<ChangeKind>> {
    let bytes = fs::read(path).map_err(|error| with_path(error, path))?;
    let present = String::from_utf8_lossy(&bytes);
    Ok((present.is_empty() || is_marked_copy(&present, text)).then_some(ChangeKind::Changed))
}

/// Returns true if a text is another one below a line with the mark.
pub(crate) fn is_marked_copy(present: &str, text: &str) -> bool {
    let below = present.split_once("\n\n");
    below.is_some_and(|(first, rest)| is_marked(first) && rest == text)
}

/// Adds the files below a folder that are not in the set.
fn find_leftovers(
    is_known: &dyn Fn(&Path) -> bool,
    root: &Path,
    folder: &Path,
    changes: &mut Changes,
) -> io::Result<()> {
    let at = here(&root.join(folder)).to_owned();
    for entry in fs::read_dir(&at).map_err(|error| with_path(error, &at))? {
        let name = entry.map_err(|error| with_path(error, &at))?.file_name();
        let path = folder.join(&name);
        if is_known(&path) {
            continue;
        }
        let full = root.join(&path);
        match Kind::of(&full)? {
            Kind::Absent => {}
            Kind::Folder if name == STATE => {}
            Kind::Folder => find_leftovers(is_known, root, &path, changes)?,
            Kind::File(_) if has_mark(&full)? => drop(changes.insert(path, ChangeKind::Leftover)),
            Kind::File(_) => {
                changes.insert(path, ChangeKind::Foreign(Obstacle::Stray));
            }
            kind @ (Kind::Link | Kind::Special) => {
                let obstacle = kind.against_file().unwrap_or(Obstacle::Special);
                changes.insert(path, ChangeKind::Foreign(obstacle));
            }
        }
    }
    Ok(())
}

/// Returns true if a folder has an unknown file, or cannot be read.
pub(crate) fn has_unknown_files(
    is_known: &dyn Fn(&Path) -> bool,
    root: &Path,
    folder: &Path,
) -> bool {
    let mut changes = Changes::new();
    find_leftovers(is_known, root, folder, &mut changes).is_err() || !changes.is_empty()
}

/// Returns true if a path below the root is a regular file, reached without links.
pub(crate) fn is_real_file(root: &Path, path: &Path) -> bool {
    matches!(PathStates::new(root).file(path), Ok(PathState::Present(_)))
}

/// Returns true if the first line of a regular file has the mark.
fn has_mark(path: &Path) -> io::Result<bool> {
    Ok(is_marked(&first_line(path)?))
}

/// Returns the format in the first line of a generated file; none if it cannot be read.
pub(crate) fn format_on_disk(path: &Path) -> Option<u32> {
    let regular = matches!(Kind::of(path), Ok(Kind::File(_)));
    regular.then(|| format_of(&first_line(path).ok()?))?
}

/// Returns the first line of a regular file.
fn first_line(path: &Path) -> io::Result<String> {
    /// The longest first line that is read; the mark includes a path.
    const LONGEST: u64 = 8 << 10;
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(LONGEST).read_to_end(&mut bytes))
        .map_err(|error| with_path(error, path))?;
    let first = bytes.split(|byte| *byte == b'\n').next();
    Ok(String::from_utf8_lossy(first.unwrap_or_default()).into_owned())
}

/// A set of files and a locked folder, which no other run writes to until this value is dropped.
pub struct Writer<'a> {
    files: &'a FileSet,
    root: &'a Path,
    _locks: Vec<Lock>,
}

impl<'a> Writer<'a> {
    /// Waits until no other run writes to the folder, and deletes the temporary files of a killed run. Calls `waiting` if another
    /// run holds the lock.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written to, or the other run does not end in time.
    pub fn new(files: &'a FileSet, root: &'a Path, waiting: &dyn Fn(&Path)) -> io::Result<Self> {
        let mut locks = Vec::new();
        // Locks are taken in sorted order to avoid deadlocks.
        for home in files.homes() {
            let folder = state::create(root, &home)?;
            locks.push(Lock::exclusive(&folder.join(state::LOCK), waiting)?);
            state::tidy(&folder)?;
        }
        Ok(Self {
            files,
            root,
            _locks: locks,
        })
    }

    /// Applies the changes: writes and flushes every new text to a temporary file, then moves all into place, then deletes leftover
    /// files. A file without a change is not touched.
    ///
    /// # Errors
    ///
    /// If an obstacle is in the way or a file cannot be written. No file has changed unless all temporary files were written.
    pub fn apply(&self, changes: &[Change]) -> io::Result<()> {
        if let Some((path, obstacle)) = changes.iter().find_map(|change| match change.kind {
            ChangeKind::Foreign(obstacle) => Some((&change.path, obstacle)),
            _ => None,
        }) {
            let error = io::Error::new(io::ErrorKind::AlreadyExists, obstacle.to_string());
            return Err(with_path(error, &self.root.join(path)));
        }
        staging::write(self.files, self.root, changes)?;
        for change in changes {
            if change.kind == ChangeKind::Leftover {
                let path = self.root.join(&change.path);
                fs::remove_file(&path).map_err(|error| with_path(error, &path))?;
                remove_empty_parents(&path, self.files, self.root);
            }
        }
        Ok(())
    }
}

/// Removes folders that a deletion left empty, up to an owned one.
fn remove_empty_parents(path: &Path, files: &FileSet, root: &Path) {
    let mut folder = path.parent();
    while let Some(empty) = folder {
        let inside = files
            .owned()
            .iter()
            .any(|owned| empty.starts_with(root.join(owned)) && empty != root.join(owned));
        // A folder that cannot be removed may stay, since it has no leftover file.
        if !inside || fs::remove_dir(empty).is_err() {
            return;
        }
        folder = empty.parent();
    }
}

fn with_path(error: io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", shown(path)))
}

/// The time limit for minimizing a diff, which takes quadratic time for texts without common lines.
const LONGEST_DIFF: Duration = Duration::from_secs(2);

/// Returns the change as a unified diff of a file that is shown as `path`; empty if the change is not one of lines.
pub fn diff(files: &FileSet, root: &Path, change: &Change, path: &str) -> String {
    let old = match change.kind {
        ChangeKind::Changed => read_regular(&root.join(&change.path)),
        _ => return String::new(),
    };
    let Ok(old) = old else { return String::new() };
    let old = String::from_utf8_lossy(&old);
    similar::TextDiff::configure()
        .timeout(LONGEST_DIFF)
        .diff_lines(&*old, files.text(&change.path))
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

    fn update(files: &FileSet, root: &Path) -> io::Result<()> {
        let writer = Writer::new(files, root, &|_| ())?;
        writer.apply(&compare(files, root)?)
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
        update(&files, root).unwrap();
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
        let refused = update(&files, root).unwrap_err().to_string();
        assert!(
            refused.contains("mine.rs was not generated")
                || refused.contains("mine.rs: was not generated"),
            "{refused}"
        );
        fs::remove_file(root.join("generated/mine.rs")).unwrap();
        update(&files, root).unwrap();
        assert_eq!(kinds(&files, root), [""; 0]);
        assert!(!root.join("generated/old").exists());
    }

    #[test]
    fn a_file_that_need_not_change_is_not_touched() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (files, root) = (set(), folder.path());
        update(&files, root).unwrap();
        let modified = |path: &str| fs::metadata(root.join(path)).unwrap().modified().unwrap();
        let before = modified("generated/b/c.rs");
        fs::write(root.join("generated/a.rs"), "").unwrap();
        update(&files, root).unwrap();
        assert_eq!(modified("generated/b/c.rs"), before);
    }

    #[test]
    fn a_diff_shows_the_lines() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (files, root) = (set(), folder.path());
        update(&files, root).unwrap();
        fs::write(root.join("generated/a.rs"), "// @generated\nfn b() {}\n").unwrap();
        let changes = compare(&files, root).unwrap();
        let text = diff(&files, root, &changes[0], "generated/a.rs");
        assert!(
            text.contains("-fn b() {}") && text.contains("+fn a() {}"),
            "{text}"
        );
    }
}
