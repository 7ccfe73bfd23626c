//! The files that the nodes of an overlaid tree come from.

use std::collections::{BTreeSet, HashMap};

use crate::{FileId, Location, Pointer};

/// The changes of a tree by overlays; nodes that are not recorded come from the document.
///
/// Locations refer to the overlaid tree. They are converted only for output.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overlaid {
    /// The origins of the nodes.
    pub(crate) provenance: Provenance,
    /// From removed nodes to the actions that removed them.
    removed: HashMap<Pointer, Location>,
}

impl Overlaid {
    /// Records a new or replaced node.
    pub(crate) fn set(&mut self, at: &Pointer, provenance: Provenance) {
        self.removed.remove(at);
        *self.provenance.at_mut(at) = provenance;
    }

    /// Records the removal of a member by an action.
    pub(crate) fn remove(&mut self, at: Pointer, action: &Location) {
        if let (Some(holder), Some(key)) = (at.parent(), at.last()) {
            self.provenance.at_mut(&holder).children.remove(&*key);
        }
        self.removed.insert(at, action.clone());
    }

    /// Records the removal of elements of an array with this number of elements. Pointers to others change.
    pub(crate) fn remove_elements(
        &mut self,
        file: FileId,
        array: &Pointer,
        removed: &BTreeSet<usize>,
        length: usize,
    ) {
        let provenance = &mut self.provenance;
        provenance.remove_elements(file, array, removed, length);
        self.removed.retain(|at, _| at.after(array).is_none());
    }

    /// Returns the action that removed a node or its nearest removed ancestor.
    pub(crate) fn removal(&self, at: &Pointer) -> Option<&Location> {
        let mut start = Some(at.clone());
        while let Some(known) = start {
            if let Some(action) = self.removed.get(&known) {
                return Some(action);
            }
            start = known.parent();
        }
        None
    }
}

/// The origin of a node and of its descendants.
#[derive(Clone, Debug, Default)]
pub(crate) struct Provenance {
    /// The location that the node was read from; `None` if that of its parent implies it.
    origin: Option<Location>,
    /// The members and elements that this node does not imply.
    children: HashMap<String, Provenance>,
}

impl Provenance {
    /// Returns the provenance of a value at a location.
    pub(crate) fn of(origin: Location) -> Self {
        Self {
            origin: Some(origin),
            children: HashMap::new(),
        }
    }

    /// Returns the provenance of a member or element of a value.
    pub(crate) fn child(&self, segment: &str) -> Self {
        let known = self.children.get(segment).cloned().unwrap_or_default();
        let implied = || self.origin.as_ref().map(|it| it.child(segment));
        Self {
            origin: known.origin.or_else(implied),
            children: known.children,
        }
    }

    /// Returns the origin, which the provenance of a value has.
    pub(crate) fn own(&self) -> Option<&Location> {
        self.origin.as_ref()
    }

    /// Returns the location that a node was read from, in the tree of a file.
    pub(crate) fn origin(&self, file: FileId, at: &Pointer) -> Location {
        let mut origin = self.origin.clone().unwrap_or(Location::root(file));
        let mut known = Some(self);
        for segment in at.segments() {
            known = known.and_then(|it| it.children.get(&*segment));
            match known.and_then(|it| it.origin.as_ref()) {
                Some(own) => origin = own.clone(),
                None => drop(origin.pointer.push(&segment)),
            }
        }
        origin
    }

    /// Returns the provenance of a node for a copy of it.
    pub(crate) fn part(&self, file: FileId, at: &Pointer) -> Self {
        let mut segments = at.segments();
        let part = segments.try_fold(self, |it, segment| it.children.get(&*segment));
        Self {
            origin: Some(self.origin(file, at)),
            ..part.cloned().unwrap_or_default()
        }
    }

