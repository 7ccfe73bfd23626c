//! The ranges of nodes in the text of a document, computed only for output.
//!
//! The events of `granit-parser`, which reads YAML and JSON with byte ranges, are stored in an arena of spans, in which
//! pointers are resolved through aliases and merge keys (`<<`). A truncated text is read up to its end. For JSON, [`Wanted`]
//! finds the same spans at a fraction of the cost.

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
    /// The targets of aliases.
    shared: HashSet<usize>,
}

/// The minimum number of members of an indexed mapping.
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

/// The range of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The key, if the node is a member of an object.
    pub(crate) key: Option<Range<usize>>,
    /// The node itself.
    pub(crate) value: Range<usize>,
    /// True for an object or array, of which only the start is shown.
    pub(crate) container: bool,
}

impl Span {
    /// Returns the range to underline: a scalar, or the key or first character of an object or array.
    pub(crate) fn shown(&self) -> Range<usize> {
        match &self.key {
            Some(key) if self.container => key.clone(),
            None if self.container => self.value.start..self.value.start + 1,
            _ => self.value.clone(),
        }
    }
}

/// Returns the parser options of this crate for YAML.
pub(crate) fn yaml_options() -> granit_parser::Options {
    granit_parser::options! {
        emit_comments: false,
        // JSON does not limit the length of keys; the limit of YAML, 1,024, would reject some.
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

    /// Returns the span of the node at a pointer, or of its nearest ancestor.
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

    /// Returns all duplicate keys: the first and the later range.
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
        // An alias to itself is rejected by the loader, but may occur in a text that is only shown.
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

    /// Returns the mappings of a merge key: a single one, or a sequence.
    fn merged(&self, entry: usize) -> Vec<usize> {
        match self.entries.get(entry).map(|entry| &entry.content) {
            Some(SpanContent::Sequence(elements)) => elements.clone(),
            _ => vec![entry],
        }
    }
}

/// Returns the indexes of the members of a mapping by name, without merge keys; for duplicates, the first.
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

/// A collection that is not complete, and the key whose value is next.
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
            // Only the first document of a file is used; the loader rejects further ones.
            Event::DocumentEnd => self.done = true,
            _ => {}
        }
    }

    /// Uses a scalar as the key of a mapping; returns false if no key is expected.
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
                    // A key that is not a scalar: no pointer leads to it, but its value must not be read as a key.
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

/// Replaces characters that JSON allows and YAML does not by others of the same length, which preserves all offsets (YAML
/// 1.2.2, section 5.1).
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

    /// Returns the text of the key and of the value at a pointer.
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
    fn missing_nodes_are_shown_at_their_ancestors() {
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
