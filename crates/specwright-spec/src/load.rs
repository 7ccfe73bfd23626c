//! Bytes into a tree.
//!
//! | notation | read by | because |
//! |---|---|---|
//! | JSON | `serde_json` | it is exact and fast; the lexemes of numbers, which it rounds, are taken from the text afterwards |
//! | YAML | `granit-parser` events | `serde_yaml` rounds `1.10`, gives no place for a duplicate key, and needs minutes for a few thousand nested brackets |
//!
//! `serde_yaml` writes YAML (see `merge`) and is the judge of this module's YAML reader in the tests.

mod error;
mod json;
mod repeated;
mod scalar;
mod yaml;

use crate::{Code, Diagnostic, FileId, Files, Format, Leniency, Node, Place, Report, Source};

/// The deepest nesting of objects and arrays that is read, so that every pass may recurse over a tree.
pub const MAX_DEPTH: usize = 127;

/// Reads a file into a tree. `from` is the reference that names the file, without which a reader may do that is lenient; none
/// for the root document.
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

/// Adds a file to the sources of the report; none if it is not UTF-8, which the report says.
pub(crate) fn push_text(path: &str, bytes: Vec<u8>, report: &mut Report) -> Option<FileId> {
    // The report takes the text; a large document need not be there twice while it is read.
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

/// Reads a source of the report into a tree.
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
    let repairs = repeated && leniency == Leniency::Lenient;
    // JSON is YAML, whose reader gets past a key that occurs twice.
    let read = repairs.then(|| yaml::read_past(text)).flatten();
    let settled = read.and_then(repeated::settle);
    let repaired = |fault: Diagnostic| match settled {
        Some(_) => fault.repaired(leniency, "the last one is used, with the `security` of all"),
        None => fault,
    };
    faults
        .into_iter()
        .for_each(|fault| report.push(repaired(fault)));
    settled
}

/// The text of a document, and where in which file it begins.
#[derive(Clone, Copy)]
struct FileText<'a> {
    file: FileId,
    offset: usize,
    document: &'a str,
}

impl FileText<'_> {
    /// The place of some bytes of the document.
    fn place(&self, range: std::ops::Range<usize>) -> Place {
        Place::Bytes {
            file: self.file,
            range: range.start + self.offset..range.end + self.offset,
        }
    }

    /// The place of the one character at or after an offset of the document.
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
    /// Reads a YAML text that is all of one document; none if there is anything wrong with it.
    pub fn from_yaml(text: &str) -> Option<Self> {
        let mut report = Report::new();
        let file = report
            .sources_mut()
            .push(Source::file("", text, Format::Yaml));
        parse(file, Leniency::Strict, &mut report)
    }
}
