//! The first missing segment of an unresolved pointer.

use super::tree::Tree;
use crate::Location;
use crate::suggest::nearest;

/// An unresolved pointer.
pub(super) struct BrokenPointer {
    /// The last existing node on the way.
    pub(super) holder: Location,
    /// The missing segment.
    pub(super) segment: String,
    /// The suggested pointer.
    pub(super) intended: Option<Location>,
}

/// Finds the first missing segment of a pointer, and a suggestion if `suggest` is set.
pub(super) fn find(tree: &Tree, target: &Location, suggest: bool) -> BrokenPointer {
    let mut holder = Location::root(target.file);
    let mut node = tree.root();
    let mut segments = target.pointer.segments();
    for segment in segments.by_ref() {
        let Some(next) = tree.step(node, &segment) else {
            let candidates = node.members().iter().filter(|_| suggest);
            let candidates = candidates.map(|(key, _)| key.as_str());
            let intended = nearest(&segment, candidates)
                .map(|near| segments.fold(holder.child(near), |at, rest| at.child(&rest)));
            let intended = intended.filter(|intended| tree.at(&intended.pointer).is_some());
            return BrokenPointer {
                holder,
                segment: segment.into_owned(),
                intended,
            };
        };
        node = next;
        holder = holder.child(&segment);
    }
    BrokenPointer {
        holder,
        segment: String::new(),
        intended: None,
    }
}
