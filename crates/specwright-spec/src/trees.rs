//! The trees of a document, for passes that need its text beside its meaning.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::resolve::Resolved;
use crate::{Location, Node};

/// The trees of a document after overlays and upgrade, with the targets of their references. Cheap to clone.
#[derive(Clone)]
pub struct Trees(Arc<Resolved>);

impl Trees {
    pub(crate) fn new(resolved: Resolved) -> Self {
        Self(Arc::new(resolved))
    }

    /// Returns the location of the document.
    pub fn root(&self) -> Location {
        Location::root(self.0.root)
    }

    /// Returns the node at a location; null if there is none.
    pub fn node(&self, at: &Location) -> &Node {
        self.0.node(at)
    }

    /// Follows the references at a location to an object.
    pub fn follow<'a>(&'a self, at: &'a Location) -> &'a Location {
        self.0.follow(at)
    }

    /// Returns the target of the reference at a location, which may be a reference too.
    pub fn target(&self, at: &Location) -> Option<&Location> {
        self.0.target(at)
    }

    /// Returns the locations of all references with those of their targets, in no order.
    pub fn references(&self) -> impl Iterator<Item = (&Location, &Location)> {
        let all: &HashMap<_, _> = self.0.targets();
        all.iter()
    }
}

impl fmt::Debug for Trees {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Trees").field(&self.root()).finish()
    }
}
