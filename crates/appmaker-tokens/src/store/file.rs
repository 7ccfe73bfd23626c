//! The database file: nobody but its owner may read or write it.
//!
//! SQLite gives the files beside it (`-wal`, `-shm`, `-journal`) the mode of the database itself, so that it is enough that this one is
//! right before SQLite sees it. Files that a version without this rule has left are tightened.

use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

/// The suffixes of the files that SQLite keeps beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Creates the file unless it is there, and takes it from everybody else.
///
/// # Errors
///
/// If it is not a regular file, or belongs to somebody else.
pub(super) fn secure(path: &Path) -> Result<()> {
    match create(path) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => tighten(path)?,
        Err(error) => return Err(error),
    }
    for suffix in BESIDE {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        match tighten(&PathBuf::from(name)) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            other => other?,
        }
    }
    Ok(())
}

/// Creates the file with its mode, so that there is no moment at which others could open it.
fn create(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn tighten(path: &Path) -> Result<()> {
    // A FIFO would wait for its other end.
    if !std::fs::metadata(path)?.is_file() {
        let text = format!("{} is not a regular file", path.display());
        return Err(Error::new(ErrorKind::InvalidInput, text));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        let permissions = file.metadata()?.permissions();
        if permissions.mode() & 0o077 != 0 {
            let mode = permissions.mode() & 0o700;
            file.set_permissions(std::fs::Permissions::from_mode(mode))?;
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    fn mode(path: &Path) -> Result<u32> {
        Ok(path.metadata()?.permissions().mode() & 0o777)
    }

    #[test]
    fn a_new_file_is_its_owners() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("tokens.db");
        secure(&path)?;
        assert_eq!(mode(&path)?, 0o600);
        secure(&path)
    }

    #[test]
    fn files_that_are_open_to_others_are_tightened() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in [
            "tokens.db",
            "tokens.db-wal",
            "tokens.db-shm",
            "tokens.db-journal",
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, "")?;
            std::fs::set_permissions(&path, Permissions::from_mode(0o666))?;
        }
        secure(&folder.path().join("tokens.db"))?;
        for file in std::fs::read_dir(folder.path())? {
            assert_eq!(mode(&file?.path())?, 0o600);
        }
        Ok(())
    }

    #[test]
    fn what_is_not_a_file_is_refused() -> Result<()> {
        let folder = tempfile::tempdir()?;
        assert!(secure(folder.path()).is_err());
        Ok(())
    }
}
