//! The generator of the crates of one document.

use crate::bundle::Bundle;
use crate::cache::RunCache;
use crate::checkup::{Checkup, Examination};
use crate::config::{self, Config, CrateFeatures, Crates, Responses, is_package_name};
use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::files::FileSet;
use crate::generate::{Origin, Part, generated_folder};
use crate::input::{ReadOptions, Text};
use crate::linter::{LintOptions, Linted, Linter};
use crate::outcome::{Outcome, RunOptions, run_options};
use crate::package::packages_with;
use crate::runtime::{Runtime, RuntimeEntry};
use crate::scaffolding::{Scaffolding, is_outside_workspaces};
use crate::update::{Run, Target};
use crate::{notes, pipeline, sync};
use specwright_ir::Api;
use specwright_spec::{Report, Selector};
use std::cell::Cell;
use std::env;
use std::path::{Path, PathBuf};

/// A run that generates the crates of a document.
///
/// The settings in a `specwright.toml` beside the document apply, unless another file is named.
#[derive(Clone, Debug)]
pub struct Generator {
    document: PathBuf,
    read: ReadOptions,
    settings: Option<PathBuf>,
    name: Option<String>,
    out: Option<PathBuf>,
    parts: Vec<Part>,
    runtime: Option<Runtime>,
    samples: bool,
    tag_features: bool,
    run: RunOptions,
}

