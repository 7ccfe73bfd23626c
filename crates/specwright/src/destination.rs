//! The destination of `specwright generate`: its packages or module, the manifests around them, and the runtime.
//!
//! Manifests are written once and belong to the user from then on; that of a module belongs to the user from the start.

mod user_package;

use crate::bundle::Bundle;
use crate::error::Error;
use crate::files::FileSet;
use crate::generate::{Origin, Part};
use crate::input::read_text;
use crate::layout::{Arrangement, Layout, generated_folder};
use crate::manifest::{self, Manifest, Surroundings, Tables};
use crate::package;
use crate::paths::slashed;
use crate::runtime::{Runtime, RuntimeEntry, Users};
use crate::sync::{is_marked_copy, is_real_file};
use specwright_ir::Api;
use specwright_spec::{Code, Report};
use std::fs;
use std::path::{Path, PathBuf};
use user_package::Requirements;
pub(crate) use user_package::UserPackage;

/// The destination of a run.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    /// The folder that the paths of files are relative to.
    pub root: PathBuf,
    /// The parts, and the packages or the module that they are in.
    pub arrangement: Arrangement,
    /// The place of the packages or the module.
    pub place: Place,
    /// The runtime, and true if a bundled one has samples.
    pub runtime: (Runtime, bool),
}

/// The place of packages or of a module.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// Folders below the root.
    Packages {
        /// The selected parts, and those that other runs have written.
        present: Vec<Part>,
        /// True if the root needs a workspace of its own.
        is_alone: bool,
    },
    /// A folder of a package of the user.
    Module {
        /// The folder, relative to the root.
        folder: PathBuf,
        /// The package, if it is known.
        package: Option<UserPackage>,
        /// The tables of its manifest that are checked.
        tables: Tables,
        /// True for a check of all files; otherwise, what the package lacks is a warning.
        is_check: bool,
    },
}

impl Destination {
    /// Returns the destination of packages below a folder.
    pub fn packages(
        root: PathBuf,
        arrangement: Arrangement,
        is_alone: bool,
        runtime: (Runtime, bool),
    ) -> Self {
        let is_written = |package: &str| generated_folder(&root.join(package)).is_dir();
        let is_present = |part: &Part| {
            let has_package = arrangement.layout == Layout::Crates;
            let package = part.package(&arrangement.crates).filter(|_| has_package);
            arrangement.parts.contains(part) || package.is_some_and(is_written)
        };
        let present = Part::ALL.into_iter().filter(is_present).collect();
        Self {
            place: Place::Packages { present, is_alone },
            root,
            arrangement,
            runtime,
        }
    }

    /// Returns the folder whose state folder has the cache.
    pub fn home(&self) -> PathBuf {
        let folders = self.arrangement.folders(self.base());
        let first = folders.owned.first();
        self.root
            .join(first.map_or(Path::new(""), PathBuf::as_path))
    }

    /// Returns the folder of the packages, or that of the module, relative to the root.
    fn base(&self) -> &Path {
        match &self.place {
            Place::Packages { .. } => Path::new(""),
            Place::Module { folder, .. } => folder,
        }
    }

    /// Returns the files that the run checks.
    pub fn checked(&self) -> Vec<PathBuf> {
        match &self.place {
            Place::Packages { is_alone, .. } => {
                let packages = self.arrangement.packages().into_iter();
                let paths = packages.map(|it| Path::new(it.name).join("Cargo.toml"));
                let workspace = is_alone.then(|| PathBuf::from("Cargo.toml"));
                let paths = paths.chain(workspace);
                paths.map(|it| self.root.join(it)).collect()
            }
            Place::Module { package, .. } => package.iter().flat_map(|it| it.files()).collect(),
        }
    }

    /// Returns the parts that earlier runs have written and this one keeps.
    pub fn kept(&self) -> Vec<Part> {
        let present = match &self.place {
            Place::Packages { present, .. } => present.as_slice(),
            Place::Module { .. } => &[],
        };
        let parts = &self.arrangement.parts;
        let kept = present.iter().filter(|it| !parts.contains(it));
        kept.copied().collect()
    }

    /// Checks the manifests that exist for the requirements of the generated code.
    ///
    /// # Errors
    ///
    /// If one of them cannot be read.
    pub fn check(&self, api: &Api, report: &mut Report) -> Result<(), Error> {
        match &self.place {
            Place::Packages { .. } => self.check_packages(api, report),
            Place::Module {
                package,
                tables,
                is_check,
                ..
            } => {
                let Some(package) = package else {
                    return Ok(());
                };
                let (parts, entry) = (&self.arrangement.parts, self.runtime_entry());
                let wanted = manifest::of_module(api, parts, &entry);
                let requirements = Requirements {
                    manifest: &wanted,
                    tables: *tables,
                    code: match is_check {
                        true => Code::MissingDependency,
                        false => Code::UnmetDependency,
                    },
                };
                package.check(api, requirements, report)
            }
        }
    }

    fn check_packages(&self, api: &Api, report: &mut Report) -> Result<(), Error> {
        let runtime = self.runtime_entry();
        for package in self.arrangement.packages() {
            let path = Path::new(package.name).join("Cargo.toml");
            // Anything else than a file is reported before files are written.
            if !is_real_file(&self.root, &path) {
                continue;
            }
            let path = self.root.join(path);
            let text = read_text(&self.root, &path)?;
            let wanted = manifest::write(api, package, Surroundings::Output(&runtime));
            if !text.is_empty() && text != wanted && !is_marked_copy(&text, &wanted) {
                let manifest = Manifest {
                    path: &slashed(&path),
                    text: &text,
                };
                manifest.check(&wanted, Tables::All, Code::MissingDependency, report)?;
            }
        }
        Ok(())
    }

    /// Returns the entry of the runtime for the packages, or for the package of the module.
    fn runtime_entry(&self) -> RuntimeEntry {
        let (runtime, samples) = &self.runtime;
        let users = match &self.place {
            Place::Packages { .. } => Users::Below(&self.root),
            Place::Module { package, .. } => {
                Users::In(package.as_ref().map_or(&self.root, |it| &it.folder))
            }
        };
        RuntimeEntry::new(runtime, &self.arrangement.name, *samples, users)
    }

    /// Returns the files, with a bundled runtime.
    pub fn files(&self, api: &Api, origin: &Origin) -> FileSet {
        let arrangement = &self.arrangement;
        let mut files = match &self.place {
            Place::Packages { .. } => {
                package::packages_with(api, arrangement, origin, &self.runtime_entry())
            }
            Place::Module { folder, .. } => package::module(api, arrangement, folder, origin),
        };
        if let (Runtime::Bundled, samples) = self.runtime {
            let bundle = Bundle {
                name: &arrangement.name,
                parts: match &self.place {
                    Place::Packages { present, .. } => present.clone(),
                    Place::Module { .. } => Part::ALL.to_vec(),
                },
                samples,
                is_shared: arrangement.layout == Layout::Module,
            };
            files.extend(bundle.files(api));
        }
        if let Place::Packages { is_alone: true, .. } = self.place {
            let named = (arrangement.layout == Layout::Crate).then_some(arrangement.name.as_str());
            files.insert_once("Cargo.toml", manifest::workspace(named));
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
