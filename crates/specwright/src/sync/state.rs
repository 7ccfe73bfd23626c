//! The state folder `.specwright` of an output folder: the lock, temporary files and the cache of the last run.
//!
//! It is inside a folder of generated files, where cargo does not take it for a member of a workspace (`members = ["crates/*"]`),
//! and has a `.gitignore` that excludes it from version control.

use super::obstacle::{PathState, PathStates, below};
use super::with_path;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The name of the folder.
pub const STATE: &str = ".specwright";

/// The lock file.
pub(super) const LOCK: &str = "lock";

/// The folder of temporary files. The holder of the lock may delete files that another run has left there.
pub(super) const TEMPORARY: &str = "tmp";

/// The cache of the last run.
pub(super) const CACHE: &str = "cache";

const IGNORE: &str = ".gitignore";

/// The files of a state folder.
pub(super) const FILES: [&str; 3] = [LOCK, CACHE, IGNORE];

/// Returns the path of the cache of runs that write to a folder.
pub fn cache_path(home: &Path) -> PathBuf {
    home.join(STATE).join(CACHE)
}

/// Creates the state folder of a folder below the root, and those above it.
pub(super) fn create(root: &Path, home: &Path) -> io::Result<PathBuf> {
    let folder = home.join(STATE);
    create_folders(root, &folder)?;
    Ok(root.join(folder))
}

/// Deletes the temporary files of a state folder, and hides it from version control. Links in it are not followed. The caller
/// holds its lock.
pub(super) fn tidy(state: &Path) -> io::Result<()> {
    sweep(state)?;
    let ignore = state.join(IGNORE);
    match fs::read(&ignore) {
        Ok(text) if text == b"*\n" => Ok(()),
        _ => replace(&ignore, "*\n").map_err(|error| with_path(error, &ignore)),
    }
}

/// Creates a folder below the root and those above it, one by one, so that none of them is a link.
pub(super) fn create_folders(root: &Path, folder: &Path) -> io::Result<()> {
    let mut states = PathStates::new(root);
    match states.folder(folder)? {
        PathState::Present(_) => return Ok(()),
        PathState::Blocked(at, obstacle) => {
            let error = io::Error::new(io::ErrorKind::AlreadyExists, obstacle.to_string());
            return Err(with_path(error, &root.join(at)));
        }
        PathState::Absent => {}
    }
    if !root.as_os_str().is_empty() {
        fs::create_dir_all(root).map_err(|error| with_path(error, root))?;
    }
    let mut above: Vec<&Path> = folder.ancestors().collect();
    above.pop();
    for folder in above.into_iter().rev() {
        let path = below(root, folder)?;
        match fs::create_dir(&path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(with_path(error, &path));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Deletes the temporary files of a state folder.
pub(super) fn sweep(state: &Path) -> io::Result<()> {
    let folder = state.join(TEMPORARY);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(with_path(error, &folder)),
        _ => Ok(()),
    }
}

/// Replaces a file atomically: readers see the old text or the new one.
///
/// # Errors
///
/// If it cannot be written.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    replace_through(&path.with_extension("tmp"), path, text)
}

/// Replaces a file by way of a temporary one beside it, which is overwritten.
pub fn replace_through(temporary: &Path, path: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(temporary)?;
    file.write_all(text.as_bytes())?;
    drop(file);
    fs::rename(temporary, path)
}
