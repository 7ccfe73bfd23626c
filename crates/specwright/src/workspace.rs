//! A workspace that keeps each API in `specs/NAME`, with a `specwright.toml`, and its crates in `crates/`.

use crate::commands;
use crate::config::{self, Config};
use crate::console::{Console, Exit};
use crate::files::FileSet;
use crate::generate::{Origin, Part, sources};
use crate::output::shown;
use crate::reading::{Reading, read_text, slashed};
use crate::record::Keeper;
use crate::sync::STATE;
use crate::update::{Run, Target};
use crate::{manifest, nesting, pipeline};
use specwright_ir::Api;
use specwright_spec::Report;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, fs, io, thread};

/// An API of the workspace.
#[derive(Clone, Debug)]
struct Member {
    /// Its folder, relative to the workspace: `specs/appmaker`.
    folder: PathBuf,
    config: Config,
}

impl Member {
    /// The document, relative to the workspace.
    fn document(&self) -> PathBuf {
        self.folder.join(&self.config.spec.file)
    }

    /// The API, read as the settings say.
    fn read(&self, report: &mut Report) -> Result<Option<Api>, String> {
        let reading = Reading::default().or(&self.config, &self.folder);
        pipeline::read(&self.document(), &reading, &self.config, report)
    }

    /// The packages that hold its generated code.
    fn packages(&self) -> impl Iterator<Item = (Part, &str)> {
        let parts = Part::ALL.into_iter();
        parts.filter_map(|part| Some((part, part.package(&self.config.crates)?)))
    }

    /// The files beside the document that decide what is generated, or whether.
    fn settings(&self) -> impl Iterator<Item = PathBuf> {
        let written = self
            .packages()
            .flat_map(|(_, package)| [manifest_path(package), root_path(package)]);
        written.chain([self.folder.join(config::FILE)])
    }

    /// The folder of the pages, relative to the workspace.
    fn fragments(&self) -> Option<PathBuf> {
        self.config
            .spec
            .fragments
            .as_ref()
            .map(|folder| self.folder.join(folder))
    }
}

/// Makes the workspace the current folder, so that paths are shown as people there write them, and lists its APIs.
fn enter(root: &Path, only: Option<&str>, report: &mut Report) -> Result<Vec<Member>, String> {
    env::set_current_dir(root).map_err(|error| format!("{}: {error}", shown(root)))?;
    let mut folders = Vec::new();
    for entry in fs::read_dir("specs").map_err(|error| format!("specs: {error}"))? {
        let folder = entry.map_err(|error| error.to_string())?.path();
        if fs::symlink_metadata(folder.join(config::FILE)).is_ok()
            && only.is_none_or(|name| folder.ends_with(name))
        {
            folders.push(folder);
        }
    }
    if let (Some(name), true) = (only, folders.is_empty()) {
        return Err(format!("there is no specs/{name}/{}", config::FILE));
    }
    folders.sort();
    let mut members = Vec::new();
    for folder in folders {
        members.extend(Config::read(&folder, report)?.map(|config| Member { folder, config }));
    }
    Ok(members)
}

/// Runs a command on every API and gives the worst end.
fn each(root: &Path, only: Option<&str>, console: &Console, run: impl Fn(&Member) -> Exit) -> Exit {
    let mut report = Report::new();
    match enter(root, only, &mut report) {
        Ok(_) if report.has_errors() => console.report(&report),
        Ok(members) => members.iter().map(run).max().unwrap_or(Exit::Fresh),
        Err(error) => console.fail(&error),
    }
}

