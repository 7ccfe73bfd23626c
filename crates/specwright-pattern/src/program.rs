//! Encodes a pattern as the code that `specwright-matcher` runs; its `code.rs` documents the format.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use specwright_matcher::{Class, Machine};

use crate::ast::{Assertion, Node, Repeat};
use crate::spans::CharSet;

/// Returns the set of alternatives that are one code point each: `(.|\n)`.
fn one_of(nodes: &[Node]) -> Option<ClassUnicode> {
    let mut all = ClassUnicode::empty();
    for node in nodes {
        match node {
            Node::Char(found) => all.push(ClassUnicodeRange::new(*found, *found)),
            Node::Class(set) => all.union(set),
            _ => return None,
        }
    }
    Some(all)
}

/// A pattern as code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The code.
    pub code: Vec<u8>,
    /// The classes that the code refers to by index.
    pub classes: Vec<CharSet>,
}

impl Program {
    pub(crate) fn new(node: &Node) -> Self {
        let mut program = Self {
            code: Vec::new(),
            classes: Vec::new(),
        };
        program.write(node);
        program
    }

    /// Returns the machine that runs the code.
    ///
    /// # Panics
    ///
    /// Never, since the code is valid.
    pub fn machine(&self) -> Machine {
        let classes: Vec<Class<'_>> = self.classes.iter().map(CharSet::class).collect();
        Machine::read(&self.code, &classes).expect("the code is one")
    }

    fn number(&mut self, mut number: u32) {
        while number > 0x1F {
            self.code.push(b'`' + (number & 0x1F) as u8);
            number >>= 5;
        }
        self.code.push(b'@' + number as u8);
    }

    fn begin(&mut self, kind: u8, number: u32) {
        self.code.push(kind);
        self.number(number);
    }

    fn write(&mut self, node: &Node) {
        match node {
            Node::Empty => self.begin(b'.', 0),
            Node::Char(found) => self.literal(&found.to_string()),
            Node::Class(set) => self.class(set),
            Node::Assert(assertion) => self.code.push(match assertion {
                Assertion::Start => b'^',
                Assertion::End => b'$',
                Assertion::WordBoundary => b'b',
                Assertion::NotWordBoundary => b'B',
            }),
            Node::Look(look) => {
                self.code.push(match (look.ahead, look.negative) {
                    (true, false) => b'=',
                    (true, true) => b'!',
                    (false, false) => b'<',
                    (false, true) => b'>',
                });
                self.write(&look.node);
            }
            Node::Repeat(repeat) => self.repeat(repeat),
            Node::Concat(nodes) => self.concat(nodes),
            Node::Alternation(nodes) => match one_of(nodes) {
                Some(set) => self.class(&set),
                None => {
                    self.begin(b'|', nodes.len() as u32);
                    nodes.iter().for_each(|node| self.write(node));
                }
            },
            Node::Capture(group, node) => {
                self.begin(b'(', *group);
                self.write(node);
            }
            Node::BackReference(group) => self.begin(b'r', *group),
        }
    }

    fn literal(&mut self, text: &str) {
        self.begin(b'"', text.len() as u32);
        self.code.extend(text.bytes());
    }

    fn class(&mut self, set: &ClassUnicode) {
        let set = CharSet::from(set);
        let known = self.classes.iter().position(|known| *known == set);
        let number = known.unwrap_or_else(|| {
            self.classes.push(set);
            self.classes.len() - 1
        });
        self.begin(b'[', number as u32);
    }

    fn repeat(&mut self, repeat: &Repeat) {
        self.begin(if repeat.lazy { b'?' } else { b'*' }, repeat.min);
        self.number(repeat.max.map_or(0, |max| max + 1));
        self.write(&repeat.node);
    }

    /// Writes a sequence, with adjacent characters as one text.
    fn concat(&mut self, nodes: &[Node]) {
        let is_char = |node: &Node| matches!(node, Node::Char(_));
        let parts: Vec<&[Node]> = nodes
            .chunk_by(|left, right| is_char(left) && is_char(right))
            .collect();
        self.begin(b'.', parts.len() as u32);
        for part in parts {
            let char = |node: &Node| match node {
                Node::Char(found) => Some(*found),
                _ => None,
            };
            match part.iter().map(char).collect::<Option<String>>() {
                Some(text) => self.literal(&text),
                None => part.iter().for_each(|node| self.write(node)),
            }
        }
    }
}
