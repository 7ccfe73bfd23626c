//! The folder `.specwright` of a folder that is written to: the lock, temporary files, and the record of the last run.
//!
//! It stands inside a folder of generated files, beside the sources, where neither cargo takes it for a member of a workspace
//! (`members = ["crates/*"]`) nor version control sees it: it ignores itself.

use super::obstacle::{Ground, Standing, below};
use super::with_path;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The name of the folder.
pub const STATE: &str = ".specwright";

/// The file that a run holds a lock on.
pub(super) const LOCK: &str = "lock";

/// The one folder of temporary files. Whoever holds the lock may delete what another run has left there.
pub(super) const TEMPORARY: &str = "tmp";

/// The record of the last run.
pub(super) const RECORD: &str = "record";

const IGNORE: &str = ".gitignore";

/// The files of a state folder.
pub(super) const FILES: [&str; 3] = [LOCK, RECORD, IGNORE];

/// Returns the path of the record of runs that write to a folder.
pub fn record_path(home: &Path) -> PathBuf {
    home.join(STATE).join(RECORD)
}

/// Creates the state folder of a folder below the root, and those above it.
pub(super) fn create(root: &Path, home: &Path) -> io::Result<PathBuf> {
    let folder = home.join(STATE);
    create_folders(root, &folder)?;
    Ok(root.join(folder))
}

/// Deletes the temporary files of a state folder, and hides it from version control. Nothing in it is followed. The caller
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
    let mut ground = Ground::new(root);
    match ground.folder(folder)? {
        Standing::Wanted(_) => return Ok(()),
        Standing::Blocked(at, obstacle) => {
            let error = io::Error::new(io::ErrorKind::AlreadyExists, obstacle.to_string());
            return Err(with_path(error, &root.join(at)));
        }
        Standing::Nothing => {}
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

/// Writes a file of a state folder, or beside another: readers see the old text or the new one.
///
/// # Errors
///
/// If it cannot be written.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let temporary = path.with_extension("tmp");
    match fs::remove_file(&temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary)?;
    file.write_all(text.as_bytes())?;
    drop(file);
    fs::rename(&temporary, path)
}
