//! A workspace with the document and settings of each API in `specs/NAME`, and their crates in `crates/`.

use crate::cache::RunCache;
use crate::checkup::{Checkup, Examination};
use crate::comparer::verdict_since_commit;
use crate::config::{self, Config, is_package_name};
use crate::diagnostics::Diagnostics;
use crate::dump::{Stage, dump};
use crate::error::Error;
use crate::files::FileSet;
use crate::generate::{Origin, Part, sources};
use crate::input::{ReadOptions, read_text};
use crate::layout::{Arrangement, Layout};
use crate::linter::{LintOptions, Linted, Linter};
use crate::manifest::{self, Inherited, Manifest, Surroundings, Tables};
use crate::merger::Merger;
use crate::outcome::{Event, Outcome, RunOptions, run_options};
use crate::paths::{shown, slashed};
use crate::sync::STATE;
use crate::update::{Run, Target};
use crate::{nesting, package, pipeline};
use specwright_diff::Source;
use specwright_diff::report::level_name;
use specwright_diff::source::GeneratedCrate;
use specwright_ir::Api;
use specwright_spec::{Code, Report, ReportFormat};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

mod folders;

use folders::{apis, folders, no_such_api};

/// The command in the first line of generated files.
const CODEGEN: &str = "cargo xtask codegen";

/// The command in the first line of merged documents.
const MERGE: &str = "cargo xtask merge";

/// The APIs of the workspace in the current folder: documents in `specs/NAME`, each beside a `specwright.toml`, and crates with
/// hand-written manifests in `crates/`.
///
/// Paths are relative to the current folder.
#[derive(Clone, Debug)]
pub struct Workspace {
    members: Vec<Member>,
    run: RunOptions,
}

/// An API of the workspace.
#[derive(Clone, Debug)]
struct Member {
    /// The folder, relative to the workspace, such as `specs/appmaker`.
    folder: PathBuf,
    config: Config,
    /// The name, if the folder has several APIs.
    name: Option<String>,
    /// The parts and their packages.
    arrangement: Arrangement,
}

impl Member {
    /// # Errors
    ///
    /// If the settings ask for a layout that has no packages.
    fn new(folder: PathBuf, config: Config, api: Option<String>) -> Result<Self, Error> {
        let layout = config.crates.layout.unwrap_or_default();
        let of_folder = || {
            let name = folder.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        };
        let name = config.crates.name.clone().or(api.clone());
        let name = name.unwrap_or_else(of_folder);
        let parts = match layout {
            Layout::Crates => config.crates.parts().collect(),
            Layout::Crate if is_package_name(&name) => Part::ALL.to_vec(),
            Layout::Crate => return Err(Error::InvalidName(name)),
            Layout::Module => {
                return Err(Error::Configuration(format!(
                    "{}: `{CODEGEN}` writes crates; `layout = \"module\"` is for `specwright generate`",
                    shown(&folder.join(config::FILE))
                )));
            }
        };
        let arrangement = Arrangement {
            layout,
            crates: config.crates.clone(),
            name,
            parts,
        };
        Ok(Self {
            folder,
            config,
            name: api,
            arrangement,
        })
    }

    /// Returns true if the API or its folder has a name.
    fn is_named(&self, name: &str) -> bool {
        self.folder.ends_with(name) || self.name.as_deref() == Some(name)
    }

    /// Returns the folder, or the document if the folder has several.
    fn label(&self) -> PathBuf {
        match &self.name {
            Some(_) => self.document(),
            None => self.folder.clone(),
        }
    }

    /// Returns the document, relative to the workspace.
    fn document(&self) -> PathBuf {
        self.folder.join(&self.config.spec.file)
    }

    /// Reads the API with its settings.
    fn read(&self, report: &mut Report) -> Result<Option<Api>, Error> {
        let read = ReadOptions::default().or(&self.config, &self.folder);
        pipeline::read(&self.document(), &read, &self.config, report)
    }

