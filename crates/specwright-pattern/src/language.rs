//! Look-around as an algebra of automata.
//!
//! A look-ahead constrains the rest of the string. A pattern is therefore processed from its end: the language of an item is the set
//! of suffixes of the string that begin with it, given the language of the items after it. A look-ahead intersects the language
//! after it with its own or with its complement. A look-behind at the end is intersected with the whole language. Look-around in an
//! unbounded loop, other look-behind, and `\b` between such parts need a program.

use crate::ast::{Assertion, Look, Node, Repeat};
use crate::dfa::{self, Dfa};
use crate::facts::{has_anchor, measure};
use crate::lower::{Step, lower};
use crate::product::{combine, complement, concat};

/// The maximum number of automata that are built for one pattern.
const BUDGET: u32 = 96;
/// The maximum number of copies of a part with look-around for a counted repetition.
const MAX_COPIES: u32 = 8;

/// Returns the minimal automaton of the strings in which `node` matches, if its look-around allows one.
pub(crate) fn language(node: &Node) -> Option<Dfa> {
    Builder { budget: BUDGET }.search(node)
}

/// The language after an item.
#[derive(Clone, Debug)]
enum Continuation {
    Anything,
    Only(Box<Dfa>),
}

impl Continuation {
    fn only(dfa: Dfa) -> Self {
        Continuation::Only(Box::new(dfa))
    }
}

/// The position in the string at which an item begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NodePlace {
    Start,
    Unknown,
    /// After at least one code point.
    Later,
}

struct Builder {
    budget: u32,
}

impl Builder {
    fn search(&mut self, node: &Node) -> Option<Dfa> {
        self.budget = self.budget.checked_sub(1)?;
        if let Node::Alternation(alternatives) = node {
            let automata: Vec<Dfa> = alternatives
                .iter()
                .map(|node| self.search(node))
                .collect::<Option<_>>()?;
            return self.union(automata);
        }
        if let Some((look, rest)) = split_look_behind(node) {
            let rest = self.search(&rest)?;
            let end = Node::Concat(vec![look.node.clone(), Node::Assert(Assertion::End)]);
            let behind = self.search(&end)?;
            return self.restrict(&rest, &behind, look.negative);
        }
        let here = self.suffixes(node, &Continuation::Anything, NodePlace::Start)?;
        if has_anchor(Some(node), Assertion::Start) {
            return Some(here);
        }
        let later = self.suffixes(node, &Continuation::Anything, NodePlace::Later)?;
        let before = Node::Repeat(Box::new(Repeat {
            node: any(),
            min: 1,
            max: None,
            lazy: false,
        }));
        let later = self.follow(&before, &later)?;
        self.union(vec![here, later])
    }

    /// Returns the language of `node` followed by `rest`.
    fn suffixes(&mut self, node: &Node, rest: &Continuation, place: NodePlace) -> Option<Dfa> {
        self.budget = self.budget.checked_sub(1)?;
        match rest {
            Continuation::Anything if ends_regular(node, place) => return self.tail(node),
            Continuation::Only(rest) if is_plain(node) => return self.follow(node, rest),
            _ => {}
        }
        match node {
            Node::Concat(items) => self.concat_suffixes(items, rest, place),
            Node::Alternation(alternatives) => {
                let automata = alternatives
                    .iter()
                    .map(|node| self.suffixes(node, rest, place))
                    .collect::<Option<_>>()?;
                self.union(automata)
            }
            Node::Repeat(repeat) => self.repeat_suffixes(repeat, rest, place),
            Node::Look(look) if look.ahead => {
                let ahead = self.suffixes(&look.node, &Continuation::Anything, place)?;
                match rest {
                    Continuation::Anything if look.negative => Some(complement(&ahead)),
                    Continuation::Anything => Some(ahead),
                    Continuation::Only(rest) => self.restrict(rest, &ahead, look.negative),
                }
            }
            Node::Assert(Assertion::Start) => match place {
                NodePlace::Start => self.whole(rest),
                NodePlace::Later => self.tail(&nothing()),
                NodePlace::Unknown => None,
            },
            Node::Assert(Assertion::End) => {
                let rest = self.whole(rest)?;
                let end = self.build(&Node::Empty, Step::CodePoint)?;
                self.restrict(&rest, &end, false)
            }
            Node::Empty => self.whole(rest),
            _ => None,
        }
    }

    /// Processes items from the last to the first, with adjacent regular items together.
    fn concat_suffixes(
        &mut self,
        items: &[Node],
        rest: &Continuation,
        place: NodePlace,
    ) -> Option<Dfa> {
        let places = places(items, place);
        let mut rest = rest.clone();
        let mut end = items.len();
        while end > 0 {
            let start = match &rest {
                Continuation::Anything => Some(run(items, end, is_regular)).filter(|&start| {
                    items[start..end]
                        .iter()
                        .all(|item| ends_regular(item, places[start]))
                }),
                Continuation::Only(_) => Some(run(items, end, is_plain)),
            };
            let start = start.filter(|&start| start < end).unwrap_or(end - 1);
            let part = Node::concat(items[start..end].to_vec());
            rest = Continuation::only(self.suffixes(&part, &rest, places[start])?);
            end = start;
        }
        self.whole(&rest)
    }

