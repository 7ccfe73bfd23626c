//! The cache of the last run: a run whose inputs and outputs have not changed generates nothing.
//!
//! The generated files depend on the generator, its options and the files that it reads, and on nothing else. The cache has a
//! hash of each of these and of every file that was written. If all of them match, the run shows the cached findings and ends.
//! A cache that cannot be read or that belongs to another generator or other options is ignored, and so is one whose files were
//! edited, deleted or joined by others. `--check` compares the files themselves and never uses the cache.

use crate::diagnostics::{Diagnostics, MAX_CACHED};
use crate::files::FileSet;
use crate::sync;
use serde::{Deserialize, Serialize};
use specwright_spec::{Code, Report, read_regular};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The cache file of a run, and the options and settings that it must match.
#[derive(Clone, Debug)]
pub(crate) struct RunCache {
    path: PathBuf,
    options: String,
    settings: Vec<PathBuf>,
    checked: Vec<PathBuf>,
}

/// The contents of the cache. A file is identified by its hash; the hash of a missing file is empty.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct CachedRun {
    /// The hash of the generator and its options.
    options: String,
    /// The findings.
    pub diagnostics: Diagnostics,
    /// The files that were read or found missing.
    read: BTreeMap<PathBuf, String>,
    /// The files that were checked.
    checked: BTreeMap<PathBuf, String>,
    /// The files that were written, relative to the root.
    written: BTreeMap<PathBuf, String>,
    /// The files that were written if they were missing; their texts are among those that were checked.
    once: Vec<PathBuf>,
    /// The folders in which no other file may be.
    owned: Vec<PathBuf>,
}

impl RunCache {
    /// Creates the cache of runs with these options. Relative paths in them are relative to the current folder.
    pub fn new(path: PathBuf, options: &impl Debug) -> Self {
        let options = format!(
            "{options:?} {:?} {:?}",
            env::current_dir().ok(),
            generator()
        );
        Self {
            path,
            options: hash(options.as_bytes()),
            settings: Vec::new(),
            checked: Vec::new(),
        }
    }

    /// The files that a run depends on besides those of the report.
    pub fn settings(&self) -> &[PathBuf] {
        &self.settings
    }

    /// Adds files that are read beside the document if they exist.
    #[must_use]
    pub fn with(mut self, settings: impl IntoIterator<Item = PathBuf>) -> Self {
        self.settings.extend(settings);
        self
    }

    /// Adds files that decide nothing, but whether the run succeeds.
    #[must_use]
    pub fn with_checked(mut self, files: impl IntoIterator<Item = PathBuf>) -> Self {
        self.checked.extend(files);
        self
    }

    /// Returns the last run, if nothing has changed since.
    pub fn unchanged(&self, root: &Path) -> Option<CachedRun> {
        let cached = parse(&String::from_utf8(read_regular(&self.path).ok()?).ok()?)?;
        let is_written = |(path, kept): (&PathBuf, &String)| {
            sync::is_real_file(root, path) && hash_file(&root.join(path)) == *kept
        };
        let fresh = cached.options == self.options
            && cached
                .read
                .iter()
                .chain(&cached.checked)
                .all(|(path, kept)| hash_file(path) == *kept)
            && cached.written.iter().all(is_written)
            && !has_unknown_files(&cached, root);
        fresh.then_some(cached)
    }

