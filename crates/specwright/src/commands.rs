//! What the program does, for any document.

use crate::config::{Config, Crates, PACKAGE_NAME, is_package_name};
use crate::console::{Console, Exit};
use crate::files::{self, FileSet};
use crate::generate::{Origin, Part, generated_folder, one_line};
use crate::output::{self, Stream, shown};
use crate::package::packages;
use crate::reading::{Reading, slashed};
use crate::record::Keeper;
use crate::update::{Run, Target};
use crate::{config, pipeline, sync};
use specwright_ir::Api;
use specwright_spec::{Code, Report, Severity, nearest, quote};
use std::path::{Path, PathBuf};

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
    let crates = Crates::named(&name, &told.parts);
    let names = [&crates.types, &crates.client, &crates.server];
    if !names.into_iter().flatten().all(|it| is_package_name(it)) {
        return console.fail(&format!(
            "invalid crate name prefix {}: {PACKAGE_NAME}; choose one with --name",
            quote(&name)
        ));
    }
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
        shown(&told.document),
        told.reading.written(),
        shown(&told.out)
    );
    let first = Part::ALL.into_iter().find(|part| told.parts.contains(part));
    let package = first.and_then(|part| part.package(&crates));
    let home = generated_folder(&told.out.join(package.unwrap_or_default()));
    let keeper = Keeper::new(sync::record_path(&home), &(told, console));
    Run {
        target: Target {
            root: &told.out,
            check: told.check,
            repair: &repair,
        },
        keeper: keeper.with([settings_folder(&told.document).join(config::FILE)]),
    }
    .bring_up_to_date(
        |report| read(&told.document, &told.reading, report),
        |api| packages(api, &told.parts, &crates, &origin, &told.out),
        console,
    )
}

fn settings_folder(document: &Path) -> &Path {
    document.parent().unwrap_or(Path::new("."))
}

/// The API of a document, with the settings in its folder, if there are any.
fn read(document: &Path, reading: &Reading, report: &mut Report) -> Result<Option<Api>, String> {
    pipeline::check_document(document)?;
    let folder = settings_folder(document);
    let Some(config) = Config::read_if_any(folder, report)? else {
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

/// `specwright merge`
pub fn merge(folder: &Path, out: &Path, check: bool, console: &Console) -> Exit {
    let command = "specwright merge";
    let repair = format!("{command} {} --out {}", shown(folder), shown(out));
    merge_by(command, folder, out, check, &repair, console)
}

/// Merges the pages of a folder into a document, whose first line names the command.
pub fn merge_by(
    command: &str,
    folder: &Path,
    out: &Path,
    check: bool,
    repair: &str,
    console: &Console,
) -> Exit {
    let Some(name) = out.file_name() else {
        return console.fail(&format!("--out {}: not the name of a file", shown(out)));
    };
    let mut report = Report::new();
    let merged = match merged(folder, out, command, &mut report) {
        Ok(merged) => merged,
        Err(error) => return console.fail(&error),
    };
    let exit = console.report(&report);
    let Some(merged) = merged.filter(|_| exit == Exit::Fresh) else {
        return Exit::Errors;
    };
    let mut files = FileSet::default();
    files.insert(name, merged);
    Target {
        root: out.parent().unwrap_or(Path::new("")),
        check,
        repair,
    }
    .bring_up_to_date(&files, None::<fn()>, console)
}

/// The document that the pages of a folder merge into; none if they have errors.
pub fn merged(
    folder: &Path,
    out: &Path,
    command: &str,
    report: &mut Report,
) -> Result<Option<String>, String> {
    let header = files::mark(command, &one_line(&slashed(folder)));
    pipeline::merge_folder(folder, &header, out, report)
}

/// Prints what becomes of every field and keyword.
pub fn support() -> Exit {
    output::write(Stream::Output, &specwright_spec::support_page());
    Exit::Fresh
}

/// Prints what a code means.
pub fn explain(code: &str, console: &Console) -> Exit {
    if let Some(code) = Code::parse(code) {
        output::write(Stream::Output, &code.explanation());
        return Exit::Fresh;
    }
    let names = Code::ALL
        .iter()
        .flat_map(|code| [code.as_str(), code.name()]);
    let hint =
        nearest(code, names).map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
    let code = quote(code);
    console.fail(&format!("unknown diagnostic code {code}{hint}"))
}
