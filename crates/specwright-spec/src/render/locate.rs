//! Places into lines and columns.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use crate::span::SpanTree;
use crate::{FileId, Location, Place, Sources};

/// Finds places, and remembers what it had to read for that.
pub(super) struct Locator<'a> {
    sources: &'a Sources,
    files: RefCell<HashMap<FileId, Rc<Index>>>,
}

/// What is known of a file once something in it has been shown.
struct Index {
    spans: SpanTree,
    lines: Vec<usize>,
}

/// A place in a file.
#[derive(Clone, Debug)]
pub(super) struct Spot<'a> {
    /// The path to show.
    pub(super) path: &'a str,
    /// The text of the file.
    pub(super) text: &'a str,
    /// The bytes of the text.
    pub(super) range: Range<usize>,
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

    pub(super) fn locate(&self, place: &Place) -> Spot<'a> {
        let file = place.file();
        let Some(source) = self.sources.get(file) else {
            let start = Position { line: 1, column: 1 };
            return Spot {
                path: "",
                text: "",
                range: 0..0,
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
            .find(&location.pointer)
            .map_or(0..0, |span| shown(&span));
        range.start + offset..range.end + offset
    }

    fn index(&self, file: FileId) -> Rc<Index> {
        let index = || {
            let source = self.sources.get(file);
            let spans = SpanTree::new(source.map_or("", |source| source.document()));
            let breaks = source
                .map_or("", |source| source.text())
                .match_indices('\n')
                .map(|(offset, _)| offset + 1);
            Rc::new(Index {
                spans,
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
        let before = &text[self.lines[line - 1]..offset];
        // A byte order mark takes no column.
        let column = before.trim_start_matches('\u{feff}').chars().count() + 1;
        Position { line, column }
    }
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
