//! Repairs as replacements of text, in the style of the surrounding text: flow or block, JSON or YAML.
//!
//! A repair has no replacements if they could affect other nodes: in the target of an alias or merge key, beside comments,
//! anchors and tags between members, and where two edits overlap. Then only its edits are reported.

use std::ops::Range;

use crate::fix::{inner, member};
use crate::span::{Exact, SpanTree};
use crate::{Action, Edit, FileId, Fix, Format, Location, Node, Pointer, Source};

use super::locate::Locator;

/// A range of a file and its new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replacement {
    pub(super) file: FileId,
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Replacement {
    /// The range to replace.
    pub(super) fn place(&self) -> crate::Place {
        crate::Place::Bytes {
            file: self.file,
            range: self.range.clone(),
        }
    }
}

/// Returns the replacements for a repair, sorted by position; `None` if it cannot be expressed as replacements.
pub(super) fn replacements(fix: &Fix, locator: &Locator<'_>) -> Option<Vec<Replacement>> {
    let mut all = Vec::new();
    for edit in &fix.edits {
        let Location { file, pointer } = locator.origin(&edit.at);
        let make = |source: &Source, tree: &SpanTree| {
            let text = EditedText {
                tree,
                document: source.document(),
                is_json: source.format() == Format::Json,
            };
            let (range, text) = text.replacement(edit, fix, &pointer)?;
            Some(Replacement {
                file,
                range: range.start + source.offset()..range.end + source.offset(),
                text,
            })
        };
        all.push(locator.with_tree(file, make)??);
    }
    all.sort_by_key(|it| (it.file, it.range.start, it.range.end));
    let mut made: Vec<Replacement> = Vec::new();
    for next in all {
        match made.last_mut() {
            Some(last) if last.file == next.file && last.range.end >= next.range.start => {
                let is_apart = !last.range.is_empty() && last.range.end == next.range.start;
                match join(last, &next, locator.is_json(next.file)) {
                    Some(()) => {}
                    None if is_apart => made.push(next),
                    None => return None,
                }
            }
            _ => made.push(next),
        }
    }
    Some(made)
}

/// Joins adjacent replacements: an insertion behind a whole member, or the removal of consecutive members. Removing the last
/// members of a flow mapping may leave a comma, which JSON does not allow.
fn join(last: &mut Replacement, next: &Replacement, is_json: bool) -> Option<()> {
    let is_whole = |it: &Replacement| it.text.ends_with([' ', '\n']);
    let is_removal = next.text.is_empty();
    let is_joined = match (last.range.is_empty(), is_removal) {
        (true, true) => is_whole(last),
        (true, false) => is_whole(last) && (!next.range.is_empty() || is_whole(next)),
        (false, true) => !is_json && (last.text.is_empty() || is_whole(last)),
        (false, false) => false,
    };
    is_joined.then_some(())?;
    last.range.end = last.range.end.max(next.range.end);
    last.text.push_str(&next.text);
    Some(())
}

/// The document to edit.
struct EditedText<'a> {
    tree: &'a SpanTree,
    document: &'a str,
    is_json: bool,
}

impl<'a> EditedText<'a> {
    fn replacement(&self, edit: &Edit, fix: &Fix, at: &Pointer) -> Option<(Range<usize>, String)> {
        let node = Exact::find(self.tree, self.document, at);
        match &edit.action {
            Action::Replace(value) => self.replace(node?, value),
            Action::Rename(key) => {
                let node = node?;
                let other = edit.at.parent()?.child(key);
                let leaves = |it: &Edit| {
                    matches!(it.action, Action::Rename(_) | Action::Remove) && it.at == other
                };
                let is_taken = node.holder()?.child(key).is_some() && !fix.edits.iter().any(leaves);
                (!is_taken).then_some(())?;
                Some((node.key()?, self.value(&Node::String(key.clone()))))
            }
            Action::Remove => self.remove(node?),
            Action::Hoist(descendant) => self.hoist(node?, at, descendant),
            Action::Insert(key, value) => self.insert(node?, key, value),
            Action::Append(value) => match node {
                Some(node) => self.append(node, value),
                None => {
                    let holder = Exact::find(self.tree, self.document, &at.parent()?)?;
                    let list = Node::Array(vec![value.clone()]);
                    self.insert(holder, &at.last()?, &list)
                }
            },
        }
    }

    fn replace(&self, node: Exact<'a>, value: &Node) -> Option<(Range<usize>, String)> {
        let range = node.value();
        let text = self.value(value);
        if !range.is_empty() {
            return Some((range, text));
        }
        // An absent value is inserted after the colon.
        let at = node.after_colon()?;
        Some((at..at, format!(" {text}")))
    }

