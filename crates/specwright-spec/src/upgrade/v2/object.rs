//! An object that can be taken apart and rebuilt.

use std::collections::HashSet;

use crate::Node;
use crate::node::NODE_WEIGHT;

/// The members of an object; a node that is not an object is kept unchanged.
#[derive(Default)]
pub(super) struct Object {
    members: Vec<(String, Node)>,
    other: Option<Node>,
}

impl Object {
    pub(super) fn new(node: Node) -> Self {
        match node {
            Node::Object(members) => Self {
                members,
                other: None,
            },
            other => Self {
                members: Vec::new(),
                other: Some(other),
            },
        }
    }

    pub(super) fn into_node(self) -> Node {
        self.other.unwrap_or(Node::Object(self.members))
    }

    pub(super) fn into_members(self) -> Vec<(String, Node)> {
        self.members
    }

    pub(super) fn members(&self) -> &[(String, Node)] {
        &self.members
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        let member = self.members.iter().find(|(name, _)| name == key);
        member.map(|(_, value)| value)
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::as_text)
    }

    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let index = self.members.iter().position(|(name, _)| name == key)?;
        Some(self.members.remove(index).1)
    }

    /// Moves some members to a new object.
    pub(super) fn take_all(&mut self, keys: &[&str]) -> Self {
        let taken = keys
            .iter()
            .filter_map(|key| Some(((*key).to_owned(), self.take(key)?)));
        Self {
            members: taken.collect(),
            other: None,
        }
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) {
        if let Some((name, _)) = self.members.iter_mut().find(|(name, _)| name == from) {
            *name = to.to_owned();
        }
    }

    /// Adds a member, which must be absent.
    pub(super) fn push(&mut self, key: &str, value: Node) {
        self.members.push((key.to_owned(), value));
    }

    /// Sets a member, which may be present.
    pub(super) fn set(&mut self, key: &str, value: Node) {
        match self.members.iter_mut().find(|(name, _)| name == key) {
            Some((_, known)) => *known = value,
            None => self.push(key, value),
        }
    }

    /// Sets a member to an object, unless it is empty.
    pub(super) fn set_object(&mut self, key: &str, value: Self) {
        if !value.is_empty() {
            self.set(key, value.into_node());
        }
    }
}

/// Returns a string node.
pub(super) fn text(text: &str) -> Node {
    Node::String(text.to_owned())
}

/// Returns the strings of an array.
pub(super) fn texts(node: Option<&Node>) -> Option<Vec<String>> {
    let elements = node?.as_array()?.iter();
    let mut known = HashSet::new();
    let texts = elements.filter_map(Node::as_text);
    let texts = texts.filter(|text| known.insert(*text));
    Some(texts.map(str::to_owned).collect())
}

/// Returns the approximate size of a copy of some members in bytes.
pub(super) fn weight(members: &[(String, Node)]) -> usize {
    members
        .iter()
        .map(|(key, value)| key.len() + NODE_WEIGHT + value.weight())
        .sum()
}
