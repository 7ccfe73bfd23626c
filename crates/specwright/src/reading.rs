//! The way a document is read, as options and settings say.

use crate::config::Config;
use crate::error::Error;
use crate::paths::{shown, slashed};
use specwright_spec::{FileError, Files, FolderFiles, Leniency, OpenOptions};
use std::env;
use std::path::{Path, PathBuf};

/// The way a document is read; each option takes precedence over `specwright.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Repairs what can be repaired in a document, with a warning each.
    pub lenient: bool,
    /// The folder that no reference may leave (default: that of the document).
    pub root: Option<PathBuf>,
}

impl ReadOptions {
    /// Completes the options from the settings of a folder.
    #[must_use]
    pub(crate) fn or(&self, config: &Config, folder: &Path) -> Self {
        let root = || config.spec.root.as_ref().map(|root| folder.join(root));
        Self {
            lenient: self.lenient || config.spec.lenient,
            root: self.root.clone().or_else(root),
        }
    }
}

/// A document and the folder that it is read in, as they are shown.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The document; it begins with the folder.
    pub document: String,
    /// The folder that no reference may leave.
    pub root: String,
    leniency: Leniency,
}

impl Place {
    /// Brings the path of a document to one that begins with the folder.
    ///
    /// # Errors
    ///
    /// If there is no such folder, or the document lies outside of it.
    pub fn new(document: &Path, reading: &ReadOptions) -> Result<Self, Error> {
        let leniency = match reading.lenient {
            true => Leniency::Lenient,
            false => Leniency::Strict,
        };
        let folder = document.parent().unwrap_or(Path::new(""));
        let (document, root) = match &reading.root {
            Some(root) if root != folder => below(document, root)?,
            _ => (document.to_owned(), folder.to_owned()),
        };
        Ok(Self {
            document: slashed(&document),
            root: slashed(&root),
            leniency,
        })
    }

    /// The options of the reader of documents.
    pub fn options(&self) -> OpenOptions<'_> {
        OpenOptions {
            leniency: self.leniency,
            root: Some(&self.root),
        }
    }

    /// The folder, as the system names it.
    pub fn folder(&self) -> &Path {
        match self.root.is_empty() {
            true => Path::new("."),
            false => Path::new(&self.root),
        }
    }
}

/// The document by way of the folder, and the folder, by the shortest way from here.
fn below(document: &Path, root: &Path) -> Result<(PathBuf, PathBuf), Error> {
    let real = |path: &Path| {
        let real = path.canonicalize();
        real.map_err(|error| Error::unreadable(path, error))
    };
    let (real_root, real_document) = (real(root)?, real(document)?);
    let rest = real_document.strip_prefix(&real_root).map_err(|_| {
        Error::Configuration(format!(
            "{} does not lie in {}, the root folder",
            shown(document),
            shown(root)
        ))
    })?;
    let here = env::current_dir()
        .ok()
        .and_then(|here| here.canonicalize().ok());
    let from_here = here.and_then(|here| real_root.strip_prefix(here).ok().map(Path::to_owned));
    let root = from_here.unwrap_or_else(|| root.to_owned());
    Ok((root.join(rest), root))
}

/// Reads a text file in a folder or below it; a link out of the folder is not followed.
///
/// # Errors
///
/// If it is anything but a regular file of UTF-8 in the folder.
pub(crate) fn read_text(folder: &Path, path: &Path) -> Result<String, Error> {
    let read = FolderFiles::new(match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    })
    .and_then(|files| files.read(&path.to_string_lossy()));
    match read.map(String::from_utf8) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(_)) => Err(Error::unreadable(path, "the file is not UTF-8")),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// Returns the error for a file beside a document that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &FileError) -> Error {
    match error {
        FileError::Outside => {
            Error::unreadable(path, "a symbolic link out of the folder is not followed")
        }
        error => Error::unreadable(path, error),
    }
}
