//! From (document, pointer) to bytes: the finder that runs only when something is printed.
//!
//! It walks the events of `granit-parser`, which reads YAML and JSON with byte ranges, into an arena of spans, and follows
//! the pointer through that, aliases and merge keys (`<<`) included. A text that breaks off in the middle is walked as far
//! as it goes. Of a text that is JSON, [`Wanted`] finds the same at a small part of the cost.

mod exact;
mod wanted;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::{MAX_DEPTH, Pointer};
pub(crate) use exact::Exact;
pub(crate) use wanted::Wanted;

/// The spans of a document.
pub(crate) struct SpanTree {
    entries: Vec<SpanEntry>,
    anchors: HashMap<usize, usize>,
    /// The members of wide mappings by name.
    wide: HashMap<usize, HashMap<String, usize>>,
    /// The entries that an alias stands for.
    shared: HashSet<usize>,
}

/// From how many members on a mapping is indexed.
const WIDE: usize = 64;

struct SpanEntry {
    range: Range<usize>,
    content: SpanContent,
}

enum SpanContent {
    Scalar,
    Alias(usize),
    Sequence(Vec<usize>),
    Mapping(Vec<Member>),
}

struct Member {
    name: String,
    key: Range<usize>,
    merge: bool,
    value: usize,
}

/// Where a node is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Its key, if it is a member of an object.
    pub(crate) key: Option<Range<usize>>,
    /// The node itself.
    pub(crate) value: Range<usize>,
    /// Whether it is an object or an array, of which only the beginning is worth showing.
    pub(crate) container: bool,
}

impl Span {
    /// What to underline for the node: a scalar itself, an object or array by its key or its first character.
    pub(crate) fn shown(&self) -> Range<usize> {
        match &self.key {
            Some(key) if self.container => key.clone(),
            None if self.container => self.value.start..self.value.start + 1,
            _ => self.value.clone(),
        }
    }
}

/// The options under which this crate reads YAML.
pub(crate) fn yaml_options() -> granit_parser::Options {
    granit_parser::options! {
        emit_comments: false,
        // JSON, which YAML contains, knows no bound for keys; YAML's 1,024 would refuse some.
        simple_key_max_lookahead: 65_536,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    }
}

impl SpanTree {
    /// Reads the spans of a document.
    pub(crate) fn new(document: &str) -> Self {
        let text = printable(document);
        let mut builder = Builder::default();
        for next in Parser::new_from_str_with_options(&text, yaml_options()) {
            let Ok((event, span)) = next else { break };
            let range = span.byte_range().unwrap_or_default();
            builder.event(event, range);
        }
        let mappings = builder.entries.iter().enumerate();
        let wide = mappings.filter_map(|(entry, it)| match &it.content {
            SpanContent::Mapping(members) if members.len() >= WIDE => Some((entry, names(members))),
            _ => None,
        });
        let wide = wide.collect();
        let contents = builder.entries.iter().map(|it| &it.content);
        let shared = contents.filter_map(|content| match content {
            SpanContent::Alias(anchor) => builder.anchors.get(anchor).copied(),
            _ => None,
        });
        let shared = shared.collect();
        Self {
            shared,
            entries: builder.entries,
            anchors: builder.anchors,
            wide,
        }
    }

    /// The span of the node at a pointer, or of the nearest node that holds its place.
    pub(crate) fn find(&self, pointer: &Pointer) -> Option<Span> {
        let mut span = self.span(None, 0)?;
        let mut entry = 0;
        for segment in pointer.segments() {
            let Some((key, value)) = self.step(entry, &segment, 0) else {
                break;
            };
            span = self.span(key, value)?;
            entry = value;
        }
        Some(span)
    }

    /// Every key that stands twice in one object: first and later place.
    pub(crate) fn duplicates(&self) -> Vec<(String, Range<usize>, Range<usize>)> {
        let mut duplicates = Vec::new();
        for entry in &self.entries {
            let SpanContent::Mapping(members) = &entry.content else {
                continue;
            };
            let mut first = HashMap::new();
            for member in members.iter().filter(|member| !member.merge) {
                if let Some(earlier) = first.insert(&member.name, &member.key) {
                    duplicates.push((member.name.clone(), earlier.clone(), member.key.clone()));
                }
            }
        }
        duplicates
    }

