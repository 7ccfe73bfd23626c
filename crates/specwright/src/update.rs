//! Brings generated files up to date, or checks that they are.

use crate::cache::{CachedRun, RunCache};
use crate::diagnostics::Diagnostics;
use crate::error::{Error, Obstruction, Stale};
use crate::files::{FORMAT, FileSet, format_of};
use crate::outcome::{Event, Outcome, RunOptions, Step};
use crate::paths::shown;
use crate::sync::{self, Change, ChangeKind, Writer};
use crate::threads::join;
use specwright_ir::Api;
use specwright_spec::{Report, drop_in_background};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{io, thread};

/// A run that brings generated files up to date, or checks whether they are.
pub(crate) struct Run<'a> {
    /// The place of the files.
    pub target: Target<'a>,
    /// The cache of the last run.
    pub cache: RunCache,
}

impl Run<'_> {
    /// Reads the API and generates its files, unless nothing has changed since the last run.
    pub fn bring_up_to_date(
        &self,
        read: impl FnOnce(&mut Report) -> Result<Option<Api>, Error>,
        generate: impl FnOnce(&Api) -> FileSet,
    ) -> Result<Outcome, Error> {
        let options = self.target.options;
        let unchanged = || self.cache.unchanged(self.target.root);
        if let Some(cached) = (!options.check).then(unchanged).flatten() {
            options.report(Event::Found(&cached.diagnostics));
            return Ok(self.skipped(cached));
        }
        let mut report = Report::new();
        options.report(Event::Step(Step::Read));
        let api = read(&mut report)?;
        let Some(api) = api.filter(|_| !report.has_errors()) else {
            return Err(Error::Faulty(Diagnostics::new(&report, options.format)));
        };
        options.report(Event::Step(Step::Generate));
        // Rendering the findings takes as long as some of the files.
        let (diagnostics, files) = thread::scope(|scope| {
            let render = || Diagnostics::new(&report, options.format);
            let diagnostics = thread::Builder::new().spawn_scoped(scope, render);
            let files = generate(&api);
            (diagnostics.map_or_else(|_| render(), join), files)
        });
        drop_in_background(api);
        options.report(Event::Found(&diagnostics));
        options.report(Event::Step(Step::Write));
        let store = || self.cache.store(&report, &diagnostics, &files);
        let done = self.target.bring_up_to_date(&files, Some(store));
        let outcome = self.target.outcome(&files, done, diagnostics)?;
        let settings = self.cache.settings().iter().filter(|path| path.is_file());
        Ok(outcome.with_inputs(&report, settings.cloned()))
    }

    /// Returns the outcome of a run that had nothing to do.
    fn skipped(&self, cached: CachedRun) -> Outcome {
        let unchanged = cached.written().map(|path| self.target.path(path));
        let mut unchanged: Vec<_> = unchanged.collect();
        unchanged.sort();
        Outcome {
            unchanged,
            inputs: cached.inputs(),
            diagnostics: cached.diagnostics,
            skipped: true,
            ..Outcome::default()
        }
    }
}

/// Writes a set of files below a folder, and deletes leftover files there.
///
/// # Errors
///
/// If an obstacle is in the way or a file cannot be written.
pub fn write(files: &FileSet, root: &Path) -> Result<(), Error> {
    let options = &RunOptions::default();
    let target = Target { root, options };
    target.bring_up_to_date(files, None::<fn()>).map(drop)
}

/// The place of files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'a> {
    /// The folder of the files.
    pub root: &'a Path,
    /// The options of the run.
    pub options: &'a RunOptions,
}

/// The differences that were found and removed, or the reason why they were not.
type Done = Result<Vec<Change>, Error>;

