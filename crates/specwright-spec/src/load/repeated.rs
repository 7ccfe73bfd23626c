//! Duplicate keys in a lenient run: the last value is used, and no requirement is lost.
//!
//! | duplicate | read as |
//! |---|---|
//! | `security` | the requirements of all of them together |
//! | a scheme in a requirement | the scheme, with the scopes of all |
//! | an operation, or an object with operations | the last, with the requirements of all |
//! | an operation or path item, one of which is a `$ref` | not repaired: its target is not yet known |
//! | anything else | the last |

use std::collections::HashMap;

use crate::Node;
use crate::paths::METHODS;
use crate::requirements::{alternative, alternatives, both};

/// The requirements that apply to an operation without `security`.
enum Root {
    /// The requirements of the document.
    Known(Vec<Node>),
    /// The requirements of another file.
    Unknown,
}

/// Resolves the duplicate keys of a file. Returns `None` if the requirements of an operation are unknown.
pub(super) fn settle(mut root: Node) -> Option<Node> {
    let is_document = root.get("openapi").is_some() || root.get("swagger").is_some();
    settle_security(&mut root);
    let security = root.get("security").and_then(alternatives);
    let context = match is_document {
        true => Root::Known(security.unwrap_or_default()),
        false => Root::Unknown,
    };
    settle_node(&mut root, "", &context)?;
    Some(root)
}

fn settle_node(node: &mut Node, holder: &str, root: &Root) -> Option<()> {
    settle_security(node);
    match node {
        Node::Array(elements) => elements
            .iter_mut()
            .try_for_each(|it| settle_node(it, "", root)),
        Node::Object(members) => {
            for (key, value) in members.iter_mut() {
                settle_node(value, key, root)?;
            }
            settle_members(members, holder, root)
        }
        _ => Some(()),
    }
}

/// Merges the members of an object that share a key. `holder` is the key of the object.
fn settle_members(members: &mut Vec<(String, Node)>, holder: &str, root: &Root) -> Option<()> {
    let mut kept: Vec<(String, Node)> = Vec::with_capacity(members.len());
    let mut known: HashMap<String, usize> = HashMap::new();
    for (key, value) in std::mem::take(members).into_iter().rev() {
        match known.get(&key) {
            Some(index) => {
                let kept = &mut kept[*index].1;
                carry((holder, &key), kept, &value, [None, None], root)?;
            }
            None => {
                known.insert(key.clone(), kept.len());
                kept.push((key, value));
            }
        }
    }
    kept.reverse();
    *members = kept;
    Some(())
}

/// Merges several `security` values, and duplicate schemes in each requirement.
fn settle_security(node: &mut Node) {
    let Node::Object(members) = node else { return };
    for (key, value) in members.iter_mut() {
        let repeats = |node: &Node| {
            let names = node.members().iter().map(|(name, _)| name);
            let mut sorted: Vec<&String> = names.collect();
            sorted.sort();
            sorted.windows(2).any(|pair| pair[0] == pair[1])
        };
        let requirements = match value {
            Node::Array(elements) if key == "security" => elements.as_mut_slice(),
            Node::Object(_) if key == "security" => std::slice::from_mut(value),
            _ => continue,
        };
        for requirement in requirements.iter_mut().filter(|it| repeats(it)) {
            *requirement = alternative(requirement);
        }
    }
    let all = members.iter().filter(|(key, _)| key == "security");
    if all.clone().count() > 1 {
        let said = all.filter_map(|(_, value)| alternatives(value));
        let joined = said.reduce(|first, second| both(&first, &second));
        members.retain(|(key, _)| key != "security");
        members.extend(joined.map(|it| ("security".to_owned(), Node::Array(it))));
    }
}

/// Transfers the requirements of the operations in a dropped value to the kept one. `items` are the `security` values of the
/// surrounding path items.
fn carry(
    (holder, key): (&str, &str),
    kept: &mut Node,
    dropped: &Node,
    items: [Option<&Node>; 2],
    root: &Root,
) -> Option<()> {
    if kept == dropped && items[0] == items[1] {
        return Some(());
    }
    let is_item = ITEMS.contains(&holder) || key.starts_with('/') || key.contains("{$");
    let is_secured = is_method(key) || is_item || has_operation(kept) || has_operation(dropped);
    let is_known = kept.get("$ref").is_none() && dropped.get("$ref").is_none();
    match is_secured {
        false => {}
        true if !is_known => return None,
        true if is_method(key) => return carry_operation(kept, dropped, items, root),
        true => {}
    }
    let own = |node: &Node| node.get("security").filter(|_| is_secured).cloned();
    let items = [own(kept), own(dropped)];
    let items = [items[0].as_ref(), items[1].as_ref()];
    let Node::Object(members) = kept else {
        return Some(());
    };
    let inner = dropped.members().iter();
    let inner: HashMap<&str, &Node> = inner.map(|(key, value)| (key.as_str(), value)).collect();
    for (name, value) in members.iter_mut() {
        if let Some(dropped) = inner.get(name.as_str()) {
            carry((key, name), value, dropped, items, root)?;
        }
    }
    Some(())
}

/// Keys of objects that contain path items.
const ITEMS: [&str; 3] = ["paths", "webhooks", "pathItems"];

/// Returns true for an object with an operation.
fn has_operation(node: &Node) -> bool {
    let mut members = node.members().iter();
    members.any(|(key, value)| is_method(key) && value.as_object().is_some())
}

/// Returns true for the key of an operation, in any case.
fn is_method(key: &str) -> bool {
    METHODS
        .iter()
        .any(|method| method.eq_ignore_ascii_case(key))
}

fn carry_operation(
    kept: &mut Node,
    dropped: &Node,
    items: [Option<&Node>; 2],
    root: &Root,
) -> Option<()> {
    let own = |node: &Node, item: Option<&Node>| {
        let own = node.get("security").and_then(alternatives);
        own.or_else(|| item.and_then(alternatives))
    };
    let said = [own(kept, items[0]), own(dropped, items[1])];
    if said[0] == said[1] {
        return Some(());
    }
    let [first, second] = said.map(|it| match (it, root) {
        (Some(own), _) => Some(own),
        (None, Root::Known(root)) => Some(root.clone()),
        (None, Root::Unknown) => None,
    });
    let joined = both(&first?, &second?);
    kept.remove("security");
    kept.add("security", Node::Array(joined));
    Some(())
}
