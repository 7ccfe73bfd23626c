//! Access to files. All passes read files through [`Files`], so that they can run in memory.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The maximum size of a file. The largest known OpenAPI document has about 12 MB.
pub const MAX_FILE_SIZE: u64 = 256 << 20;

/// Reads files by path, with `/` as separator on every platform.
pub trait Files {
    /// Returns the bytes of a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError>;
}

/// The reason why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The file does not exist.
    NotFound,
    /// The path is a folder, device or pipe.
    NotAFile,
    /// The path is outside the allowed folder, possibly through a symbolic link.
    Outside,
    /// The file is larger than [`MAX_FILE_SIZE`].
    TooLarge,
    /// Any other error of the operating system.
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
    /// Creates a file system with these files.
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

/// Regular files in or below a folder, with symbolic links resolved.
#[derive(Clone, Debug)]
pub struct FolderFiles {
    folder: PathBuf,
}

impl FolderFiles {
    /// Creates an accessor for a folder.
    pub fn new(folder: &Path) -> Result<Self, FileError> {
        Ok(Self {
            folder: folder.canonicalize()?,
        })
    }

    /// Creates an accessor for the folder of a document.
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
        // Symbolic links are resolved before a file is opened.
        let path = Path::new(path).canonicalize()?;
        if !path.starts_with(&self.folder) {
            return Err(FileError::Outside);
        }
        read_regular(&path)
    }
}

/// Reads a regular file of at most [`MAX_FILE_SIZE`] bytes. Other kinds of files are not opened: opening a pipe waits for a
/// writer, and some devices are endless.
///
/// # Errors
///
/// Returns an error if the file is not regular, too large, or cannot be read.
pub fn read_regular(path: &Path) -> Result<Vec<u8>, FileError> {
    let metadata = path.metadata()?;
    if !metadata.is_file() {
        return Err(FileError::NotAFile);
    }
    if metadata.len() > MAX_FILE_SIZE {
        return Err(FileError::TooLarge);
    }
    // A file may grow while it is read, and files of some file systems have no size (`/proc`).
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
