//! Circles of schemas, opened.

use std::collections::BTreeMap;

use super::Resolved;
use crate::check::{closing, report_circles};
use crate::{FileId, Location, Node, Report};

/// The number of times that circles are looked for: opening one may show another.
const ROUNDS: usize = 16;

/// Leaves out the members that close circles of schemas, which have been told; those that are left are errors.
pub(crate) fn open_circles(resolved: &mut Resolved, report: &mut Report) {
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
    report_circles(resolved, report);
}

/// Writes a schema that changes nothing: among choices one that holds for nothing, elsewhere one that holds for everything.
fn leave_out(tree: &mut Node, member: &Location) {
    let list = member.parent();
    let list = list.as_ref().and_then(|list| list.pointer.last());
    let offered = matches!(list.as_deref(), Some("anyOf" | "oneOf"));
    if let Some(node) = tree.at_mut(&member.pointer) {
        *node = Node::Bool(!offered);
    }
}
