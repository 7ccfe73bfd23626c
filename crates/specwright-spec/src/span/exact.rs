//! Editable nodes of a document: aliases and merge keys are not followed.

use std::ops::Range;

use super::{SpanContent, SpanTree};
use crate::Pointer;

/// A node that is written at its pointer.
#[derive(Clone, Copy)]
pub(crate) struct Exact<'a> {
    tree: &'a SpanTree,
    document: &'a str,
    entry: usize,
    /// The parent, and the index in it.
    holder: Option<(usize, usize)>,
}

impl<'a> Exact<'a> {
    /// Finds the node at a pointer; `None` within the target of an alias.
    pub(crate) fn find(tree: &'a SpanTree, document: &'a str, pointer: &Pointer) -> Option<Self> {
        let root = Self {
            tree,
            document,
            entry: 0,
            holder: None,
        };
        tree.entries.first()?;
        let is_own = |it: &Self| !tree.shared.contains(&it.entry);
        pointer.segments().try_fold(root, |holder, segment| {
            holder.child(&segment).filter(is_own)
        })
    }

    /// Returns the member with a name, or the element with an index.
    pub(crate) fn child(self, segment: &str) -> Option<Self> {
        let position = match self.content() {
            SpanContent::Sequence(_) => segment.parse().ok()?,
            SpanContent::Mapping(members) => match self.tree.wide.get(&self.entry) {
                Some(names) => *names.get(segment)?,
                None => {
                    let mut members = members.iter();
                    members.position(|it| !it.merge && it.name == segment)?
                }
            },
            SpanContent::Scalar | SpanContent::Alias(_) => return None,
        };
        self.at(position)
    }

    /// Returns the member or element at an index.
    fn at(self, position: usize) -> Option<Self> {
        let entry = match self.content() {
            SpanContent::Sequence(elements) => *elements.get(position)?,
            SpanContent::Mapping(members) => members.get(position)?.value,
            SpanContent::Scalar | SpanContent::Alias(_) => return None,
        };
        Some(Self {
            entry,
            holder: Some((self.entry, position)),
            ..self
        })
    }

    fn content(self) -> &'a SpanContent {
        &self.tree.entries[self.entry].content
    }

    /// Returns the parent.
    pub(crate) fn holder(self) -> Option<Self> {
        let (entry, _) = self.holder?;
        Some(Self {
            entry,
            holder: None,
            ..self
        })
    }

    /// Returns the preceding member or element.
    pub(crate) fn before(self) -> Option<Self> {
        let (_, position) = self.holder?;
        self.holder()?.at(position.checked_sub(1)?)
    }

    /// Returns the following member or element.
    pub(crate) fn after(self) -> Option<Self> {
        let (_, position) = self.holder?;
        self.holder()?.at(position + 1)
    }

    /// Returns the first and the last member or element.
    pub(crate) fn ends(self) -> Option<(Self, Self)> {
        let count = match self.content() {
            SpanContent::Sequence(elements) => elements.len(),
            SpanContent::Mapping(members) => members.len(),
            SpanContent::Scalar | SpanContent::Alias(_) => 0,
        };
        Some((self.at(0)?, self.at(count.checked_sub(1)?)?))
    }

    /// Returns true for an object.
    pub(crate) fn is_mapping(self) -> bool {
        matches!(self.content(), SpanContent::Mapping(_))
    }

    /// Returns true for an array.
    pub(crate) fn is_sequence(self) -> bool {
        matches!(self.content(), SpanContent::Sequence(_))
    }

    /// Returns true for a flow mapping or sequence. The span of a block sequence may begin with its first element, which may
    /// be a flow sequence.
    pub(crate) fn is_flow(self) -> bool {
        let begins = |text: &str| text.starts_with(['{', '[']);
        let is_container = self.is_mapping() || self.is_sequence();
        is_container
            && begins(self.document.get(self.start()..).unwrap_or_default())
            && self
                .ends()
                .is_none_or(|(first, _)| first.start() > self.start())
    }

    /// Returns the range of the key, if the node is a member of an object.
    pub(crate) fn key(self) -> Option<Range<usize>> {
        let (holder, position) = self.holder?;
        match &self.tree.entries[holder].content {
            SpanContent::Mapping(members) => Some(members.get(position)?.key.clone()),
            _ => None,
        }
    }

    fn start(self) -> usize {
        self.tree.entries[self.entry].range.start
    }

    /// Returns the range of the value, without trailing white space.
    pub(crate) fn value(self) -> Range<usize> {
        let range = self.tree.entries[self.entry].range.clone();
        let lines = self.ends().filter(|_| !self.is_flow());
        let start = lines.and_then(|(first, _)| first.whole());
        let start = start.map_or(range.start, |first| first.start);
        let end = lines.map_or(range.end, |(_, last)| last.value().end);
        let text = self.document.get(start..end).unwrap_or_default();
        start..start + text.trim_end().len()
    }

    /// Returns the range of the key and value, or of the dash and value; `None` if there is other text between them.
    pub(crate) fn whole(self) -> Option<Range<usize>> {
        let value = self.value();
        let start = match self.key() {
            Some(key) => key.start,
            None if self.holder()?.is_flow() => value.start,
            None => {
                let before = self
                    .document
                    .get(..value.start)?
                    .trim_end_matches([' ', '\n', '\r']);
                before.ends_with('-').then(|| before.len() - 1)?
            }
        };
        match value.is_empty() {
            true => Some(start..self.after_colon()?),
            false => Some(start..value.end),
        }
    }

    /// Returns the offset after the colon of a member, where an absent value would be inserted.
    pub(crate) fn after_colon(self) -> Option<usize> {
        let key = self.key()?.end;
        let colon = self.document.get(key..)?.find(':')?;
        Some(key + colon + 1)
    }
}