    /// Removes elements of an array with this number of elements; others take their places.
    fn remove_elements(
        &mut self,
        file: FileId,
        array: &Pointer,
        removed: &BTreeSet<usize>,
        length: usize,
    ) {
        let base = self.origin(file, array);
        let node = self.at_mut(array);
        let mut before = std::mem::take(&mut node.children);
        let left = (0..length).filter(|index| !removed.contains(index));
        for (now, was) in left.enumerate() {
            let mut element = before.remove(&was.to_string()).unwrap_or_default();
            if now != was {
                element.origin.get_or_insert_with(|| base.index(was));
            }
            if element.origin.is_some() || !element.children.is_empty() {
                node.children.insert(now.to_string(), element);
            }
        }
    }

    fn at_mut(&mut self, at: &Pointer) -> &mut Self {
        at.segments().fold(self, |it, segment| {
            it.children.entry(segment.into_owned()).or_default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: FileId = FileId(0);
    const OVERLAY: FileId = FileId(1);

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).expect("a pointer")
    }

    fn in_overlay(text: &str) -> Location {
        Location {
            file: OVERLAY,
            pointer: pointer(text),
        }
    }

    fn check(provenance: &Provenance, at: &str, file: FileId, origin: &str) {
        let found = provenance.origin(DOCUMENT, &pointer(at));
        assert_eq!((found.file, found.pointer.as_str()), (file, origin), "{at}");
    }

    #[test]
    fn a_new_node_comes_from_the_overlay_and_its_siblings_from_the_document() {
        let mut overlaid = Overlaid::default();
        let update = Provenance::of(in_overlay("/actions/0/update/get"));
        overlaid.set(&pointer("/paths/~1a/get"), update);
        let provenance = overlaid.provenance;
        check(&provenance, "/paths/~1a", DOCUMENT, "/paths/~1a");
        check(&provenance, "/paths/~1a/post", DOCUMENT, "/paths/~1a/post");
        let inside = "/actions/0/update/get/tags/0";
        check(&provenance, "/paths/~1a/get/tags/0", OVERLAY, inside);
    }

    #[test]
    fn elements_keep_their_origin_when_others_are_removed() {
        let mut overlaid = Overlaid::default();
        overlaid.set(&pointer("/tags/3"), Provenance::of(in_overlay("/u")));
        let removed = BTreeSet::from([0, 2]);
        let provenance = &mut overlaid.provenance;
        provenance.remove_elements(DOCUMENT, &pointer("/tags"), &removed, 4);
        check(provenance, "/tags/0/name", DOCUMENT, "/tags/1/name");
        check(provenance, "/tags/1/name", OVERLAY, "/u/name");
        provenance.remove_elements(DOCUMENT, &pointer("/tags"), &BTreeSet::from([0]), 2);
        check(provenance, "/tags/0", OVERLAY, "/u");
    }

    #[test]
    fn a_copy_has_the_origin_of_each_of_its_nodes() {
        let mut overlaid = Overlaid::default();
        let update = Provenance::of(in_overlay("/u"));
        overlaid.set(&pointer("/a/summary"), update);
        let part = overlaid.provenance.part(DOCUMENT, &pointer("/a"));
        overlaid.set(&pointer("/b"), part);
        check(&overlaid.provenance, "/b/get", DOCUMENT, "/a/get");
        check(&overlaid.provenance, "/b/summary", OVERLAY, "/u");
    }

    #[test]
    fn a_removal_is_known_until_the_node_is_set_again() {
        let mut overlaid = Overlaid::default();
        let action = in_overlay("/actions/0");
        overlaid.remove(pointer("/a/b"), &action);
        assert_eq!(overlaid.removal(&pointer("/a/b/c")), Some(&action));
        assert_eq!(overlaid.removal(&pointer("/a/bc")), None);
        overlaid.set(&pointer("/a/b"), Provenance::of(in_overlay("/u")));
        assert_eq!(overlaid.removal(&pointer("/a/b/c")), None);
    }
}
