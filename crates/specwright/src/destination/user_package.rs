//! The package of the user that a module belongs to.

use crate::error::Error;
use crate::input::read_text;
use crate::manifest::{Manifest, Tables};
use crate::nesting;
use crate::paths::{resolved, slashed};
use specwright_ir::Api;
use specwright_spec::{Code, Report};
use std::env;
use std::path::{Path, PathBuf};
use toml::Table;

/// A package of the user.
#[derive(Clone, Debug)]
pub(crate) struct UserPackage {
    /// Its folder, relative to the current folder if it is below it.
    pub folder: PathBuf,
    /// Its name.
    pub name: String,
    /// The files that may be the root of its crate.
    roots: Vec<PathBuf>,
}

/// The requirements of a module that a package is checked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Requirements<'a> {
    /// The tables of its manifest.
    pub manifest: &'a str,
    /// The tables that are checked.
    pub tables: Tables,
    /// The code of a missing entry.
    pub code: Code,
}

impl UserPackage {
    /// Returns the package that a folder belongs to, and the path of the folder in it; none if no manifest is there or above.
    ///
    /// # Errors
    ///
    /// If the manifest cannot be read, or is that of a workspace only.
    pub fn around(folder: &Path) -> Result<Option<(Self, PathBuf)>, Error> {
        let folder = resolved(folder);
        let mut above = folder.ancestors();
        let Some(root) = above.find(|it| it.join("Cargo.toml").is_file()) else {
            return Ok(None);
        };
        let inside = folder.strip_prefix(root).unwrap_or(Path::new(""));
        Ok(Some((Self::at(root)?, inside.to_owned())))
    }

    /// Returns the package in a folder.
    ///
    /// # Errors
    ///
    /// If the manifest cannot be read, or is that of a workspace only.
    pub fn at(folder: &Path) -> Result<Self, Error> {
        let here = env::current_dir().map(|here| resolved(&here));
        let below = here.ok().and_then(|it| folder.strip_prefix(it).ok());
        let folder = below.unwrap_or(folder);
        let path = folder.join("Cargo.toml");
        let text = read_text(folder, &path)?;
        let invalid = |reason| Error::Configuration(format!("{}: {reason}", slashed(&path)));
        let manifest: Table = text
            .parse()
            .map_err(|it: toml::de::Error| invalid(it.to_string()))?;
        let package = manifest.get("package").and_then(|it| it.get("name"));
        let Some(name) = package.and_then(toml::Value::as_str) else {
            let reason = "this is not the manifest of a package; a module belongs to a package, or use `--layout crate`";
            return Err(invalid(reason.to_owned()));
        };
        let library = manifest.get("lib").and_then(|it| it.get("path"));
        let library = library.and_then(toml::Value::as_str).map(PathBuf::from);
        let known = ["src/lib.rs", "src/main.rs"].map(PathBuf::from);
        let roots = library.into_iter().chain(known).map(|it| folder.join(it));
        Ok(Self {
            name: name.to_owned(),
            roots: roots.collect(),
            folder: folder.to_owned(),
        })
    }

    /// Returns the files that a check reads.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        let roots = self.roots.iter().cloned();
        roots.chain([self.folder.join("Cargo.toml")])
    }

    /// Checks the manifest and the root of the crate, and reports what they lack.
    ///
    /// # Errors
    ///
    /// If one of them cannot be read.
    pub fn check(
        &self,
        api: &Api,
        wanted: Requirements<'_>,
        report: &mut Report,
    ) -> Result<(), Error> {
        let path = self.folder.join("Cargo.toml");
        let manifest = Manifest {
            path: &slashed(&path),
            text: &read_text(&self.folder, &path)?,
        };
        manifest.check(wanted.manifest, wanted.tables, wanted.code, report)?;
        match nesting::limit(api) {
            Some(limit) => self.check_limit(limit, report),
            None => Ok(()),
        }
    }

    /// Checks that a root of the package has a recursion limit: the module is in the library or in the program.
    fn check_limit(&self, limit: usize, report: &mut Report) -> Result<(), Error> {
        let mut texts = Vec::new();
        for root in self.roots.iter().filter(|it| it.is_file()) {
            texts.push((slashed(root), read_text(&self.folder, root)?));
        }
        let is_sufficient = |(_, text): &(String, String)| nesting::is_sufficient(text, limit);
        if let Some((path, text)) = texts.first()
            && !texts.iter().any(is_sufficient)
        {
            nesting::check(path, text, limit, report);
        }
        Ok(())
    }
}
