//! Compiles a tree without back-references into the instructions of automata, which are simulated.

use crate::code::{Assertion, Atom, Look, Node, Repeat};

/// The maximum number of instructions of all automata of a pattern, each of which may be visited for every code point.
pub(crate) const MAX_INSTRUCTIONS: usize = 1 << 14;
/// The maximum number of different look-arounds of a pattern, each of which needs a bit per byte of text.
const MAX_LOOKS: usize = 256;

#[derive(Clone, Debug)]
pub(crate) enum Instruction {
    Atom(Atom, u32),
    /// Enters a counter.
    Count(u32),
    Split(u32, u32),
    Assert(Assertion, u32),
    /// Continues where the table of a look-around has this bit.
    Look {
        look: u32,
        wanted: bool,
        next: u32,
    },
    Match,
}

/// A run of code points of one kind, which is counted instead of copied.
#[derive(Clone, Debug)]
pub(crate) struct Counter {
    pub(crate) atom: Atom,
    pub(crate) min: u32,
    pub(crate) max: Option<u32>,
    pub(crate) next: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct Nfa {
    pub(crate) instructions: Vec<Instruction>,
    pub(crate) counters: Vec<Counter>,
    pub(crate) start: u32,
    /// True if the text is read backwards, as for a look-ahead, whose start is needed.
    pub(crate) backwards: bool,
}

/// The look-arounds of a pattern, inner ones first.
#[derive(Debug, Default)]
pub(crate) struct Looks {
    pub(crate) all: Vec<(Look, Nfa)>,
    instructions: usize,
}

impl Looks {
    /// Returns the number of a look-around without back-references; none if the pattern becomes too large.
    pub(crate) fn add(&mut self, look: &Look) -> Option<u32> {
        let same = |it: &(Look, Nfa)| it.0.ahead == look.ahead && it.0.node == look.node;
        if let Some(known) = self.all.iter().position(same) {
            return Some(known as u32);
        }
        let nfa = self.build(&look.node, look.ahead)?;
        self.all.push((look.clone(), nfa));
        (self.all.len() <= MAX_LOOKS).then_some(self.all.len() as u32 - 1)
    }

    /// Returns the automaton of a tree without back-references; none if the pattern becomes too large.
    pub(crate) fn build(&mut self, node: &Node, backwards: bool) -> Option<Nfa> {
        let mut builder = Builder {
            looks: self,
            nfa: Nfa {
                instructions: vec![Instruction::Match],
                counters: Vec::new(),
                start: 0,
                backwards,
            },
        };
        let start = builder.add(node, 0)?;
        let mut nfa = builder.nfa;
        nfa.start = start;
        self.instructions += nfa.instructions.len();
        (self.instructions <= MAX_INSTRUCTIONS).then_some(nfa)
    }
}

struct Builder<'l> {
    looks: &'l mut Looks,
    nfa: Nfa,
}

