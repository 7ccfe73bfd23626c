//! The texts that were read, kept for printing.

use std::ops::Range;
use std::sync::Arc;

use crate::origins::Origins;
use crate::{FileId, Location, Pointer};

/// The files of a run, each under the [`FileId`] that locations name. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a file and gives the id that locations in it carry.
    pub fn push(&mut self, source: Source) -> FileId {
        self.0.push(source);
        FileId(self.0.len() as u32 - 1)
    }

    /// The file of an id, if it is one of these sources.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.0.get(file.0 as usize)
    }

    /// The file of an id, to say where its nodes came from.
    pub(crate) fn origins_mut(&mut self, file: FileId) -> Option<&mut Origins> {
        let source = self.0.get_mut(file.0 as usize)?;
        Some(Arc::make_mut(&mut source.origins))
    }

    /// The pointer that is written in the file for a node: in a document of Swagger 2.0 another than the node's own, which
    /// is that of OpenAPI 3.
    pub fn written(&self, at: &Location) -> Pointer {
        match self.get(at.file) {
            Some(source) => source.origins.written(&at.pointer).into_owned(),
            None => at.pointer.clone(),
        }
    }

    /// The node that a written pointer names.
    pub(crate) fn now(&self, written: Location) -> Location {
        let pointer = match self.get(written.file) {
            Some(source) => source.origins.now(&written.pointer).into_owned(),
            None => written.pointer,
        };
        Location {
            file: written.file,
            pointer,
        }
    }

    /// The files with their ids, in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.0
            .iter()
            .enumerate()
            .map(|(index, source)| (FileId(index as u32), source))
    }
}

/// A document and the file it stands in: the whole of it, or one fenced block of a documentation page.
#[derive(Clone, Debug)]
pub struct Source {
    path: Arc<str>,
    text: Arc<String>,
    document: Range<usize>,
    format: Format,
    block: Option<usize>,
    origins: Arc<Origins>,
}

/// The notation of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 8259, and nothing beyond it.
    Json,
    /// YAML 1.2, which contains JSON.
    Yaml,
}

impl Format {
    /// JSON for a name that ends in `.json`, YAML for every other.
    pub fn of_path(path: &str) -> Self {
        let json =
            path.len() >= 5 && path.as_bytes()[path.len() - 5..].eq_ignore_ascii_case(b".json");
        if json { Self::Json } else { Self::Yaml }
    }
}

impl Source {
    /// A file that is one document. A byte order mark is no part of the document.
    pub fn file(path: &str, text: impl Into<String>, format: Format) -> Self {
        let text = text.into();
        let start = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        Self {
            path: path.into(),
            document: start..text.len(),
            text: text.into(),
            format,
            block: None,
            origins: Arc::default(),
        }
    }

    /// A document in a fenced block of this page: its bytes, and the block's number, counted from 1.
    pub fn block(&self, number: usize, document: Range<usize>, format: Format) -> Self {
        Self {
            path: self.path.clone(),
            text: self.text.clone(),
            document,
            format,
            block: Some(number),
            origins: Arc::default(),
        }
    }

    /// The path to show.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text of the whole file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of the document.
    pub fn document(&self) -> &str {
        &self.text[self.document.clone()]
    }

    /// The offset of the document in the file.
    pub fn offset(&self) -> usize {
        self.document.start
    }

    /// The notation of the document.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The file, and the block of it: `page.md, block 2`.
    pub fn describe(&self) -> String {
        match self.block {
            Some(number) => format!("{}, block {number}", self.path),
            None => self.path.to_string(),
        }
    }
}
