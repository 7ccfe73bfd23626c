//! Cuts cycles of schemas.

use std::collections::BTreeMap;

use super::Resolved;
use crate::check::{closing, report_cycles};
use crate::{FileId, Location, Node, Report};

/// The maximum number of searches for cycles: cutting one may reveal another.
const ROUNDS: usize = 16;

/// Removes the members that close cycles of schemas, which have been reported; remaining cycles are errors.
pub(crate) fn open_cycles(resolved: &mut Resolved, report: &mut Report) {
    for _ in 0..ROUNDS {
        let mut members: BTreeMap<FileId, Vec<Location>> = BTreeMap::new();
        for member in closing(resolved) {
            resolved.targets.remove(&member);
            members.entry(member.file).or_default().push(member);
        }
        if members.is_empty() {
            return;
        }
        for (file, members) in members {
            resolved.edit(file, |tree| {
                members.iter().for_each(|it| leave_out(tree, it))
            });
        }
    }
    report_cycles(resolved, report);
}

/// Replaces a schema by a neutral one: `false` in `anyOf` and `oneOf`, `true` elsewhere.
fn leave_out(tree: &mut Node, member: &Location) {
    let list = member.parent();
    let list = list.as_ref().and_then(|list| list.pointer.last());
    let offered = matches!(list.as_deref(), Some("anyOf" | "oneOf"));
    if let Some(node) = tree.at_mut(&member.pointer) {
        *node = Node::Bool(!offered);
    }
}
