//! The errors of a run.

use crate::diagnostics::Diagnostics;
use crate::paths::shown;
use crate::sync::{Change, Obstacle};
use std::path::{Path, PathBuf};
use std::{error, fmt, io};

/// The error that ended a run before it wrote its files.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder that the run needs cannot be read.
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// The document, the settings or a manifest has errors.
    Faulty(Diagnostics),
    /// Files or folders that this tool did not generate are at the paths of generated ones.
    Obstructed(Vec<Obstruction>),
    /// Files cannot be compared or written.
    Io(io::Error),
    /// A check found files that are out of date.
    Stale(Stale),
    /// The prefix does not make valid crate names.
    InvalidName(String),
    /// Settings contradict each other or the files that they name.
    Configuration(String),
}

/// A file or folder at the path of a generated one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Obstruction {
    /// The file or folder, relative to the current folder.
    pub path: PathBuf,
    /// The reason why it is not overwritten.
    pub obstacle: Obstacle,
}

/// The result of a check that found differences.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stale {
    /// The files that differ, sorted by path; paths are relative to the output folder.
    pub changes: Vec<Change>,
    /// A text for people: the list of the files, unified diffs of changed files, and obstacles.
    pub text: String,
    /// The diagnostics of the document.
    pub diagnostics: Diagnostics,
}

impl Error {
    /// Returns the files that the run has read before it failed, as far as they are known.
    pub fn inputs(&self) -> Vec<PathBuf> {
        match self {
            Self::Faulty(diagnostics) => diagnostics.files(),
            Self::Unreadable { path, .. } => vec![path.clone()],
            _ => Vec::new(),
        }
    }

    pub(crate) fn unreadable(path: &Path, reason: impl fmt::Display) -> Self {
        Self::Unreadable {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, reason } => write!(formatter, "{}: {reason}", shown(path)),
            Self::Faulty(diagnostics) => formatter.write_str(diagnostics.text().trim_end()),
            Self::Obstructed(list) => {
                formatter.write_str("cannot write the generated files; move or delete these, or choose another folder:")?;
                list.iter().try_for_each(|it| {
                    write!(formatter, "\n    {} {}", shown(&it.path), it.obstacle)
                })
            }
            Self::Io(error) => error.fmt(formatter),
            Self::Stale(stale) => formatter.write_str(stale.text.trim_end()),
            Self::InvalidName(name) => write!(
                formatter,
                "invalid crate name prefix {}: {}",
                specwright_spec::quote(name),
                crate::config::PACKAGE_NAME
            ),
            Self::Configuration(message) => formatter.write_str(message),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Io(error) => error.source(),
            _ => None,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
