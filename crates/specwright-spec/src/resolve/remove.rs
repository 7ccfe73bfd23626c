//! Removal of parts of the trees.

use super::Resolved;
use crate::Location;

impl Resolved {
    /// Returns the locations of all references with those of their targets.
    pub(crate) fn references(&self) -> impl Iterator<Item = (&Location, &Location)> {
        self.targets.iter()
    }

    /// Removes a member of an object, with the references in it.
    pub(crate) fn remove(&mut self, at: &Location) {
        let (Some(holder), Some(key)) = (at.parent(), at.pointer.last()) else {
            return;
        };
        if let Some(tree) = self.trees.get_mut(&at.file) {
            tree.change(&holder.pointer, |node| node.remove(&key));
        }
        let is_inside =
            |it: &Location| it.file == at.file && it.pointer.after(&at.pointer).is_some();
        self.targets.retain(|from, _| !is_inside(from));
        self.parts.retain(|(it, _)| !is_inside(it));
        self.shapes.retain(|it, _| !is_inside(it));
    }
}
