//! Converts regular [`Node`]s to [`Hir`], from which `regex-automata` builds automata.

use regex_syntax::hir::{
    Class, ClassBytes, ClassBytesRange, ClassUnicode, ClassUnicodeRange, Hir, Look, Repetition,
};

use crate::ast::{Assertion, Node, Repeat};

/// The unit of a loop over any text.
///
/// A `str` is valid UTF-8, so that a loop over any text may run over bytes: if it stops within a code point, only another such loop
/// can continue, and the result is the same. This makes automata much smaller. It is not valid if an assertion can hold within a
/// code point, or before a complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Byte,
    CodePoint,
}

impl Step {
    /// Returns the unit that is correct for `node`: `\B` holds between the bytes of a code point.
    pub(crate) fn of(node: &Node) -> Self {
        let exact = node.any(&|node| matches!(node, Node::Assert(Assertion::NotWordBoundary)));
        if exact { Step::CodePoint } else { Step::Byte }
    }

    /// Returns a loop over any text.
    pub(crate) fn any_text(self) -> Hir {
        star(match self {
            Step::Byte => bytes(0, 0xFF),
            Step::CodePoint => {
                Hir::class(Class::Unicode(ClassUnicode::new([ClassUnicodeRange::new(
                    '\0',
                    char::MAX,
                )])))
            }
        })
    }
}

/// Converts `node` to a regular expression; returns none if it has look-around or a back-reference.
pub(crate) fn lower(node: &Node, step: Step) -> Option<Hir> {
    Some(match node {
        Node::Empty => Hir::empty(),
        Node::Char(found) => Hir::literal(found.encode_utf8(&mut [0; 4]).as_bytes()),
        Node::Class(set) => Hir::class(Class::Unicode(set.clone())),
        Node::Assert(assertion) => Hir::look(lower_assertion(*assertion)),
        Node::Look(_) | Node::BackReference(_) | Node::Capture(..) => return None,
        Node::Repeat(repeat) => lower_repeat(repeat, step)?,
        Node::Concat(nodes) => Hir::concat(lower_all(nodes, step)?),
        Node::Alternation(nodes) => Hir::alternation(lower_all(nodes, step)?),
    })
}

fn lower_all(nodes: &[Node], step: Step) -> Option<Vec<Hir>> {
    nodes.iter().map(|node| lower(node, step)).collect()
}

/// Converts an assertion. Word characters are ASCII without the `i` flag (ECMA-262, section 22.2.2.9.3, `WordCharacters`).
fn lower_assertion(assertion: Assertion) -> Look {
    match assertion {
        Assertion::Start => Look::Start,
        Assertion::End => Look::End,
        Assertion::WordBoundary => Look::WordAscii,
        Assertion::NotWordBoundary => Look::WordAsciiNegate,
    }
}

fn lower_repeat(repeat: &Repeat, step: Step) -> Option<Hir> {
    let sub = lower(&repeat.node, step)?;
    let unbounded = match (&repeat.node, repeat.max, step) {
        (Node::Class(set), None, Step::Byte) => loose(set),
        _ => None,
    };
    Some(match unbounded {
        // Required repetitions are counted in code points; the loop after them is not.
        Some(loose) => Hir::concat(vec![
            repetition(sub, repeat.min, Some(repeat.min)),
            star(loose),
        ]),
        None => repetition(sub, repeat.min, repeat.max),
    })
}

/// Returns the set as bytes, if it has all code points that are not ASCII.
fn loose(set: &ClassUnicode) -> Option<Hir> {
    let (last, ascii) = set.ranges().split_last()?;
    if last.end() != char::MAX || last.start() > '\u{80}' {
        return None;
    }
    let ranges = ascii
        .iter()
        .map(|range| (range.start(), range.end()))
        .chain([(last.start(), '\u{7F}')]);
    let mut bytes = ClassBytes::new([ClassBytesRange::new(0x80, 0xFF)]);
    for (start, end) in ranges.filter(|(start, end)| start <= end) {
        bytes.push(ClassBytesRange::new(
            u8::try_from(start).ok()?,
            u8::try_from(end).ok()?,
        ));
    }
    Some(Hir::class(Class::Bytes(bytes)))
}

fn bytes(first: u8, last: u8) -> Hir {
    Hir::class(Class::Bytes(ClassBytes::new([ClassBytesRange::new(
        first, last,
    )])))
}

pub(crate) fn repetition(sub: Hir, min: u32, max: Option<u32>) -> Hir {
    Hir::repetition(Repetition {
        min,
        max,
        greedy: true,
        sub: Box::new(sub),
    })
}

fn star(sub: Hir) -> Hir {
    repetition(sub, 0, None)
}