    /// Returns the files beside the document that affect the generated code and its checks.
    fn settings(&self) -> impl Iterator<Item = PathBuf> {
        let packages = self.arrangement.packages().into_iter();
        let written = packages.flat_map(|it| [manifest_path(it.name), root_path(it.name)]);
        written.chain([self.folder.join(config::FILE)])
    }

    /// Returns the folder of the pages, relative to the workspace.
    fn fragments(&self) -> Option<PathBuf> {
        self.config
            .spec
            .fragments
            .as_ref()
            .map(|folder| self.folder.join(folder))
    }
}

impl Workspace {
    /// Reads the settings of every API, or of the one with this name. `format` is the format of diagnostics, including those of later
    /// runs.
    ///
    /// # Errors
    ///
    /// If there is no such API, or its settings cannot be read or have errors.
    pub fn open(only: Option<&str>, format: ReportFormat) -> Result<Self, Error> {
        let run = RunOptions {
            format,
            ..RunOptions::default()
        };
        let mut report = Report::new();
        let mut members = Vec::new();
        for folder in folders()? {
            for (api, config) in apis(&folder, &mut report)? {
                members.push(Member::new(folder.clone(), config, api)?);
            }
        }
        if report.has_errors() {
            return Err(Error::Faulty(Diagnostics::new(&report, run.format)));
        }
        check_packages(&members)?;
        if let Some(only) = only {
            members.retain(|it| it.is_named(only));
            if members.is_empty() {
                return Err(no_such_api(only));
            }
        }
        Ok(Self { members, run })
    }

    run_options!();

    /// Merges the pages of each API that has pages into its document.
    pub fn merge(&self) -> impl Iterator<Item = Result<Outcome, Error>> {
        let members = self.members.iter();
        members.filter_map(|member| member.merge(&self.run).transpose())
    }

    /// Generates the crates of each API.
    pub fn codegen(&self) -> impl Iterator<Item = Result<Outcome, Error>> {
        self.members.iter().map(|member| member.codegen(&self.run))
    }

    /// Returns the diagnostics of each document, after the repairs that the options choose.
    pub fn lint(
        &self,
        read: &ReadOptions,
        options: &LintOptions,
    ) -> impl Iterator<Item = Result<Linted, Error>> {
        let members = self.members.iter();
        members.map(|member| member.lint(read, options, self.run.format))
    }

    /// Examines each document as [`codegen`](Self::codegen) reads it, and writes nothing.
    pub fn checkups(&self) -> impl Iterator<Item = Result<Checkup, Error>> {
        self.members.iter().map(|member| member.checkup(&self.run))
    }

    /// Returns a stage of each API as text.
    pub fn dump(&self, stage: Stage) -> impl Iterator<Item = Result<String, Error>> {
        let members = self.members.iter();
        members.map(move |member| member.dump(stage, &self.run))
    }

    /// Returns each API with its generated files, and writes nothing.
    pub fn generated(&self) -> impl Iterator<Item = Result<(Api, FileSet), Error>> {
        self.members.iter().map(|member| {
            let mut report = Report::new();
            let api = member.read(&mut report)?;
            let api = api.ok_or_else(|| member.faulty(&report, &self.run))?;
            let files = member.file_set(&api);
            Ok((api, files))
        })
    }

    /// Returns the files that the APIs are read from, valid or not, with their modification times. Merged documents are not included.
    ///
    /// # Errors
    ///
    /// If there is no API with this name, or a file cannot be read.
    pub fn inputs(only: Option<&str>) -> Result<Vec<(PathBuf, SystemTime)>, Error> {
        let mut found = Vec::new();
        let mut is_known = only.is_none();
        for folder in folders()? {
            let apis = apis(&folder, &mut Report::new())?;
            let is_api = |name: &str| apis.iter().any(|(api, _)| api.as_deref() == Some(name));
            if only.is_some_and(|name| !folder.ends_with(name) && !is_api(name)) {
                continue;
            }
            is_known = true;
            collect(&folder, &mut found).map_err(|error| Error::unreadable(&folder, error))?;
            let specs = apis.into_iter().map(|(_, config)| config.spec);
            let merged = specs.filter(|spec| spec.fragments.is_some());
            let merged: Vec<_> = merged.map(|spec| folder.join(spec.file)).collect();
            found.retain(|(path, _)| !merged.contains(path));
        }
        if let Some(name) = only.filter(|_| !is_known) {
            return Err(no_such_api(name));
        }
        found.sort();
        Ok(found)
    }
}

