//! What the last run read and wrote, so that a run with nothing changed generates nothing.
//!
//! What is generated follows from the generator, from what it is told and from the files that it reads, and from nothing
//! else. A record names all of these and the files that were written, each by a hash; where every one is as it was, the run
//! shows what was found then and is over. Anything else is no record: one that cannot be read, that is of another generator or
//! of other flags, a file that was edited, is missing or is left over. `--check` asks the disk, never a record.

use crate::files::FileSet;
use crate::sync;
use serde::{Deserialize, Serialize};
use specwright_spec::{Code, Report};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folder of records in a folder that crates are written to.
const FOLDER: &str = ".specwright";

/// The place of a run's record, and what makes it one of this run.
#[derive(Clone, Debug)]
pub struct Keeper {
    path: PathBuf,
    told: String,
    settings: Vec<PathBuf>,
}

/// What is kept. A file is told by its hash, one that is not there by an empty text.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Record {
    /// The generator, and what it was told.
    told: String,
    /// What was found, as it was shown.
    findings: String,
    /// The files that were read, or looked for.
    read: BTreeMap<PathBuf, String>,
    /// The files that were written, below the root.
    written: BTreeMap<PathBuf, String>,
    /// The folders in which no other file may be.
    owned: Vec<PathBuf>,
}

impl Keeper {
    /// The keeper of records in a folder that crates of this name are written to.
    pub fn beside(out: &Path, name: &str, told: &impl Debug) -> Self {
        Self::new(out.join(FOLDER).join(name), told)
    }

    /// The keeper of a record; `told` is all that a run is told. Relative paths in it are those of the current folder.
    pub fn new(path: PathBuf, told: &impl Debug) -> Self {
        let told = format!("{told:?} {:?} {:?}", env::current_dir().ok(), generator());
        Self {
            path,
            told: hash(told.as_bytes()),
            settings: Vec::new(),
        }
    }

    /// Names a file that is read beside the document, if it is there.
    #[must_use]
    pub fn with(mut self, settings: impl IntoIterator<Item = PathBuf>) -> Self {
        self.settings.extend(settings);
        self
    }

    /// What the last run showed, if nothing has changed since.
    pub fn unchanged(&self, root: &Path) -> Option<String> {
        let record = parse(&fs::read_to_string(&self.path).ok()?)?;
        let holds = |folder: &Path, files: &BTreeMap<PathBuf, String>| {
            files
                .iter()
                .all(|(path, kept)| of_file(&folder.join(path)) == *kept)
        };
        let fresh = record.told == self.told
            && holds(Path::new(""), &record.read)
            && holds(root, &record.written)
            && !has_strangers(&record, root);
        fresh.then_some(record.findings)
    }

    /// Keeps what a run read, found and wrote. Without a record the next run does it all again, so nothing is said if there
    /// can be none; nor is there one where a file could not be read, which may be there the next time.
    pub fn keep(&self, report: &Report, findings: String, files: &FileSet) {
        let unreadable = |code| code == Code::UnreadableFile;
        if report.diagnostics().iter().any(|it| unreadable(it.code)) {
            return;
        }
        let sources = report.sources().iter().map(|(_, source)| {
            let text = source.text().as_bytes();
            (PathBuf::from(source.path()), hash(text))
        });
        let settings = self.settings.iter().map(|it| (it.clone(), of_file(it)));
        let written = files
            .iter()
            .map(|(path, text)| (path.to_owned(), hash(text.as_bytes())));
        let record = Record {
            told: self.told.clone(),
            findings,
            read: sources.chain(settings).collect(),
            written: written.collect(),
            owned: files.owned().to_vec(),
        };
        if let Ok(text) = toml::to_string(&record) {
            let text = format!("# {}\n{text}", hash(text.as_bytes()));
            // A record that cannot be written is none.
            let _ = self.write(&text);
        }
    }

