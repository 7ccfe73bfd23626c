//! The destination of a run, as its options and the settings decide it.

use super::Generator;
use crate::config::{Config, Crates, is_package_name};
use crate::destination::{Destination, Place, UserPackage, is_outside_workspaces};
use crate::error::Error;
use crate::generate::Part;
use crate::layout::{Arrangement, Layout};
use crate::manifest::Tables;
use crate::paths::shown;
use crate::runtime::Runtime;
use std::env;
use std::path::{Path, PathBuf};

impl Generator {
    /// Returns the destination of the run.
    pub(super) fn destination(&self, config: &Config) -> Result<Destination, Error> {
        let layout = self.layout.or(config.crates.layout).unwrap_or_default();
        match layout {
            Layout::Crates | Layout::Crate => self.packages(layout, config),
            Layout::Module => self.module(config),
        }
    }

    fn packages(&self, layout: Layout, config: &Config) -> Result<Destination, Error> {
        let out = match &self.out {
            Some(out) => out.clone(),
            None => of_cargo("OUT_DIR").ok_or_else(no_folder)?,
        };
        let arrangement = self.arrangement(layout, &self.prefix(config), config)?;
        let is_alone = self.out.is_some() && is_outside_workspaces(&out);
        let runtime = self.runtime_of(config)?.unwrap_or_default();
        let runtime = (runtime, self.has_samples(config));
        Ok(Destination::packages(out, arrangement, is_alone, runtime))
    }

    fn module(&self, config: &Config) -> Result<Destination, Error> {
        let out_dir = of_cargo("OUT_DIR");
        let is_in = |out: &Path| out_dir.as_ref().is_some_and(|it| out.starts_with(it));
        match &self.out {
            Some(out) if !is_in(out) => self.module_in_package(out, config),
            Some(out) => self.module_of_build_script(out.clone(), config),
            None => {
                let folder = out_dir.ok_or_else(no_folder)?;
                self.module_of_build_script(folder.join(self.prefix(config)), config)
            }
        }
    }

    /// Returns the destination of a module in a folder of a package, which has the runtime beside its manifest.
    fn module_in_package(&self, out: &Path, config: &Config) -> Result<Destination, Error> {
        let (package, folder) = UserPackage::around(out)?.ok_or_else(|| {
            let out = shown(out);
            Error::Configuration(format!(
                "{out}: no Cargo.toml here or above; a module belongs to a package, or use `--layout crate`"
            ))
        })?;
        if folder.as_os_str().is_empty() {
            return Err(Error::Configuration(format!(
                "{}: this is the folder of a package; choose one for the module, such as `src/{}`",
                shown(out),
                self.prefix(config).replace('-', "_")
            )));
        }
        let named = self.name.as_ref().or(config.crates.name.as_ref());
        let name = named.unwrap_or(&package.name).clone();
        let runtime = self.runtime_of(config)?.unwrap_or_default();
        Ok(Destination {
            root: package.folder.clone(),
            arrangement: self.arrangement(Layout::Module, &name, config)?,
            place: Place::Module {
                folder,
                package: Some(package),
                tables: Tables::All,
                is_check: self.run.check,
            },
            runtime: (runtime, self.has_samples(config)),
        })
    }

    /// Returns the destination of a module in `OUT_DIR`. Its runtime is a dependency that cargo has resolved before.
    fn module_of_build_script(&self, out: PathBuf, config: &Config) -> Result<Destination, Error> {
        let chosen = self.runtime_of(config)?;
        if chosen == Some(Runtime::Bundled) {
            let message = "a runtime cannot be bundled in OUT_DIR, where cargo finds no packages; choose its version, path or git repository";
            return Err(Error::Configuration(message.to_owned()));
        }
        let tables = match chosen {
            Some(_) => Tables::All,
            None => Tables::AnySource,
        };
        let version = || Runtime::Version(env!("CARGO_PKG_VERSION").to_owned());
        let package = of_cargo("CARGO_MANIFEST_DIR").map(|it| UserPackage::at(&it));
        let folder = out.file_name().map(PathBuf::from).unwrap_or_default();
        Ok(Destination {
            root: out.parent().unwrap_or(Path::new("")).to_owned(),
            arrangement: self.arrangement(Layout::Module, &self.prefix(config), config)?,
            place: Place::Module {
                folder,
                package: package.transpose()?,
                tables,
                is_check: self.run.check,
            },
            runtime: (chosen.unwrap_or_else(version), false),
        })
    }

    /// Returns the parts and their packages.
    fn arrangement(
        &self,
        layout: Layout,
        name: &str,
        config: &Config,
    ) -> Result<Arrangement, Error> {
        let names = Crates::named(name, &Part::ALL);
        let crates = match self.name {
            Some(_) => names,
            None => config.crates.or(names),
        };
        let packages = [&crates.types, &crates.client, &crates.server];
        let packages = packages.into_iter().flatten().map(String::as_str);
        // Only one crate has the name itself; of several, it is a prefix.
        let alone = (layout != Layout::Crates).then_some(name);
        if !packages.chain(alone).all(is_package_name) {
            return Err(Error::InvalidName(name.to_owned()));
        }
        Ok(Arrangement {
            layout,
            crates,
            name: name.to_owned(),
            parts: self.parts(layout, config),
        })
    }

    /// Returns the parts to generate: the selected ones, or else those that the settings name, or else all.
    pub(super) fn parts(&self, layout: Layout, config: &Config) -> Vec<Part> {
        let named: Vec<Part> = config.crates.parts().collect();
        let selected = match &self.parts {
            Some(parts) => parts.clone(),
            None if layout == Layout::Crates && self.name.is_none() && !named.is_empty() => named,
            None => Part::ALL.to_vec(),
        };
        let is_needed = |part: &Part| *part == Part::Types && layout != Layout::Crates;
        let mut parts = Part::ALL.to_vec();
        parts.retain(|part| selected.contains(part) || is_needed(part));
        parts
    }

    /// Returns the beginning of the names of crates.
    fn prefix(&self, config: &Config) -> String {
        let named = self.name.clone().or(config.crates.name.clone());
        named.unwrap_or_else(|| crate_name(&self.document))
    }

    /// Returns the runtime as it is set here, or else in the settings.
    fn runtime_of(&self, config: &Config) -> Result<Option<Runtime>, Error> {
        let runtime = match (&self.runtime, &config.runtime.source) {
            (Some(runtime), _) => Some(runtime.clone()),
            (None, Some(Runtime::Path(path))) => {
                Some(Runtime::Path(self.settings_folder().join(path)))
            }
            (None, source) => source.clone(),
        };
        match &runtime {
            Some(Runtime::Path(path)) if !path.join("Cargo.toml").is_file() => Err(
                Error::unreadable(path, "the folder of the runtime has no Cargo.toml"),
            ),
            _ => Ok(runtime),
        }
    }

    /// Returns true if a bundled runtime has samples.
    fn has_samples(&self, config: &Config) -> bool {
        self.samples || config.runtime.samples
    }
}

/// Returns a folder that cargo names to build scripts.
fn of_cargo(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

fn no_folder() -> Error {
    let message = "no output folder is given and OUT_DIR is not set";
    Error::Configuration(message.to_owned())
}

/// Returns the default crate name prefix of a document: `pet-store` for `Pet store.yaml`.
fn crate_name(document: &Path) -> String {
    let stem = document
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().to_lowercase());
    let words = stem
        .split(|char: char| !char.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
