//! What the program does, for any document.

use crate::config::{Config, Crates};
use crate::console::{Console, Exit};
use crate::files::FileSet;
use crate::generate::{Origin, Part, join};
use crate::package::packages;
use crate::reading::Reading;
use crate::record::Keeper;
use crate::sync::{self, Change, ChangeKind};
use crate::{config, pipeline};
use specwright_ir::Api;
use specwright_spec::{Code, Report, Severity, free_later, nearest};
use std::path::{Path, PathBuf};
use std::{io, thread};

/// What `specwright generate` is told.
#[derive(Clone, Debug)]
pub struct Generate {
    /// The document.
    pub document: PathBuf,
    /// How it is read.
    pub reading: Reading,
    /// The folder to write the crates into.
    pub out: PathBuf,
    /// The beginning of the crates' names; the document's file name unless told.
    pub name: Option<String>,
    /// The parts to write.
    pub parts: Vec<Part>,
    /// Whether to write nothing and look whether all is fresh.
    pub check: bool,
}

/// Writes the crates of a document.
pub fn generate(told: &Generate, console: &Console) -> Exit {
    let name = told
        .name
        .clone()
        .unwrap_or_else(|| crate_name(&told.document));
    if !is_package_name(&name) {
        return console.fail(&format!(
            "`{name}` cannot begin a crate's name; give one with --name"
        ));
    }
    let crates = Crates::named(&name, &told.parts);
    let source = told
        .document
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let origin = Origin {
        command: "specwright generate".to_owned(),
        source,
    };
    let repair = format!(
        "specwright generate {}{} --out {}",
        told.document.display(),
        told.reading.written(),
        told.out.display()
    );
    let keeper = Keeper::beside(&told.out, &name, &(told, console));
    Run {
        root: &told.out,
        check: told.check,
        repair: &repair,
        keeper: keeper.with([settings_folder(&told.document).join(config::FILE)]),
    }
    .bring_up_to_date(
        |report| read(&told.document, &told.reading, report),
        |api| packages(api, &told.parts, &crates, &origin, &told.out),
        console,
    )
}

/// A run that brings generated files up to date, or looks whether they are.
pub struct Run<'a> {
    /// The folder of the files.
    pub root: &'a Path,
    /// Whether to write nothing.
    pub check: bool,
    /// The command that repairs what is stale.
    pub repair: &'a str,
    /// Where it is kept what the last run read and wrote.
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
        let unchanged = || self.keeper.unchanged(self.root);
        if let Some(findings) = (!self.check).then(unchanged).flatten() {
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
        let exit = write_or_check(&files, self.root, self.check, self.repair, console);
        if exit == Exit::Fresh && !self.check {
            self.keeper.keep(&report, findings, &files);
        }
        exit
    }
}

fn settings_folder(document: &Path) -> &Path {
    document.parent().unwrap_or(Path::new("."))
}

/// The API of a document, with the settings in its folder, if there are any.
fn read(document: &Path, reading: &Reading, report: &mut Report) -> Result<Option<Api>, String> {
    let folder = settings_folder(document);
    let config = match folder.join(config::FILE).is_file() {
        true => Config::read(folder, report)?,
        false => Some(Config::default()),
    };
    let Some(config) = config else {
        return Ok(None);
    };
    let reading = reading.or(&config, folder);
    pipeline::read(document, &reading, &config, report)
}

/// A crate's name from the name of a document: `pet-store` of `Pet store.yaml`.
fn crate_name(document: &Path) -> String {
    let stem = document
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().to_lowercase());
    let words = stem
        .split(|char: char| !char.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Whether `NAME-types` is a package that cargo takes.
fn is_package_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'))
}

