//! What a pattern says, free of its spelling.

use regex_syntax::hir::ClassUnicode;

/// A pattern or a part of one. Groups are gone: what they bound is the shape of the tree, and what they capture only a
/// back-reference can tell.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Empty,
    Char(char),
    /// One code point of the set. A lone surrogate is the empty set, as it cannot occur in a `str`.
    Class(ClassUnicode),
    Assert(Assertion),
    Look(Box<Look>),
    BackReference,
    Repeat(Box<Repeat>),
    Concat(Vec<Node>),
    Alternation(Vec<Node>),
}

/// ECMA-262, section 22.2.1, `Assertion`, but for look-around.
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

/// `x{min,max}`. Laziness is left out: it changes which match is found, never whether there is one.
#[derive(Clone, Debug)]
pub(crate) struct Repeat {
    pub(crate) node: Node,
    pub(crate) min: u32,
    pub(crate) max: Option<u32>,
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

    /// Whether some node of the tree satisfies `test`.
    pub(crate) fn any(&self, test: &impl Fn(&Node) -> bool) -> bool {
        test(self)
            || match self {
                Node::Look(look) => look.node.any(test),
                Node::Repeat(repeat) => repeat.node.any(test),
                Node::Concat(nodes) | Node::Alternation(nodes) => {
                    nodes.iter().any(|node| node.any(test))
                }
                _ => false,
            }
    }
}
