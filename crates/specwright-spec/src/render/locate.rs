//! Places into lines and columns.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use crate::span::SpanTree;
use crate::{FileId, Location, Place, Pointer, Sources};

/// Finds places, and remembers what it had to read for that.
pub(super) struct Locator<'a> {
    sources: &'a Sources,
    files: RefCell<HashMap<FileId, Rc<Index>>>,
}

/// What is known of a file once something in it has been shown.
struct Index {
    spans: SpanTree,
    /// The first byte of each line.
    lines: Vec<usize>,
    /// How many characters begin before each [`STEP`] bytes.
    characters: Vec<usize>,
}

/// How many bytes are counted at most to find a column.
const STEP: usize = 4096;

/// A place in a file.
#[derive(Clone, Debug)]
pub(super) struct Spot<'a> {
    /// The path to show.
    pub(super) path: &'a str,
    /// The text of the file.
    pub(super) text: &'a str,
    /// The bytes of the text.
    pub(super) range: Range<usize>,
    /// The bytes of the line on which it begins, without its end.
    pub(super) line: Range<usize>,
    /// The first byte.
    pub(super) start: Position,
    /// The byte after the last.
    pub(super) end: Position,
}

/// A line and a column, both counted from 1; columns are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> Locator<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            files: RefCell::default(),
        }
    }

    /// The pointer to show for a place.
    pub(super) fn pointer(&self, place: &Place) -> Option<Pointer> {
        place
            .location()
            .map(|location| self.sources.written(location))
    }

    pub(super) fn locate(&self, place: &Place) -> Spot<'a> {
        let file = place.file();
        let Some(source) = self.sources.get(file) else {
            let start = Position { line: 1, column: 1 };
            return Spot {
                path: "",
                text: "",
                range: 0..0,
                line: 0..0,
                start,
                end: start,
            };
        };
        let index = self.index(file);
        let range = match place {
            Place::Bytes { range, .. } => range.clone(),
            Place::Node(location) => self.span(location, &index, |span| span.shown()),
            Place::Key(location) => self.span(location, &index, |span| {
                span.key.clone().unwrap_or_else(|| span.shown())
            }),
        };
        let text = source.text();
        let start = floor_char_boundary(text, range.start);
        let end = floor_char_boundary(text, range.end).max(start);
        let position = |offset| index.position(text, offset);
        Spot {
            path: source.path(),
            text,
            range: start..end,
            line: index.line(text, start),
            start: position(start),
            end: position(end),
        }
    }

    fn span(
        &self,
        location: &Location,
        index: &Index,
        shown: impl Fn(&crate::span::Span) -> Range<usize>,
    ) -> Range<usize> {
        let offset = self
            .sources
            .get(location.file)
            .map_or(0, |source| source.offset());
        let range = index
            .spans
            .find(&self.sources.written(location))
            .map_or(0..0, |span| shown(&span));
        range.start + offset..range.end + offset
    }

    fn index(&self, file: FileId) -> Rc<Index> {
        let index = || {
            let source = self.sources.get(file);
            let spans = SpanTree::new(source.map_or("", |source| source.document()));
            let text = source.map_or("", |source| source.text());
            let breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
            let mut count = 0;
            let characters = text.as_bytes().chunks(STEP).map(|bytes| {
                let before = count;
                count += characters(bytes);
                before
            });
            Rc::new(Index {
                spans,
                characters: characters.collect(),
                lines: std::iter::once(0).chain(breaks).collect(),
            })
        };
        self.files
            .borrow_mut()
            .entry(file)
            .or_insert_with(index)
            .clone()
    }
}

impl Index {
    fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines[line - 1];
        // A byte order mark takes no column.
        let mark = usize::from(offset > start && text[start..].starts_with('\u{feff}'));
        let column = self.before(text, offset) - self.before(text, start) - mark + 1;
        Position { line, column }
    }

    /// How many characters begin before a byte.
    fn before(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        let counted = self.characters.get(step).copied();
        match counted {
            Some(counted) => counted + characters(&text.as_bytes()[step * STEP..offset]),
            None => text[..offset].chars().count(),
        }
    }

    /// The bytes of the line of a byte, without its end.
    fn line(&self, text: &str, offset: usize) -> Range<usize> {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let end = self.lines.get(line).map_or(text.len(), |next| next - 1);
        self.lines[line - 1]..end
    }
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// How many characters begin in some bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}
