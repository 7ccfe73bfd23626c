//! The facts about the strings that a pattern admits.

use crate::ast::{Assertion, Node};
use crate::matcher::Run;
use crate::spans::Span;

/// Facts that hold for every string that a pattern admits. They are exact except for [`Program`](crate::Program) and
/// [`Matcher::All`](crate::Matcher::All), where the lengths are loose bounds. A pattern that admits no string has length 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StringFacts {
    /// The minimum number of code points.
    pub min_length: u32,
    /// The maximum number of code points.
    pub max_length: Option<u32>,
    /// True if all characters are ASCII, so that the length in bytes equals that in code points.
    pub ascii: bool,
}

impl StringFacts {
    /// The facts of a pattern that admits every string.
    pub(crate) const ALWAYS: StringFacts = StringFacts {
        min_length: 0,
        max_length: None,
        ascii: false,
    };
    /// The facts of a pattern that admits no string.
    pub(crate) const NEVER: StringFacts = StringFacts {
        min_length: 0,
        max_length: Some(0),
        ascii: true,
    };

    pub(crate) fn of_runs(runs: &[Run]) -> StringFacts {
        StringFacts {
            min_length: runs
                .iter()
                .fold(0, |sum: u32, run| sum.saturating_add(run.min)),
            max_length: runs
                .iter()
                .try_fold(0, |sum: u32, run| sum.checked_add(run.max?)),
            ascii: runs.iter().all(|run| run.set.is_ascii()),
        }
    }

    pub(crate) fn of_spans(spans: &[Span]) -> StringFacts {
        StringFacts {
            min_length: spans
                .iter()
                .fold(0, |sum: u32, span| sum.saturating_add(span.min)),
            max_length: spans
                .iter()
                .try_fold(0, |sum: u32, span| sum.checked_add(span.max?)),
            ascii: spans.iter().all(|span| span.set.is_ascii()),
        }
    }

    /// Returns the facts of the strings that either pattern admits.
    pub(crate) fn and(self, other: StringFacts) -> StringFacts {
        StringFacts {
            min_length: self.min_length.max(other.min_length),
            max_length: match (self.max_length, other.max_length) {
                (Some(left), Some(right)) => Some(left.min(right)),
                (left, right) => left.or(right),
            },
            ascii: self.ascii || other.ascii,
        }
    }

    /// Derives facts from the syntax tree of a pattern.
    pub(crate) fn of_node(node: &Node) -> StringFacts {
        let facts = measure(node);
        if is_anchored(node) {
            facts
        } else {
            StringFacts {
                min_length: facts.min_length,
                ..StringFacts::ALWAYS
            }
        }
    }
}

/// Returns true if every match is the whole string.
fn is_anchored(node: &Node) -> bool {
    match node {
        Node::Concat(items) => {
            has_anchor(items.first(), Assertion::Start) && has_anchor(items.last(), Assertion::End)
        }
        Node::Alternation(alternatives) => alternatives.iter().all(is_anchored),
        _ => false,
    }
}

/// Returns true if every alternative of `node` has `anchor` at its start or end.
pub(crate) fn has_anchor(node: Option<&Node>, anchor: Assertion) -> bool {
    match node {
        Some(Node::Assert(assertion)) => *assertion == anchor,
        Some(Node::Alternation(alternatives)) => alternatives
            .iter()
            .all(|node| has_anchor(Some(node), anchor)),
        Some(Node::Concat(items)) => has_anchor(
            if anchor == Assertion::Start {
                items.first()
            } else {
                items.last()
            },
            anchor,
        ),
        _ => false,
    }
}

/// Returns the length and alphabet of the text that a node consumes.
pub(crate) fn measure(node: &Node) -> StringFacts {
    let nothing = StringFacts {
        min_length: 0,
        max_length: Some(0),
        ascii: true,
    };
    let one = |ascii| StringFacts {
        min_length: 1,
        max_length: Some(1),
        ascii,
    };
    match node {
        Node::Empty | Node::Assert(_) | Node::Look(_) => nothing,
        Node::Char(found) => one(found.is_ascii()),
        Node::Class(set) => one(set.is_ascii()),
        Node::BackReference(_) => StringFacts::ALWAYS,
        Node::Capture(_, node) => measure(node),
        Node::Repeat(repeat) => {
            let facts = measure(&repeat.node);
            StringFacts {
                min_length: facts.min_length.saturating_mul(repeat.min),
                max_length: times(facts.max_length, repeat.max),
                ascii: facts.ascii,
            }
        }
        Node::Concat(nodes) => nodes
            .iter()
            .map(measure)
            .fold(nothing, |sum, facts| StringFacts {
                min_length: sum.min_length.saturating_add(facts.min_length),
                max_length: sum
                    .max_length
                    .zip(facts.max_length)
                    .and_then(|(left, right)| left.checked_add(right)),
                ascii: sum.ascii && facts.ascii,
            }),
        Node::Alternation(nodes) => nodes.iter().map(measure).reduce(either).unwrap_or(nothing),
    }
}

fn times(length: Option<u32>, count: Option<u32>) -> Option<u32> {
    if length == Some(0) || count == Some(0) {
        Some(0)
    } else {
        length?.checked_mul(count?)
    }
}

fn either(left: StringFacts, right: StringFacts) -> StringFacts {
    StringFacts {
        min_length: left.min_length.min(right.min_length),
        max_length: left
            .max_length
            .zip(right.max_length)
            .map(|(left, right)| left.max(right)),
        ascii: left.ascii && right.ascii,
    }
}
