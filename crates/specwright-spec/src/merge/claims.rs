//! What the fragments say, by name, and whether they agree.

use std::collections::BTreeMap;

use super::error;
use crate::grammar::is_extension;
use crate::{Code, Location, Node, Report};

/// Two names deep: (path, method), (kind, component); one for a field of the root and for what is claimed as a whole.
type Name = (String, Option<String>);

/// Values by name; every fragment that names one must give the same.
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

    /// Adds what a fragment says, or reports that another says something else. Of two spellings of one value the one that
    /// sorts first is kept, so that the order of the fragments does not count.
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

    /// The values of both.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.claims.extend(other.claims);
        self
    }

    /// The values, to change them.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.claims.values_mut().map(|claim| &mut claim.node)
    }

    /// The values that have one name, by that name.
    pub(super) fn flat(self) -> BTreeMap<String, Node> {
        self.claims
            .into_iter()
            .map(|((name, _), claim)| (name, claim.node))
            .collect()
    }

    /// The values that have two names, by the first, then the second; an empty object claimed as a whole only says that
    /// the first name is there.
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

/// What stands under a name: members under names of their own, or a whole.
pub(super) enum MergedMembers {
    Whole(Node),
    Members(BTreeMap<String, Node>),
}
