//! Writes files in two steps: all are written to temporary files and flushed before the first is moved to its path.

use super::obstacle::{below, here};
use super::state::{self, STATE, TEMPORARY};
use super::{Change, ChangeKind, with_path};
use crate::files::FileSet;
use crate::threads;
use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of files that are written in parallel, since flushing waits for the disk.
const WRITERS: usize = 16;

/// A text that is written to a temporary file and then moved.
struct Staged<'a> {
    text: &'a str,
    temporary: PathBuf,
    path: PathBuf,
}

/// Writes the files that are missing or changed. The caller holds the locks of their folders.
pub(super) fn write(files: &FileSet, root: &Path, changes: &[Change]) -> io::Result<()> {
    let written = |change: &&Change| match change.kind {
        ChangeKind::Missing | ChangeKind::Changed => true,
        ChangeKind::Leftover | ChangeKind::Foreign(_) => false,
    };
    let mut states = BTreeSet::new();
    let mut parents = BTreeSet::new();
    let mut staged = Vec::new();
    for (index, change) in changes.iter().filter(written).enumerate() {
        let state = root.join(files.home(&change.path)).join(STATE);
        staged.push(Staged {
            text: files.text(&change.path),
            temporary: state.join(TEMPORARY).join(index.to_string()),
            path: below(root, &change.path)?,
        });
        states.insert(state);
        parents.extend(change.path.parent());
    }
    for folder in parents {
        state::create_folders(root, folder)?;
    }
    let moved = move_all(&staged, &states);
    for state in &states {
        // The next run deletes what cannot be deleted now.
        let _ = state::sweep(state);
    }
    moved?;
    flush_folders(&folders(&staged, root));
    Ok(())
}

fn move_all(staged: &[Staged<'_>], states: &BTreeSet<PathBuf>) -> io::Result<()> {
    for state in states {
        let folder = state.join(TEMPORARY);
        fs::create_dir(&folder).map_err(|error| with_path(error, &folder))?;
    }
    for_each_parallel(staged, |it| {
        write_one(it).map_err(|error| with_path(error, &it.path))
    })?;
    for it in staged {
        fs::rename(&it.temporary, &it.path).map_err(|error| with_path(error, &it.path))?;
    }
    Ok(())
}

/// Runs `work` for each item of a list, on several threads or on as many as the system provides.
fn for_each_parallel<T: Sync>(
    list: &[T],
    work: impl Fn(&T) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    let writer = || -> io::Result<()> {
        while let Some(it) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(it)?;
        }
        Ok(())
    };
    threads::run(WRITERS.min(list.len()), writer)
        .into_iter()
        .collect()
}

fn write_one(staged: &Staged<'_>) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .open(&staged.temporary)?;
    file.write_all(staged.text.as_bytes())?;
    file.sync_all()
}

/// Flushes folders to the disk, so that renames survive a power failure. Not all systems can; there, each file is the old or the
/// new one.
fn flush_folders(folders: &[PathBuf]) {
    #[cfg(unix)]
    let _ = for_each_parallel(folders, |folder| {
        let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    });
    #[cfg(not(unix))]
    let _ = folders;
}

/// Returns the folders that files were moved into, and those above them up to the root.
fn folders(staged: &[Staged<'_>], root: &Path) -> Vec<PathBuf> {
    let above = |it: &Staged<'_>| {
        let folders = it.path.ancestors().skip(1);
        let inside = folders.take_while(|folder| folder.starts_with(root));
        inside.map(|it| here(it).to_owned()).collect::<Vec<_>>()
    };
    let folders: BTreeSet<_> = staged.iter().flat_map(above).collect();
    folders.into_iter().collect()
}
