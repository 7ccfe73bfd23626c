//! `security` of the root applies only to the operations of its fragment: it is moved to them before merging, and back to
//! the root if all operations of all fragments agree.

use super::Fragment;
use super::claims::Claims;
use crate::Node;
use crate::paths::METHODS;

/// Adds `security` of the root to each operation of the fragment without its own.
pub(super) fn push_down(fragment: &mut Fragment) {
    let Node::Object(members) = &mut fragment.node else {
        return;
    };
    let Some(position) = members.iter().position(|(key, _)| key == "security") else {
        return;
    };
    let (_, security) = members.remove(position);
    for (_, paths) in members.iter_mut().filter(|(key, _)| key == "paths") {
        for operation in operations(paths) {
            if !operation.iter().any(|(key, _)| key == "security") {
                operation.push(("security".to_owned(), security.clone()));
            }
        }
    }
}

/// Returns the members of every operation in the paths.
fn operations(paths: &mut Node) -> impl Iterator<Item = &mut Vec<(String, Node)>> {
    let items = members_mut(paths)
        .iter_mut()
        .flat_map(|(_, item)| members_mut(item));
    let operations = items.filter(|(key, _)| METHODS.contains(&key.as_str()));
    operations.filter_map(|(_, operation)| match operation {
        Node::Object(members) => Some(members),
        _ => None,
    })
}

fn members_mut(node: &mut Node) -> &mut [(String, Node)] {
    match node {
        Node::Object(members) => members,
        _ => &mut [],
    }
}

/// Removes `security` from the operations if all of them have the same value, and returns it.
pub(super) fn lift(operations: &mut Claims) -> Option<Node> {
    let mut agreed: Option<Node> = None;
    for operation in operations.values_mut() {
        let security = operation.get("security")?;
        match &agreed {
            Some(known) if !known.same_value(security) => return None,
            Some(known) if known.compact() <= security.compact() => {}
            _ => agreed = Some(security.clone()),
        }
    }
    for operation in operations.values_mut() {
        if let Node::Object(members) = operation {
            members.retain(|(key, _)| key != "security");
        }
    }
    agreed
}
