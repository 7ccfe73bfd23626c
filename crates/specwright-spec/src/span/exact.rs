//! Where the nodes of a document are written, and only they, so that they can be edited: no alias and no merge key is followed.

use std::ops::Range;

use super::{SpanContent, SpanTree};
use crate::Pointer;

/// A node that is written where its pointer leads.
#[derive(Clone, Copy)]
pub(crate) struct Exact<'a> {
    tree: &'a SpanTree,
    document: &'a str,
    entry: usize,
    /// The object or array that holds it, and its position there.
    holder: Option<(usize, usize)>,
}

impl<'a> Exact<'a> {
    /// Finds the node at a pointer of a document; none in what is there for aliases too.
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

    /// The member of a name, or the element at an index.
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

    /// The member or element at a position.
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

    /// The object or array that holds it.
    pub(crate) fn holder(self) -> Option<Self> {
        let (entry, _) = self.holder?;
        Some(Self {
            entry,
            holder: None,
            ..self
        })
    }

    /// The member or element before it.
    pub(crate) fn before(self) -> Option<Self> {
        let (_, position) = self.holder?;
        self.holder()?.at(position.checked_sub(1)?)
    }

    /// The member or element after it.
    pub(crate) fn after(self) -> Option<Self> {
        let (_, position) = self.holder?;
        self.holder()?.at(position + 1)
    }

    /// The first and the last member or element.
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

    /// Returns true for an object or array in braces or brackets. The span of an array in lines may begin with its first element,
    /// which may be in brackets itself.
    pub(crate) fn is_flow(self) -> bool {
        let begins = |text: &str| text.starts_with(['{', '[']);
        let is_container = self.is_mapping() || self.is_sequence();
        is_container
            && begins(self.document.get(self.start()..).unwrap_or_default())
            && self
                .ends()
                .is_none_or(|(first, _)| first.start() > self.start())
    }

    /// The bytes of its key, if it is a member of an object.
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

    /// The bytes of its value, without white space behind it.
    pub(crate) fn value(self) -> Range<usize> {
        let range = self.tree.entries[self.entry].range.clone();
        let lines = self.ends().filter(|_| !self.is_flow());
        let start = lines.and_then(|(first, _)| first.whole());
        let start = start.map_or(range.start, |first| first.start);
        let end = lines.map_or(range.end, |(_, last)| last.value().end);
        let text = self.document.get(start..end).unwrap_or_default();
        start..start + text.trim_end().len()
    }

    /// The bytes of the key and the value, or of the value with the dash before it; none where more is written beside them.
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

    /// The byte behind the colon of a member, where a value is that is not written.
    pub(crate) fn after_colon(self) -> Option<usize> {
        let key = self.key()?.end;
        let colon = self.document.get(key..)?.find(':')?;
        Some(key + colon + 1)
    }
}
