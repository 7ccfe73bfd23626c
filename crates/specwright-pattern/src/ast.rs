//! The syntax tree of a pattern.

use std::collections::{BTreeMap, BTreeSet};

use regex_syntax::hir::ClassUnicode;

/// A pattern or a part of one. Only groups with a back-reference are kept; the shape of the tree has the others.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Empty,
    Char(char),
    /// One code point of the set. A lone surrogate is the empty set, since it cannot occur in a `str`.
    Class(ClassUnicode),
    Assert(Assertion),
    Look(Box<Look>),
    /// A group with its number from 0, as assigned by [`Node::number_captures`].
    Capture(u32, Box<Node>),
    BackReference(u32),
    Repeat(Box<Repeat>),
    Concat(Vec<Node>),
    Alternation(Vec<Node>),
}

/// An `Assertion` except look-around (ECMA-262, section 22.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Assertion {
    Start,
    End,
    WordBoundary,
    NotWordBoundary,
}

/// `(?=…)`, `(?!…)`, `(?<=…)` or `(?<!…)`.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    pub(crate) ahead: bool,
    pub(crate) negative: bool,
    pub(crate) node: Node,
}

/// `x{min,max}`.
#[derive(Clone, Debug)]
pub(crate) struct Repeat {
    pub(crate) node: Node,
    pub(crate) min: u32,
    pub(crate) max: Option<u32>,
    /// True if fewer repetitions are tried first. This can change whether there is a match only if a back-reference refers to a
    /// group in a look-around.
    pub(crate) lazy: bool,
}

impl Node {
    pub(crate) fn concat(mut items: Vec<Node>) -> Node {
        match items.len() {
            0 => Node::Empty,
            1 => items.remove(0),
            _ => Node::Concat(items),
        }
    }

    pub(crate) fn alternation(mut alternatives: Vec<Node>) -> Node {
        match alternatives.len() {
            1 => alternatives.remove(0),
            _ => Node::Alternation(alternatives),
        }
    }

    /// Returns true if any node of the tree satisfies `test`.
    pub(crate) fn any(&self, test: &impl Fn(&Node) -> bool) -> bool {
        test(self)
            || match self {
                Node::Look(look) => look.node.any(test),
                Node::Repeat(repeat) => repeat.node.any(test),
                Node::Capture(_, node) => node.any(test),
                Node::Concat(nodes) | Node::Alternation(nodes) => {
                    nodes.iter().any(|node| node.any(test))
                }
                _ => false,
            }
    }

    /// Removes captures without references, and numbers the others in order.
    pub(crate) fn number_captures(self) -> Node {
        let mut used = BTreeSet::new();
        self.collect_references(&mut used);
        let numbers: BTreeMap<u32, u32> = used.into_iter().zip(0..).collect();
        self.map(&|group| numbers.get(&group).copied(), &|group| {
            numbers[&group]
        })
    }

    /// Renumbers back-references.
    pub(crate) fn map_references(self, number: &impl Fn(u32) -> u32) -> Node {
        self.map(&Some, number)
    }

    fn collect_references(&self, used: &mut BTreeSet<u32>) {
        match self {
            Node::BackReference(group) => drop(used.insert(*group)),
            Node::Look(look) => look.node.collect_references(used),
            Node::Repeat(repeat) => repeat.node.collect_references(used),
            Node::Capture(_, node) => node.collect_references(used),
            Node::Concat(nodes) | Node::Alternation(nodes) => {
                nodes.iter().for_each(|node| node.collect_references(used));
            }
            Node::Empty | Node::Char(_) | Node::Class(_) | Node::Assert(_) => {}
        }
    }

    /// Renumbers captures and back-references, and removes captures without a number.
    fn map(self, capture: &impl Fn(u32) -> Option<u32>, reference: &impl Fn(u32) -> u32) -> Node {
        let map = |node: Node| node.map(capture, reference);
        match self {
            Node::BackReference(group) => Node::BackReference(reference(group)),
            Node::Capture(group, node) => match capture(group) {
                Some(number) => Node::Capture(number, Box::new(map(*node))),
                None => map(*node),
            },
            Node::Look(mut look) => {
                look.node = map(look.node);
                Node::Look(look)
            }
            Node::Repeat(mut repeat) => {
                repeat.node = map(repeat.node);
                Node::Repeat(repeat)
            }
            Node::Concat(nodes) => Node::Concat(nodes.into_iter().map(map).collect()),
            Node::Alternation(nodes) => Node::Alternation(nodes.into_iter().map(map).collect()),
            other => other,
        }
    }
}