/// Returns true for a path that does not leave the folder that it is relative to.
fn is_below(path: &Path) -> bool {
    let mut parts = path.components();
    parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// `cargo xtask merge`
pub fn merge(root: &Path, check: bool, console: &Console) -> Exit {
    each(root, None, console, |member| match member.fragments() {
        Some(_) if !is_below(&member.config.spec.file) => console.fail(&format!(
            "{}: `file` must be a path below this folder, since it is written there",
            shown(&member.folder.join(config::FILE))
        )),
        Some(fragments) => commands::merge_by(
            "cargo xtask merge",
            &fragments,
            &member.document(),
            check,
            "cargo xtask merge",
            console,
        ),
        None => Exit::Fresh,
    })
}

/// `cargo xtask lint`
pub fn lint(root: &Path, reading: &Reading, deny_warnings: bool, console: &Console) -> Exit {
    each(root, None, console, |member| {
        let mut report = Report::new();
        let reading = reading.or(&member.config, &member.folder);
        match pipeline::read(&member.document(), &reading, &member.config, &mut report) {
            Ok(_) => commands::judge(&report, deny_warnings, console),
            Err(error) => console.fail(&error),
        }
    })
}

/// `cargo xtask codegen`
pub fn codegen(root: &Path, only: Option<&str>, check: bool, console: &Console) -> Exit {
    each(root, only, console, |member| {
        warn_of_unmerged(member, console);
        let path = Path::new("target/specwright").join(&member.folder);
        let keeper = Keeper::new(path, &("codegen", console)).with(member.settings());
        Run {
            target: Target {
                root: Path::new(""),
                check,
                repair: "cargo xtask codegen",
            },
            keeper,
        }
        .bring_up_to_date(
            |report| {
                let api = member.read(report)?;
                if let Some(api) = &api {
                    check_written(member, api, report)?;
                }
                Ok(api)
            },
            |api| file_set(member, api),
            console,
        )
    })
}

/// Says so if a document is not what its pages say: who edits a page and forgets to merge would wonder.
fn warn_of_unmerged(member: &Member, console: &Console) {
    let Some(fragments) = member.fragments() else {
        return;
    };
    let document = member.document();
    let merged = commands::merged(
        &fragments,
        &document,
        "cargo xtask merge",
        &mut Report::new(),
    );
    let present = read_text(&member.folder, &document).ok();
    if merged.ok().flatten() != present {
        console.say(&format!(
            "warning: {} is not what its pages say; run `cargo xtask merge`",
            shown(&document)
        ));
    }
}

/// Everything that is generated for an API, relative to the workspace: the one set that is written, checked and
/// snapshotted.
fn file_set(member: &Member, api: &Api) -> FileSet {
    let source = slashed(&member.folder);
    let origin = Origin {
        command: "cargo xtask codegen".to_owned(),
        source,
    };
    let crates = &member.config.crates;
    let parts = member
        .packages()
        .map(|(part, package)| (part, Path::new("crates").join(package)));
    sources(api, &parts.collect::<Vec<_>>(), crates, &origin)
}

fn manifest_path(package: &str) -> PathBuf {
    Path::new("crates").join(package).join("Cargo.toml")
}

fn root_path(package: &str) -> PathBuf {
    Path::new("crates").join(package).join("src").join("lib.rs")
}

/// Holds what is written by hand, manifests and roots of crates, against what the generated code needs.
fn check_written(member: &Member, api: &Api, report: &mut Report) -> Result<(), String> {
    let crates = &member.config.crates;
    let limit = nesting::limit(api);
    for (part, package) in member.packages() {
        let (path, text) = written(&manifest_path(package))?;
        manifest::check(
            &path,
            &text,
            &manifest::dependencies(api, part, crates),
            report,
        )?;
        if let Some(limit) = limit {
            let (path, text) = written(&root_path(package))?;
            nesting::check(&path, &text, limit, report);
        }
    }
    Ok(())
}

/// A file that is written by hand: its path, as it is shown, and its text.
fn written(path: &Path) -> Result<(String, String), String> {
    Ok((slashed(path), read_text(Path::new(""), path)?))
}

/// The generated files of one API, for the snapshot tests.
///
/// # Errors
///
/// If the document has errors, or cannot be read.
pub fn snapshot(root: &Path, name: &str) -> Result<(Api, FileSet), String> {
    let mut report = Report::new();
    let members = enter(root, Some(name), &mut report)?;
    let member = members.first().ok_or("its settings cannot be read")?;
    let api = member.read(&mut report)?;
    let api = api.ok_or_else(|| {
        specwright_spec::render(
            &report,
            specwright_spec::ReportFormat::Human { color: false },
        )
    })?;
    let files = file_set(member, &api);
    Ok((api, files))
}

/// `cargo xtask codegen --watch`: merges and generates whenever a document, a page or a setting has changed, until it is
/// interrupted.
///
/// It looks at the files' times twice a second: there are few, and no system's way of telling of changes is missed.
pub fn watch(root: &Path, only: Option<&str>, console: &Console) -> Exit {
    let mut seen = None;
    loop {
        let now = match newest(root, only) {
            Ok(now) => now,
            Err(error) => return console.fail(&error),
        };
        if seen != Some(now.clone()) {
            seen = Some(now);
            if merge(root, false, console) == Exit::Fresh {
                codegen(root, only, false, console);
            }
            console.say("watching specs/; interrupt to end");
        }
        thread::sleep(Duration::from_millis(500));
    }
}

/// The files below the folders of the APIs with their times; the merged documents are the watcher's own.
fn newest(root: &Path, only: Option<&str>) -> Result<Vec<(PathBuf, SystemTime)>, String> {
    let mut found = Vec::new();
    for member in enter(root, only, &mut Report::new())? {
        let merged = member
            .config
            .spec
            .fragments
            .is_some()
            .then(|| member.document());
        collect(&member.folder, &mut found)
            .map_err(|error| format!("{}: {error}", shown(&member.folder)))?;
        found.retain(|(path, _)| Some(path) != merged.as_ref());
    }
    found.sort();
    Ok(found)
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
                // An editor's temporary file comes and goes.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}