/// Checks that no two APIs have the same package.
fn check_packages(members: &[Member]) -> Result<(), Error> {
    let mut owners = BTreeMap::new();
    for member in members {
        for package in member.arrangement.packages() {
            if let Some(other) = owners.insert(package.name.to_owned(), member) {
                return Err(Error::Configuration(format!(
                    "the package `{}` belongs to two APIs: {} and {}",
                    package.name,
                    shown(&other.label()),
                    shown(&member.label())
                )));
            }
        }
    }
    Ok(())
}

impl Member {
    /// Merges the pages, if the API has pages.
    fn merge(&self, options: &RunOptions) -> Result<Option<Outcome>, Error> {
        let Some(merger) = self.merger() else {
            return Ok(None);
        };
        if !is_below(&self.config.spec.file) {
            return Err(Error::Configuration(format!(
                "{}: `file` must be a path below this folder",
                shown(&self.folder.join(config::FILE))
            )));
        }
        merger.with(options).run().map(Some)
    }

    fn merger(&self) -> Option<Merger> {
        let fragments = self.fragments()?;
        Some(Merger::named(fragments, self.document(), MERGE))
    }

    /// Returns the diagnostics of the document.
    fn lint(
        &self,
        read: &ReadOptions,
        options: &LintOptions,
        format: ReportFormat,
    ) -> Result<Linted, Error> {
        let linter = Linter {
            document: &self.document(),
            read: read.or(&self.config, &self.folder),
            config: options.applied_to(&self.config),
            options,
            format,
        };
        linter.run(Report::new())
    }

    /// Examines the document.
    fn checkup(&self, options: &RunOptions) -> Result<Checkup, Error> {
        let examination = Examination {
            document: &self.document(),
            read: &ReadOptions::default().or(&self.config, &self.folder),
            config: &self.config,
            parts: &self.arrangement.parts,
            run: options,
        };
        examination.run()
    }

    /// Generates the crates.
    fn codegen(&self, options: &RunOptions) -> Result<Outcome, Error> {
        self.report_unmerged(options);
        let mut outcome = self.bring_up_to_date(options)?;
        if !outcome.is_up_to_date() {
            outcome.notes.push(self.verdict());
        }
        Ok(outcome)
    }

    /// Returns the effect of the document's changes since the last commit on code that uses the crates, in words.
    fn verdict(&self) -> String {
        let (document, read) = (self.document(), ReadOptions::default());
        let read = read.or(&self.config, &self.folder);
        match verdict_since_commit(&document, &read, &self.config) {
            Ok(Some(verdict)) => {
                let shown = shown(&document);
                let levels = GeneratedCrate::ALL.map(|krate| {
                    format!("{} {}", krate.name(), level_name(verdict.levels.of(krate)))
                });
                let levels = levels.join(", ");
                match verdict.levels.highest() {
                    Source::Patch => format!("Rust code since HEAD: {levels}"),
                    _ => format!(
                        "Rust code since HEAD: {levels}; `cargo xtask diff HEAD:{shown} {shown}` shows the changes"
                    ),
                }
            }
            Ok(None) => format!(
                "no verdict on Rust code: HEAD has no valid {}",
                shown(&document)
            ),
            Err(error) => format!("no verdict on Rust code: {error}"),
        }
    }

