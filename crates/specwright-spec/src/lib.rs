//! OpenAPI documents: files, or documentation pages, into one resolved and checked [`Document`].
//!
//! ```text
//! bytes ─ load ─▶ Node ─ upgrade ─▶ Node of OpenAPI 3 ─ resolve ─▶ Resolved ─ check ─ read ─▶ Document
//! pages ─ merge ─▶ the text of one document
//! ```
//!
//! The modules below stand in the order to read them: what travels, how findings are told, then the passes. A node is
//! named by its [`Location`], a file and a JSON Pointer; lines and columns are found only in [`render()`].

// What travels.
mod document;
mod location;
mod media_type;
mod node;
mod styles;
mod version;

// Findings, and the texts they point into.
mod code;
mod constraints;
mod diagnostic;
mod fix;
mod origins;
mod report;
mod sources;
mod span;
mod suggest;

mod render;

// The passes.
mod files;
mod load;

mod upgrade;

mod grammar;

mod idioms;

mod resolve;

mod paths;
mod placement;
mod requirements;
mod security;
mod template;

mod check;

mod read;

mod merge;

mod background;

pub use background::drop_in_background;
pub use code::Code;
pub use diagnostic::{
    Diagnostic, Notes, Place, Severity, escape_text, is_invisible, quote, quote_whole,
};
pub use document::*;
pub use files::{FileError, Files, FolderFiles, MAX_FILE_SIZE, MemoryFiles, read_regular};
pub use fix::{Action, Certainty, Edit, Fix};
pub use grammar::support_page;
pub use load::MAX_DEPTH;
pub use location::{FileId, Location, Pointer, PointerError};
pub use media_type::{MediaKind, essence, is_media_range, is_open_range};
pub use merge::{Page, merge};
pub use node::{Node, Number};
pub use render::{Located, ReportFormat, Site, render};
pub use report::Report;
pub use sources::{Format, Source, Sources};
pub use styles::{
    STYLES, StyleRow, ValueShape, WrittenForm, markdown as styles_in_markdown, written,
};
pub use suggest::nearest;
pub use template::PathPart;
pub use version::Version;

use resolve::Resolved;

/// What becomes of faults that can be repaired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leniency {
    /// They are errors.
    #[default]
    Strict,
    /// They are repaired, with a warning each: a `$ref` to no schema allows anything, a path parameter that is not declared
    /// is a string, a second operation of one name has none.
    Lenient,
}

/// How a document is opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenOptions<'a> {
    /// What becomes of faults that can be repaired.
    pub leniency: Leniency,
    /// The folder that no reference may leave, with or without its last `/`; where none is named, that of the document.
    pub root: Option<&'a str>,
}

/// Opens a document: reads the file at a path and those that it refers to, and gives it resolved and checked.
///
/// What is wrong goes into the report, which keeps the texts to show it in. A pass finds all it can; the next one runs
/// only if none was an error.
pub fn open(files: &dyn Files, path: &str, report: &mut Report) -> Option<Document> {
    open_with(files, path, OpenOptions::default(), report)
}

/// [`open`], with options.
pub fn open_with(
    files: &dyn Files,
    path: &str,
    options: OpenOptions<'_>,
    report: &mut Report,
) -> Option<Document> {
    let before = report.count(Severity::Error);
    let (file, tree) = load::load(files, path, None, options.leniency, report)?;
    let upgraded = upgrade::upgrade(tree, &Location::root(file), report)?;
    let since = report.diagnostics().len();
    let mut resolved = resolve::resolve(files, path, file, upgraded, options, report);
    let (circles, read) = check_and_read(&resolved, before, report);
    if circles {
        resolve::open_circles(&mut resolved, report);
    }
    let sources = report.sources().clone();
    report.change(since, |diagnostic| {
        match resolved.version(diagnostic.place.file()) {
            Version::V2_0 => upgrade::v2::translate(diagnostic, &sources),
            _ => diagnostic,
        }
    });
    if report.count(Severity::Error) > before {
        return None;
    }
    let document = match read {
        Some((document, findings)) if !circles => {
            report.extend(findings);
            document
        }
        _ => read::read(&resolved, report),
    };
    drop_in_background(resolved);
    document
}

/// What was read, and what was found on the way.
type Read = (Option<Document>, Report);

/// Checks the document, and reads it meanwhile, since mostly nothing is wrong; whether schemas go round in circles, and what
/// was read. What is known to have errors is not read.
fn check_and_read(resolved: &Resolved, before: usize, report: &mut Report) -> (bool, Option<Read>) {
    if report.count(Severity::Error) > before {
        return (check::check(resolved, report), None);
    }
    let mut findings = report.beside();
    std::thread::scope(|scope| {
        let check = scope.spawn(|| check::check(resolved, report));
        let document = read::read(resolved, &mut findings);
        let circles = check
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (circles, Some((document, findings)))
    })
}
