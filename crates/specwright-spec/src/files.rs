//! The only door to the file system, so that every pass can run on memory alone.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest file that is read. The largest OpenAPI document known has some 12 MB.
pub const MAX_FILE_SIZE: u64 = 256 << 20;

/// Reads files by path; `/` parts the folders, whatever the machine.
pub trait Files {
    /// The bytes of a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError>;
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is no such file.
    NotFound,
    /// It is a folder, a device, a pipe.
    NotAFile,
    /// It lies outside the folder that may be read, perhaps behind a symbolic link.
    Outside,
    /// It has more than [`MAX_FILE_SIZE`] bytes.
    TooLarge,
    /// Whatever else the system says.
    Other(String),
}

impl fmt::Display for FileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotFound => "file not found",
            Self::NotAFile => "not a regular file",
            Self::Outside => "outside the folder of the root document",
            Self::TooLarge => "larger than 256 MiB",
            Self::Other(reason) => reason,
        })
    }
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            _ => Self::Other(error.to_string()),
        }
    }
}

/// Files in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles(BTreeMap<String, Vec<u8>>);

impl MemoryFiles {
    /// These files and no others.
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        Self(
            files
                .into_iter()
                .map(|(path, bytes)| (path.into(), bytes.into()))
                .collect(),
        )
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.0.get(path).cloned().ok_or(FileError::NotFound)
    }
}

/// Regular files in one folder and below it, links resolved.
#[derive(Clone, Debug)]
pub struct FolderFiles {
    folder: PathBuf,
}

impl FolderFiles {
    /// The files in a folder.
    pub fn new(folder: &Path) -> Result<Self, FileError> {
        Ok(Self {
            folder: folder.canonicalize()?,
        })
    }

    /// The files in the folder of a document.
    pub fn around(document: &Path) -> Result<Self, FileError> {
        let folder = match document.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        Self::new(folder)
    }
}

impl Files for FolderFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        // Links are resolved before anything is opened.
        let path = Path::new(path).canonicalize()?;
        if !path.starts_with(&self.folder) {
            return Err(FileError::Outside);
        }
        read_regular(&path)
    }
}

/// Reads a regular file of at most [`MAX_FILE_SIZE`] bytes. Nothing else is opened: opening a pipe waits for a writer, and
/// some devices never end.
///
/// # Errors
///
/// If it is anything but a regular file, too large, or cannot be read.
pub fn read_regular(path: &Path) -> Result<Vec<u8>, FileError> {
    let metadata = path.metadata()?;
    if !metadata.is_file() {
        return Err(FileError::NotAFile);
    }
    if metadata.len() > MAX_FILE_SIZE {
        return Err(FileError::TooLarge);
    }
    // A file may grow while it is read, and those of some file systems have no size (`/proc`).
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    std::fs::File::open(path)?
        .take(MAX_FILE_SIZE + 1)
        .read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MAX_FILE_SIZE {
        true => Err(FileError::TooLarge),
        false => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_in_the_folder_are_read() {
        // Tests run in the folder of the crate.
        let files = FolderFiles::around(Path::new("Cargo.toml")).expect("the folder");
        assert!(files.read("Cargo.toml").is_ok());
        assert_eq!(files.read("src"), Err(FileError::NotAFile));
        assert_eq!(files.read("src/no-such-file.rs"), Err(FileError::NotFound));
        assert_eq!(files.read("../../Cargo.toml"), Err(FileError::Outside));
    }
}