    fn span(&self, key: Option<Range<usize>>, entry: usize) -> Option<Span> {
        let SpanEntry { range, content } = self.entries.get(entry)?;
        let container = matches!(content, SpanContent::Sequence(_) | SpanContent::Mapping(_));
        Some(Span {
            key,
            value: range.clone(),
            container,
        })
    }

    fn step(
        &self,
        entry: usize,
        segment: &str,
        hops: usize,
    ) -> Option<(Option<Range<usize>>, usize)> {
        // An alias that leads to itself is refused when loading, but may stand in a text that is only printed.
        if hops > MAX_DEPTH {
            return None;
        }
        match &self.entries.get(entry)?.content {
            SpanContent::Scalar => None,
            SpanContent::Alias(anchor) => self.step(*self.anchors.get(anchor)?, segment, hops + 1),
            SpanContent::Sequence(elements) => elements
                .get(segment.parse::<usize>().ok()?)
                .map(|element| (None, *element)),
            SpanContent::Mapping(members) => {
                let own = match self.wide.get(&entry) {
                    Some(names) => names.get(segment).and_then(|index| members.get(*index)),
                    None => members
                        .iter()
                        .find(|member| !member.merge && member.name == segment),
                };
                let merged = || {
                    let merges = members.iter().filter(|member| member.merge);
                    merges
                        .flat_map(|member| self.merged(member.value))
                        .find_map(|it| self.step(it, segment, hops + 1))
                };
                own.map(|member| (Some(member.key.clone()), member.value))
                    .or_else(merged)
            }
        }
    }

    /// The mappings that a merge key names: one, or a sequence of them.
    fn merged(&self, entry: usize) -> Vec<usize> {
        match self.entries.get(entry).map(|entry| &entry.content) {
            Some(SpanContent::Sequence(elements)) => elements.clone(),
            _ => vec![entry],
        }
    }
}

/// The positions of the members that a mapping has itself, by name; of two with one name, the first.
fn names(members: &[Member]) -> HashMap<String, usize> {
    let own = members.iter().enumerate().rev();
    own.filter(|(_, member)| !member.merge)
        .map(|(index, member)| (member.name.clone(), index))
        .collect()
}

#[derive(Default)]
struct Builder {
    entries: Vec<SpanEntry>,
    anchors: HashMap<usize, usize>,
    open: Vec<OpenSpan>,
    done: bool,
}

/// A collection whose end has not come yet, and the key that waits for its value.
struct OpenSpan {
    entry: usize,
    key: Option<(String, Range<usize>, bool)>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Scalar(text, style, _, _) if self.take_key(&text, style, &range) => {}
            Event::Scalar(_, _, anchor, _) => drop(self.add(range, SpanContent::Scalar, anchor)),
            Event::Alias(anchor) => drop(self.add(range, SpanContent::Alias(anchor), 0)),
            Event::SequenceStart(_, anchor, _) => {
                self.open(range, SpanContent::Sequence(Vec::new()), anchor)
            }
            Event::MappingStart(_, anchor, _) => {
                self.open(range, SpanContent::Mapping(Vec::new()), anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    self.entries[open.entry].range.end = range.end;
                }
            }
            // Only the first document of a file counts; the loader refuses a second one.
            Event::DocumentEnd => self.done = true,
            _ => {}
        }
    }

    /// Takes a scalar as the key that a mapping waits for; false if none does.
    fn take_key(&mut self, text: &str, style: ScalarStyle, range: &Range<usize>) -> bool {
        let Some(open) = self.open.last_mut() else {
            return false;
        };
        let is_key = open.key.is_none()
            && matches!(self.entries[open.entry].content, SpanContent::Mapping(_));
        if is_key {
            let merge = text == "<<" && style == ScalarStyle::Plain;
            open.key = Some((text.to_owned(), range.clone(), merge));
        }
        is_key
    }

    fn add(&mut self, range: Range<usize>, content: SpanContent, anchor: usize) -> usize {
        let entry = self.entries.len();
        if self.done {
            return entry;
        }
        self.entries.push(SpanEntry {
            range: range.clone(),
            content,
        });
        if anchor != 0 {
            self.anchors.insert(anchor, entry);
        }
        if let Some(open) = self.open.last_mut() {
            match &mut self.entries[open.entry].content {
                SpanContent::Sequence(elements) => elements.push(entry),
                SpanContent::Mapping(members) => match open.key.take() {
                    Some((name, key, merge)) => members.push(Member {
                        name,
                        key,
                        merge,
                        value: entry,
                    }),
                    // A key that is no scalar: nothing points to it, but its value must not be taken for a key.
                    None => open.key = Some((String::new(), range, false)),
                },
                SpanContent::Scalar | SpanContent::Alias(_) => {}
            }
        }
        entry
    }

    fn open(&mut self, range: Range<usize>, content: SpanContent, anchor: usize) {
        let entry = self.add(range, content, anchor);
        if entry < self.entries.len() {
            self.open.push(OpenSpan { entry, key: None });
        }
    }
}

