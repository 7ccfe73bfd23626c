//! Files that are brought up to date, or checked.

use crate::console::{Console, Exit};
use crate::files::FileSet;
use crate::generate::join;
use crate::output::shown;
use crate::record::Keeper;
use crate::sync::{self, Change, ChangeKind, Writer};
use specwright_ir::Api;
use specwright_spec::{Report, free_later};
use std::path::{Path, PathBuf};
use std::{io, thread};

/// A run that brings generated files up to date, or looks whether they are.
pub struct Run<'a> {
    /// The place of the files.
    pub target: Target<'a>,
    /// The record of the last run.
    pub keeper: Keeper,
}

impl Run<'_> {
    /// Reads the API and generates its files, unless nothing has changed since the last run.
    pub fn bring_up_to_date(
        &self,
        read: impl FnOnce(&mut Report) -> Result<Option<Api>, String>,
        generate: impl FnOnce(&Api) -> FileSet,
        console: &Console,
    ) -> Exit {
        let unchanged = || self.keeper.unchanged(self.target.root);
        if let Some(findings) = (!self.target.check).then(unchanged).flatten() {
            console.show(&findings);
            console.say("fresh: nothing has changed since the last run");
            return Exit::Fresh;
        }
        let mut report = Report::new();
        let api = match read(&mut report) {
            Ok(api) => api,
            Err(error) => return console.fail(&error),
        };
        let Some(api) = api.filter(|_| !report.has_errors()) else {
            console.show(&console.rendered(&report));
            return Exit::Errors;
        };
        // The texts of findings cost as much as some files.
        let (findings, files) = thread::scope(|scope| {
            let findings = scope.spawn(|| console.rendered(&report));
            let files = generate(&api);
            (join(findings), files)
        });
        console.show(&findings);
        free_later(api);
        let keep = || self.keeper.keep(&report, findings, &files);
        self.target.bring_up_to_date(&files, Some(keep), console)
    }
}

/// The place of files.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The folder of the files.
    pub root: &'a Path,
    /// Writes nothing if true.
    pub check: bool,
    /// The command that repairs what is stale.
    pub repair: &'a str,
}

impl Target<'_> {
    /// Brings the disk to what the set says, or says what differs. `keep` is called once the files are written, while no other
    /// run writes there; without it, nothing at all is written where nothing differs.
    pub fn bring_up_to_date(
        &self,
        files: &FileSet,
        keep: Option<impl FnOnce()>,
        console: &Console,
    ) -> Exit {
        let waiting = |lock: &Path| {
            let folder = lock.ancestors().nth(2).unwrap_or(lock);
            let folder = shown(folder);
            console.say(&format!(
                "waiting for another run to finish writing {folder}"
            ));
        };
        let changes = match sync::compare_settled(files, self.root, &waiting) {
            Ok(changes) => changes,
            Err(error) => return console.fail(&error.to_string()),
        };
        if self.check {
            return self.judge(files, &changes, console);
        }
        if let Some(foreign) = self.foreign(&changes) {
            return console.fail(&foreign);
        }
        if changes.is_empty() && keep.is_none() {
            return self.say_written(&[], console);
        }
        match (self.write(files, keep, &waiting), changes.is_empty()) {
            (Ok(Ok(written)), _) => self.say_written(&written, console),
            (Ok(Err(foreign)), _) => console.fail(&foreign),
            // A folder with nothing to write may be one that cannot be written to.
            (Err(_), true) => self.say_written(&[], console),
            (Err(error), false) => console.fail(&error.to_string()),
        }
    }

    /// Writes what is still missing or changed once no other run writes; the inner error names what has come into the way.
    fn write(
        &self,
        files: &FileSet,
        keep: Option<impl FnOnce()>,
        waiting: &dyn Fn(&Path),
    ) -> io::Result<Result<Vec<Change>, String>> {
        let writer = Writer::new(files, self.root, waiting)?;
        let changes = sync::compare(files, self.root)?;
        if let Some(foreign) = self.foreign(&changes) {
            return Ok(Err(foreign));
        }
        writer.apply(&changes)?;
        if let Some(keep) = keep {
            keep();
        }
        Ok(Ok(changes))
    }

    /// Says what is stale.
    fn judge(&self, files: &FileSet, changes: &[Change], console: &Console) -> Exit {
        if changes.is_empty() {
            console.say(FRESH);
            return Exit::Fresh;
        }
        // Below a folder that the user named, paths begin there; a file that the user named is shown as they did.
        let path = |change: &Change| match files.owned().is_empty() {
            true => shown(&self.path(change)).to_string(),
            false => shown(&change.path).to_string(),
        };
        let mut text = String::new();
        for change in changes {
            text.push_str(&format!("{}: {}\n", change.kind, path(change)));
        }
        for change in changes {
            text.push_str(&sync::diff(files, self.root, change, &path(change)));
        }
        if let Some(foreign) = self.foreign(changes) {
            text.push_str(&format!("{foreign}\n"));
        }
        console.stale(&text, self.repair)
    }

    /// Says what is in the way, and what to do about it.
    fn foreign(&self, changes: &[Change]) -> Option<String> {
        let list = changes.iter().filter_map(|change| match change.kind {
            ChangeKind::Foreign(obstacle) => {
                let path = shown(&self.path(change)).to_string();
                Some(format!("\n    {path} {obstacle}"))
            }
            _ => None,
        });
        let list: String = list.collect();
        (!list.is_empty()).then(|| {
            format!("nothing can be written until these are moved or deleted, or another folder is named:{list}")
        })
    }

    fn say_written(&self, changes: &[Change], console: &Console) -> Exit {
        for change in changes {
            let done = match change.kind {
                ChangeKind::Leftover => "deleted",
                _ => "written",
            };
            console.say(&format!("{done}: {}", shown(&self.path(change))));
        }
        if changes.is_empty() {
            console.say(FRESH);
        }
        Exit::Fresh
    }

    /// The path of a change from the current folder.
    fn path(&self, change: &Change) -> PathBuf {
        match change.path.as_os_str().is_empty() {
            true => self.root.to_owned(),
            false => self.root.join(&change.path),
        }
    }
}

/// The message of a run with nothing to write.
const FRESH: &str = "fresh: nothing to write";