impl Target<'_> {
    /// Writes the files of the set that differ, or returns the differences if this is a check. Calls `store` after writing, while the
    /// lock is still held; without it, a set without differences writes nothing at all.
    pub fn bring_up_to_date(&self, files: &FileSet, store: Option<impl FnOnce()>) -> Done {
        let waiting = |lock: &Path| {
            let folder = lock.ancestors().nth(2).unwrap_or(lock);
            self.options.report(Event::Waiting(folder));
        };
        let changes = sync::compare_settled(files, self.root, &waiting)?;
        if self.options.check {
            return match changes.is_empty() {
                true => Ok(changes),
                false => Err(self.stale(files, changes)),
            };
        }
        self.check_obstacles(&changes)?;
        if changes.is_empty() && store.is_none() {
            return Ok(changes);
        }
        match (self.write(files, store, &waiting), changes.is_empty()) {
            (Ok(written), _) => written,
            // With nothing to write, the folder may be read-only.
            (Err(_), true) => Ok(changes),
            (Err(error), false) => Err(error.into()),
        }
    }

    /// Waits for other runs and writes the files that are still missing or changed. The inner error names new obstacles.
    fn write(
        &self,
        files: &FileSet,
        store: Option<impl FnOnce()>,
        waiting: &dyn Fn(&Path),
    ) -> io::Result<Done> {
        let writer = Writer::new(files, self.root, waiting)?;
        let changes = sync::compare(files, self.root)?;
        if let Err(error) = self.check_obstacles(&changes) {
            return Ok(Err(error));
        }
        writer.apply(&changes)?;
        if let Some(store) = store {
            store();
        }
        Ok(Ok(changes))
    }

    /// Returns the error for the differences that a check has found.
    fn stale(&self, files: &FileSet, changes: Vec<Change>) -> Error {
        // Paths are relative to a folder that the user named; a file that the user named is shown as given.
        let path = |change: &Change| match files.owned().is_empty() {
            true => shown(&self.path(&change.path)).to_string(),
            false => shown(&change.path).to_string(),
        };
        let (other_format, rest): (Vec<&Change>, Vec<&Change>) = changes
            .iter()
            .partition(|change| self.other_format(files, change).is_some());
        let mut text = self.describe_formats(files, &other_format);
        for change in &rest {
            text.push_str(&format!("{}: {}\n", change.kind, path(change)));
        }
        for change in &rest {
            text.push_str(&sync::diff(files, self.root, change, &path(change)));
        }
        if let Err(obstructed) = self.check_obstacles(&changes) {
            text.push_str(&format!("{obstructed}\n"));
        }
        Error::Stale(Stale {
            changes,
            text,
            diagnostics: Diagnostics::default(),
        })
    }

    /// Returns the format of a changed file, if it has another one in the set.
    fn other_format(&self, files: &FileSet, change: &Change) -> Option<u32> {
        let is_changed = change.kind == ChangeKind::Changed;
        let format = is_changed.then(|| sync::format_on_disk(&self.root.join(&change.path)))?;
        let wanted = files.text(&change.path).lines().next().and_then(format_of);
        format.filter(|it| wanted == Some(FORMAT) && *it != FORMAT)
    }

    /// Returns a line for each format of files that other versions of this program have written. Their diffs would be long, and tell
    /// nothing about the document.
    fn describe_formats(&self, files: &FileSet, changes: &[&Change]) -> String {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for format in changes.iter().filter_map(|it| self.other_format(files, it)) {
            *counts.entry(format).or_default() += 1;
        }
        let line = |(format, count): (u32, usize)| {
            let files = if count == 1 { "file" } else { "files" };
            let by = match format < FORMAT {
                true => "by an older version of specwright",
                false => "by a newer version of specwright, which should be installed instead",
            };
            format!(
                "stale: {count} {files} generated in format {format} {by}; this version writes format {FORMAT}\n"
            )
        };
        counts.into_iter().map(line).collect()
    }

    /// Returns an error with all obstacles, if there are any.
    fn check_obstacles(&self, changes: &[Change]) -> Result<(), Error> {
        let list = changes.iter().filter_map(|change| match change.kind {
            ChangeKind::Foreign(obstacle) => Some(Obstruction {
                path: self.path(&change.path),
                obstacle,
            }),
            _ => None,
        });
        let list: Vec<_> = list.collect();
        match list.is_empty() {
            true => Ok(()),
            false => Err(Error::Obstructed(list)),
        }
    }

    /// Returns the outcome of a run with these changes and findings.
    pub fn outcome(
        &self,
        files: &FileSet,
        done: Done,
        diagnostics: Diagnostics,
    ) -> Result<Outcome, Error> {
        let changes = match done {
            Ok(changes) => changes,
            Err(Error::Stale(stale)) => {
                return Err(Error::Stale(Stale {
                    diagnostics,
                    ..stale
                }));
            }
            Err(error) => return Err(error),
        };
        let (deleted, written): (Vec<_>, Vec<_>) = changes
            .iter()
            .partition(|change| change.kind == ChangeKind::Leftover);
        let changed: BTreeSet<&Path> = changes.iter().map(|it| it.path.as_path()).collect();
        let unchanged = files.iter().filter(|(path, _)| !changed.contains(path));
        let paths = |changes: Vec<&Change>| {
            let paths = changes.into_iter().map(|change| self.path(&change.path));
            paths.collect()
        };
        Ok(Outcome {
            written: paths(written),
            deleted: paths(deleted),
            unchanged: unchanged.map(|(path, _)| self.path(path)).collect(),
            diagnostics,
            ..Outcome::default()
        })
    }

    /// Returns a path of the set, relative to the current folder.
    fn path(&self, path: &Path) -> PathBuf {
        match path.as_os_str().is_empty() {
            true => self.root.to_owned(),
            false => self.root.join(path),
        }
    }
}
