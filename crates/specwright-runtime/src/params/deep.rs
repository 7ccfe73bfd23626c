//! `deepObject` beyond one level, which OpenAPI leaves open: as PHP, Rails, `qs` and the APIs behind them have it.
//!
//! | written                        | read as well                                             |
//! |--------------------------------|----------------------------------------------------------|
//! | `filter[owner][name]=x`        |                                                          |
//! | `filter[ids][]=1&filter[ids][]=2` | `filter[ids][0]=1&filter[ids][1]=2`, `filter[ids]=1&filter[ids]=2` |
//! | `items[0][id]=1`               |                                                          |

use super::encode::Unwritable;
use crate::json::node::Node;
use crate::steps;
use std::collections::HashMap;

/// The pairs of a tree, by names with brackets; null is left out.
pub(super) fn pairs(name: &str, node: &Node) -> Result<Vec<(String, String)>, Unwritable> {
    let mut pairs = Vec::new();
    push(name, node, &mut pairs)?;
    Ok(pairs)
}

fn push(name: &str, node: &Node, pairs: &mut Vec<(String, String)>) -> Result<(), Unwritable> {
    match node {
        Node::Object(properties) => properties
            .iter()
            .try_for_each(|(key, value)| push(&format!("{name}[{key}]"), value, pairs)),
        Node::Array(items) => items.iter().enumerate().try_for_each(|(index, item)| {
            let name = match item {
                Node::Object(_) | Node::Array(_) => format!("{name}[{index}]"),
                _ => format!("{name}[]"),
            };
            push(&name, item, pairs)
        }),
        leaf => {
            let text = super::encode::primitive(leaf)?;
            pairs.extend(text.map(|text| (name.to_owned(), text)));
            Ok(())
        }
    }
}

/// Brackets beyond this depth are refused: no one means them.
const DEEPEST: usize = 64;

/// A tree in the making: what a name with brackets leads to.
#[derive(Default)]
pub(super) struct Tree {
    leaves: Vec<Node>,
    branches: Vec<(String, Tree)>,
    /// The position of each branch by its key.
    positions: HashMap<String, usize>,
}

impl Tree {
    /// Adds a leaf below these keys: `[a][b]`. None if the brackets are not in pairs, or too many.
    pub(super) fn add(&mut self, keys: &str, leaf: Node) -> Option<()> {
        let depth = keys.bytes().filter(|byte| *byte == b'[').count();
        (depth <= DEEPEST).then(|| self.insert(keys, leaf))?
    }

    fn insert(&mut self, keys: &str, leaf: Node) -> Option<()> {
        if keys.is_empty() {
            self.leaves.push(leaf);
            return Some(());
        }
        let (key, rest) = keys.strip_prefix('[')?.split_once(']')?;
        steps::add(key.len());
        let index = match self.positions.get(key) {
            Some(index) => *index,
            None => {
                self.positions.insert(key.to_owned(), self.branches.len());
                self.branches.push((key.to_owned(), Tree::default()));
                self.branches.len() - 1
            }
        };
        self.branches[index].1.insert(rest, leaf)
    }

    /// The tree as a value; none if something is both a text and an object.
    pub(super) fn into_node(self) -> Option<Node> {
        match (self.leaves.len(), self.branches.is_empty()) {
            (1, true) => self.leaves.into_iter().next(),
            (_, true) => Some(Node::array(self.leaves)),
            (0, false) if self.is_list() => self.into_items().map(Node::array),
            (0, false) => self.into_object(),
            _ => None,
        }
    }

    /// The tree as an object, whatever its keys are.
    pub(super) fn into_object(self) -> Option<Node> {
        let branches = self.branches.into_iter();
        let properties = branches.map(|(key, tree)| Some((key, tree.into_node()?)));
        properties.collect::<Option<Vec<_>>>().map(Node::object)
    }

    /// Returns true if the keys are those of an array: empty, or 0, 1, 2 and so on.
    fn is_list(&self) -> bool {
        let mut keys = self.branches.iter().map(|(key, _)| key).enumerate();
        keys.all(|(index, key)| key.is_empty() || *key == index.to_string())
    }

    fn into_items(self) -> Option<Vec<Node>> {
        let mut items = Vec::new();
        for (key, tree) in self.branches {
            if key.is_empty() && tree.branches.is_empty() {
                items.extend(tree.leaves);
            } else {
                items.push(tree.into_node()?);
            }
        }
        Some(items)
    }
}