    /// Adds copies from the last to the first: optional ones, then required ones.
    fn repeat_suffixes(
        &mut self,
        repeat: &Repeat,
        rest: &Continuation,
        place: NodePlace,
    ) -> Option<Dfa> {
        let max = repeat.max.filter(|&max| max <= MAX_COPIES)?;
        let inner = if max <= 1 { place } else { NodePlace::Unknown };
        let whole = self.whole(rest)?;
        let mut rest = whole.clone();
        for _ in repeat.min..max {
            let one = self.suffixes(&repeat.node, &Continuation::only(rest), inner)?;
            rest = self.union(vec![whole.clone(), one])?;
        }
        for _ in 0..repeat.min {
            rest = self.suffixes(&repeat.node, &Continuation::only(rest), inner)?;
        }
        Some(rest)
    }

    fn whole(&mut self, rest: &Continuation) -> Option<Dfa> {
        match rest {
            Continuation::Anything => self.tail(&Node::Empty),
            Continuation::Only(rest) => Some((**rest).clone()),
        }
    }

    /// Returns the language of a regular `node` followed by `rest`.
    fn tail(&mut self, node: &Node) -> Option<Dfa> {
        let step = Step::of(node);
        let hir = dfa::prefix(lower(node, step)?, step);
        dfa::build(&hir)
    }

    /// Returns the concatenation of the languages of `node` and `rest`. Since `rest` may be a complement, it must begin at a boundary of
    /// code points.
    fn follow(&mut self, node: &Node, rest: &Dfa) -> Option<Dfa> {
        let node = self.build(node, Step::CodePoint)?;
        concat(&node, rest)
    }

    fn build(&mut self, node: &Node, step: Step) -> Option<Dfa> {
        dfa::build(&lower(node, step)?)
    }

    fn restrict(&mut self, dfa: &Dfa, by: &Dfa, negative: bool) -> Option<Dfa> {
        combine(dfa, by, |left, right| left && right != negative)
    }

    fn union(&mut self, automata: Vec<Dfa>) -> Option<Dfa> {
        let mut automata = automata.into_iter();
        let first = automata.next()?;
        automata.try_fold(first, |union, dfa| {
            self.budget = self.budget.checked_sub(1)?;
            combine(&union, &dfa, |left, right| left || right)
        })
    }
}

fn any() -> Node {
    Node::Class(crate::sets::any())
}

fn nothing() -> Node {
    Node::Class(crate::sets::nothing())
}

/// Extracts a look-behind before the `$` at the end, and returns the node without it.
fn split_look_behind(node: &Node) -> Option<(&Look, Node)> {
    let Node::Concat(items) = node else {
        return None;
    };
    let [
        front @ ..,
        Node::Look(look),
        end @ Node::Assert(Assertion::End),
    ] = items.as_slice()
    else {
        return None;
    };
    if look.ahead {
        return None;
    }
    Some((
        look,
        Node::Concat(front.iter().chain([end]).cloned().collect()),
    ))
}

/// Returns the start of the items that satisfy `test` and end at `end`.
fn run(items: &[Node], end: usize, test: impl Fn(&Node) -> bool) -> usize {
    (0..end)
        .rev()
        .take_while(|&start| test(&items[start]))
        .last()
        .unwrap_or(end)
}

/// Returns the position of each item if the first begins at `place`.
fn places(items: &[Node], mut place: NodePlace) -> Vec<NodePlace> {
    let mut places = Vec::with_capacity(items.len());
    for item in items {
        places.push(place);
        let facts = measure(item);
        if facts.min_length > 0 {
            place = NodePlace::Later;
        } else if place == NodePlace::Start && facts.max_length != Some(0) {
            place = NodePlace::Unknown;
        }
    }
    places
}

fn is_regular(node: &Node) -> bool {
    !node.any(&|node| matches!(node, Node::Look(_) | Node::BackReference(_)))
}

/// Returns true if `node` is regular and has the same meaning at `place` as at the start, so that a separate automaton can be built.
fn ends_regular(node: &Node, place: NodePlace) -> bool {
    let is_local =
        |node: &Node| matches!(node, Node::Assert(assertion) if *assertion != Assertion::End);
    is_regular(node) && (place == NodePlace::Start || !node.any(&is_local))
}

/// Returns true if `node` is regular and does not depend on its context.
fn is_plain(node: &Node) -> bool {
    !node.any(&|node| {
        matches!(
            node,
            Node::Look(_) | Node::BackReference(_) | Node::Assert(_)
        )
    })
}
