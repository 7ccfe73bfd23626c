//! The generator of the code of one document.

mod plan;

use crate::cache::RunCache;
use crate::checkup::{Checkup, Examination};
use crate::config::{self, Config, CrateFeatures, Responses, Settings};
use crate::destination::{Destination, Place};
use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::generate::{Origin, Part};
use crate::input::{ReadOptions, Text};
use crate::layout::Layout;
use crate::linter::{LintOptions, Linted, Linter};
use crate::outcome::{Outcome, RunOptions, run_options};
use crate::runtime::Runtime;
use crate::update::{Run, Target};
use crate::{notes, pipeline, sync};
use specwright_ir::Api;
use specwright_spec::{Report, Selector};
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// A run that generates the crates of a document, or a module.
///
/// The settings in a `specwright.toml` beside the document apply, unless another file is named.
#[derive(Clone, Debug)]
pub struct Generator {
    document: PathBuf,
    read: ReadOptions,
    settings: Option<PathBuf>,
    name: Option<String>,
    out: Option<PathBuf>,
    layout: Option<Layout>,
    parts: Option<Vec<Part>>,
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
            layout: None,
            parts: None,
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

    /// Sets the crate name prefix: `pets` for `pets-types`, `pets-client` and `pets-server` (default: as the settings say, or else the
    /// file name of the document). With [`Layout::Crate`], it is the name of the crate. With [`Layout::Module`], it begins the names
    /// of a bundled runtime (default: the name of the package), or is that of the module in `OUT_DIR`.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the arrangement of the generated code (default: as the settings say, or else [`Layout::Crates`]).
    #[must_use]
    pub fn layout(mut self, layout: Layout) -> Self {
        self.layout = Some(layout);
        self
    }

    /// Sets the folder of the crates, or of the module (default: `OUT_DIR`, which cargo sets for a build script, and for a module a
    /// folder of its name there).
    #[must_use]
    pub fn out(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = Some(folder.into());
        self
    }

    /// Selects the parts to generate (default: those that the settings name a crate of, or else all). A client or server depends on
    /// the types, which another run may generate if each part is a crate, and which are always generated otherwise.
    #[must_use]
    pub fn only(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts = Some(parts.into_iter().collect());
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

    /// Sets the runtime that the crates depend on (default: [`Runtime::Bundled`]; for a module in `OUT_DIR`, the version of this crate,
    /// from any source).
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

    /// Generates the crates, each in a folder of its name, or the module. Writes nothing unless every pass succeeds, and only files
    /// that change.
    ///
    /// # Errors
    ///
    /// Each [`Error`] but for [`Error::Stale`], which only a [check](Self::check) returns.
    pub fn run(&self) -> Result<Outcome, Error> {
        self.check_document()?;
        let config = self.valid_config()?;
        let destination = self.destination(&config)?;
        let has_client = destination.arrangement.parts.contains(&Part::Client);
        let cache = sync::cache_path(&destination.home());
        let cache = RunCache::new(cache, &(self, &destination));
        let server = Cell::new(None);
        let outcome = Run {
            target: Target {
                root: &destination.root,
                options: &self.run,
            },
            cache: cache
                .with_checked(destination.checked())
                .with(self.settings_file()),
        }
        .bring_up_to_date(
            |report| {
                let api = self.read(&config, true, report)?;
                if let Some(api) = &api {
                    destination.check(api, report)?;
                }
                Ok(api)
            },
            |api| {
                server.set(has_client.then(|| notes::of_server(api)));
                destination.files(api, &self.origin())
            },
        )?;
        let server = server.take().flatten();
        let notes = server.into_iter().chain(self.notes(&destination, &outcome));
        Ok(Outcome {
            notes: notes.collect(),
            ..outcome
        })
    }

    /// Returns the origin that generated files name.
    fn origin(&self) -> Origin {
        Origin {
            command: "specwright generate".to_owned(),
            source: file_name(&self.document),
        }
    }

    /// Returns the notes about a destination.
    fn notes(&self, destination: &Destination, outcome: &Outcome) -> Vec<String> {
        let kept = notes::of_kept(&destination.arrangement.crates, &destination.kept());
        let module = match &destination.place {
            Place::Module { folder, .. } if self.out.is_some() => {
                let root = destination.root.join(folder).join("mod.rs");
                let is_written = outcome.written.contains(&root);
                is_written.then(|| notes::of_module(folder)).flatten()
            }
            Place::Module { .. } | Place::Packages { .. } => None,
        };
        kept.into_iter().chain(module).collect()
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
        let layout = self.layout.or(config.crates.layout).unwrap_or_default();
        let examination = Examination {
            document: &self.document,
            read: &read,
            config: &config,
            parts: &self.parts(layout, &config),
            run: &self.run,
        };
        examination.run()
    }

    /// Returns the settings.
    fn valid_config(&self) -> Result<Config, Error> {
        let mut report = Report::new();
        let config = self.config(&mut report)?;
        config.ok_or_else(|| Error::Faulty(Diagnostics::new(&report, self.run.format)))
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
        let folder = self.settings_folder();
        let settings = match (&self.settings, &self.read.text) {
            (Some(file), _) => Settings::read_file(file, report)?,
            (None, Some(_)) => Some(Settings::default()),
            (None, None) => Settings::read_if_any(folder, report)?,
        };
        let mut config = settings.map(|it| it.of_document(folder, &self.document));
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
}

/// Returns the folder of `specwright.toml` for a document.
pub(crate) fn settings_folder(document: &Path) -> &Path {
    document.parent().unwrap_or(Path::new("."))
}

fn file_name(path: &Path) -> String {
    let name = path.file_name();
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
