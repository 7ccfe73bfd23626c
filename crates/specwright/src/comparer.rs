//! The comparison of two documents.

use crate::config::{self, Config, IgnoredChange, Settings};
use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::input::ReadOptions;
use crate::pipeline;
use crate::revision::{DocumentSource, GitFiles, merge_base};
use specwright_diff::report::{Comparison, Note, Pardon, Places, Side};
use specwright_diff::source::{SourceVerdict, compare_source};
use specwright_diff::{Change, Date, compare_on};
use specwright_ir::Api;
use specwright_lower::lower;
use specwright_spec::{
    Document, Files, OpenOptions, Overlay, Report, ReportFormat, Site, open_with,
};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A run that compares two documents by meaning: what the change does to callers, to servers and to Rust code.
///
/// The settings beside the new document apply to both: overlays, names, and the changes that are ignored.
///
/// ```
/// use specwright::Comparer;
/// use specwright::diff::report::Grade;
///
/// # let folder = std::env::temp_dir().join(format!("specwright-compare-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// # let write = |name: &str, paths: &str| {
/// #     let text = format!("openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\npaths: {paths}\n");
/// #     std::fs::write(folder.join(name), text)
/// # };
/// # write("old.yaml", "{/pets: {get: {responses: {'204': {description: Done}}}}}")?;
/// # write("new.yaml", "{}")?;
/// let comparison = Comparer::new(folder.join("old.yaml"), folder.join("new.yaml")).run()?;
/// assert_eq!(comparison.count(Grade::Breaking), 1);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Comparer {
    old: DocumentSource,
    new: DocumentSource,
    read: ReadOptions,
    settings: Option<PathBuf>,
    today: Date,
    format: ReportFormat,
}

impl From<PathBuf> for DocumentSource {
    fn from(path: PathBuf) -> Self {
        Self::File(path)
    }
}

impl Comparer {
    /// Creates a comparison of an old and a new document.
    pub fn new(old: impl Into<DocumentSource>, new: impl Into<DocumentSource>) -> Self {
        Self {
            old: old.into(),
            new: new.into(),
            read: ReadOptions {
                repairs_document: true,
                ..ReadOptions::default()
            },
            settings: None,
            today: Date::of(SystemTime::now()),
            format: ReportFormat::Human { color: false },
        }
    }

    /// Creates a comparison of a file with the same file where its branch left another (default: the main branch); none if the file
    /// did not exist there.
    ///
    /// # Errors
    ///
    /// If there is no such branch, or the current folder is in no git repository.
    pub fn with_merge_base(new: &Path, branch: Option<&str>) -> Result<Option<Self>, Error> {
        let revision = merge_base(branch)?;
        let path = format!("./{}", crate::paths::slashed(new));
        Ok(GitFiles::new(&revision, &path)?.has_document().then(|| {
            let old = DocumentSource::Revision {
                revision: revision.get(..10).unwrap_or(&revision).to_owned(),
                path,
            };
            Self::new(old, new.to_owned())
        }))
    }

    /// Sets the options for reading both documents.
    #[must_use]
    pub fn read(mut self, read: ReadOptions) -> Self {
        self.read = ReadOptions {
            repairs_document: true,
            ..read
        };
        self
    }

    /// Reads settings from this file (default: `specwright.toml` beside the new document, if it exists).
    #[must_use]
    pub fn settings(mut self, file: impl Into<PathBuf>) -> Self {
        self.settings = Some(file.into());
        self
    }

    /// Sets the day that announced ends and ignored changes are compared with (default: today).
    #[must_use]
    pub fn today(mut self, today: Date) -> Self {
        self.today = today;
        self
    }

    /// Sets the format of the diagnostics of an error.
    #[must_use]
    pub fn report_format(mut self, format: ReportFormat) -> Self {
        self.format = format;
        self
    }

