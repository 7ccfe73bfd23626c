//! The manifests of `specwright generate`, which are written once and belong to the user from then on.

use crate::config::Crates;
use crate::error::Error;
use crate::files::FileSet;
use crate::generate::Part;
use crate::input::read_text;
use crate::manifest::{self, Surroundings, Tables};
use crate::paths::slashed;
use crate::runtime::RuntimeEntry;
use crate::sync::{is_marked_copy, is_real_file};
use specwright_ir::Api;
use specwright_spec::Report;
use std::fs;
use std::path::{Path, PathBuf};

/// The manifests of an output folder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scaffolding<'a> {
    /// The output folder.
    pub out: &'a Path,
    /// The names of the crates.
    pub crates: &'a Crates,
    /// The parts that are generated.
    pub parts: &'a [Part],
    /// True if the folder needs a workspace of its own.
    pub is_alone: bool,
}

impl Scaffolding<'_> {
    /// Returns the paths of the manifests.
    pub fn manifests(&self) -> Vec<PathBuf> {
        let paths = self.packages().map(|(_, path)| path);
        let workspace = self.is_alone.then(|| PathBuf::from("Cargo.toml"));
        paths.chain(workspace).map(|it| self.out.join(it)).collect()
    }

    fn packages(&self) -> impl Iterator<Item = (Part, PathBuf)> {
        let parts = self.parts.iter();
        parts.filter_map(|part| {
            let package = part.package(self.crates)?;
            Some((*part, Path::new(package).join("Cargo.toml")))
        })
    }

    /// Checks the manifests that exist for the requirements of the generated code.
    ///
    /// # Errors
    ///
    /// If one of them cannot be read.
    pub fn check(
        &self,
        api: &Api,
        runtime: &RuntimeEntry,
        report: &mut Report,
    ) -> Result<(), Error> {
        for (part, path) in self.packages() {
            // Anything else than a file is reported before files are written.
            if !is_real_file(self.out, &path) {
                continue;
            }
            let path = self.out.join(path);
            let text = read_text(self.out, &path)?;
            let wanted = manifest::write(api, part, self.crates, Surroundings::Output(runtime));
            if !text.is_empty() && text != wanted && !is_marked_copy(&text, &wanted) {
                manifest::check(&slashed(&path), &text, &wanted, Tables::All, report)?;
            }
        }
        Ok(())
    }

    /// Returns the manifest of the output folder, if it needs one.
    pub fn workspace(&self) -> FileSet {
        let mut files = FileSet::default();
        if self.is_alone {
            files.insert_once("Cargo.toml", manifest::workspace());
        }
        files
    }
}

/// Returns true if no folder above this one has a manifest. A manifest in the folder itself is a regular file, if there is one.
pub(crate) fn is_outside_workspaces(folder: &Path) -> bool {
    let absolute = std::path::absolute(folder);
    let absolute = absolute.unwrap_or_else(|_| folder.to_owned());
    let manifest = |folder: &Path| fs::symlink_metadata(folder.join("Cargo.toml"));
    let own = manifest(&absolute);
    let mut above = absolute.ancestors().skip(1);
    own.map_or(true, |it| it.is_file()) && above.all(|it| manifest(it).is_err())
}
