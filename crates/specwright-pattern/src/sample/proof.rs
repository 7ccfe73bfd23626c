//! Proves that a pattern admits no string, independently of its automaton.
//!
//! A position in a string is abstracted to the letters before and after it, or an edge. The transitions of a node are
//! over-approximated as a relation of such positions; if it is empty, no string matches.

use crate::ast::{Assertion, Node};
use std::collections::BTreeSet;

/// The numbers of the letters before and after a position; 0 for an edge.
type TextPosition = (usize, usize);

/// Returns true if no string is matched.
pub(super) fn is_empty(node: &Node) -> bool {
    let mut borders = BTreeSet::from(['\0', '-', '0', ':', 'A', '[', '_', '`', 'a', '{']);
    collect(node, &mut borders);
    let letters: Vec<char> = borders.into_iter().collect();
    let all = (0..=letters.len())
        .flat_map(|before| (0..=letters.len()).map(move |behind| (before, behind)));
    Prover { letters: &letters }
        .run(node, &all.collect())
        .is_empty()
}

/// Returns the first letter of each range and the letter after its last: no class distinguishes the letters between them.
fn collect(node: &Node, borders: &mut BTreeSet<char>) {
    let mut add = |first: char, last: char| {
        borders.insert(first);
        borders.extend((last..=char::MAX).nth(1));
    };
    match node {
        Node::Char(letter) => add(*letter, *letter),
        Node::Class(set) => set.ranges().iter().for_each(|it| add(it.start(), it.end())),
        Node::Look(look) => collect(&look.node, borders),
        Node::Repeat(repeat) => collect(&repeat.node, borders),
        Node::Capture(_, node) => collect(node, borders),
        Node::Concat(nodes) | Node::Alternation(nodes) => {
            nodes.iter().for_each(|node| collect(node, borders));
        }
        Node::Empty | Node::Assert(_) | Node::BackReference(_) => {}
    }
}

struct Prover<'l> {
    letters: &'l [char],
}

impl Prover<'_> {
    fn is_word(&self, letter: usize) -> bool {
        let letter = letter.checked_sub(1).map(|at| self.letters[at]);
        letter.is_some_and(|it| it.is_ascii_alphanumeric() || it == '_')
    }

    fn read(
        &self,
        from: &BTreeSet<TextPosition>,
        is_in: impl Fn(char) -> bool,
    ) -> BTreeSet<TextPosition> {
        let read = from
            .iter()
            .filter(|it| it.1 > 0 && is_in(self.letters[it.1 - 1]));
        let befores: BTreeSet<usize> = read.map(|it| it.1).collect();
        let behind = |before: usize| (0..=self.letters.len()).map(move |behind| (before, behind));
        befores.into_iter().flat_map(behind).collect()
    }

    /// Returns a superset of the positions that the node leads to.
    fn run(&self, node: &Node, from: &BTreeSet<TextPosition>) -> BTreeSet<TextPosition> {
        match node {
            Node::Empty => from.clone(),
            Node::Char(letter) => self.read(from, |it| it == *letter),
            Node::Class(set) => self.read(from, |it| {
                set.ranges()
                    .iter()
                    .any(|range| (range.start()..=range.end()).contains(&it))
            }),
            Node::Assert(assertion) => from
                .iter()
                .copied()
                .filter(|it| self.holds(*assertion, *it))
                .collect(),
            Node::Look(look) if look.ahead && !look.negative => {
                let leads = |place: &TextPosition| {
                    !self.run(&look.node, &BTreeSet::from([*place])).is_empty()
                };
                from.iter().copied().filter(leads).collect()
            }
            Node::Look(look) if look.negative && matches!(look.node, Node::Empty) => {
                BTreeSet::new()
            }
            Node::Look(_) => from.clone(),
            Node::Capture(_, node) => self.run(node, from),
            Node::Concat(nodes) => nodes
                .iter()
                .fold(from.clone(), |from, node| self.run(node, &from)),
            Node::Alternation(nodes) => {
                nodes.iter().flat_map(|node| self.run(node, from)).collect()
            }
            Node::Repeat(repeat) => {
                let mut at = from.clone();
                for _ in 0..repeat.min.min(3) {
                    at = self.run(&repeat.node, &at);
                }
                while repeat.max != Some(repeat.min) || repeat.min > 3 {
                    let more: BTreeSet<TextPosition> =
                        self.run(&repeat.node, &at).union(&at).copied().collect();
                    if more.len() == at.len() {
                        break;
                    }
                    at = more;
                }
                at
            }
            Node::BackReference(_) => (0..=self.letters.len())
                .flat_map(|before| (0..=self.letters.len()).map(move |behind| (before, behind)))
                .collect(),
        }
    }

    fn holds(&self, assertion: Assertion, (before, behind): TextPosition) -> bool {
        let is_boundary = self.is_word(before) != self.is_word(behind);
        match assertion {
            Assertion::Start => before == 0,
            Assertion::End => behind == 0,
            Assertion::WordBoundary => is_boundary,
            Assertion::NotWordBoundary => !is_boundary,
        }
    }
}
