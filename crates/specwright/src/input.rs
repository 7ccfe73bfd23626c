//! The options for reading a document, its path, and the text files beside it.

use crate::config::Config;
use crate::error::Error;
use crate::paths::{shown, slashed};
use crate::pipeline::check_document;
use specwright_spec::{
    FileError, Files, FolderFiles, Leniency, OpenOptions, Overlay, Selection, Selector,
    extended_document, read_regular,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fmt};

/// The options for reading a document; each takes precedence over `specwright.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// True to repair faults with a known repair, with a warning for each; false to refuse them (default: as the settings say, or else
    /// as the command does).
    pub lenient: Option<bool>,
    /// True to repair faults if `lenient` is none. Overlays, which their users write themselves, are strict then.
    pub repairs_document: bool,
    /// The folder that no reference may leave (default: that of the document).
    pub root: Option<PathBuf>,
    /// The overlays to apply to the document in order, after those in `specwright.toml`.
    pub overlays: Vec<PathBuf>,
    /// The text of the document, if it is not read from its path. Its references are relative to the root folder.
    pub text: Option<Text>,
    /// The operations to generate.
    pub selection: Selection,
}

/// The text of a document, as it was read from a stream.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(Arc<[u8]>);

impl From<Vec<u8>> for Text {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

/// Prints the length, since the text may be large.
impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Text({} bytes)", self.0.len())
    }
}

/// The files of a folder, one of which has another text.
pub(crate) struct WithText<'a> {
    /// The path of the file.
    pub path: &'a str,
    /// Its text.
    pub text: &'a Text,
    /// The other files.
    pub others: &'a FolderFiles,
}

impl Files for WithText<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        match path == self.path {
            true => Ok(self.text.0.to_vec()),
            false => self.others.read(path),
        }
    }
}

impl ReadOptions {
    /// Returns the treatment of faults with a known repair in the document.
    pub(crate) fn leniency(&self) -> Leniency {
        match self.lenient.unwrap_or(self.repairs_document) {
            true => Leniency::Lenient,
            false => Leniency::Strict,
        }
    }

    /// Fills in missing options from the settings of a folder.
    #[must_use]
    pub(crate) fn or(&self, config: &Config, folder: &Path) -> Self {
        let root = || config.spec.root.as_ref().map(|root| folder.join(root));
        let settings = config.selection();
        let first = |own: &Vec<Selector>, other| match own.is_empty() {
            true => other,
            false => own.clone(),
        };
        Self {
            lenient: self.lenient.or(config.spec.lenient()),
            repairs_document: self.repairs_document,
            root: self.root.clone().or_else(root),
            overlays: config
                .overlays(folder)
                .chain(self.overlays.clone())
                .collect(),
            text: self.text.clone(),
            selection: Selection {
                include: first(&self.selection.include, settings.include),
                exclude: first(&self.selection.exclude, settings.exclude),
            },
        }
    }
}

/// The paths of a document and of its root folder, as they are shown, and the overlays of the document.
#[derive(Clone, Debug)]
pub(crate) struct DocumentPaths {
    /// The document; its path begins with the root folder.
    pub document: String,
    /// The folder that no reference may leave.
    pub root: String,
    /// The overlays to apply, in order.
    pub overlays: Vec<Overlay>,
    /// True if the given file is an overlay, which extends the document.
    pub is_extended: bool,
    leniency: Leniency,
    selection: Selection,
}

impl DocumentPaths {
    /// Returns the paths of a document and of its root folder, and reads its overlays. If `document` is an overlay, the document
    /// is the file that it extends.
    ///
    /// # Errors
    ///
    /// If the folder does not exist, or the document is not in it, or an overlay cannot be read.
    pub fn new(document: &Path, options: &ReadOptions) -> Result<Self, Error> {
        let leniency = options.leniency();
        let folder = document.parent().unwrap_or(Path::new(""));
        let mut overlays = Vec::new();
        let given = match &options.text {
            Some(text) => Overlay {
                path: slashed(document),
                bytes: text.0.to_vec(),
            },
            // The parser reports a document that cannot be read.
            None => read_overlay(document).unwrap_or_else(|_| Overlay {
                path: slashed(document),
                bytes: Vec::new(),
            }),
        };
        let extended = extended_document(&given.path, &given.bytes).map(PathBuf::from);
        let (document, root) = match (&extended, &options.root) {
            (Some(extended), root) => {
                check_document(extended)?;
                overlays.push(given);
                below(extended, root.as_deref().unwrap_or(folder))?
            }
            (None, Some(root)) if options.text.is_some() => (root.join(document), root.clone()),
            (None, Some(root)) if root != folder => below(document, root)?,
            (None, _) => (document.to_owned(), folder.to_owned()),
        };
        for overlay in &options.overlays {
            check_document(overlay)?;
            overlays.push(read_overlay(overlay)?);
        }
        Ok(Self {
            document: slashed(&document),
            root: slashed(&root),
            overlays,
            is_extended: extended.is_some(),
            leniency,
            selection: options.selection.clone(),
        })
    }

    /// Returns the options for the parser.
    pub fn options(&self) -> OpenOptions<'_> {
        OpenOptions {
            leniency: self.leniency,
            root: Some(&self.root),
            overlays: &self.overlays,
            selection: Some(&self.selection),
            ..OpenOptions::default()
        }
    }

    /// Returns the root folder as the system needs it: the empty path is the current folder.
    pub fn folder(&self) -> &Path {
        match self.root.is_empty() {
            true => Path::new("."),
            false => Path::new(&self.root),
        }
    }
}

/// Reads the file of an overlay.
fn read_overlay(path: &Path) -> Result<Overlay, Error> {
    let bytes = read_regular(path).map_err(|error| Error::unreadable(path, error))?;
    Ok(Overlay {
        path: slashed(path),
        bytes,
    })
}

/// Returns the path of the document below the root folder, and that of the folder, relative to the current folder if possible.
fn below(document: &Path, root: &Path) -> Result<(PathBuf, PathBuf), Error> {
    let real = |path: &Path| {
        let real = path.canonicalize();
        real.map_err(|error| Error::unreadable(path, error))
    };
    let root = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    let (real_root, real_document) = (real(root)?, real(document)?);
    let rest = real_document.strip_prefix(&real_root).map_err(|_| {
        Error::Configuration(format!(
            "{} is outside the root folder {}; name a folder that holds both with `--root DIR`, or with `root` in `specwright.toml`",
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
