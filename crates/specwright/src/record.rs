//! What the last run read and wrote, so that a run with nothing changed generates nothing.
//!
//! What is generated follows from the generator, from what it is told and from the files that it reads, and from nothing
//! else. A record names all of these and the files that were written, each by a hash; where every one is as it was, the run
//! shows what was found then and is over. Anything else is no record: one that cannot be read, that is of another generator or
//! of other flags, a file that was edited, is missing or is left over. `--check` asks the disk, never a record.

use crate::diagnostics::Diagnostics;
use crate::files::FileSet;
use crate::sync;
use serde::{Deserialize, Serialize};
use specwright_spec::{Code, Report, read_regular};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The place of a run's record, and what makes it one of this run.
#[derive(Clone, Debug)]
pub(crate) struct Keeper {
    path: PathBuf,
    told: String,
    settings: Vec<PathBuf>,
}

/// The record of a run. A file is told by its hash, one that is not there by an empty text.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// The generator, and what it was told.
    told: String,
    /// The findings.
    pub diagnostics: Diagnostics,
    /// The files that were read, or looked for.
    read: BTreeMap<PathBuf, String>,
    /// The files that were written, below the root.
    written: BTreeMap<PathBuf, String>,
    /// The folders in which no other file may be.
    owned: Vec<PathBuf>,
}

impl Keeper {
    /// The keeper of a record; `told` is all that a run is told. Relative paths in it are those of the current folder.
    pub fn new(path: PathBuf, told: &impl Debug) -> Self {
        let told = format!("{told:?} {:?} {:?}", env::current_dir().ok(), generator());
        Self {
            path,
            told: hash(told.as_bytes()),
            settings: Vec::new(),
        }
    }

    /// The files that a run depends on besides those of the report.
    pub fn settings(&self) -> &[PathBuf] {
        &self.settings
    }

    /// Names a file that is read beside the document, if it is there.
    #[must_use]
    pub fn with(mut self, settings: impl IntoIterator<Item = PathBuf>) -> Self {
        self.settings.extend(settings);
        self
    }

    /// Returns the record of the last run, if nothing has changed since.
    pub fn unchanged(&self, root: &Path) -> Option<Record> {
        let record = parse(&String::from_utf8(read_regular(&self.path).ok()?).ok()?)?;
        let is_written = |(path, kept): (&PathBuf, &String)| {
            sync::is_real_file(root, path) && of_file(&root.join(path)) == *kept
        };
        let fresh = record.told == self.told
            && record
                .read
                .iter()
                .all(|(path, kept)| of_file(path) == *kept)
            && record.written.iter().all(is_written)
            && !has_strangers(&record, root);
        fresh.then_some(record)
    }

    /// Keeps what a run read, found and wrote. Without a record the next run does it all again, so nothing is said if there
    /// can be none; nor is there one of very many findings, or where a file could not be read, which may be there the next time. The caller holds the lock
    /// of the files.
    pub fn keep(&self, report: &Report, diagnostics: &Diagnostics, files: &FileSet) {
        /// Findings that are read again in less time than they are found; real documents have some hundreds.
        const MOST_FINDINGS: usize = 10_000;
        if report.diagnostics().len() > MOST_FINDINGS {
            return;
        }
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
            diagnostics: diagnostics.clone(),
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

    fn write(&self, text: &str) -> std::io::Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        sync::replace(&self.path, text)
    }
}

impl Record {
    /// The files that were read, without those that were only looked for.
    pub fn inputs(&self) -> Vec<PathBuf> {
        let present = self.read.iter().filter(|(_, kept)| !kept.is_empty());
        present.map(|(path, _)| path.clone()).collect()
    }

    /// The files that were written, below the root.
    pub fn written(&self) -> impl Iterator<Item = &Path> {
        self.written.keys().map(PathBuf::as_path)
    }
}

/// A record, if the text is one from its first byte to its last.
fn parse(text: &str) -> Option<Record> {
    let (first, rest) = text.split_once('\n')?;
    let whole = first.strip_prefix("# ")? == hash(rest.as_bytes());
    whole.then(|| toml::from_str(rest).ok())?
}

/// Returns true if an owned folder has a file that was not written there, or cannot be read.
fn has_strangers(record: &Record, root: &Path) -> bool {
    let known = |path: &Path| record.written.contains_key(path);
    let mut owned = record.owned.iter();
    owned.any(|folder| sync::has_strangers(&known, root, folder))
}

