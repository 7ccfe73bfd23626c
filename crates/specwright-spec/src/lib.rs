//! OpenAPI documents: files, or documentation pages, into one resolved and checked [`Document`].
//!
//! ```text
//! bytes ─ load ─▶ Node ─ upgrade ─▶ Node of 3.0 ─ resolve ─▶ Resolved ─ check ─ read ─▶ Document
//! pages ─ merge ─▶ the text of one document
//! ```
//!
//! The modules below stand in the order to read them: what travels, how findings are told, then the passes. A node is
//! named by its [`Location`], a file and a JSON Pointer; lines and columns are found only in [`render`].

// What travels.
mod document;
mod location;
mod node;
mod version;

// Findings, and the texts they point into.
mod code;
mod diagnostic;
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

mod resolve;

mod paths;

mod check;

mod read;

mod merge;

pub use code::Code;
pub use diagnostic::{Diagnostic, Notes, Place, Severity, quote};
pub use document::*;
pub use files::{FileError, Files, FolderFiles, MAX_FILE_SIZE, MemoryFiles};
pub use load::MAX_DEPTH;
pub use location::{FileId, Location, Pointer, PointerError};
pub use merge::{Page, merge};
pub use node::{Node, Number};
pub use render::{ReportFormat, render};
pub use report::Report;
pub use sources::{Format, Source, Sources};
pub use suggest::nearest;
pub use version::Version;

/// Opens a document: reads the file at a path and those that it refers to, and gives it resolved and checked.
///
/// What is wrong goes into the report, which keeps the texts to show it in. A pass finds all it can; the next one runs
/// only if none was an error.
pub fn open(files: &dyn Files, path: &str, report: &mut Report) -> Option<Document> {
    let before = report.count(Severity::Error);
    let (file, tree) = load::load(files, path, None, report)?;
    let tree = upgrade::upgrade(tree, &Location::root(file), report)?;
    let resolved = resolve::resolve(files, path, file, tree, report);
    check::check(&resolved, report);
    if report.count(Severity::Error) > before {
        return None;
    }
    read::read(&resolved, report)
}