    /// Writes the record where version control does not look.
    fn write(&self, text: &str) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder)?;
        if folder.ends_with(FOLDER) {
            fs::write(folder.join(".gitignore"), "*\n")?;
        }
        sync::write_beside(&self.path, text)?.persist(&self.path)?;
        Ok(())
    }
}

/// A record, if the text is one from its first byte to its last.
fn parse(text: &str) -> Option<Record> {
    let (first, rest) = text.split_once('\n')?;
    let whole = first.strip_prefix("# ")? == hash(rest.as_bytes());
    whole.then(|| toml::from_str(rest).ok())?
}

/// Whether a file stands in an owned folder that was not written there, or the folder cannot be read.
fn has_strangers(record: &Record, root: &Path) -> bool {
    let mut found = Vec::new();
    let known = |path: &Path| record.written.contains_key(path);
    let read = |folder: &PathBuf| sync::find_leftovers(&known, root, folder, &mut found).is_ok();
    let all_read = record.owned.iter().all(read);
    !all_read || !found.is_empty()
}

/// What tells this program from another build of it.
fn generator() -> Option<(PathBuf, u64, std::time::SystemTime)> {
    let program = env::current_exe().ok()?;
    let metadata = program.metadata().ok()?;
    let modified = metadata.modified().ok()?;
    Some((program, metadata.len(), modified))
}

fn of_file(path: &Path) -> String {
    fs::read(path).map_or_else(|_| String::new(), |bytes| hash(&bytes))
}

/// The hash of std is another in another version of it; so is the program.
fn hash(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("{:x}-{:016x}", bytes.len(), hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> FileSet {
        let mut files = FileSet::default();
        files.insert("src/a.rs", "// @generated\n".to_owned());
        files.own("src");
        files
    }

    /// What the keeper says of a run after something happened to its folder.
    fn after(change: impl FnOnce(&Path)) -> Option<String> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        let settings = root.join("settings");
        let keeper = Keeper::beside(root, "x", &1).with([settings]);
        sync::apply(&files(), root, &sync::compare(&files(), root).unwrap()).unwrap();
        keeper.keep(&Report::new(), "warned".to_owned(), &files());
        change(root);
        keeper.unchanged(root)
    }

    #[test]
    fn a_record_is_believed_while_nothing_changes() {
        assert_eq!(after(|_| ()).as_deref(), Some("warned"));
    }

    #[test]
    fn whatever_changes_is_noticed() {
        let write = |path: &'static str, text: &'static str| {
            move |root: &Path| fs::write(root.join(path), text).unwrap()
        };
        assert_eq!(after(write("src/a.rs", "// @generateD\n")), None);
        assert_eq!(after(write("src/b.rs", "")), None);
        assert_eq!(after(write("settings", "")), None);
        assert_eq!(after(write(".specwright/x", "")), None);
        assert_eq!(
            after(|root| fs::remove_file(root.join("src/a.rs")).unwrap()),
            None
        );
    }

    #[test]
    fn a_corrupt_record_is_none() {
        let corrupt = |change: fn(&str) -> String| {
            after(|root| {
                let path = root.join(".specwright/x");
                let text = fs::read_to_string(&path).unwrap();
                fs::write(&path, change(&text)).unwrap();
            })
        };
        assert_eq!(corrupt(|text| text.to_owned()).as_deref(), Some("warned"));
        assert_eq!(corrupt(|text| text.replace("warned", "warmed")), None);
        assert_eq!(corrupt(|text| text[..text.len() - 1].to_owned()), None);
    }

    #[test]
    fn another_run_has_another_record() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        sync::apply(&files(), root, &sync::compare(&files(), root).unwrap()).unwrap();
        Keeper::beside(root, "x", &1).keep(&Report::new(), String::new(), &files());
        assert!(Keeper::beside(root, "x", &1).unchanged(root).is_some());
        assert!(Keeper::beside(root, "x", &2).unchanged(root).is_none());
        assert!(Keeper::beside(root, "y", &1).unchanged(root).is_none());
    }
}
