//! Parsing of files.
//!
//! | notation | parser | reason |
//! |---|---|---|
//! | JSON | `serde_json` | exact and fast; the lexemes of numbers, which it rounds, are restored from the text |
//! | YAML | events of `granit-parser` | `serde_yaml` rounds `1.10`, does not locate duplicate keys, and needs minutes for a few thousand nested brackets |
//!
//! `serde_yaml` writes YAML (see `merge`), and tests compare this module with it.

mod error;
mod indentation;
mod json;
mod repeated;
mod scalar;
mod yaml;

use crate::{Code, Diagnostic, FileId, Files, Format, Leniency, Node, Place, Report, Source};

/// The maximum nesting of objects and arrays, so that every pass may recurse over a tree.
pub const MAX_DEPTH: usize = 127;

/// Reads and parses a file. `from` is the reference to the file, or `None` for the root document; a lenient run continues
/// without a referenced file.
pub(crate) fn load(
    files: &dyn Files,
    path: &str,
    from: Option<Place>,
    leniency: Leniency,
    report: &mut Report,
) -> Option<(FileId, Node)> {
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let error = match from {
                Some(from) => error::unreadable_file(from, path, &error)
                    .repaired(leniency, "references into this file are unresolved"),
                None => {
                    let source = Source::file(path, "", Format::of_path(path));
                    let file = report.sources_mut().push(source);
                    let place = Place::Bytes { file, range: 0..0 };
                    error::unreadable_file(place, path, &error)
                }
            };
            report.push(error);
            return None;
        }
    };
    let file = push_text(path, bytes, report)?;
    Some((file, parse(file, leniency, report)?))
}

/// Adds a file to the sources of the report. Returns `None`, with a diagnostic, if it is not UTF-8.
pub(crate) fn push_text(path: &str, bytes: Vec<u8>, report: &mut Report) -> Option<FileId> {
    // The report takes the text, so that a large document is not in memory twice.
    let (text, fault) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(fault) => (
            String::from_utf8_lossy(fault.as_bytes()).into_owned(),
            Some(fault),
        ),
    };
    let source = Source::file(path, text, Format::of_path(path));
    let file = report.sources_mut().push(source);
    let Some(fault) = fault else {
        return Some(file);
    };
    let valid = fault.utf8_error().valid_up_to();
    report.push(error::invalid_encoding(file, fault.as_bytes(), valid));
    None
}

/// Parses a source of the report.
pub(crate) fn parse(file: FileId, leniency: Leniency, report: &mut Report) -> Option<Node> {
    let source = report.sources().get(file)?.clone();
    let text = FileText {
        file,
        offset: source.offset(),
        document: source.document(),
    };
    let read = match source.format() {
        Format::Json => json::read(text),
        Format::Yaml => yaml::read(text),
    };
    let faults = match read {
        Ok(node) => return Some(node),
        Err(faults) => faults,
    };
    let repeated = faults.iter().all(|fault| fault.code == Code::DuplicateKey);
    // JSON is valid YAML, whose parser continues after a duplicate key.
    let read = repeated.then(|| yaml::read_past(text)).flatten();
    let settled = read.and_then(repeated::settle);
    let repaired = |fault: Diagnostic| match settled {
        Some(_) => fault.repaired(leniency, "the last one is used, with the `security` of all"),
        None => fault,
    };
    faults
        .into_iter()
        .for_each(|fault| report.push(repaired(fault)));
    settled.filter(|_| leniency == Leniency::Lenient)
}

/// The text of a document, with its file and offset.
#[derive(Clone, Copy)]
struct FileText<'a> {
    file: FileId,
    offset: usize,
    document: &'a str,
}

impl FileText<'_> {
    /// Returns the place of a range of the document.
    fn place(&self, range: std::ops::Range<usize>) -> Place {
        Place::Bytes {
            file: self.file,
            range: range.start + self.offset..range.end + self.offset,
        }
    }

    /// Returns the place of the first character at or after an offset of the document.
    fn place_at(&self, offset: usize) -> Place {
        let mut start = offset.min(self.document.len());
        while !self.document.is_char_boundary(start) {
            start -= 1;
        }
        let length = self.document[start..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        self.place(start..start + length)
    }
}

impl Node {
    /// Parses a YAML document; `None` if it has any errors.
    pub fn from_yaml(text: &str) -> Option<Self> {
        let mut report = Report::new();
        let file = report
            .sources_mut()
            .push(Source::file("", text, Format::Yaml));
        parse(file, Leniency::Strict, &mut report)
    }
}
