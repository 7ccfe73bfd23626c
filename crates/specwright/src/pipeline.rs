//! The passes from the bytes of a document to the intermediate representation that emitting reads.

use crate::config::{Config, CrateFeatures};
use crate::error::Error;
use crate::input::{DocumentPaths, ReadOptions, WithText, unreadable};
use crate::paths::slashed;
use specwright_ir::{Api, ForeignCrate};
use specwright_lower::{Addition, Allowance, ForeignType, Options, Rename, lower};
use specwright_spec::{
    Code, Document, Files, FolderFiles, MemoryFiles, OpenOptions, Page, Report, drop_in_background,
    merge, nearest, open, open_with, quote,
};
use std::io;
use std::path::Path;

/// Reads and lowers the document at a path; returns none if it has errors. Diagnostics show the path as given.
///
/// # Errors
///
/// If a file cannot be read, or the settings are wrong.
pub fn read(
    path: &Path,
    read: &ReadOptions,
    config: &Config,
    report: &mut Report,
) -> Result<Option<Api>, Error> {
    let options = options(config);
    let Some(document) = open_document(path, read, false, report)? else {
        return Ok(None);
    };
    let api = lower(&document, &options, report);
    drop_in_background(document);
    Ok(api)
}

/// Reads the document at a path, and keeps its trees if `keep_trees` is true; returns none if it has errors.
///
/// # Errors
///
/// If the file cannot be read, or is outside the root folder.
pub(crate) fn open_document(
    path: &Path,
    read: &ReadOptions,
    keep_trees: bool,
    report: &mut Report,
) -> Result<Option<Document>, Error> {
    if read.text.is_none() {
        check_document(path)?;
    }
    let paths = DocumentPaths::new(path, read)?;
    let files = FolderFiles::new(paths.folder())
        .map_err(|error| Error::unreadable(paths.folder(), error))?;
    let text = read.text.as_ref().filter(|_| !paths.is_extended);
    let with_text = text.map(|text| WithText {
        path: &paths.document,
        text,
        others: &files,
    });
    let files: &dyn Files = match &with_text {
        Some(files) => files,
        None => &files,
    };
    let options = OpenOptions {
        keep_trees,
        ..paths.options()
    };
    Ok(open_with(files, &paths.document, options, report))
}

/// Returns the options for lowering that the settings select.
pub(crate) fn options(config: &Config) -> Options {
    let renames = config.rename.iter().map(|(pointer, name)| Rename {
        pointer: pointer.clone(),
        name: name.clone(),
    });
    // The others are of rules of `lint`.
    let allowances = config.allow.iter().filter_map(|allow| {
        Some(Allowance {
            code: Code::parse(&allow.code)?,
            pointer: allow.pointer.clone(),
        })
    });
    let foreign_types = config.types.iter().map(|(key, path)| ForeignType {
        key: key.0.clone(),
        path: path.0.clone(),
    });
    let foreign_crates = config.foreign_crates().into_iter();
    let foreign_crates =
        foreign_crates.map(|(name, requirement)| ForeignCrate { name, requirement });
    let derives = config.derive.iter().map(|(key, traits)| Addition {
        table: "derive",
        key: key.clone(),
        derives: traits.iter().map(|it| it.0.clone()).collect(),
        attributes: Vec::new(),
    });
    let attributes = config.attributes.iter().map(|(key, attributes)| Addition {
        table: "attributes",
        key: key.clone(),
        derives: Vec::new(),
        attributes: attributes.iter().map(|it| it.0.clone()).collect(),
    });
    Options {
        renames: renames.collect(),
        foreign_types: foreign_types.collect(),
        foreign_crates: foreign_crates.collect(),
        additions: derives.chain(attributes).collect(),
        allowances: allowances.collect(),
        formats: config.schemas.formats.into(),
        untyped: config.schemas.untyped.into(),
        time: config.schemas.time.into(),
        downloads: config.operations.downloads.into(),
        responses: config.client.responses.unwrap_or_default().into(),
        tag_features: config.crates.features == CrateFeatures::Tags,
        operation_names: config.names.operations.into(),
        component_names: config.names.components.into(),
    }
}

/// Checks that the path of a document is a readable file.
///
/// # Errors
///
/// If it is not; the reason names the kind of path.
pub(crate) fn check_document(path: &Path) -> Result<(), Error> {
    let text = path.to_string_lossy();
    let reason = match path.metadata() {
        _ if path.to_str().is_none() => "the path of a document must be UTF-8",
        Ok(metadata) if metadata.is_file() => return Ok(()),
        Ok(metadata) if metadata.is_dir() => "is a folder; expected the path of a document",
        Ok(_) => "is not a regular file (a pipe, socket or device); save the document to a file",
        Err(_) if text.contains("://") => {
            "is a URL, and nothing is downloaded; save the document to a file, or pipe it: `curl URL | specwright … -`"
        }
        Err(error) if is_missing(&error) => {
            return Err(Error::unreadable(path, missing(path)));
        }
        Err(error) => return Err(Error::unreadable(path, error)),
    };
    Err(Error::unreadable(path, reason))
}

/// Describes a missing file, with the file that may be meant.
fn missing(path: &Path) -> String {
    let folder = path.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names: Vec<_> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let name = path.file_name().map(|name| name.to_string_lossy());
    let meant = nearest(&name.unwrap_or_default(), names.iter().map(String::as_str));
    match meant {
        Some(meant) => format!("no such file; did you mean {}?", quote(meant)),
        None if !folder.is_dir() => "no such file, and no such folder".to_owned(),
        None => "no such file".to_owned(),
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Merges the pages of a folder into the text of a document at `out`; returns none if a page or the document has errors. Places of
/// errors in the document are those in the merged text.
///
/// # Errors
///
/// If the folder or a page cannot be read. A page must not be a link out of the folder, since diagnostics quote its lines.
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

/// Reads the pages of a folder in the order of their names; returns none and reports an error if one of them is not UTF-8.
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
