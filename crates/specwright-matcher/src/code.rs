//! The code of a pattern: its syntax tree as bytes, each node before its parts:
//!
//! | byte | followed by |
//! |---|---|
//! | `"` | a number, and that many bytes of UTF-8 |
//! | `[` | the number of a class |
//! | `^` `$` `b` `B` | nothing: the assertion |
//! | `=` `!` `<` `>` | the body of `(?=`, `(?!`, `(?<=` or `(?<!` |
//! | `*` `?` | the minimum, the maximum plus one or 0 for none, and the body; `?` is lazy |
//! | `.` `\|` | a number, and that many parts: a sequence, or alternatives |
//! | `(` | the number of a group, from 0, and its body; groups without references are left out |
//! | `r` | the number of a group: a back-reference |
//!
//! A number is written in digits of five bits, lowest first: `@` plus the digit, or `` ` `` plus the digit if another follows.

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Atom(Atom),
    Assert(Assertion),
    Look(Box<Look>),
    Repeat(Box<Repeat>),
    Concat(Vec<Node>),
    Alternation(Vec<Node>),
    Capture(u32, Box<Node>),
    BackReference(u32),
}

/// A matcher of one code point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Atom {
    Char(char),
    /// A class, by its number.
    Class(u32),
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Assertion {
    Start,
    End,
    WordBoundary,
    NotWordBoundary,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) ahead: bool,
    pub(crate) negative: bool,
    pub(crate) node: Node,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repeat {
    pub(crate) node: Node,
    pub(crate) min: u32,
    pub(crate) max: Option<u32>,
    pub(crate) lazy: bool,
}

impl Node {
    pub(crate) const EMPTY: Node = Node::Concat(Vec::new());

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
                Node::Atom(_) | Node::Assert(_) | Node::BackReference(_) => false,
            }
    }
}

/// Parses the tree; returns none if the code is invalid.
pub(crate) fn read(code: &[u8]) -> Option<Node> {
    let mut reader = Reader { rest: code };
    let node = reader.node()?;
    reader.rest.is_empty().then_some(node)
}

struct Reader<'c> {
    rest: &'c [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0u32, 0);
        loop {
            let digit = self.byte()?.checked_sub(b'@')?;
            number |= u32::from(digit & 0x1F).checked_shl(shift)?;
            if digit & 0x20 == 0 {
                return Some(number);
            }
            shift += 5;
        }
    }

    fn node(&mut self) -> Option<Node> {
        let look = |ahead, negative, node| {
            Node::Look(Box::new(Look {
                ahead,
                negative,
                node,
            }))
        };
        Some(match self.byte()? {
            b'"' => self.literal()?,
            b'[' => Node::Atom(Atom::Class(self.number()?)),
            b'^' => Node::Assert(Assertion::Start),
            b'$' => Node::Assert(Assertion::End),
            b'b' => Node::Assert(Assertion::WordBoundary),
            b'B' => Node::Assert(Assertion::NotWordBoundary),
            b'=' => look(true, false, self.node()?),
            b'!' => look(true, true, self.node()?),
            b'<' => look(false, false, self.node()?),
            b'>' => look(false, true, self.node()?),
            b'*' => self.repeat(false)?,
            b'?' => self.repeat(true)?,
            b'.' => Node::Concat(self.nodes()?),
            b'|' => Node::Alternation(self.nodes()?),
            b'(' => Node::Capture(self.number()?, Box::new(self.node()?)),
            b'r' => Node::BackReference(self.number()?),
            _ => return None,
        })
    }

    fn literal(&mut self) -> Option<Node> {
        let length = self.number()? as usize;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        let points = std::str::from_utf8(text).ok()?.chars();
        Some(Node::Concat(
            points.map(|point| Node::Atom(Atom::Char(point))).collect(),
        ))
    }

    fn repeat(&mut self, lazy: bool) -> Option<Node> {
        Some(Node::Repeat(Box::new(Repeat {
            min: self.number()?,
            max: self.number()?.checked_sub(1),
            node: self.node()?,
            lazy,
        })))
    }

    fn nodes(&mut self) -> Option<Vec<Node>> {
        (0..self.number()?).map(|_| self.node()).collect()
    }
}
