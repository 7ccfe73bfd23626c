//! The generator of the crates of one document.

use crate::cache::RunCache;
use crate::config::{self, Config, Crates, is_package_name};
use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::generate::{Origin, Part, generated_folder};
use crate::input::ReadOptions;
use crate::outcome::{Outcome, RunOptions, run_options};
use crate::package::packages;
use crate::update::{Run, Target};
use crate::{pipeline, sync};
use specwright_ir::Api;
use specwright_spec::Report;
use std::env;
use std::path::{Path, PathBuf};

/// A run that generates the crates of a document.
///
/// The settings in a `specwright.toml` beside the document apply.
#[derive(Clone, Debug)]
pub struct Generator {
    document: PathBuf,
    read: ReadOptions,
    name: Option<String>,
    out: Option<PathBuf>,
    parts: Vec<Part>,
    run: RunOptions,
}

impl Generator {
    /// Creates a generator for the document at a path: OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0, as YAML or JSON.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            read: ReadOptions::default(),
            name: None,
            out: None,
            parts: Part::ALL.to_vec(),
            run: RunOptions::default(),
        }
    }

    /// Sets the crate name prefix: `pets` for `pets-types`, `pets-client` and `pets-server` (default: the file name of the document).
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the folder of the crates (default: `OUT_DIR`, which cargo sets for a build script).
    #[must_use]
    pub fn out(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = Some(folder.into());
        self
    }

    /// Selects the crates to generate (default: all). A client or server depends on the types, which another run may generate.
    #[must_use]
    pub fn only(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts = parts.into_iter().collect();
        self
    }

    /// Repairs faults with a known repair in the document, with a warning for each.
    #[must_use]
    pub fn lenient(mut self, lenient: bool) -> Self {
        self.read.lenient = lenient;
        self
    }

    /// Sets the folder that references must stay in (default: the folder of the document).
    #[must_use]
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.read.root = Some(folder.into());
        self
    }

    run_options!();

    /// Generates the crates, each in a folder of its name. Writes nothing unless every pass succeeds, and only files that change.
    ///
    /// # Errors
    ///
    /// Each [`Error`] but for [`Error::Stale`], which only a [check](Self::check) returns.
    pub fn run(&self) -> Result<Outcome, Error> {
        let (out, crates) = (self.folder()?, self.crates()?);
        let origin = Origin {
            command: "specwright generate".to_owned(),
            source: file_name(&self.document),
        };
        let first = Part::ALL.into_iter().find(|part| self.parts.contains(part));
        let package = first.and_then(|part| part.package(&crates));
        let home = generated_folder(&out.join(package.unwrap_or_default()));
        let cache = RunCache::new(sync::cache_path(&home), self);
        Run {
            target: Target {
                root: &out,
                options: &self.run,
            },
            cache: cache.with([settings_folder(&self.document).join(config::FILE)]),
        }
        .bring_up_to_date(
            |report| self.read(report),
            |api| packages(api, &self.parts, &crates, &origin, &out),
        )
    }

    /// Returns all diagnostics of the document, including errors, and writes nothing.
    ///
    /// # Errors
    ///
    /// If the document or its settings cannot be read.
    pub fn lint(&self) -> Result<Diagnostics, Error> {
        let mut report = Report::new();
        self.read(&mut report)?;
        Ok(Diagnostics::new(&report, self.run.format))
    }

    /// Returns the API of the document; none if it has errors.
    fn read(&self, report: &mut Report) -> Result<Option<Api>, Error> {
        pipeline::check_document(&self.document)?;
        let folder = settings_folder(&self.document);
        let Some(config) = Config::read_if_any(folder, report)? else {
            return Ok(None);
        };
        let read = self.read.or(&config, folder);
        pipeline::read(&self.document, &read, &config, report)
    }

    /// Returns the folder of the crates.
    fn folder(&self) -> Result<PathBuf, Error> {
        let of_cargo = || env::var_os("OUT_DIR").map(PathBuf::from);
        self.out.clone().or_else(of_cargo).ok_or_else(|| {
            let message = "no output folder is given and OUT_DIR is not set";
            Error::Configuration(message.to_owned())
        })
    }

    /// Returns the names of the crates.
    fn crates(&self) -> Result<Crates, Error> {
        let name = self.name.clone();
        let name = name.unwrap_or_else(|| crate_name(&self.document));
        let crates = Crates::named(&name, &self.parts);
        let names = [&crates.types, &crates.client, &crates.server];
        let valid = names.into_iter().flatten().all(|it| is_package_name(it));
        match valid {
            true => Ok(crates),
            false => Err(Error::InvalidName(name)),
        }
    }
}

fn settings_folder(document: &Path) -> &Path {
    document.parent().unwrap_or(Path::new("."))
}

fn file_name(path: &Path) -> String {
    let name = path.file_name();
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
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
