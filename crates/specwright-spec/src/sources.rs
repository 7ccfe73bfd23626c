//! The texts of all files, kept for reports.

use std::ops::Range;
use std::sync::Arc;

use crate::origins::Origins;
use crate::provenance::Overlaid;
use crate::{FileId, Location, Pointer};

/// The files of a run, indexed by [`FileId`]. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a file, and returns its id.
    pub fn push(&mut self, source: Source) -> FileId {
        self.0.push(source);
        FileId(self.0.len() as u32 - 1)
    }

    /// Returns the file with an id, if it exists.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.0.get(file.0 as usize)
    }

    /// Returns the moves of a file's nodes, mutably.
    pub(crate) fn origins_mut(&mut self, file: FileId) -> Option<&mut Origins> {
        let source = self.0.get_mut(file.0 as usize)?;
        Some(Arc::make_mut(&mut source.origins))
    }

    /// Records the changes of a file's tree by overlays.
    pub(crate) fn set_overlaid(&mut self, file: FileId, overlaid: Overlaid) {
        if let Some(source) = self.0.get_mut(file.0 as usize) {
            source.overlaid = Some(Arc::new(overlaid));
        }
    }

    /// Returns the location that a node was read from: in the file of an overlay, if that has written the node.
    pub fn origin(&self, at: &Location) -> Location {
        let pointer = self.written(at);
        match self.get(at.file).and_then(|it| it.overlaid.as_ref()) {
            Some(overlaid) => overlaid.provenance.origin(at.file, &pointer),
            None => Location {
                file: at.file,
                pointer,
            },
        }
    }

    /// Returns the action of an overlay that removed the node at a location.
    pub(crate) fn removal(&self, at: &Location) -> Option<Location> {
        let overlaid = self.get(at.file)?.overlaid.as_ref()?;
        overlaid.removal(&self.written(at)).cloned()
    }

    /// Returns the original pointer of a node in its document, after overlays are applied: in a Swagger 2.0 document, it differs
    /// from that of the upgraded node.
    pub fn written(&self, at: &Location) -> Pointer {
        match self.get(at.file) {
            Some(source) => source.origins.written(&at.pointer).into_owned(),
            None => at.pointer.clone(),
        }
    }

    /// Returns the node for an original location.
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

    /// Returns the files with their ids, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.0
            .iter()
            .enumerate()
            .map(|(index, source)| (FileId(index as u32), source))
    }
}

/// A document within a file: the whole file, or a fenced block of a documentation page.
#[derive(Clone, Debug)]
pub struct Source {
    path: Arc<str>,
    text: Arc<String>,
    document: Range<usize>,
    format: Format,
    block: Option<usize>,
    origins: Arc<Origins>,
    overlaid: Option<Arc<Overlaid>>,
}

/// The notation of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON according to RFC 8259, without extensions.
    Json,
    /// YAML 1.2, a superset of JSON.
    Yaml,
}

impl Format {
    /// Returns the notation for a path: JSON for names ending in `.json`, otherwise YAML.
    pub fn of_path(path: &str) -> Self {
        let json =
            path.len() >= 5 && path.as_bytes()[path.len() - 5..].eq_ignore_ascii_case(b".json");
        if json { Self::Json } else { Self::Yaml }
    }
}

impl Source {
    /// Creates a source from a whole file. A byte order mark is not a part of the document.
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
            overlaid: None,
        }
    }

    /// Creates a source from a fenced block of a page: the range of its text, and its number, counted from 1.
    pub fn block(&self, number: usize, document: Range<usize>, format: Format) -> Self {
        Self {
            path: self.path.clone(),
            text: self.text.clone(),
            document,
            format,
            block: Some(number),
            origins: Arc::default(),
            overlaid: None,
        }
    }

    /// Returns the path to show.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the text of the whole file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of the document.
    pub fn document(&self) -> &str {
        &self.text[self.document.clone()]
    }

    /// Returns the offset of the document in the file.
    pub fn offset(&self) -> usize {
        self.document.start
    }

    /// Returns the notation of the document.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Returns true if overlays were applied to the document.
    pub(crate) fn is_overlaid(&self) -> bool {
        self.overlaid.is_some()
    }

    /// Returns the path with the number of the block, such as `page.md, block 2`.
    pub fn describe(&self) -> String {
        match self.block {
            Some(number) => format!("{}, block {number}", self.path),
            None => self.path.to_string(),
        }
    }
}