/// Brings the disk to what the set says, or says what differs.
pub fn write_or_check(
    files: &FileSet,
    root: &Path,
    check: bool,
    repair: &str,
    console: &Console,
) -> Exit {
    let changes = match sync::compare(files, root) {
        Ok(changes) => changes,
        Err(error) => return console.fail(&error.to_string()),
    };
    if changes.is_empty() {
        console.say("fresh: nothing to write");
        return Exit::Fresh;
    }
    let foreign = foreign(root, &changes);
    if check {
        let first = foreign.map_or_else(String::new, |files| format!("{files}\n"));
        return console.stale(&format!("{}{first}", stale_text(files, &changes)), repair);
    }
    if let Some(files) = foreign {
        return console.fail(&files);
    }
    if let Err(error) = sync::apply(files, root, &changes) {
        return console.fail(&error.to_string());
    }
    for change in &changes {
        let done = if change.kind == ChangeKind::Leftover {
            "deleted"
        } else {
            "written"
        };
        console.say(&format!("{done}: {}", root.join(&change.path).display()));
    }
    Exit::Fresh
}

/// What to do first about files that are none of ours.
fn foreign(root: &Path, changes: &[Change]) -> Option<String> {
    let foreign = changes
        .iter()
        .filter(|change| change.kind == ChangeKind::Foreign);
    let list: String = foreign
        .map(|change| format!("\n    {}", root.join(&change.path).display()))
        .collect();
    let why = "these files are not generated, but stand in a folder that is rewritten as a whole; move them elsewhere";
    (!list.is_empty()).then(|| format!("{why}:{list}"))
}

/// The list of what is stale, and the diffs.
fn stale_text(files: &FileSet, changes: &[Change]) -> String {
    let mut text = String::new();
    for change in changes {
        text.push_str(&format!("{}: {}\n", change.kind, change.path.display()));
    }
    for change in changes {
        text.push_str(&sync::diff(files, change));
    }
    text
}

/// Says what is wrong or doubtful in documents.
pub fn lint(
    documents: &[PathBuf],
    reading: &Reading,
    deny_warnings: bool,
    console: &Console,
) -> Exit {
    let lint_one = |document: &PathBuf| {
        let mut report = Report::new();
        match read(document, reading, &mut report) {
            Ok(_) => judge(&report, deny_warnings, console),
            Err(error) => console.fail(&error),
        }
    };
    documents.iter().map(lint_one).max().unwrap_or(Exit::Fresh)
}

/// Shows what was found, and ends as badly as was asked for.
pub fn judge(report: &Report, deny_warnings: bool, console: &Console) -> Exit {
    let denied = deny_warnings && report.count(Severity::Warning) > 0;
    console
        .report(report)
        .max(if denied { Exit::Errors } else { Exit::Fresh })
}

/// Merges the pages of a folder into a document.
pub fn merge(folder: &Path, out: &Path, command: &str, check: bool, console: &Console) -> Exit {
    let mut report = Report::new();
    let merged = match merged(folder, out, command, &mut report) {
        Ok(merged) => merged,
        Err(error) => return console.fail(&format!("{}: {error}", folder.display())),
    };
    let exit = console.report(&report);
    let Some(merged) = merged.filter(|_| exit == Exit::Fresh) else {
        return Exit::Errors;
    };
    let mut files = FileSet::default();
    files.insert(out, merged);
    write_or_check(&files, Path::new(""), check, command, console)
}

/// The document that the pages of a folder merge into; none if they have errors.
pub fn merged(
    folder: &Path,
    out: &Path,
    command: &str,
    report: &mut Report,
) -> io::Result<Option<String>> {
    let header = format!(
        "@generated by {command} from {}; do not edit",
        folder.display()
    );
    pipeline::merge_folder(folder, &header, out, report)
}

/// Prints what becomes of every field and keyword.
pub fn support() -> Exit {
    print!("{}", specwright_spec::support_page());
    Exit::Fresh
}

/// Prints what a code means.
pub fn explain(code: &str, console: &Console) -> Exit {
    if let Some(code) = Code::parse(code) {
        print!("{}", code.explanation());
        return Exit::Fresh;
    }
    let names = Code::ALL
        .iter()
        .flat_map(|code| [code.as_str(), code.name()]);
    let hint =
        nearest(code, names).map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
    console.fail(&format!("`{code}` is no code of a diagnostic{hint}"))
}
