//! Parsing of YAML from the events of `granit-parser`.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Tag};

use super::{FileText, MAX_DEPTH, error, indentation, scalar};
use crate::node::{MAX_COPIED, NODE_WEIGHT};
use crate::span::yaml_options;
use crate::{Diagnostic, Node};

/// The tags of `<<` (yaml.org/type/merge.html), abbreviated and in full.
const MERGE_TAGS: [&str; 2] = ["!!merge", "tag:yaml.org,2002:merge"];

/// The maximum number of nodes that aliases may add to a document. [`MAX_COPIED`] limits their bytes.
const MAX_ALIASED: usize = 1_000_000;

pub(super) fn read(text: FileText<'_>) -> Result<Node, Vec<Diagnostic>> {
    let builder = build(text)?;
    match builder.root {
        _ if !builder.faults.is_empty() => Err(builder.faults),
        Some(built) => Ok(built.node),
        None => Err(vec![error::empty_file(text.place(0..0))]),
    }
}

/// Parses a text whose only errors are duplicate keys; the tree has all of their values.
pub(super) fn read_past(text: FileText<'_>) -> Option<Node> {
    build(text).ok()?.root.map(|built| built.node)
}

fn build(text: FileText<'_>) -> Result<Builder<'_>, Vec<Diagnostic>> {
    let mut builder = Builder::new(text);
    for next in Parser::new_from_str_with_options(text.document, yaml_options()) {
        let fatal = match next {
            Ok((event, span)) => {
                let tag = span.tag_span().and_then(|tag| tag.byte_range());
                builder
                    .event(
                        event,
                        span.byte_range().unwrap_or_default(),
                        tag.unwrap_or_default(),
                    )
                    .err()
            }
            Err(error) => {
                let start = builder.open.last().map(|it| it.start);
                Some(scan_error(&text, &error, start))
            }
        };
        if let Some(fatal) = fatal {
            builder.faults.push(fatal);
            return Err(builder.faults);
        }
    }
    Ok(builder)
}

/// Returns the diagnostic of a syntax error. `start` is the start of the innermost collection.
fn scan_error(text: &FileText<'_>, error: &ScanError, start: Option<usize>) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or_default();
    let place = text.place_at(at);
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => error::too_deep(place),
        kind => {
            let fault = error::invalid_syntax(place, "YAML", &kind.to_string());
            let start = start.filter(|start| *start < at);
            match start.and_then(|start| indentation::other(text.document, at, start)) {
                Some(columns) => {
                    let start = text.place_at(start.unwrap_or_default());
                    error::other_indentation(fault, start, columns)
                }
                None => fault,
            }
        }
    }
}

/// A complete node, with the measures that limit its copies.
#[derive(Clone)]
struct Built {
    node: Node,
    size: usize,
    /// The approximate size of a copy in bytes.
    bytes: usize,
    depth: usize,
}

impl Built {
    fn leaf(node: Node) -> Self {
        Self {
            bytes: node.weight(),
            node,
            size: 1,
            depth: 0,
        }
    }
}

/// A collection that is not complete.
struct OpenNode {
    anchor: usize,
    /// The byte offset of its start.
    start: usize,
    size: usize,
    bytes: usize,
    depth: usize,
    content: OpenContent,
}

enum OpenContent {
    Sequence(Vec<Node>),
    Mapping(Mapping),
}

#[derive(Default)]
struct Mapping {
    members: Vec<(String, Node)>,
    keys: HashMap<String, Range<usize>>,
    next: Option<Key>,
    merges: Vec<Merge>,
}

enum Key {
    Named(String),
    Merge,
}

/// The members of a `<<`, and its position among the other members.
struct Merge {
    position: usize,
    members: Vec<(String, Node)>,
}

