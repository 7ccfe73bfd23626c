//! Bytes in, an API out: the passes up to the border that emitting reads from.

use crate::config::Config;
use crate::error::Error;
use crate::paths::slashed;
use crate::reading::{Place, ReadOptions, unreadable};
use specwright_ir::Api;
use specwright_lower::{Allowance, Options, Rename, lower};
use specwright_spec::{
    Code, Document, Files, FolderFiles, MemoryFiles, Page, Report, free_later, merge, open,
    open_with,
};
use std::io;
use std::path::Path;

/// Reads the document at a path, which is shown as it is written, and lowers it; none if it has errors.
///
/// # Errors
///
/// If a file cannot be read, or the settings are wrong.
pub fn read(
    path: &Path,
    reading: &ReadOptions,
    config: &Config,
    report: &mut Report,
) -> Result<Option<Api>, Error> {
    check_document(path)?;
    let options = options(config)?;
    let Some(document) = open_document(path, reading, report)? else {
        return Ok(None);
    };
    let api = lower(&document, &options, report);
    free_later(document);
    Ok(api)
}

/// The document at a path; none if it has errors.
///
/// # Errors
///
/// If the path is not that of a readable file, or lies outside of the root folder.
pub(crate) fn open_document(
    path: &Path,
    reading: &ReadOptions,
    report: &mut Report,
) -> Result<Option<Document>, Error> {
    check_document(path)?;
    let place = Place::new(path, reading)?;
    let files = FolderFiles::new(place.folder())
        .map_err(|error| Error::unreadable(place.folder(), error))?;
    Ok(open_with(&files, &place.document, place.options(), report))
}

/// The choices of a project, in the words of the pass that acts on them.
fn options(config: &Config) -> Result<Options, Error> {
    let renames = config.rename.iter().map(|(pointer, name)| Rename {
        pointer: pointer.clone(),
        name: name.clone(),
    });
    let allowances = config.allow.iter().map(|allow| {
        let code = Code::parse(&allow.code).ok_or_else(|| {
            Error::Configuration(format!("`{}` is no code of a diagnostic", allow.code))
        })?;
        Ok(Allowance {
            code,
            pointer: allow.pointer.clone(),
        })
    });
    Ok(Options {
        renames: renames.collect(),
        allowances: allowances.collect::<Result<_, Error>>()?,
        formats: config.schemas.formats.into(),
        untyped: config.schemas.untyped.into(),
        downloads: config.operations.downloads.into(),
    })
}

/// Checks that a document named by the user is a file that can be read.
///
/// # Errors
///
/// If it is anything else; the reason says what.
pub(crate) fn check_document(path: &Path) -> Result<(), Error> {
    let text = path.to_string_lossy();
    let reason = match path.metadata() {
        _ if path.to_str().is_none() => "the name of a document must be UTF-8",
        Ok(metadata) if metadata.is_file() => return Ok(()),
        Ok(metadata) if metadata.is_dir() => "this is a folder; name the document in it",
        Ok(_) => {
            "this is not a regular file (a pipe, socket or device); save the document as a file"
        }
        Err(_) if text == "-" => "standard input is not read; save the document as a file",
        Err(_) if text.contains("://") => "nothing is downloaded; save the document as a file",
        Err(error) if is_missing(&error) => "there is no such file",
        Err(error) => return Err(Error::unreadable(path, error)),
    };
    Err(Error::unreadable(path, reason))
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// The document that the pages of a folder merge into, to be written to `out`; none if they have errors, or if the whole of
/// them has, in which case the places are those of the document to be.
///
/// # Errors
///
/// If the folder or a page cannot be read. A page that is a link out of the folder is not, since the report shows lines of it.
pub(crate) fn merge_folder(
    folder: &Path,
    header: &str,
    out: &Path,
    report: &mut Report,
) -> Result<Option<String>, Error> {
    let Some(pages) = read_pages(folder, report)? else {
        return Ok(None);
    };
    let Some(merged) = merge(&pages, header, report) else {
        return Ok(None);
    };
    let out = slashed(out);
    let mut whole = Report::new();
    let opened = open(
        &MemoryFiles::new([(out.clone(), merged.clone())]),
        &out,
        &mut whole,
    );
    if opened.is_none() {
        *report = whole;
        return Ok(None);
    }
    Ok(Some(merged))
}

/// Reads the pages of a folder, in the order of their names; none if one of them is not text, which the report says.
fn read_pages(folder: &Path, report: &mut Report) -> Result<Option<Vec<Page>>, Error> {
    let failed = |error: io::Error| Error::unreadable(folder, error);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let files = FolderFiles::new(folder).map_err(|error| unreadable(folder, &error))?;
    let mut pages = Some(Vec::new());
    for path in paths {
        let shown_as = slashed(&path);
        let bytes = files
            .read(&path.to_string_lossy())
            .map_err(|error| unreadable(&path, &error))?;
        let page = Page::from_bytes(&shown_as, bytes, report);
        pages = pages.zip(page).map(|(mut pages, page)| {
            pages.push(page);
            pages
        });
    }
    Ok(pages)
}
