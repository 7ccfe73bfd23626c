//! The original locations of the nodes of an upgraded tree.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::Pointer;

/// The moves of an upgrade; empty for a document that is not upgraded.
///
/// Locations refer to the upgraded tree. They are converted only for output, and when references of the document are
/// resolved.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    /// From pointers in the tree to pointers in the file, for whole subtrees.
    written: HashMap<Pointer, Pointer>,
    /// From pointers in the file to pointers in the tree, for the targets of references.
    moved: HashMap<Pointer, Pointer>,
}

impl Origins {
    /// Records a moved node: references to it and its descendants follow.
    pub(crate) fn moved(&mut self, written: Pointer, now: Pointer) {
        self.written.insert(now.clone(), written.clone());
        self.moved.insert(written, now);
    }

    /// Records a node that was created from a value in the file; references cannot refer to it.
    pub(crate) fn made(&mut self, now: Pointer, written: Pointer) {
        self.written.insert(now, written);
    }

    /// Adds the moves of a part.
    pub(crate) fn extend(&mut self, other: Self) {
        self.written.extend(other.written);
        self.moved.extend(other.moved);
    }

    /// Returns the original pointer of a node.
    pub(crate) fn written<'a>(&self, now: &'a Pointer) -> Cow<'a, Pointer> {
        longest(&self.written, now)
    }

    /// Returns the node for a pointer in the file.
    pub(crate) fn now<'a>(&self, written: &'a Pointer) -> Cow<'a, Pointer> {
        longest(&self.moved, written)
    }
}

/// Replaces the longest prefix of a pointer that is in the map.
fn longest<'a>(map: &HashMap<Pointer, Pointer>, pointer: &'a Pointer) -> Cow<'a, Pointer> {
    if map.is_empty() {
        return Cow::Borrowed(pointer);
    }
    let mut start = Some(pointer.clone());
    while let Some(known) = start {
        if let (Some(other), Some(rest)) = (map.get(&known), pointer.after(&known)) {
            return Cow::Owned(other.join(rest));
        }
        start = known.parent();
    }
    Cow::Borrowed(pointer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).expect("a pointer")
    }

    #[test]
    fn the_longest_beginning_counts() {
        let mut origins = Origins::default();
        origins.moved(pointer("/responses/A"), pointer("/components/responses/A"));
        origins.made(
            pointer("/components/responses/A/content/*~1*/schema"),
            pointer("/responses/A/schema"),
        );
        for (now, written) in [
            ("/components/responses/A/headers", "/responses/A/headers"),
            (
                "/components/responses/A/content/*~1*/schema/type",
                "/responses/A/schema/type",
            ),
            ("/components/responses/AB", "/components/responses/AB"),
        ] {
            assert_eq!(*origins.written(&pointer(now)), pointer(written));
        }
        let now = pointer("/components/responses/A/description");
        assert_eq!(*origins.now(&pointer("/responses/A/description")), now);
    }
}