    /// Compares the documents.
    ///
    /// # Errors
    ///
    /// If a document or the settings cannot be read or have errors.
    pub fn run(&self) -> Result<Comparison, Error> {
        let mut report = Report::new();
        let config = self.config(&mut report)?;
        let config = config.ok_or_else(|| self.faulty(&report))?;
        let read = self.read.or(&config, self.settings_folder());
        let (old, new) = (self.open(&self.old, &read)?, self.open(&self.new, &read)?);
        let (source, note) = verdict(&old, &new, &config)?;
        let entries = Entries::new(&config, self.today);
        let (old_name, new_name) = (self.old.to_string(), self.new.to_string());
        let side = |name, document| Side { name, document };
        let places = Places {
            old: side(&old_name, &old),
            new: side(&new_name, &new),
        };
        let changes = compare_on(&old, &new, Some(&self.today.to_string())).changes;
        let mut comparison = places.comparison(changes, source, |change, from, to| {
            entries.pardon(change, from, to)
        });
        comparison.notes.extend(note);
        comparison.notes.extend(entries.notes());
        Ok(comparison)
    }

    fn faulty(&self, report: &Report) -> Error {
        Error::Faulty(Diagnostics::new(&report.errors(), self.format))
    }

    fn config(&self, report: &mut Report) -> Result<Option<Config>, Error> {
        match (&self.settings, &self.new) {
            (Some(file), DocumentSource::Revision { .. }) => {
                let settings = Settings::read_file(file, report)?;
                Ok(settings.map(|it| it.shared))
            }
            (settings, DocumentSource::File(document)) => {
                let folder = self.settings_folder();
                let settings = match settings {
                    Some(file) => Settings::read_file(file, report)?,
                    None => Settings::read_if_any(folder, report)?,
                };
                Ok(settings.map(|it| it.of_document(folder, document)))
            }
            (None, DocumentSource::Revision { revision, path }) => {
                let files = GitFiles::new(revision, path)?;
                let settings = match files.folder().as_str() {
                    "" => config::FILE.to_owned(),
                    folder => format!("{folder}/{}", config::FILE),
                };
                match files.read(&settings).map(String::from_utf8) {
                    Ok(Ok(text)) => {
                        let folder = Path::new(&settings).parent().unwrap_or(Path::new(""));
                        let document = files.document();
                        let read = Settings::of_text(Path::new(&settings), &text, report);
                        Ok(read.map(|it| it.of_document(folder, Path::new(&document))))
                    }
                    _ => Ok(Some(Config::default())),
                }
            }
        }
    }

    /// Returns the folder that paths in the settings are relative to.
    fn settings_folder(&self) -> &Path {
        let document = match &self.new {
            DocumentSource::File(path) => path.as_path(),
            DocumentSource::Revision { .. } => Path::new(""),
        };
        let file = self.settings.as_deref().unwrap_or(document);
        file.parent().unwrap_or(Path::new(""))
    }

    /// Reads a document, which must have no errors that no repair is known for.
    fn open(&self, source: &DocumentSource, read: &ReadOptions) -> Result<Document, Error> {
        let mut report = Report::new();
        let document = match source {
            DocumentSource::File(path) => pipeline::open_document(path, read, false, &mut report)?,
            DocumentSource::Revision { revision, path } => {
                open_revision(&GitFiles::new(revision, path)?, read, &mut report)?
            }
        };
        document
            .filter(|_| !report.has_errors())
            .ok_or_else(|| self.faulty(&report))
    }
}

/// Reads a document of a revision; its overlays are those of the revision.
fn open_revision(
    files: &GitFiles,
    read: &ReadOptions,
    report: &mut Report,
) -> Result<Option<Document>, Error> {
    let mut overlays = Vec::new();
    for path in &read.overlays {
        if let Some(bytes) = files.read_from_here(path)? {
            overlays.push(Overlay {
                path: crate::paths::slashed(path),
                bytes,
            });
        }
    }
    let folder = files.folder();
    let options = OpenOptions {
        leniency: read.leniency(),
        root: Some(&folder),
        overlays: &overlays,
        selection: Some(&read.selection),
        ..OpenOptions::default()
    };
    Ok(open_with(files, &files.document(), options, report))
}