/// The text with the characters that JSON allows and YAML does not replaced by others of their length, so that every byte
/// keeps its place (YAML 1.2.2 section 5.1).
fn printable(document: &str) -> Cow<'_, str> {
    let refused = |char: char| matches!(char, '\u{7f}' | '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    if !document.contains(refused) {
        return Cow::Borrowed(document);
    }
    let replace = |char: char| match char.len_utf8() {
        _ if !refused(char) => char,
        1 => ' ',
        2 => '\u{a0}',
        _ => '\u{fffd}',
    };
    Cow::Owned(document.chars().map(replace).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text under the key, and under the value, of a pointer.
    fn find<'a>(document: &'a str, pointer: &str) -> (Option<&'a str>, &'a str) {
        let pointer = Pointer::parse(pointer).expect("a pointer");
        let span = SpanTree::new(document).find(&pointer).expect("a span");
        (span.key.map(|key| &document[key]), &document[span.value])
    }

    #[test]
    fn yaml() {
        let document = "paths:\n  /a/{b}:\n    get:\n      tags: [x, 'y z']\n      200: ok\n";
        assert_eq!(
            find(document, "/paths/~1a~1{b}/get/tags/1"),
            (None, "'y z'")
        );
        assert_eq!(
            find(document, "/paths/~1a~1{b}/get/200"),
            (Some("200"), "ok")
        );
        assert_eq!(find(document, "/paths/~1a~1{b}").0, Some("/a/{b}"));
    }

    #[test]
    fn json_with_characters_that_yaml_refuses() {
        let document = "{\"a\u{7f}\": \"\u{80}\", \"é\": {\"b\": [1, 2.50]}}";
        assert_eq!(find(document, "/é/b/1"), (None, "2.50"));
    }

    #[test]
    fn aliases_and_merge_keys() {
        let document = "base: &base\n  type: string\n  nested: {a: 1}\nother:\n  <<: *base\n  b: 2\nalias: *base\n";
        assert_eq!(find(document, "/other/type"), (Some("type"), "string"));
        assert_eq!(find(document, "/other/b"), (Some("b"), "2"));
        assert_eq!(find(document, "/alias/nested/a"), (Some("a"), "1"));
    }

    #[test]
    fn a_place_that_is_not_there_is_shown_by_what_would_hold_it() {
        assert_eq!(find("info:\n  title: x\n", "/info/version").0, Some("info"));
    }

    #[test]
    fn a_text_that_breaks_off_is_read_as_far_as_it_goes() {
        assert_eq!(find("a:\n  b: 1\n  c: [\n", "/a/b"), (Some("b"), "1"));
    }

    #[test]
    fn an_alias_of_itself_ends() {
        assert_eq!(find("a: &a\n  <<: *a\n", "/a/b").0, Some("a"));
    }
}
