//! Groups of equal definitions of operations, and the names of what they have in common.

use std::collections::BTreeMap;

use specwright_ir::Ident;

use crate::naming::{Claim, settle};

/// Operations that declare the same.
pub(super) struct Group {
    /// The positions of the operations, in the order of their names.
    pub members: Vec<usize>,
}

impl Group {
    /// Returns the operation whose file defines the type.
    pub(super) fn first(&self) -> usize {
        self.members[0]
    }
}

/// Returns the groups of several definitions, given by name and contents, in the order of their first names.
pub(super) fn groups(list: &[Option<(Ident, String)>]) -> Vec<Group> {
    let mut groups: BTreeMap<&str, Vec<(&Ident, usize)>> = BTreeMap::new();
    for (position, definition) in list.iter().enumerate() {
        if let Some((name, contents)) = definition {
            groups.entry(contents).or_default().push((name, position));
        }
    }
    let mut groups: Vec<_> = groups.into_values().filter(|it| it.len() > 1).collect();
    groups.iter_mut().for_each(|members| members.sort());
    groups.sort();
    let members = |it: Vec<(&Ident, usize)>| it.into_iter().map(|(_, position)| position).collect();
    let groups = groups.into_iter().map(|it| Group {
        members: members(it),
    });
    groups.collect()
}

/// Returns the names of groups by their claims, none of which is in `taken`.
pub(super) fn names(mut claims: Vec<Claim>, taken: &[Ident]) -> Vec<Ident> {
    let count = claims.len();
    claims.extend(taken.iter().map(|it| Claim::reserved(it.as_str())));
    let (mut names, _) = settle(&claims);
    names.truncate(count);
    names
}