/// Returns the verdict on generated code, or the reason why there is none.
fn verdict(
    old: &Document,
    new: &Document,
    config: &Config,
) -> Result<(Option<SourceVerdict>, Option<Note>), Error> {
    let options = pipeline::options(config);
    let lowered = |document: &Document| {
        let mut report = Report::new();
        let api: Option<Api> = lower(document, &options, &mut report);
        api.ok_or_else(|| {
            let errors = report.errors();
            let first = errors.diagnostics().first();
            let reason = first.map_or("", |it| it.message.as_str());
            let title = &document.info.title;
            Note {
                place: None,
                message: format!(
                    "no verdict on Rust code, since none can be generated from `{title}`: {reason}"
                ),
            }
        })
    };
    Ok(match (lowered(old), lowered(new)) {
        (Ok(old), Ok(new)) => (Some(compare_source(&old, &new)), None),
        (Err(note), _) | (_, Err(note)) => (None, Some(note)),
    })
}

/// Compares the code of two APIs in a file and in the last commit; none if the commit has no such file or the file is unchanged.
pub(crate) fn verdict_since_commit(
    path: &Path,
    read: &ReadOptions,
    config: &Config,
) -> Result<Option<SourceVerdict>, Error> {
    let files = GitFiles::new("HEAD", &format!("./{}", crate::paths::slashed(path)))?;
    let mut report = Report::new();
    let old = open_revision(&files, read, &mut report)?;
    let new = pipeline::open_document(path, read, false, &mut report)?;
    match (old, new) {
        (Some(old), Some(new)) => Ok(verdict(&old, &new, config)?.0),
        _ => Ok(None),
    }
}

/// The entries `[[diff.ignore]]` of the settings, and the number of changes that each matches.
struct Entries<'a> {
    file: Option<(&'a str, &'a str)>,
    list: Vec<(&'a toml::Spanned<IgnoredChange>, RefCell<usize>)>,
    today: Date,
}

impl<'a> Entries<'a> {
    fn new(config: &'a Config, today: Date) -> Self {
        let file = config.file.as_ref();
        let entries = config.diff.ignore.iter();
        Self {
            file: file.map(|(path, text)| (&**path, &**text)),
            list: entries.map(|it| (it, RefCell::new(0))).collect(),
            today,
        }
    }

    /// Returns the pardon of the first entry that matches a change and has not expired.
    fn pardon(&self, change: &Change, old: Option<&Site>, new: Option<&Site>) -> Option<Pardon> {
        let mut found = None;
        for (entry, count) in &self.list {
            let entry = entry.get_ref();
            if !entry.matches(change, old, new) {
                continue;
            }
            *count.borrow_mut() += 1;
            if found.is_none() && entry.until.is_none_or(|until| self.today <= until.0) {
                found = Some(Pardon {
                    reason: entry.reason.clone(),
                    until: entry.until.map(|it| it.0),
                });
            }
        }
        found
    }

    /// Returns a note for each entry that has expired or matches nothing.
    fn notes(&self) -> Vec<Note> {
        let notes = self.list.iter().filter_map(|(entry, count)| {
            let (rule, until) = (&entry.get_ref().rule, entry.get_ref().until);
            let expired = until.filter(|until| self.today > until.0);
            let message = match (*count.borrow(), expired) {
                (0, _) => format!("the entry for `{rule}` matches no change; remove it"),
                (_, Some(until)) => format!(
                    "the entry for `{rule}` expired on {}: what it ignored counts again",
                    until.0
                ),
                _ => return None,
            };
            let place = self.file.map(|(path, text)| {
                let before = &text[..entry.span().start.min(text.len())];
                let line = before.matches('\n').count() + 1;
                let column = before
                    .rsplit('\n')
                    .next()
                    .map_or(0, |it| it.chars().count())
                    + 1;
                (path.to_owned(), line, column)
            });
            Some(Note { place, message })
        });
        notes.collect()
    }
}
