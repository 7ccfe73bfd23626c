//! Documents in revisions of a git repository, read through `git show`.

use crate::error::Error;
use crate::paths::slashed;
use specwright_spec::{FileError, Files, MAX_FILE_SIZE};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::str::FromStr;

/// A document to compare: a file, or a file in a revision of a git repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentSource {
    /// A file.
    File(PathBuf),
    /// A file in a revision. The path is relative to the root of the repository; one that begins with `./` is relative to the
    /// current folder, as in `git show`.
    Revision {
        /// The revision: `main`, `v1.2`, `HEAD~3`.
        revision: String,
        /// The path, with `/` as separator.
        path: String,
    },
}

impl FromStr for DocumentSource {
    type Err = String;

    /// Reads `PATH` or `REV:PATH`. A file of that name takes precedence over a revision.
    fn from_str(text: &str) -> Result<Self, String> {
        let file = Path::new(text);
        if file.exists() {
            return Ok(Self::File(file.to_owned()));
        }
        match text.split_once(':') {
            // `C:\api.yaml` and `https://…` are no revisions.
            Some((revision, path))
                if revision.len() > 1 && !path.is_empty() && !path.starts_with("//") =>
            {
                match revision.starts_with('-') {
                    true => Err(format!("invalid revision `{revision}`")),
                    false => Ok(Self::Revision {
                        revision: revision.to_owned(),
                        path: path.to_owned(),
                    }),
                }
            }
            _ => Ok(Self::File(file.to_owned())),
        }
    }
}

impl fmt::Display for DocumentSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.write_str(&slashed(path)),
            Self::Revision { revision, path } => write!(f, "{revision}:{path}"),
        }
    }
}

/// A document in a revision, with the files beside it.
pub(crate) struct GitFiles {
    /// The name of the revision before paths: `main:`.
    prefix: String,
    /// The full id of the commit.
    commit: String,
    /// The document, relative to the root of the repository.
    path: String,
}

impl GitFiles {
    /// Finds a document in a revision.
    ///
    /// # Errors
    ///
    /// If there is no such revision, or the current folder is in no repository.
    pub fn new(revision: &str, path: &str) -> Result<Self, Error> {
        let commit = format!("{revision}^{{commit}}");
        let commit = git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ]);
        let commit = commit.map_err(|reason| {
            let reason = reason.unwrap_or_else(|| format!("unknown git revision `{revision}`"));
            Error::Configuration(reason)
        })?;
        let path = match path.strip_prefix("./") {
            None => path.to_owned(),
            Some(rest) => format!("{}{rest}", folder_in_repository()?),
        };
        // A `/` in the name of a revision is not one between folders.
        let shown = match revision.contains('/') {
            true => commit.get(..10).unwrap_or(&commit),
            false => revision,
        };
        Ok(Self {
            prefix: format!("{shown}:"),
            commit,
            path,
        })
    }

    /// The document as it is shown: `main:specs/api.yaml`.
    pub fn document(&self) -> String {
        format!("{}{}", self.prefix, self.path)
    }

    /// The folder of the document as it is shown: `main:specs`; empty at the root of the repository.
    pub fn folder(&self) -> String {
        let document = self.document();
        let folder = document.rsplit_once('/');
        folder.map_or_else(String::new, |(folder, _)| folder.to_owned())
    }

    /// Returns true if the revision has the document.
    pub fn has_document(&self) -> bool {
        self.read(&self.path).is_ok()
    }

    /// Reads a file whose path is relative to the current folder; none if the revision has no such file.
    pub fn read_from_here(&self, path: &Path) -> Result<Option<Vec<u8>>, Error> {
        let folder = folder_in_repository()?;
        let path = normalized(&format!("{folder}{}", slashed(path)));
        Ok(path.and_then(|path| self.read(&path).ok()))
    }
}

impl Files for GitFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let path = path.strip_prefix(&self.prefix).unwrap_or(path);
        let object = format!("{}:{path}", self.commit);
        let size = git(&["cat-file", "-s", "--end-of-options", &object]);
        let size = size.map_err(|_| FileError::NotFound)?;
        if size.parse::<u64>().is_ok_and(|size| size > MAX_FILE_SIZE) {
            return Err(FileError::TooLarge);
        }
        let output = run(&["cat-file", "blob", &object]).map_err(FileError::Other)?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(FileError::NotAFile),
        }
    }
}

/// Returns the common ancestor of a branch and the current commit.
///
/// # Errors
///
/// If there is no such branch, or the histories have nothing in common.
pub(crate) fn merge_base(branch: Option<&str>) -> Result<String, Error> {
    const USUAL: [&str; 5] = [
        "origin/HEAD",
        "origin/main",
        "origin/master",
        "main",
        "master",
    ];
    let candidates = branch.map_or_else(|| USUAL.to_vec(), |branch| vec![branch]);
    for branch in candidates {
        if let Ok(base) = git(&["merge-base", "--end-of-options", branch, "HEAD"]) {
            return Ok(base);
        }
    }
    let message = match branch {
        Some(branch) => format!(
            "`{branch}` and the current commit have no common ancestor; a shallow clone lacks it: fetch the whole history"
        ),
        None => "no main branch found (origin/HEAD, origin/main, origin/master, main, master); name one with --base".to_owned(),
    };
    Err(Error::Configuration(message))
}

/// Returns the current folder, relative to the root of the repository: `` or `specs/`.
fn folder_in_repository() -> Result<String, Error> {
    git(&["rev-parse", "--show-prefix"]).map_err(|reason| {
        let reason =
            reason.unwrap_or_else(|| "the current folder is in no git repository".to_owned());
        Error::Configuration(reason)
    })
}

/// Returns a path without `.` and `..`; none if it leaves the repository.
fn normalized(path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Runs git, and returns the first line of its output; the error is the reason why it cannot be run, if that is one.
fn git(arguments: &[&str]) -> Result<String, Option<String>> {
    let output = run(arguments).map_err(Some)?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()),
        false => Err(None),
    }
}

fn run(arguments: &[&str]) -> Result<Output, String> {
    let output = Command::new("git").args(arguments).output();
    output.map_err(|error| format!("cannot run git: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_separates_revision_and_path() {
        let source = |text: &str| text.parse::<DocumentSource>();
        let revision = |revision: &str, path: &str| {
            Ok(DocumentSource::Revision {
                revision: revision.to_owned(),
                path: path.to_owned(),
            })
        };
        assert_eq!(source("main:api.yaml"), revision("main", "api.yaml"));
        assert_eq!(source("v1:a:b.yaml"), revision("v1", "a:b.yaml"));
        for file in [
            "api.yaml",
            "C:\\api.yaml",
            "https://example.com/api.yaml",
            "main:",
        ] {
            assert_eq!(
                source(file),
                Ok(DocumentSource::File(file.into())),
                "{file}"
            );
        }
        assert!(source("--output=x:api.yaml").is_err());
    }

    #[test]
    fn paths_stay_in_the_repository() {
        assert_eq!(normalized("a/./b/../c").as_deref(), Some("a/c"));
        assert_eq!(normalized("a/../../c"), None);
    }
}