impl Builder<'_> {
    fn push(&mut self, instruction: Instruction) -> Option<u32> {
        self.nfa.instructions.push(instruction);
        let count = self.nfa.instructions.len();
        (count <= MAX_INSTRUCTIONS).then_some(count as u32 - 1)
    }

    /// Adds `node` before the instruction `next`; returns its first instruction.
    fn add(&mut self, node: &Node, next: u32) -> Option<u32> {
        match node {
            Node::Atom(atom) => self.push(Instruction::Atom(*atom, next)),
            Node::Assert(assertion) => self.push(Instruction::Assert(*assertion, next)),
            Node::Look(look) => {
                let number = self.looks.add(look)?;
                self.push(Instruction::Look {
                    look: number,
                    wanted: !look.negative,
                    next,
                })
            }
            Node::Repeat(repeat) => match run(node) {
                Some((atom, min, max)) => self.add_run(atom, min, max, next),
                None => self.add_repeat(repeat, next),
            },
            Node::Concat(nodes) => {
                let mut next = next;
                for at in 0..nodes.len() {
                    let last = nodes.len() - 1 - at;
                    next = self.add(&nodes[if self.nfa.backwards { at } else { last }], next)?;
                }
                Some(next)
            }
            Node::Alternation(nodes) => {
                let (first, rest) = nodes.split_first()?;
                let mut all = self.add(first, next)?;
                for node in rest {
                    let one = self.add(node, next)?;
                    all = self.push(Instruction::Split(all, one))?;
                }
                Some(all)
            }
            Node::Capture(_, node) => self.add(node, next),
            Node::BackReference(_) => None,
        }
    }

    fn add_run(&mut self, atom: Atom, min: u32, max: Option<u32>, next: u32) -> Option<u32> {
        match (min, max) {
            (_, Some(0)) => Some(next),
            (1, Some(1)) => self.push(Instruction::Atom(atom, next)),
            (0, None) => self.add_loop(&Node::Atom(atom), next).map(|it| it.0),
            (1, None) => self.add_loop(&Node::Atom(atom), next).map(|it| it.1),
            (0, _) => {
                let some = self.add_run(atom, 1, max, next)?;
                self.push(Instruction::Split(some, next))
            }
            _ => {
                let number = self.nfa.counters.len() as u32;
                self.nfa.counters.push(Counter {
                    atom,
                    min,
                    max,
                    next,
                });
                self.push(Instruction::Count(number))
            }
        }
    }

    /// Adds any number of `node`; returns the first instructions of zero or more and of one or more.
    fn add_loop(&mut self, node: &Node, next: u32) -> Option<(u32, u32)> {
        let split = self.push(Instruction::Split(next, next))?;
        let body = self.add(node, split)?;
        self.nfa.instructions[split as usize] = Instruction::Split(body, next);
        Some((split, body))
    }

    /// Adds copies: optional ones, and required ones before them.
    fn add_repeat(&mut self, repeat: &Repeat, next: u32) -> Option<u32> {
        let (mut at, mut copies) = match repeat.max {
            None => {
                let (none, one) = self.add_loop(&repeat.node, next)?;
                (
                    if repeat.min == 0 { none } else { one },
                    repeat.min.max(1) - 1,
                )
            }
            Some(max) => {
                let mut at = next;
                for _ in repeat.min..max {
                    let one = self.add(&repeat.node, at)?;
                    // A body without instructions is empty, and so are its copies.
                    if one == at {
                        break;
                    }
                    at = self.push(Instruction::Split(one, next))?;
                }
                (at, repeat.min)
            }
        };
        while copies > 0 {
            let one = self.add(&repeat.node, at)?;
            if one == at {
                break;
            }
            (at, copies) = (one, copies - 1);
        }
        Some(at)
    }
}

/// Returns the run of code points that `node` is equal to: `a{4,6}` for `(a{2,3}){2}`.
fn run(node: &Node) -> Option<(Atom, u32, Option<u32>)> {
    match node {
        Node::Atom(atom) => Some((*atom, 1, Some(1))),
        Node::Capture(_, node) => run(node),
        Node::Concat(nodes) => match nodes.as_slice() {
            [node] => run(node),
            _ => None,
        },
        Node::Repeat(repeat) => {
            let (atom, min, max) = run(&repeat.node)?;
            // There is no gap between the lengths of `repeat.min` and one more repetitions, and so no later gap.
            let fewest = u64::from(repeat.min);
            let reach = max.map_or(u64::MAX, |max| fewest.saturating_mul(max.into()));
            let is_exact = repeat.max == Some(repeat.min);
            if !is_exact && reach.saturating_add(1) < (fewest + 1).saturating_mul(min.into()) {
                return None;
            }
            let most = match (max, repeat.max) {
                (Some(0), _) | (_, Some(0)) => Some(0),
                (Some(max), Some(times)) => max.checked_mul(times),
                _ => None,
            };
            Some((atom, min.checked_mul(repeat.min)?, most))
        }
        _ => None,
    }
}
