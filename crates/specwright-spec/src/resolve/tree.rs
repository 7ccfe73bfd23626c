//! A tree with indexes of wide objects, which may have ten thousand members.

use std::collections::HashMap;

use crate::{Node, Pointer};

/// The minimum number of members of an indexed object.
const WIDE: usize = 64;

/// The tree of a file.
pub(crate) struct Tree {
    root: Node,
    /// The members of wide objects by name. An object is identified by the address of its members, which is stable.
    wide: HashMap<usize, HashMap<String, usize>>,
}

impl Tree {
    pub(crate) fn new(root: Node) -> Self {
        let mut wide = HashMap::new();
        index(&root, &mut wide);
        Self { root, wide }
    }

    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// Returns the tree without its indexes, to change it.
    pub(crate) fn into_root(self) -> Node {
        self.root
    }

    /// Returns the node at a pointer.
    pub(crate) fn at(&self, pointer: &Pointer) -> Option<&Node> {
        pointer
            .segments()
            .try_fold(&self.root, |node, segment| self.step(node, &segment))
    }

    /// Changes the node at a pointer, if there is one.
    pub(crate) fn change(&mut self, pointer: &Pointer, change: impl FnOnce(&mut Node)) {
        let mut node = &mut self.root;
        for segment in pointer.segments() {
            let is_wide = node.members().len() >= WIDE;
            let position = || {
                self.wide
                    .get(&address(node.members()))?
                    .get(&*segment)
                    .copied()
            };
            let next = match is_wide.then(position) {
                Some(position) => position.and_then(|position| node.member_mut(position)),
                None => node.step_mut(&segment),
            };
            let Some(next) = next else { return };
            node = next;
        }
        change(node);
        index(node, &mut self.wide);
    }

    /// Returns the member or element of a node of this tree.
    pub(crate) fn step<'a>(&self, node: &'a Node, segment: &str) -> Option<&'a Node> {
        match node {
            Node::Object(members) if members.len() >= WIDE => {
                let index = self.wide.get(&address(members))?.get(segment)?;
                members.get(*index).map(|(_, value)| value)
            }
            _ => node.step(segment),
        }
    }
}

fn index(node: &Node, wide: &mut HashMap<usize, HashMap<String, usize>>) {
    match node {
        Node::Object(members) => {
            if members.len() >= WIDE {
                let names = members.iter().enumerate();
                let names = names.map(|(index, (name, _))| (name.clone(), index));
                wide.insert(address(members), names.collect());
            }
            members.iter().for_each(|(_, value)| index(value, wide));
        }
        Node::Array(elements) => elements.iter().for_each(|node| index(node, wide)),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
    }
}

fn address(members: &[(String, Node)]) -> usize {
    members.as_ptr().addr()
}
