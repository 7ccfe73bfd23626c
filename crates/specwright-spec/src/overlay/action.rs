//! The actions of an overlay.

use super::error;
use super::merge::{Source, append, merge};
use super::query::{Query, unmatched};
use super::read::Version;
use super::target::Target;
use crate::provenance::Provenance;
use crate::{Diagnostic, Location, Node, Pointer};

/// A change of the nodes that a query selects.
pub(super) struct Action {
    pub(super) at: Location,
    pub(super) version: Version,
    /// The location of the version, for repairs.
    pub(super) version_at: Location,
    /// True if the target may match nothing.
    pub(super) optional: bool,
    pub(super) target: Query,
    pub(super) change: Change,
}

/// The kind of a change.
pub(super) enum Change {
    /// Merges a value into the nodes.
    Update(Node, Provenance),
    /// Merges a node of the document into the nodes.
    Copy(Query),
    /// Removes the nodes.
    Remove,
}

impl Action {
    /// Applies the action.
    pub(super) fn apply(&self, target: &mut Target) -> Result<(), Diagnostic> {
        let nodes = target.select(&self.target.path);
        if nodes.is_empty() {
            return match self.optional {
                true => Ok(()),
                false => {
                    let found = unmatched(&self.target, target);
                    Err(error::unmatched(&self.target, found))
                }
            };
        }
        match &self.change {
            Change::Remove => {
                if nodes.iter().any(|at| at.parent().is_none()) {
                    return Err(error::root_removed(&self.target.at));
                }
                target.remove(nodes, &self.at.child("remove"));
                Ok(())
            }
            Change::Update(value, provenance) => {
                self.check_kinds(&nodes, target)?;
                self.update(&nodes, (value, provenance), target)
            }
            Change::Copy(source) => {
                self.check_kinds(&nodes, target)?;
                let found = target.select(&source.path);
                let [from] = found.as_slice() else {
                    let unmatched = unmatched(source, target);
                    return Err(error::copied_nodes(source, found.len(), unmatched));
                };
                match target.copy(from) {
                    Some((value, provenance)) => self.update(&nodes, (&value, &provenance), target),
                    None => Ok(()),
                }
            }
        }
    }

    /// Merges a value into each node. The value of a copy comes from the document, so that errors are placed at the query.
    fn update(
        &self,
        nodes: &[Pointer],
        (value, provenance): (&Node, &Provenance),
        target: &mut Target,
    ) -> Result<(), Diagnostic> {
        let source = match &self.change {
            Change::Copy(source) => Source::Copied(source.at.clone()),
            _ => Source::Written(self.at.child("update")),
        };
        for at in nodes {
            match target.node(at) {
                // A value other than an array is an element.
                Some(Node::Array(_)) if value.as_array().is_none() => {
                    append(target, at, (value, provenance), &source)?;
                }
                _ => merge(target, at, (value, provenance), &source)?,
            }
        }
        Ok(())
    }

    /// Checks the kinds of the nodes to update.
    fn check_kinds(&self, nodes: &[Pointer], target: &Target) -> Result<(), Diagnostic> {
        let kind = |at: &Pointer| target.node(at).map(Kind::of);
        let is_primitive = |at: &&Pointer| kind(at) == Some(Kind::Primitive);
        if self.version == Version::V1_0
            && let Some(at) = nodes.iter().find(is_primitive)
        {
            let origin = target.origin(at);
            return Err(error::primitive_target(
                &self.target.at,
                &origin,
                &self.version_at,
            ));
        }
        let first = nodes.first().map(|at| (at, kind(at)));
        let other = first.and_then(|(first, kind_of_first)| {
            let other = nodes.iter().find(|at| kind(at) != kind_of_first)?;
            Some((first, other))
        });
        match other {
            Some((first, other)) if self.version > Version::V1_0 => {
                let found = [first, other].map(|at| {
                    let described = target.node(at).map_or("nothing", Node::describe);
                    (target.origin(at), described)
                });
                Err(error::mixed_target(&self.target.at, &found))
            }
            _ => Ok(()),
        }
    }
}

/// The kind of a node, for merging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    Primitive,
}

impl Kind {
    fn of(node: &Node) -> Self {
        match node {
            Node::Object(_) => Self::Object,
            Node::Array(_) => Self::Array,
            _ => Self::Primitive,
        }
    }
}
