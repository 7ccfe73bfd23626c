//! Where the nodes of an upgraded tree stand in the file that the user wrote.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::Pointer;

/// The moves of an upgrade; empty for a document that is read as it is.
///
/// Locations name nodes of the upgraded tree. Only where a place is shown, and where a reference of the document is read,
/// is one pointer changed into the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    /// From a pointer of the tree to the pointer that is written, for all that lies below.
    written: HashMap<Pointer, Pointer>,
    /// From a pointer that is written to the pointer of the tree, for what references may name.
    moved: HashMap<Pointer, Pointer>,
}

impl Origins {
    /// A node that stands where it did not: references to it, and to what lies below, follow.
    pub(crate) fn moved(&mut self, written: Pointer, now: Pointer) {
        self.written.insert(now.clone(), written.clone());
        self.moved.insert(written, now);
    }

    /// A node that was made of what is written somewhere; no reference can name it.
    pub(crate) fn made(&mut self, now: Pointer, written: Pointer) {
        self.written.insert(now, written);
    }

    /// Adds the moves of a part.
    pub(crate) fn extend(&mut self, other: Self) {
        self.written.extend(other.written);
        self.moved.extend(other.moved);
    }

    /// What is written for a node of the tree.
    pub(crate) fn written<'a>(&self, now: &'a Pointer) -> Cow<'a, Pointer> {
        longest(&self.written, now)
    }

    /// The node of the tree that a written pointer names.
    pub(crate) fn now<'a>(&self, written: &'a Pointer) -> Cow<'a, Pointer> {
        longest(&self.moved, written)
    }
}

/// Replaces the longest beginning of a pointer that the map knows.
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