    /// Stores the inputs, findings and outputs of a run. Without a cache the next run generates everything again, so a failure is
    /// not reported. Nothing is stored for a very long list of findings, or if a file could not be read, since it may be readable
    /// next time. The caller holds the lock of the files.
    pub fn store(&self, report: &Report, diagnostics: &Diagnostics, files: &FileSet) {
        if report.diagnostics().len() > MAX_CACHED {
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
        let hash_of = |it: &PathBuf| (it.clone(), hash_file(it));
        let settings = self.settings.iter().map(hash_of);
        let (once, written): (Vec<_>, Vec<_>) =
            files.iter().partition(|(path, _)| files.is_once(path));
        let written = written
            .into_iter()
            .map(|(path, text)| (path.to_owned(), hash(text.as_bytes())));
        let cached = CachedRun {
            options: self.options.clone(),
            diagnostics: diagnostics.clone(),
            read: sources.chain(settings).collect(),
            checked: self.checked.iter().map(hash_of).collect(),
            written: written.collect(),
            once: once.into_iter().map(|(path, _)| path.to_owned()).collect(),
            owned: files.owned().to_vec(),
        };
        if let Ok(text) = toml::to_string(&cached) {
            let text = format!("# {}\n{text}", hash(text.as_bytes()));
            // The next run works without a cache.
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

impl CachedRun {
    /// Returns the files that were read, without missing ones.
    pub fn inputs(&self) -> Vec<PathBuf> {
        let present = self.read.iter().filter(|(_, kept)| !kept.is_empty());
        present.map(|(path, _)| path.clone()).collect()
    }

    /// The files that were written, relative to the root.
    pub fn written(&self) -> impl Iterator<Item = &Path> {
        let once = self.once.iter();
        self.written.keys().chain(once).map(PathBuf::as_path)
    }
}

/// Parses a cache file; returns none if it is truncated or changed.
fn parse(text: &str) -> Option<CachedRun> {
    let (first, rest) = text.split_once('\n')?;
    let whole = first.strip_prefix("# ")? == hash(rest.as_bytes());
    whole.then(|| toml::from_str(rest).ok())?
}

/// Returns true if an owned folder has a file that the run did not write, or cannot be read.
fn has_unknown_files(cached: &CachedRun, root: &Path) -> bool {
    let known = |path: &Path| cached.written.contains_key(path);
    let mut owned = cached.owned.iter();
    owned.any(|folder| sync::has_unknown_files(&known, root, folder))
}

/// Identifies the build of this program.
fn generator() -> Option<(PathBuf, u64, std::time::SystemTime)> {
    let program = env::current_exe().ok()?;
    let metadata = program.metadata().ok()?;
    let modified = metadata.modified().ok()?;
    Some((program, metadata.len(), modified))
}

fn hash_file(path: &Path) -> String {
    read_regular(path).map_or_else(|_| String::new(), |bytes| hash(&bytes))
}

/// Returns a hash of the standard library, which may change with its version, as the program does then.
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
        /// Returns a finding with every optional part.
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
    fn stores_complete_findings() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        write_files(root);
        let diagnostics = Diagnostics::warned();
        cache(root, 1).store(&Report::new(), &diagnostics, &files());
        let cached = cache(root, 1).unchanged(root).expect("a cached run");
        assert_eq!(cached.diagnostics, diagnostics);
        assert_eq!(diagnostics.iter().len(), 1);
    }

    fn files() -> FileSet {
        let mut files = FileSet::default();
        files.insert("src/a.rs", "// @generated\n".to_owned());
        files.own("src");
        files
    }

    fn cache(root: &Path, options: u8) -> RunCache {
        RunCache::new(sync::cache_path(&root.join("src")), &options)
    }

    fn write_files(root: &Path) {
        let files = files();
        let writer = sync::Writer::new(&files, root, &|_| ()).unwrap();
        writer.apply(&sync::compare(&files, root).unwrap()).unwrap();
    }

    /// Returns the cached text after a change to the folder of the run.
    fn after(change: impl FnOnce(&Path)) -> Option<String> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        let settings = root.join("settings");
        let cache = cache(root, 1).with([settings]);
        write_files(root);
        cache.store(&Report::new(), &Diagnostics::warned(), &files());
        change(root);
        let cached = cache.unchanged(root)?;
        Some(cached.diagnostics.text().to_owned())
    }

    #[test]
    fn is_used_while_nothing_changes() {
        let text = after(|_| ()).expect("a cached run");
        assert!(text.contains("warned"), "{text}");
    }

    #[test]
    fn every_change_is_noticed() {
        let write = |path: &'static str, text: &'static str| {
            move |root: &Path| fs::write(root.join(path), text).unwrap()
        };
        assert_eq!(after(write("src/a.rs", "// @generateD\n")), None);
        assert_eq!(after(write("src/b.rs", "")), None);
        assert_eq!(after(write("settings", "")), None);
        assert_eq!(after(write("src/.specwright/cache", "")), None);
        assert_eq!(
            after(|root| fs::remove_file(root.join("src/a.rs")).unwrap()),
            None
        );
    }

    #[test]
    fn a_corrupt_cache_is_ignored() {
        let corrupt = |change: fn(&str) -> String| {
            after(|root| {
                let path = sync::cache_path(&root.join("src"));
                let text = fs::read_to_string(&path).unwrap();
                fs::write(&path, change(&text)).unwrap();
            })
        };
        assert!(corrupt(|text| text.to_owned()).is_some());
        assert_eq!(corrupt(|text| text.replace("warned", "warmed")), None);
        assert_eq!(corrupt(|text| text[..text.len() - 1].to_owned()), None);
    }

    #[test]
    fn other_options_have_another_cache() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        write_files(root);
        cache(root, 1).store(&Report::new(), &Diagnostics::default(), &files());
        assert!(cache(root, 1).unchanged(root).is_some());
        assert!(cache(root, 2).unchanged(root).is_none());
    }
}
