//! How a document is read: what the flags and the settings say of it.

use clap::Args;
use specwright_spec::{FileError, Files, FolderFiles, Leniency, OpenOptions};
use std::env;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::output::shown;

/// The flags of every command that reads a document; each goes before what `specwright.toml` says.
#[derive(Args, Clone, Debug, Default)]
pub struct Reading {
    /// Repair what can be repaired in a document, with a warning each.
    #[arg(long)]
    pub lenient: bool,
    /// The folder that no reference may leave; that of the document unless told.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

impl Reading {
    /// What the flags say, and besides them the settings of a folder.
    #[must_use]
    pub fn or(&self, config: &Config, folder: &Path) -> Self {
        let root = || config.spec.root.as_ref().map(|root| folder.join(root));
        Self {
            lenient: self.lenient || config.spec.lenient,
            root: self.root.clone().or_else(root),
        }
    }

    /// The flags, as they are written.
    pub fn written(&self) -> String {
        let lenient = if self.lenient { " --lenient" } else { "" };
        let root = self
            .root
            .as_ref()
            .map(|root| format!(" --root {}", shown(root)));
        format!("{}{lenient}", root.unwrap_or_default())
    }
}

/// A document and the folder that it is read in, as they are shown.
#[derive(Clone, Debug)]
pub struct Place {
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
    pub fn new(document: &Path, reading: &Reading) -> Result<Self, String> {
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

    /// What the reader of documents is told.
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
fn below(document: &Path, root: &Path) -> Result<(PathBuf, PathBuf), String> {
    let real = |path: &Path| {
        let real = path.canonicalize();
        real.map_err(|error| format!("{}: {error}", shown(path)))
    };
    let (real_root, real_document) = (real(root)?, real(document)?);
    let rest = real_document.strip_prefix(&real_root).map_err(|_| {
        format!(
            "{} does not lie in {}, the folder that --root names",
            shown(document),
            shown(root)
        )
    })?;
    let here = env::current_dir()
        .ok()
        .and_then(|here| here.canonicalize().ok());
    let from_here = here.and_then(|here| real_root.strip_prefix(here).ok().map(Path::to_owned));
    let root = from_here.unwrap_or_else(|| root.to_owned());
    Ok((root.join(rest), root))
}

/// Returns a path as documents write it: `/` parts the folders, whatever the machine.
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    // Elsewhere `\` is a letter like any other.
    match cfg!(windows) {
        true => text.replace('\\', "/"),
        false => text.into_owned(),
    }
}

/// Reads a text file in a folder or below it; a link out of the folder is not followed.
///
/// # Errors
///
/// If it is anything but a regular file of UTF-8 in the folder.
pub fn read_text(folder: &Path, path: &Path) -> Result<String, String> {
    let read = FolderFiles::new(match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    })
    .and_then(|files| files.read(&path.to_string_lossy()));
    match read.map(String::from_utf8) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(_)) => Err(format!("{}: the file is not UTF-8", shown(path))),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// Says why a file beside a document cannot be read.
pub fn unreadable(path: &Path, error: &FileError) -> String {
    let error = match error {
        FileError::Outside => "a symbolic link out of the folder is not followed".to_owned(),
        error => error.to_string(),
    };
    format!("{}: {error}", shown(path))
}
