//! The merge of a value into a node ("Action Object").

use super::error;
use super::target::{Limit, Target};
use crate::provenance::Provenance;
use crate::{Diagnostic, Location, Node, Pointer};

/// The source of a merged value.
pub(super) enum Source {
    /// The value is in the overlay, at this location.
    Written(Location),
    /// The value is in the document, and selected by a query at this location.
    Copied(Location),
}

impl Source {
    /// Returns the location of the value or query in the overlay.
    pub(super) fn at(&self) -> &Location {
        match self {
            Self::Written(at) | Self::Copied(at) => at,
        }
    }

    fn limited(&self, limit: Limit) -> Diagnostic {
        error::limited(self.at(), limit)
    }
}

/// A value with its origins.
type Value<'a> = (&'a Node, &'a Provenance);

/// Merges a value into a node: members of objects are merged, elements of arrays are appended, and primitive values replace
/// each other.
pub(super) fn merge(
    target: &mut Target,
    at: &Pointer,
    (value, provenance): Value<'_>,
    source: &Source,
) -> Result<(), Diagnostic> {
    let Some(found) = target.node(at) else {
        let set = target.set(at, value, provenance.clone());
        return set.map_err(|limit| source.limited(limit));
    };
    match (found, value) {
        (Node::Object(_), Node::Object(members)) => {
            for (key, member) in members {
                let provenance = provenance.child(key);
                merge(target, &at.child(key), (member, &provenance), source)?;
            }
            Ok(())
        }
        (Node::Array(_), Node::Array(elements)) => {
            for (index, element) in elements.iter().enumerate() {
                let provenance = provenance.child(&index.to_string());
                append(target, at, (element, &provenance), source)?;
            }
            Ok(())
        }
        (Node::Object(_) | Node::Array(_), _) | (_, Node::Object(_) | Node::Array(_)) => {
            let found = (&target.origin(at), found);
            Err(error::incompatible(source, (value, provenance), found))
        }
        _ => {
            let set = target.set(at, value, provenance.clone());
            set.map_err(|limit| source.limited(limit))
        }
    }
}

/// Appends an element to an array.
pub(super) fn append(
    target: &mut Target,
    array: &Pointer,
    (element, provenance): Value<'_>,
    source: &Source,
) -> Result<(), Diagnostic> {
    let appended = target.append(array, element, provenance.clone());
    appended.map_err(|limit| source.limited(limit))
}
