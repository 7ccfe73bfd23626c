//! Conversion of places to lines and columns.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use crate::span::{Span, SpanTree, Wanted};
use crate::{Diagnostic, FileId, Format, Location, Place, Pointer, Source, Sources};

/// Locates places, and caches the spans and lines of files.
pub(super) struct Locator<'a> {
    sources: &'a Sources,
    /// The nodes to locate.
    nodes: HashMap<FileId, Vec<Pointer>>,
    files: RefCell<HashMap<FileId, Rc<Index>>>,
}

/// The cached index of a file.
struct Index {
    spans: OnceCell<Spans>,
    /// The offset of each line.
    lines: Vec<usize>,
    /// The number of characters before each multiple of [`STEP`] bytes.
    characters: Vec<usize>,
}

/// The spans of the nodes of a file.
struct Spans {
    /// The spans of the nodes to locate, for a JSON file.
    wanted: Option<Wanted>,
    tree: OnceCell<SpanTree>,
}

impl Spans {
    fn find(&self, pointer: &Pointer, document: &str) -> Option<Span> {
        let wanted = self.wanted.as_ref().and_then(|it| it.find(pointer));
        wanted.or_else(|| {
            let tree = self.tree.get_or_init(|| SpanTree::new(document));
            tree.find(pointer)
        })
    }
}

/// The maximum number of bytes to count for a column.
const STEP: usize = 4096;

/// The position of a place in a file.
#[derive(Clone, Debug)]
pub(super) struct LocatedSpan<'a> {
    /// The path to show.
    pub(super) path: &'a str,
    /// The text of the file.
    pub(super) text: &'a str,
    /// The range of the place.
    pub(super) range: Range<usize>,
    /// The range of the line on which it begins, without its end.
    pub(super) line: Range<usize>,
    /// The position of the first byte.
    pub(super) start: Position,
    /// The position after the last byte.
    pub(super) end: Position,
}

/// A line and a column, counted from 1; columns are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> Locator<'a> {
    /// Creates a locator for the places of some diagnostics and their repairs.
    pub(super) fn new(sources: &'a Sources, diagnostics: &'a [Diagnostic]) -> Self {
        let mut nodes: HashMap<_, Vec<_>> = HashMap::new();
        for diagnostic in diagnostics {
            let others = diagnostic.notes.others.iter().map(|(place, _)| place);
            let others = others.chain(&diagnostic.notes.further);
            let places = std::iter::once(&diagnostic.place).chain(others);
            let edits = diagnostic.notes.fix.iter().flat_map(|fix| &fix.edits);
            let edited = edits.map(|edit| &edit.at);
            for location in places.filter_map(Place::location).chain(edited) {
                let Location { file, pointer } = sources.origin(location);
                nodes.entry(file).or_default().push(pointer);
            }
        }
        Self {
            sources,
            nodes,
            files: RefCell::default(),
        }
    }

    /// Returns the location that a node was read from.
    pub(super) fn origin(&self, at: &Location) -> Location {
        self.sources.origin(at)
    }

    /// Returns a file.
    pub(super) fn source(&self, file: FileId) -> Option<&'a Source> {
        self.sources.get(file)
    }

    /// Returns true for a JSON file.
    pub(super) fn is_json(&self, file: FileId) -> bool {
        let source = self.sources.get(file);
        source.is_some_and(|it| it.format() == Format::Json)
    }

    /// Calls a function with a file and the spans of all its nodes; returns `None` if the file is unknown.
    pub(super) fn with_tree<T>(
        &self,
        file: FileId,
        call: impl FnOnce(&Source, &SpanTree) -> T,
    ) -> Option<T> {
        let source = self.sources.get(file)?;
        let index = self.index(file);
        let spans = index.spans.get_or_init(|| self.spans(file, source));
        let tree = || SpanTree::new(source.document());
        Some(call(source, spans.tree.get_or_init(tree)))
    }

    /// Returns the pointer to show for a place.
    pub(super) fn pointer(&self, place: &Place) -> Option<Pointer> {
        place
            .location()
            .map(|location| self.sources.origin(location).pointer)
    }

    /// Returns the file to show for a place.
    pub(super) fn file(&self, place: &Place) -> FileId {
        match place.location() {
            Some(location) => self.sources.origin(location).file,
            None => place.file(),
        }
    }

    pub(super) fn locate(&self, place: &Place) -> LocatedSpan<'a> {
        let origin = place.location().map(|at| self.sources.origin(at));
        let file = origin.as_ref().map_or(place.file(), |origin| origin.file);
        let Some(source) = self.sources.get(file) else {
            let start = Position { line: 1, column: 1 };
            return LocatedSpan {
                path: "",
                text: "",
                range: 0..0,
                line: 0..0,
                start,
                end: start,
            };
        };
        let index = self.index(file);
        let range = match (place, &origin) {
            (Place::Bytes { range, .. }, _) => range.clone(),
            (Place::Key(_), Some(origin)) => self.span(origin, source, &index, |span| {
                span.key.clone().unwrap_or_else(|| span.shown())
            }),
            (_, Some(origin)) => self.span(origin, source, &index, |span| span.shown()),
            (_, None) => 0..0,
        };
        let text = source.text();
        let start = floor_char_boundary(text, range.start);
        let end = floor_char_boundary(text, range.end).max(start);
        let position = |offset| index.position(text, offset);
        LocatedSpan {
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
        origin: &Location,
        source: &Source,
        index: &Index,
        shown: impl Fn(&Span) -> Range<usize>,
    ) -> Range<usize> {
        let spans = index.spans.get_or_init(|| self.spans(origin.file, source));
        let range = spans
            .find(&origin.pointer, source.document())
            .map_or(0..0, |span| shown(&span));
        range.start + source.offset()..range.end + source.offset()
    }

    fn spans(&self, file: FileId, source: &Source) -> Spans {
        let pointers = self.nodes.get(&file).into_iter().flatten().cloned();
        let is_json = source.format() == Format::Json;
        Spans {
            wanted: is_json
                .then(|| Wanted::find_all(source.document(), pointers))
                .flatten(),
            tree: OnceCell::new(),
        }
    }

    fn index(&self, file: FileId) -> Rc<Index> {
        let index = || {
            let source = self.sources.get(file);
            let text = source.map_or("", |source| source.text());
            let breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
            let mut count = 0;
            let characters = text.as_bytes().chunks(STEP).map(|bytes| {
                let before = count;
                count += characters(bytes);
                before
            });
            Rc::new(Index {
                spans: OnceCell::new(),
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
        // A byte order mark has no column.
        let mark = usize::from(offset > start && text[start..].starts_with('\u{feff}'));
        let column = self.before(text, offset) - self.before(text, start) - mark + 1;
        Position { line, column }
    }

    /// Returns the number of characters before an offset.
    fn before(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        let counted = self.characters.get(step).copied();
        match counted {
            Some(counted) => counted + characters(&text.as_bytes()[step * STEP..offset]),
            None => text[..offset].chars().count(),
        }
    }

    /// Returns the range of the line around an offset, without its end.
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

/// Counts the characters that begin in a byte string.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}
