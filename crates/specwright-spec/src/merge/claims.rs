//! The values of the fragments by name, and their agreement.

use std::collections::BTreeMap;

use super::error;
use crate::grammar::is_extension;
use crate::{Code, Location, Node, Report};

/// One or two keys: (path, method), (kind, component), or a single field of the root.
type Name = (String, Option<String>);

/// Values by name; all fragments must have the same value for a name.
pub(super) struct Claims {
    disagreement: Code,
    claims: BTreeMap<Name, Claim>,
}

struct Claim {
    node: Node,
    at: Location,
}

impl Claims {
    pub(super) fn new(disagreement: Code) -> Self {
        Self {
            disagreement,
            claims: BTreeMap::new(),
        }
    }

    /// Adds a value of a fragment, or reports that another fragment has a different one. Of two spellings of a value, the
    /// one that sorts first is kept, so that the order of fragments is insignificant.
    pub(super) fn claim(
        &mut self,
        name: (&str, Option<&str>),
        node: &Node,
        at: &Location,
        report: &mut Report,
    ) {
        let name = (name.0.to_owned(), name.1.map(str::to_owned));
        let claim = || Claim {
            node: node.clone(),
            at: at.clone(),
        };
        let Some(known) = self.claims.get_mut(&name) else {
            self.claims.insert(name, claim());
            return;
        };
        if !known.node.same_value(node) {
            let error = error::disagreement(
                self.disagreement,
                (&known.node, &known.at),
                (node, at),
                report.sources(),
            );
            report.push(error);
        } else if node.compact() < known.node.compact() {
            *known = claim();
        }
    }

    /// Combines two sets of values.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.claims.extend(other.claims);
        self
    }

    /// Returns the values, mutably.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.claims.values_mut().map(|claim| &mut claim.node)
    }

    /// Returns the values with a single key.
    pub(super) fn flat(self) -> BTreeMap<String, Node> {
        self.claims
            .into_iter()
            .map(|((name, _), claim)| (name, claim.node))
            .collect()
    }

    /// Returns the values with two keys, grouped by the first; an empty object that is claimed as a whole only states that
    /// the first key exists.
    pub(super) fn nested(self) -> BTreeMap<String, MergedMembers> {
        let mut nested = BTreeMap::new();
        for ((outer, inner), claim) in self.claims {
            let whole =
                inner.is_none() && (is_extension(&outer) || !matches!(claim.node, Node::Object(_)));
            if whole {
                nested.insert(outer, MergedMembers::Whole(claim.node));
                continue;
            }
            let members = nested
                .entry(outer)
                .or_insert_with(|| MergedMembers::Members(BTreeMap::new()));
            if let (MergedMembers::Members(members), Some(inner)) = (members, inner) {
                members.insert(inner, claim.node);
            }
        }
        nested
    }
}

/// The value of a name: its members, or a single value.
pub(super) enum MergedMembers {
    Whole(Node),
    Members(BTreeMap<String, Node>),
}
