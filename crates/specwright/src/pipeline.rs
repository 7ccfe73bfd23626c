//! Bytes in, an API out: the passes up to the border that emitting reads from.

use crate::config::Config;
use crate::reading::{Place, Reading, slashed};
use specwright_ir::Api;
use specwright_lower::{Allowance, Options, Rename, lower};
use specwright_spec::{
    Code, FolderFiles, MemoryFiles, Page, Report, free_later, merge, open, open_with,
};
use std::io;
use std::path::Path;

/// The API of the document at a path, which is shown as it is written; none if it has errors.
pub fn read(
    path: &Path,
    reading: &Reading,
    config: &Config,
    report: &mut Report,
) -> Result<Option<Api>, String> {
    if !path.is_file() {
        return Err(format!("{}: there is no such file", path.display()));
    }
    let options = options(config)?;
    let place = Place::new(path, reading)?;
    let files = FolderFiles::new(place.folder())
        .map_err(|error| format!("{}: {error}", place.folder().display()))?;
    let document = open_with(&files, &place.document, place.options(), report);
    let Some(document) = document else {
        return Ok(None);
    };
    let api = lower(&document, &options, report);
    free_later(document);
    Ok(api)
}

/// The choices of a project, in the words of the pass that acts on them.
fn options(config: &Config) -> Result<Options, String> {
    let renames = config.rename.iter().map(|(pointer, name)| Rename {
        pointer: pointer.clone(),
        name: name.clone(),
    });
    let allowances = config.allow.iter().map(|allow| {
        let code = Code::parse(&allow.code)
            .ok_or_else(|| format!("`{}` is no code of a diagnostic", allow.code))?;
        Ok(Allowance {
            code,
            pointer: allow.pointer.clone(),
        })
    });
    Ok(Options {
        renames: renames.collect(),
        allowances: allowances.collect::<Result<_, String>>()?,
        formats: config.schemas.formats.into(),
        untyped: config.schemas.untyped.into(),
        downloads: config.operations.downloads.into(),
    })
}

/// The document that the pages of a folder merge into, to be written to `out`; none if they have errors, or if the whole of
/// them has, in which case the places are those of the document to be.
pub fn merge_folder(
    folder: &Path,
    header: &str,
    out: &Path,
    report: &mut Report,
) -> io::Result<Option<String>> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(Page {
                path: slashed(&path),
                text: std::fs::read_to_string(&path)?,
            });
        }
    }
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