/// What tells this program from another build of it.
fn generator() -> Option<(PathBuf, u64, std::time::SystemTime)> {
    let program = env::current_exe().ok()?;
    let metadata = program.metadata().ok()?;
    let modified = metadata.modified().ok()?;
    Some((program, metadata.len(), modified))
}

fn of_file(path: &Path) -> String {
    read_regular(path).map_or_else(|_| String::new(), |bytes| hash(&bytes))
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
    use specwright_spec::{Diagnostic, Fix, Format, Location, Node, Pointer, Source};

    impl Diagnostics {
        /// A finding with everything that a finding may have.
        fn warned() -> Self {
            let mut report = Report::new();
            let source = Source::file("a.yaml", "a: b", Format::Yaml);
            let file = report.sources_mut().push(source);
            let at = |pointer: &str| Location {
                file,
                pointer: Pointer::parse(pointer).expect("a pointer"),
            };
            let fix = Fix::insert(&at(""), "c", Node::Null).and(Fix::remove(&at("/a")));
            let diagnostic = Diagnostic::new(Code::UnknownFormat, at("/a"), "warned")
                .label("here")
                .also(at(""), "and \"there\"\n")
                .fix(fix);
            report.push(diagnostic);
            Self::new(&report, specwright_spec::ReportFormat::Json)
        }
    }

    #[test]
    fn a_record_keeps_findings_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        write_files(root);
        let diagnostics = Diagnostics::warned();
        keeper(root, 1).keep(&Report::new(), &diagnostics, &files());
        let record = keeper(root, 1).unchanged(root).expect("a record");
        assert_eq!(record.diagnostics, diagnostics);
        assert_eq!(diagnostics.iter().len(), 1);
    }

    fn files() -> FileSet {
        let mut files = FileSet::default();
        files.insert("src/a.rs", "// @generated\n".to_owned());
        files.own("src");
        files
    }

    fn keeper(root: &Path, told: u8) -> Keeper {
        Keeper::new(sync::record_path(&root.join("src")), &told)
    }

    fn write_files(root: &Path) {
        let files = files();
        let writer = sync::Writer::new(&files, root, &|_| ()).unwrap();
        writer.apply(&sync::compare(&files, root).unwrap()).unwrap();
    }

    /// What the keeper says of a run after something happened to its folder.
    fn after(change: impl FnOnce(&Path)) -> Option<String> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        let settings = root.join("settings");
        let keeper = keeper(root, 1).with([settings]);
        write_files(root);
        keeper.keep(&Report::new(), &Diagnostics::warned(), &files());
        change(root);
        let record = keeper.unchanged(root)?;
        Some(record.diagnostics.text().to_owned())
    }

    #[test]
    fn a_record_is_believed_while_nothing_changes() {
        let text = after(|_| ()).expect("a record");
        assert!(text.contains("warned"), "{text}");
    }

    #[test]
    fn whatever_changes_is_noticed() {
        let write = |path: &'static str, text: &'static str| {
            move |root: &Path| fs::write(root.join(path), text).unwrap()
        };
        assert_eq!(after(write("src/a.rs", "// @generateD\n")), None);
        assert_eq!(after(write("src/b.rs", "")), None);
        assert_eq!(after(write("settings", "")), None);
        assert_eq!(after(write("src/.specwright/record", "")), None);
        assert_eq!(
            after(|root| fs::remove_file(root.join("src/a.rs")).unwrap()),
            None
        );
    }

    #[test]
    fn a_corrupt_record_is_none() {
        let corrupt = |change: fn(&str) -> String| {
            after(|root| {
                let path = sync::record_path(&root.join("src"));
                let text = fs::read_to_string(&path).unwrap();
                fs::write(&path, change(&text)).unwrap();
            })
        };
        assert!(corrupt(|text| text.to_owned()).is_some());
        assert_eq!(corrupt(|text| text.replace("warned", "warmed")), None);
        assert_eq!(corrupt(|text| text[..text.len() - 1].to_owned()), None);
    }

    #[test]
    fn another_run_has_another_record() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        write_files(root);
        keeper(root, 1).keep(&Report::new(), &Diagnostics::default(), &files());
        assert!(keeper(root, 1).unchanged(root).is_some());
        assert!(keeper(root, 2).unchanged(root).is_none());
    }
}