struct Builder<'a> {
    text: FileText<'a>,
    open: Vec<OpenNode>,
    anchors: HashMap<usize, Built>,
    root: Option<Built>,
    documents: usize,
    aliased: usize,
    /// The approximate size of the copies for anchors and aliases in bytes.
    copied: usize,
    faults: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn new(text: FileText<'a>) -> Self {
        let (open, anchors, faults) = (Vec::new(), HashMap::new(), Vec::new());
        Self {
            text,
            open,
            anchors,
            root: None,
            documents: 0,
            aliased: 0,
            copied: 0,
            faults,
        }
    }

    /// Processes an event. An error makes the rest of the text unreadable.
    fn event(
        &mut self,
        event: Event<'_>,
        range: Range<usize>,
        tag_range: Range<usize>,
    ) -> Result<(), Diagnostic> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(error::several_documents(self.text.place_at(range.start)));
                }
            }
            Event::Scalar(value, style, anchor, tag) => {
                self.scalar(
                    &value,
                    style,
                    anchor,
                    tag.as_deref().map(|tag| (tag, tag_range)),
                    range,
                )?;
            }
            Event::Alias(anchor) => self.alias(anchor, range)?,
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", tag_range);
                self.start(OpenContent::Sequence(Vec::new()), anchor, range)?;
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", tag_range);
                self.start(OpenContent::Mapping(Mapping::default()), anchor, range)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range)?,
            _ => {}
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<(&Tag, Range<usize>)>,
        range: Range<usize>,
    ) -> Result<(), Diagnostic> {
        if let Some(open) = self.open.last_mut()
            && let OpenContent::Mapping(mapping) = &open.content
            && mapping.next.is_none()
        {
            open.bytes += NODE_WEIGHT + value.len();
        }
        if let Some(mapping) = self.waiting_for_key() {
            let merges = tag
                .as_ref()
                .is_none_or(|(tag, _)| MERGE_TAGS.contains(&&*tag.original()));
            if value == "<<" && style == ScalarStyle::Plain && merges {
                mapping.next = Some(Key::Merge);
                return Ok(());
            }
            if let Some(first) = mapping.name(value, range.clone()) {
                self.faults
                    .push(error::duplicate_key(&self.text, value, first, range));
            }
            if anchor != 0 {
                self.anchors
                    .insert(anchor, Built::leaf(Node::String(value.to_owned())));
            }
            return Ok(());
        }
        let resolves = match &tag {
            None => style == ScalarStyle::Plain,
            Some((tag, _)) => matches!(tag.core_suffix(), Some("int" | "float" | "bool" | "null")),
        };
        let node = if resolves {
            scalar::resolve(value)
        } else {
            Node::String(value.to_owned())
        };
        if let Some((tag, tag_range)) = tag.filter(|_| !resolves) {
            let own = if tag.core_suffix() == Some("timestamp") {
                "timestamp"
            } else {
                "str"
            };
            self.check_tag(Some(tag), own, tag_range);
        }
        if node.as_number().is_some_and(|number| !number.is_in_range()) {
            let place = self.text.place(range.clone());
            self.faults.push(error::number_out_of_range(place, value));
        }
        self.add(Built::leaf(node), anchor, range)
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) -> Result<(), Diagnostic> {
        let place = self.text.place(range.clone());
        let Some(target) = self.anchors.get(&anchor) else {
            return Err(error::alias_in_itself(place));
        };
        self.aliased = self.aliased.saturating_add(target.size);
        if self.aliased > MAX_ALIASED {
            return Err(error::alias_expansion(
                place,
                &format!("{MAX_ALIASED} values"),
            ));
        }
        let bytes = target.bytes;
        self.count_copy(bytes, range.clone())?;
        let Some(target) = self.anchors.get(&anchor) else {
            return Err(error::alias_in_itself(place));
        };
        if self.open.len() + target.depth > MAX_DEPTH {
            return Err(error::too_deep(place));
        }
        let target = target.clone();
        if let Some(mapping) = self.waiting_for_key() {
            let Some(text) = target.node.as_text() else {
                return Err(error::invalid_key(place));
            };
            if let Some(first) = mapping.name(text, range.clone()) {
                self.faults
                    .push(error::duplicate_key(&self.text, text, first, range));
            }
            return Ok(());
        }
        self.add(target, 0, range)
    }

    /// Counts a copy before it is made.
    fn count_copy(&mut self, bytes: usize, range: Range<usize>) -> Result<(), Diagnostic> {
        self.copied = self.copied.saturating_add(bytes);
        match self.copied > MAX_COPIED {
            true => {
                let limit = format!("{MAX_COPIED} bytes");
                Err(error::alias_expansion(self.text.place(range), &limit))
            }
            false => Ok(()),
        }
    }

    /// Accepts a tag that repeats the type of the node, and `!`, the non-specific tag (YAML 1.2.2, section 6.9.1).
    fn check_tag(&mut self, tag: Option<&Tag>, own: &str, range: Range<usize>) {
        if let Some(tag) = tag.filter(|tag| tag.core_suffix() != Some(own) && tag.original() != "!")
        {
            self.faults
                .push(error::unknown_tag(self.text.place(range), &tag.original()));
        }
    }

    fn start(
        &mut self,
        content: OpenContent,
        anchor: usize,
        range: Range<usize>,
    ) -> Result<(), Diagnostic> {
        let place = self.text.place_at(range.start);
        if self.waiting_for_key().is_some() {
            return Err(error::invalid_key(place));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(error::too_deep(place));
        }
        self.open.push(OpenNode {
            anchor,
            start: range.start,
            size: 1,
            bytes: NODE_WEIGHT,
            depth: 0,
            content,
        });
        Ok(())
    }

    fn end(&mut self, range: Range<usize>) -> Result<(), Diagnostic> {
        let Some(OpenNode {
            anchor,
            start: _,
            size,
            bytes,
            depth,
            content,
        }) = self.open.pop()
        else {
            return Ok(());
        };
        let node = match content {
            OpenContent::Sequence(elements) => Node::Array(elements),
            OpenContent::Mapping(mapping) => Node::Object(mapping.finish()),
        };
        self.add(
            Built {
                node,
                size,
                bytes,
                depth: depth + 1,
            },
            anchor,
            range,
        )
    }

    /// Returns the mapping whose key is the next node.
    fn waiting_for_key(&mut self) -> Option<&mut Mapping> {
        match &mut self.open.last_mut()?.content {
            OpenContent::Mapping(mapping) if mapping.next.is_none() => Some(mapping),
            _ => None,
        }
    }

    /// Adds a complete node to its parent.
    fn add(&mut self, built: Built, anchor: usize, range: Range<usize>) -> Result<(), Diagnostic> {
        if anchor != 0 {
            self.count_copy(built.bytes, range.clone())?;
            self.anchors.insert(anchor, built.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(built);
            return Ok(());
        };
        open.size += built.size;
        open.bytes += built.bytes;
        open.depth = open.depth.max(built.depth);
        match &mut open.content {
            OpenContent::Sequence(elements) => elements.push(built.node),
            OpenContent::Mapping(mapping) => {
                if !mapping.add(built.node) {
                    self.faults
                        .push(error::invalid_merge_key(self.text.place_at(range.start)));
                }
            }
        }
        Ok(())
    }
}