impl Generator {
    /// Creates a generator for the document at a path: OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0, as YAML or JSON.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            read: ReadOptions::default(),
            settings: None,
            name: None,
            out: None,
            parts: Part::ALL.to_vec(),
            runtime: None,
            samples: false,
            tag_features: false,
            run: RunOptions::default(),
        }
    }

    /// Reads this text instead of a file; the path of the document names it in diagnostics, and references are relative to its folder.
    /// No settings beside it apply.
    #[must_use]
    pub fn text(mut self, text: impl Into<Text>) -> Self {
        self.read.text = Some(text.into());
        self
    }

    /// Sets the file of the settings (default: `specwright.toml` beside the document, if it exists). Paths in it are relative to its
    /// folder.
    #[must_use]
    pub fn settings(mut self, file: impl Into<PathBuf>) -> Self {
        self.settings = Some(file.into());
        self
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

    /// Repairs faults with a known repair in the document, with a warning for each, or refuses them (default: as the settings say;
    /// without settings, a run repairs them and [`lint`](Self::lint) refuses them).
    #[must_use]
    pub fn lenient(mut self, lenient: bool) -> Self {
        self.read.lenient = Some(lenient);
        self
    }

    /// Adds an overlay (OpenAPI Overlay 1.0 or 1.1), which is applied to the document after those in `specwright.toml`.
    #[must_use]
    pub fn overlay(mut self, file: impl Into<PathBuf>) -> Self {
        self.read.overlays.push(file.into());
        self
    }

    /// Sets the folder that references must stay in (default: the folder of the document).
    #[must_use]
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.read.root = Some(folder.into());
        self
    }

    /// Selects the operations to generate, as `include` in `specwright.toml` does and in place of it (default: all). Types that no
    /// selected operation needs are left out.
    #[must_use]
    pub fn include(mut self, selectors: impl IntoIterator<Item = Selector>) -> Self {
        self.read.selection.include = selectors.into_iter().collect();
        self
    }

    /// Leaves out operations, as `exclude` in `specwright.toml` does and in place of it, with the types that only they need.
    #[must_use]
    pub fn exclude(mut self, selectors: impl IntoIterator<Item = Selector>) -> Self {
        self.read.selection.exclude = selectors.into_iter().collect();
        self
    }

    /// Sets the runtime that the crates depend on (default: [`Runtime::Bundled`]).
    #[must_use]
    pub fn runtime(mut self, runtime: Runtime) -> Self {
        self.runtime = Some(runtime);
        self
    }

    /// Adds samples to a bundled runtime, for the features `samples` and `proptest` of the types. Other runtimes have them.
    #[must_use]
    pub fn samples(mut self, samples: bool) -> Self {
        self.samples = samples;
        self
    }

    /// Gives the crates a Cargo feature for each tag, all on by default, so that a user can compile some tags only.
    #[must_use]
    pub fn tag_features(mut self, tag_features: bool) -> Self {
        self.tag_features = tag_features;
        self
    }

    run_options!();

    /// Generates the crates, each in a folder of its name. Writes nothing unless every pass succeeds, and only files that change.
    ///
    /// # Errors
    ///
    /// Each [`Error`] but for [`Error::Stale`], which only a [check](Self::check) returns.
    pub fn run(&self) -> Result<Outcome, Error> {
        self.check_document()?;
        let (out, crates) = (self.folder()?, self.crates()?);
        let first = Part::ALL.into_iter().find(|part| self.parts.contains(part));
        let package = first.and_then(|part| part.package(&crates));
        let home = generated_folder(&out.join(package.unwrap_or_default()));
        let present = self.present_parts(&out);
        let mut kept = present.clone();
        kept.retain(|part| !self.parts.contains(part));
        let server = Cell::new(None);
        let scaffolding = Scaffolding {
            out: &out,
            crates: &crates,
            parts: &self.parts,
            is_alone: self.out.is_some() && is_outside_workspaces(&out),
        };
        let options = (self, &present, scaffolding.is_alone);
        let cache =
            RunCache::new(sync::cache_path(&home), &options).with_checked(scaffolding.manifests());
        let runtime = Cell::new(None);
        Run {
            target: Target {
                root: &out,
                options: &self.run,
            },
            cache: cache.with(self.settings_file()),
        }
        .bring_up_to_date(
            |report| {
                let Some(config) = self.config(report)? else {
                    return Ok(None);
                };
                let entry = self.runtime_of(&config)?;
                let api = self.read(&config, true, report)?;
                if let Some(api) = &api {
                    let entry = RuntimeEntry::new(&entry.0, &self.prefix(), entry.1, &out);
                    scaffolding.check(api, &entry, report)?;
                }
                runtime.set(Some(entry));
                Ok(api)
            },
            |api| {
                server.set(
                    self.parts
                        .contains(&Part::Client)
                        .then(|| notes::of_server(api)),
                );
                let runtime = runtime.take().unwrap_or_default();
                let mut files = self.files(api, &crates, &out, present, runtime);
                files.extend(scaffolding.workspace());
                files
            },
        )
        .map(|mut outcome| {
            let kept = notes::of_kept(&self.prefix(), &kept);
            outcome.notes = server.take().flatten().into_iter().chain(kept).collect();
            outcome
        })
    }

    /// Returns the files of the crates, with a bundled runtime.
    fn files(
        &self,
        api: &Api,
        crates: &Crates,
        out: &Path,
        present: Vec<Part>,
        (runtime, samples): (Runtime, bool),
    ) -> FileSet {
        let origin = Origin {
            command: "specwright generate".to_owned(),
            source: file_name(&self.document),
        };
        let name = self.prefix();
        let entry = RuntimeEntry::new(&runtime, &name, samples, out);
        let mut files = packages_with(api, &self.parts, crates, &origin, &entry);
        if runtime == Runtime::Bundled {
            let bundle = Bundle {
                name: &name,
                parts: present,
                samples,
            };
            files.extend(bundle.files(api));
        }
        files
    }

    /// Returns the runtime, and true if a bundled one has samples: as set here, or else in the settings.
    fn runtime_of(&self, config: &Config) -> Result<(Runtime, bool), Error> {
        let settings = &config.runtime;
        let runtime = match (&self.runtime, &settings.source) {
            (Some(runtime), _) => runtime.clone(),
            (None, Some(Runtime::Path(path))) => Runtime::Path(self.settings_folder().join(path)),
            (None, source) => source.clone().unwrap_or_default(),
        };
        match &runtime {
            Runtime::Path(path) if !path.join("Cargo.toml").is_file() => Err(Error::unreadable(
                path,
                "the folder of the runtime has no Cargo.toml",
            )),
            _ => Ok((runtime, self.samples || settings.samples)),
        }
    }

    /// Returns the selected parts, and those that other runs have written.
    fn present_parts(&self, out: &Path) -> Vec<Part> {
        let name = self.prefix();
        let crates = Crates::named(&name, &Part::ALL);
        let is_present = |part: &Part| {
            let package = part.package(&crates).unwrap_or_default();
            self.parts.contains(part) || generated_folder(&out.join(package)).is_dir()
        };
        Part::ALL.into_iter().filter(is_present).collect()
    }

    /// Returns all diagnostics of the document, including errors, and writes nothing.
    ///
    /// # Errors
    ///
    /// If the document or its settings cannot be read.
    pub fn lint(&self) -> Result<Diagnostics, Error> {
        let linted = self.lint_with(&LintOptions::default())?;
        Ok(linted.diagnostics)
    }

    /// Applies repairs to the document or writes them as an overlay, if the options choose any, and returns all diagnostics that are
    /// left.
    ///
    /// # Errors
    ///
    /// If the document or its settings cannot be read, or repairs cannot be written.
    pub fn lint_with(&self, options: &LintOptions) -> Result<Linted, Error> {
        let mut report = Report::new();
        let Some(config) = self.config(&mut report)? else {
            return Ok(Linted {
                diagnostics: Diagnostics::new(&report, self.run.format),
                ..Linted::default()
            });
        };
        let linter = Linter {
            document: &self.document,
            read: self.read.or(&config, self.settings_folder()),
            config: options.applied_to(&config),
            options,
            format: self.run.format,
        };
        linter.run(report)
    }

    /// Examines the document as a [run](Self::run) reads it, and writes nothing. Errors in the document are a part of the result.
    ///
    /// # Errors
    ///
    /// If the document cannot be read, or its settings are invalid.
    pub fn checkup(&self) -> Result<Checkup, Error> {
        let mut report = Report::new();
        let Some(config) = self.config(&mut report)? else {
            let diagnostics = Diagnostics::new(&report, self.run.format);
            return Err(Error::Faulty(diagnostics));
        };
        let mut read = self.read.or(&config, self.settings_folder());
        read.repairs_document = true;
        let examination = Examination {
            document: &self.document,
            read: &read,
            config: &config,
            parts: &self.parts,
            run: &self.run,
        };
        examination.run()
    }

    /// Returns the settings; none if they are invalid. Clients are tolerant unless the settings say otherwise: the services are mostly
    /// somebody else's.
    fn config(&self, report: &mut Report) -> Result<Option<Config>, Error> {
        let mut config = self.written_config(report)?;
        if let Some(config) = &mut config {
            config.client.responses.get_or_insert(Responses::Tolerant);
        }
        Ok(config)
    }

    /// Checks that the document is a readable file, unless its text is given.
    fn check_document(&self) -> Result<(), Error> {
        match self.read.text {
            Some(_) => Ok(()),
            None => pipeline::check_document(&self.document),
        }
    }

    /// Returns the settings as they are written; none if they are invalid.
    fn written_config(&self, report: &mut Report) -> Result<Option<Config>, Error> {
        self.check_document()?;
        let mut config = match (&self.settings, &self.read.text) {
            (Some(file), _) => Config::read_file(file, report)?,
            (None, Some(_)) => Some(Config::default()),
            (None, None) => Config::read_if_any(self.settings_folder(), report)?,
        };
        if let Some(config) = config.as_mut().filter(|_| self.tag_features) {
            config.crates.features = CrateFeatures::Tags;
        }
        Ok(config)
    }

    /// Returns the path of the settings, which need not exist.
    fn settings_file(&self) -> Option<PathBuf> {
        let beside = || self.settings_folder().join(config::FILE);
        let is_read = self.read.text.is_none();
        self.settings.clone().or_else(|| is_read.then(beside))
    }

    /// Returns the folder that paths in the settings are relative to.
    fn settings_folder(&self) -> &Path {
        let file = self.settings.as_ref().unwrap_or(&self.document);
        file.parent().unwrap_or(Path::new("."))
    }

    /// Returns the API of the document, read leniently unless something else is set; none if it has errors.
    fn read(
        &self,
        config: &Config,
        lenient: bool,
        report: &mut Report,
    ) -> Result<Option<Api>, Error> {
        let mut read = self.read.or(config, self.settings_folder());
        read.repairs_document = lenient;
        pipeline::read(&self.document, &read, config, report)
    }

    /// Returns the folder of the crates.
    fn folder(&self) -> Result<PathBuf, Error> {
        let of_cargo = || env::var_os("OUT_DIR").map(PathBuf::from);
        self.out.clone().or_else(of_cargo).ok_or_else(|| {
            let message = "no output folder is given and OUT_DIR is not set";
            Error::Configuration(message.to_owned())
        })
    }

    /// Returns the beginning of the names of the crates.
    fn prefix(&self) -> String {
        let name = self.name.clone();
        name.unwrap_or_else(|| crate_name(&self.document))
    }

    /// Returns the names of the crates.
    fn crates(&self) -> Result<Crates, Error> {
        let name = self.prefix();
        let crates = Crates::named(&name, &self.parts);
        let names = [&crates.types, &crates.client, &crates.server];
        let valid = names.into_iter().flatten().all(|it| is_package_name(it));
        match valid {
            true => Ok(crates),
            false => Err(Error::InvalidName(name)),
        }
    }
}

/// Returns the folder of `specwright.toml` for a document.
pub(crate) fn settings_folder(document: &Path) -> &Path {
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