    /// Returns the text of a descendant, indented as the node. Text between them, such as a comment, would be lost.
    fn hoist(
        &self,
        node: Exact<'a>,
        at: &Pointer,
        descendant: &Pointer,
    ) -> Option<(Range<usize>, String)> {
        let inner = Exact::find(self.tree, self.document, &at.join(descendant.as_str()))?;
        let (outer, inner) = (node.value(), inner.value());
        let around = [outer.start..inner.start, inner.end..outer.end];
        let is_lost = |range: Range<usize>| self.text(range).contains(['#', '&', '!']);
        if inner.is_empty() || around.into_iter().any(is_lost) {
            return None;
        }
        let column = |at: usize| at - self.line_start(at);
        let (wanted, present) = (column(outer.start), column(inner.start));
        let text = self.text(inner);
        let less = present.saturating_sub(wanted);
        let lines = text.split('\n').enumerate().map(|(index, line)| {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let cut = if index == 0 { 0 } else { spaces.min(less) };
            &line[cut..]
        });
        Some((outer, lines.collect::<Vec<_>>().join("\n")))
    }

    fn remove(&self, node: Exact<'a>) -> Option<(Range<usize>, String)> {
        let own = node.whole()?;
        let holder = node.holder()?;
        let next = node.after().and_then(Exact::whole);
        let last = node.before().and_then(Exact::whole);
        if node.after().is_none() && node.before().is_none() {
            return match holder.is_flow() {
                true => Some((own, String::new())),
                false if holder.is_mapping() => Some((own, "{}".to_owned())),
                false => Some((own, "[]".to_owned())),
            };
        }
        let is_gap = |range: &Range<usize>| {
            let text = self.text(range.clone());
            let text = text.trim();
            text.is_empty() || holder.is_flow() && text == ","
        };
        let until_next = next.map(|next| own.start..next.start);
        let until_next = until_next.filter(|it| is_gap(&(own.end..it.end)));
        let from_last = last.map(|last| last.end..own.end);
        let from_last = from_last.filter(|it| is_gap(&(it.start..own.start)));
        let is_last = node.after().is_none();
        let found = match is_last {
            true => from_last,
            false => until_next,
        };
        let found = found.or_else(|| self.lines(holder, &own));
        found.map(|range| (range, String::new()))
    }

    /// Returns the lines of a member or element that has its own lines, with a comment behind it.
    fn lines(&self, holder: Exact<'a>, own: &Range<usize>) -> Option<Range<usize>> {
        let start = self.line_start(own.start);
        let rest = self.text(own.end..self.document.len());
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let behind = rest[..length].trim();
        let is_alone = self.text(start..own.start).trim().is_empty()
            && (behind.is_empty() || behind.starts_with('#'));
        (is_alone && !holder.is_flow()).then(|| start..own.end + length)
    }

    fn insert(&self, object: Exact<'a>, key: &str, value: &Node) -> Option<(Range<usize>, String)> {
        object.is_mapping().then_some(())?;
        if let Some(member) = object.child(key) {
            return self.replace(member, value);
        }
        let text = self.member(key, value);
        let Some((first, _)) = object.ends() else {
            let inside = object.value().start + 1;
            return Some((inside..inside, text));
        };
        let at = first.key()?.start;
        let text = match object.is_flow() {
            true => {
                let gap = self.text(object.value().start + 1..at);
                let is_gap = gap.contains('\n') && gap.trim().is_empty();
                format!("{text},{}", if is_gap { gap } else { " " })
            }
            false => format!("{text}{}", self.new_line(at)?),
        };
        Some((at..at, text))
    }

    fn append(&self, array: Exact<'a>, value: &Node) -> Option<(Range<usize>, String)> {
        array.is_sequence().then_some(())?;
        let text = self.value(value);
        let Some((_, last)) = array.ends() else {
            let inside = array.value().start + 1;
            return Some((inside..inside, text));
        };
        let own = last.whole()?;
        let text = match array.is_flow() {
            true => format!(", {text}"),
            false => format!("{}- {text}", self.new_line(own.start)?),
        };
        Some((own.end..own.end, text))
    }

    fn text(&self, range: Range<usize>) -> &'a str {
        self.document.get(range).unwrap_or_default()
    }

    fn line_start(&self, at: usize) -> usize {
        self.text(0..at).rfind('\n').map_or(0, |end| end + 1)
    }

    /// Returns a line end and the indentation of a member or element; `None` if anything but white space and dashes precedes
    /// it.
    fn new_line(&self, at: usize) -> Option<String> {
        let start = self.line_start(at);
        let before = self.text(start..at);
        let is_indent = before.chars().all(|it| matches!(it, ' ' | '-'));
        let end = match self.text(0..start).ends_with("\r\n") {
            true => "\r\n",
            false => "\n",
        };
        is_indent.then(|| format!("{end}{}", " ".repeat(before.len())))
    }

    fn value(&self, value: &Node) -> String {
        match self.is_json {
            true => value.compact(),
            false => inner(value),
        }
    }

    fn member(&self, key: &str, value: &Node) -> String {
        match self.is_json {
            true => {
                let key = Node::String(key.to_owned()).compact();
                format!("{key}: {}", value.compact())
            }
            false => member(key, value),
        }
    }
}