    /// Generates the crates, and writes those files that differ.
    fn bring_up_to_date(&self, options: &RunOptions) -> Result<Outcome, Error> {
        let name = self.name.as_ref();
        let name = name.map_or_else(String::new, |it| format!(".{it}"));
        let path = format!("target/specwright/{}{name}", slashed(&self.folder));
        let missing = Cell::new(FileSet::default());
        Run {
            target: Target {
                root: Path::new(""),
                options,
            },
            cache: RunCache::new(path.into(), &(CODEGEN, options)).with(self.settings()),
        }
        .bring_up_to_date(
            |report| {
                let api = self.read(report)?;
                if let Some(api) = &api {
                    missing.set(self.check_written(api, report)?);
                }
                Ok(api)
            },
            |api| {
                let mut files = self.file_set(api);
                files.extend(missing.take());
                files
            },
        )
    }

    /// Returns a stage of the API as text.
    fn dump(&self, stage: Stage, options: &RunOptions) -> Result<String, Error> {
        let read = ReadOptions::default().or(&self.config, &self.folder);
        let mut report = Report::new();
        let text = dump(
            stage,
            &self.document(),
            &read,
            &self.config,
            &self.arrangement,
            &mut report,
        )?;
        text.ok_or_else(|| self.faulty(&report, options))
    }

    fn faulty(&self, report: &Report, options: &RunOptions) -> Error {
        Error::Faulty(Diagnostics::new(report, options.format))
    }

    /// Reports a document that is out of date with its pages, in case a page was edited and not merged.
    fn report_unmerged(&self, options: &RunOptions) {
        let Some(merger) = self.merger() else {
            return;
        };
        let merged = merger.merged(&mut Report::new());
        let document = self.document();
        let present = read_text(&self.folder, &document).ok();
        if merged.ok().flatten() != present {
            options.report(Event::Unmerged(&document));
        }
    }

    /// Returns all generated files, relative to the workspace: the set that is written, checked and snapshotted.
    fn file_set(&self, api: &Api) -> FileSet {
        let source = slashed(&self.label());
        let origin = Origin {
            command: CODEGEN.to_owned(),
            source,
        };
        sources(api, &self.arrangement, Path::new("crates"), &origin)
    }

    /// Checks the manifests and `lib.rs` files that exist for the requirements of the generated code, and returns the others.
    fn check_written(&self, api: &Api, report: &mut Report) -> Result<FileSet, Error> {
        let root = fs::read_to_string("Cargo.toml").unwrap_or_default();
        let inherited = Inherited::of(&root);
        let limit = nesting::limit(api);
        let mut missing = FileSet::default();
        for package in self.arrangement.packages() {
            let path = manifest_path(package.name);
            let wanted = manifest::write(api, package, Surroundings::Workspace(&inherited));
            match written(&path)? {
                Some((path, text)) => {
                    let manifest = Manifest {
                        path: &path,
                        text: &text,
                    };
                    let code = Code::MissingDependency;
                    manifest.check(&wanted, Tables::Dependencies, code, report)?;
                }
                None => missing.insert_once(path, wanted),
            }
            let path = root_path(package.name);
            match (written(&path)?, limit) {
                (Some((path, text)), Some(limit)) => nesting::check(&path, &text, limit, report),
                (Some(_), None) => {}
                (None, _) => missing.insert_once(path, package::root(api, package.contents)),
            }
        }
        Ok(missing)
    }
}

/// Returns true if a relative path stays below its folder.
fn is_below(path: &Path) -> bool {
    let mut parts = path.components();
    parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn manifest_path(package: &str) -> PathBuf {
    Path::new("crates").join(package).join("Cargo.toml")
}

fn root_path(package: &str) -> PathBuf {
    Path::new("crates").join(package).join("src").join("lib.rs")
}

/// Reads a file that belongs to the user; returns its path as shown in messages, and its text. Returns none if it is missing.
fn written(path: &Path) -> Result<Option<(String, String)>, Error> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => Ok(Some((slashed(path), read_text(Path::new(""), path)?))),
    }
}

fn collect(folder: &Path, found: &mut Vec<(PathBuf, SystemTime)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == STATE {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), found)?;
        } else {
            match entry.metadata() {
                Ok(metadata) => found.push((entry.path(), metadata.modified()?)),
                // A temporary file of an editor may disappear.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}