impl Mapping {
    /// Sets the key of the next member; returns the range of an earlier duplicate.
    fn name(&mut self, name: &str, range: Range<usize>) -> Option<Range<usize>> {
        self.next = Some(Key::Named(name.to_owned()));
        self.keys.insert(name.to_owned(), range)
    }

    /// Adds the value of the current key; returns false for a merge key whose value cannot be merged.
    fn add(&mut self, value: Node) -> bool {
        match (self.next.take(), value) {
            (Some(Key::Named(key)), value) => self.members.push((key, value)),
            (Some(Key::Merge), Node::Object(members)) => self.merge(members),
            (Some(Key::Merge), Node::Array(elements)) => {
                for element in elements {
                    let Node::Object(members) = element else {
                        return false;
                    };
                    self.merge(members);
                }
            }
            (Some(Key::Merge) | None, _) => return false,
        }
        true
    }

    fn merge(&mut self, members: Vec<(String, Node)>) {
        self.merges.push(Merge {
            position: self.members.len(),
            members,
        });
    }

    /// Returns the members in order. The members of `<<` replace it, except for keys of the object itself and of an earlier
    /// `<<` (yaml.org/type/merge.html).
    fn finish(mut self) -> Vec<(String, Node)> {
        let mut members = self.members;
        let mut shift = 0;
        for merge in self.merges {
            // A duplicate key in a merged mapping stays a duplicate.
            let fresh: Vec<_> = merge
                .members
                .into_iter()
                .filter(|(key, _)| !self.keys.contains_key(key))
                .collect();
            let keys = fresh.iter().map(|(key, _)| (key.clone(), 0..0));
            self.keys.extend(keys);
            let position = merge.position + shift;
            shift += fresh.len();
            members.splice(position..position, fresh);
        }
        members
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FileId;

    fn parse(document: &str) -> Result<String, Vec<Diagnostic>> {
        read(FileText {
            file: FileId(0),
            offset: 0,
            document,
        })
        .map(|node| node.compact())
    }

    #[test]
    fn values_and_keys() {
        let document = "a: 1.10\n200: ok\ntrue: [yes, on, =, ~, '1']\n? b\n: !!str 5\n";
        assert_eq!(
            parse(document).expect("YAML"),
            r#"{"a":1.10,"200":"ok","true":["yes","on","=",null,"1"],"b":"5"}"#
        );
    }

    #[test]
    fn own_keys_override_merge_keys() {
        let document =
            "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {p: 0, <<: [*a, *b], x: 5}\nd: {'<<': 6}\n";
        let expected =
            r#"{"a":{"x":1,"y":2},"b":{"y":3,"z":4},"c":{"p":0,"y":2,"z":4,"x":5},"d":{"<<":6}}"#;
        assert_eq!(parse(document).expect("YAML"), expected);
    }
}
