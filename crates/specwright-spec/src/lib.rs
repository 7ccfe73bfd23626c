//! Loads OpenAPI documents: files, or documentation pages, become a resolved and checked [`Document`].
//!
//! ```text
//! bytes ─ load ─▶ Node ─ overlay ─▶ Node ─ upgrade ─▶ Node of OpenAPI 3 ─ resolve ─▶ Resolved ─ check ─ read ─▶ Document
//! pages ─ merge ─▶ the text of one document
//! ```
//!
//! The modules are listed in reading order: data types, diagnostics, passes. A node is identified by its [`Location`], a
//! file and a JSON Pointer; lines and columns are computed only in [`render()`].

// Data types.
mod document;
mod location;
mod media_type;
mod node;
mod styles;
mod version;

// Diagnostics, and the texts that they refer to.
mod code;
mod diagnostic;
mod fix;
mod origins;
mod provenance;
mod report;
mod selection;
mod sources;
mod span;
mod suggest;

mod render;

// Passes.
mod files;
mod load;

mod overlay;

mod upgrade;

mod grammar;

mod idioms;

mod resolve;

mod lenient;
mod paths;
mod requirements;
mod template;
mod trees;

mod check;

mod read;

mod merge;

mod background;

pub use background::drop_in_background;
pub use code::{Code, LintLevel, LintRule};
pub use diagnostic::{Diagnostic, Notes, Place, Severity, escape_text, quote, quote_whole};
pub use document::*;
pub use files::{FileError, Files, FolderFiles, MAX_FILE_SIZE, MemoryFiles, read_regular};
pub use fix::{Action, Certainty, Edit, Fix};
pub use grammar::support_page;
pub use load::MAX_DEPTH;
pub use location::{FileId, Location, Pointer, PointerError};
pub use media_type::{MediaKind, essence, is_media_range, is_open_range};
pub use merge::{Page, merge};
pub use node::{Node, Number, ValueKey};
pub use overlay::{Overlay, apply_overlays, extended_document};
pub use render::{
    Located, Repairs, ReportFormat, Site, escape_data, escape_property, pretty_json, render,
    uri_path,
};
pub use report::Report;
pub use selection::{Reach, Selection, Selector, SelectorOrigin};
pub use sources::{Format, Source, Sources};
pub use styles::{
    STYLES, StyleRow, ValueShape, WrittenForm, markdown as styles_in_markdown, written,
};
pub use suggest::nearest;
pub use template::PathPart;
pub use trees::Trees;
pub use version::Version;

use resolve::Resolved;
use std::thread::{self, ScopedJoinHandle};

/// The treatment of repairable errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leniency {
    /// They are errors.
    #[default]
    Strict,
    /// They are repaired, each with a warning: an unresolved schema reference accepts no value, an undeclared path parameter
    /// is a string, a duplicate `operationId` is ignored.
    Lenient,
}

/// Options of [`open_with`].
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenOptions<'a> {
    /// The treatment of repairable errors.
    pub leniency: Leniency,
    /// The folder that references must not leave, with or without its last `/`; by default, that of the document.
    pub root: Option<&'a str>,
    /// The overlays to apply to the document, in order.
    pub overlays: &'a [Overlay],
    /// The operations to choose: faults in parts that they do not need are warnings.
    pub selection: Option<&'a Selection>,
    /// True to keep the trees of the document ([`Document::trees`]).
    pub keep_trees: bool,
}

/// Opens a document: reads its file and all referenced files, resolves the references and checks the result.
///
/// Diagnostics are added to the report. A pass reports all errors that it finds; the next pass runs only if there are none.
pub fn open(files: &dyn Files, path: &str, report: &mut Report) -> Option<Document> {
    open_with(files, path, OpenOptions::default(), report)
}

/// Opens a document with options.
pub fn open_with(
    files: &dyn Files,
    path: &str,
    options: OpenOptions<'_>,
    report: &mut Report,
) -> Option<Document> {
    let before = report.count(Severity::Error);
    let (file, tree) = load::load(files, path, None, options.leniency, report)?;
    let tree = overlay::apply(tree, (file, path), options.overlays, report)?;
    let upgraded = upgrade::upgrade(tree, &Location::root(file), options.leniency, report)?;
    let since = report.diagnostics().len();
    let mut resolved = resolve::resolve(files, path, file, upgraded, options, report);
    if let Some(selection) = options.selection.filter(|it| !it.is_empty()) {
        let reach = Reach::of(&resolved, selection, report);
        resolved.reach = Some(reach.into());
    }
    selection::demote(&mut resolved, since, report);
    let checked = report.diagnostics().len();
    let (cycles, read) = check_and_read(&resolved, before, report);
    let is_changed = selection::demote(&mut resolved, checked, report) || cycles;
    if cycles {
        resolve::open_cycles(&mut resolved, report);
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
    let mut document = match read {
        Some((document, findings)) if !is_changed => {
            report.extend(findings);
            document
        }
        _ => read::read(&resolved, report),
    };
    match document.as_mut().filter(|_| options.keep_trees) {
        Some(document) => document.trees = Some(Trees::new(resolved)),
        None => drop_in_background(resolved),
    }
    document
}

/// The result of reading, with its diagnostics.
type Read = (Option<Document>, Report);

/// Checks the document and reads it in parallel, since most documents are valid. Returns true if there are schema cycles to
/// open, and the result of reading, unless the document is known to have errors.
fn check_and_read(resolved: &Resolved, before: usize, report: &mut Report) -> (bool, Option<Read>) {
    if report.count(Severity::Error) > before {
        return (check::check(resolved, report), None);
    }
    let mut findings = report.beside();
    let (checked, document) = thread::scope(|scope| {
        let check = || check::check(resolved, report);
        let check = thread::Builder::new().spawn_scoped(scope, check).ok();
        let document = read::read(resolved, &mut findings);
        let join = |check: ScopedJoinHandle<'_, bool>| {
            check
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        (check.map(join), document)
    });
    // The system may provide no thread.
    let cycles = checked.unwrap_or_else(|| check::check(resolved, report));
    (cycles, Some((document, findings)))
}
