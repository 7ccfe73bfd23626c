//! The tree that overlays change.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use crate::node::MAX_COPIED;
use crate::provenance::{Overlaid, Provenance};
use crate::{FileId, Location, MAX_DEPTH, Node, Number, Pointer};

/// The tree of a document, with the origins of its nodes.
pub(super) struct Target {
    pub(super) file: FileId,
    tree: Node,
    /// The same tree for queries, which compare numbers as floats. Each change is made in both.
    json: Value,
    overlaid: Overlaid,
    /// The approximate size of all inserted values in bytes.
    copied: usize,
}

/// The reason why a value cannot be inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// The tree would be deeper than [`MAX_DEPTH`].
    Depth,
    /// Actions have copied more than [`MAX_COPIED`].
    Size,
}

impl Target {
    pub(super) fn new(tree: Node, file: FileId) -> Self {
        Self {
            file,
            json: json(&tree),
            tree,
            overlaid: Overlaid::default(),
            copied: 0,
        }
    }

    /// Returns the tree and the origins of its nodes.
    pub(super) fn finish(self) -> (Node, Overlaid) {
        (self.tree, self.overlaid)
    }

    /// Returns the distinct nodes that a query selects.
    pub(super) fn select(&self, query: &JsonPath) -> Vec<Pointer> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for path in query.query_located(&self.json).locations() {
            let mut pointer = Pointer::default();
            for element in path.iter() {
                match element {
                    PathElement::Name(name) => pointer.push(name),
                    PathElement::Index(index) => pointer.push(&index.to_string()),
                };
            }
            if seen.insert(pointer.clone()) {
                found.push(pointer);
            }
        }
        found
    }

    /// Returns the node at a pointer.
    pub(super) fn node(&self, at: &Pointer) -> Option<&Node> {
        self.tree.at(at)
    }

    /// Returns the location that a node was read from.
    pub(super) fn origin(&self, at: &Pointer) -> Location {
        self.overlaid.provenance.origin(self.file, at)
    }

    /// Returns a copy of a node, with its origins.
    pub(super) fn copy(&self, at: &Pointer) -> Option<(Node, Provenance)> {
        let node = self.tree.at(at)?.clone();
        Some((node, self.overlaid.provenance.part(self.file, at)))
    }

    /// Replaces a node, or adds a member to an object.
    pub(super) fn set(
        &mut self,
        at: &Pointer,
        value: &Node,
        provenance: Provenance,
    ) -> Result<(), Limit> {
        self.count(at, value)?;
        match (self.tree.at_mut(at), self.json.pointer_mut(at.as_str())) {
            (Some(node), Some(same)) => {
                *same = json(value);
                *node = value.clone();
            }
            _ => self.add(at, value),
        }
        self.overlaid.set(at, provenance);
        Ok(())
    }

    fn add(&mut self, at: &Pointer, value: &Node) {
        let (Some(holder), Some(key)) = (at.parent(), at.last()) else {
            return;
        };
        if let Some(node) = self.tree.at_mut(&holder) {
            node.add(&key, value.clone());
        }
        if let Some(Value::Object(members)) = self.json.pointer_mut(holder.as_str()) {
            members.insert(key.into_owned(), json(value));
        }
    }

    /// Appends an element to an array.
    pub(super) fn append(
        &mut self,
        array: &Pointer,
        value: &Node,
        provenance: Provenance,
    ) -> Result<(), Limit> {
        let length = self.node(array).map_or(0, |node| node.elements().len());
        let at = array.child(&length.to_string());
        self.count(&at, value)?;
        if let Some(Node::Array(elements)) = self.tree.at_mut(array) {
            elements.push(value.clone());
        }
        if let Some(Value::Array(elements)) = self.json.pointer_mut(array.as_str()) {
            elements.push(json(value));
        }
        self.overlaid.set(&at, provenance);
        Ok(())
    }

    /// Removes nodes, none of which is the root.
    pub(super) fn remove(&mut self, nodes: Vec<Pointer>, action: &Location) {
        let mut holders: BTreeMap<Pointer, Vec<String>> = BTreeMap::new();
        for at in nodes {
            if let (Some(holder), Some(key)) = (at.parent(), at.last()) {
                holders.entry(holder).or_default().push(key.into_owned());
            }
        }
        let mut holders: Vec<_> = holders.into_iter().collect();
        // Removing elements moves nodes that are deeper, which are done by then.
        holders.sort_by_key(|(holder, _)| std::cmp::Reverse(holder.segments().count()));
        for (holder, keys) in holders {
            match self.tree.at(&holder) {
                Some(Node::Array(_)) => self.remove_elements(&holder, &keys),
                _ => self.remove_members(&holder, &keys, action),
            }
        }
    }

    fn remove_members(&mut self, holder: &Pointer, keys: &[String], action: &Location) {
        let gone: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
        if let Some(Node::Object(members)) = self.tree.at_mut(holder) {
            members.retain(|(key, _)| !gone.contains(key.as_str()));
        }
        for key in gone {
            if let Some(Value::Object(members)) = self.json.pointer_mut(holder.as_str()) {
                members.remove(key);
            }
            self.overlaid.remove(holder.child(key), action);
        }
    }

    fn remove_elements(&mut self, array: &Pointer, indexes: &[String]) {
        let gone: BTreeSet<usize> = indexes.iter().filter_map(|it| it.parse().ok()).collect();
        let Some(Node::Array(elements)) = self.tree.at_mut(array) else {
            return;
        };
        let (overlaid, length) = (&mut self.overlaid, elements.len());
        overlaid.remove_elements(self.file, array, &gone, length);
        keep(elements, &gone);
        if let Some(Value::Array(elements)) = self.json.pointer_mut(array.as_str()) {
            keep(elements, &gone);
        }
    }

    /// Counts a value before it is inserted.
    fn count(&mut self, at: &Pointer, value: &Node) -> Result<(), Limit> {
        if at.segments().count() + height(value) > MAX_DEPTH {
            return Err(Limit::Depth);
        }
        self.copied = self.copied.saturating_add(value.weight());
        match self.copied > MAX_COPIED {
            true => Err(Limit::Size),
            false => Ok(()),
        }
    }
}

/// Removes the elements at some indexes.
fn keep<T>(elements: &mut Vec<T>, removed: &BTreeSet<usize>) {
    let mut index = 0..;
    elements.retain(|_| index.next().is_none_or(|index| !removed.contains(&index)));
}

/// Returns the number of levels of objects and arrays.
fn height(node: &Node) -> usize {
    let members = node.members().iter().map(|(_, value)| value);
    let inner = members.chain(node.elements()).map(height).max();
    match node {
        Node::Array(_) | Node::Object(_) => 1 + inner.unwrap_or(0),
        _ => 0,
    }
}

/// Converts a tree for queries.
fn json(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::Bool(*value),
        Node::Number(number) => json_number(number),
        Node::String(text) => Value::String(text.clone()),
        Node::Array(elements) => Value::Array(elements.iter().map(json).collect()),
        Node::Object(members) => {
            let members = members.iter();
            Value::Object(
                members
                    .map(|(key, value)| (key.clone(), json(value)))
                    .collect(),
            )
        }
    }
}

fn json_number(number: &Number) -> Value {
    if let Some(value) = number.as_u64() {
        return value.into();
    }
    match number.as_i64() {
        Some(value) => value.into(),
        None => number.as_f64().into(),
    }
}
