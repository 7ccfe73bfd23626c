//! Back-references: backtracking (ECMA-262, section 22.2.2) that visits each state at most once and has a limit of steps.

use crate::code::{Assertion, Atom, Look, Node, Repeat};
use crate::nfa::Looks;
use crate::scan::Subject;
use std::collections::HashSet;

/// The step limit of an empty text.
const STEPS: u64 = 1 << 16;
/// The additional steps per byte of text.
const STEPS_PER_BYTE: u64 = 64;
/// The maximum number of visited states that are stored.
const MAX_VISITED: usize = 1 << 18;
/// The position of a group without a match.
const UNSET: u32 = u32::MAX;

#[derive(Clone, Debug)]
enum Operation {
    Atom {
        atom: Atom,
        backwards: bool,
    },
    Assert(Assertion),
    /// A look-around without captures, with a precomputed table.
    Table {
        look: u32,
        wanted: bool,
    },
    /// Continues with the next operation, or on failure at this one.
    Try(u32),
    Jump(u32),
    /// Stores the position in a slot of the state.
    Save(u32),
    /// Begins a loop.
    Begin(u32),
    /// Enters an iteration, which begins at the next operation, or leaves the loop.
    Head(u32),
    Enter(u32),
    Tail(u32),
    Leave(u32),
    Reference {
        group: u32,
        backwards: bool,
    },
    /// Runs the operations up to `Done` separately, and continues after it.
    Look {
        negative: bool,
        behind: u32,
    },
    Done,
    /// Always fails.
    Fail,
}

/// A repetition. Its slots are the count and the start of the current iteration.
#[derive(Clone, Debug)]
struct Loop {
    min: u32,
    max: Option<u32>,
    lazy: bool,
    /// True if an iteration may be empty.
    may_be_empty: bool,
    /// The groups inside, which every iteration resets.
    groups: Vec<u32>,
    slot: usize,
    head: u32,
    leave: u32,
}

/// A pattern as a list of operations.
#[derive(Debug)]
pub(crate) struct Backtracker {
    operations: Vec<Operation>,
    loops: Vec<Loop>,
    /// The length of a state: two slots for each group, and two for each loop.
    slots: usize,
    groups: usize,
}

/// The error that a text exceeds the step limit.
#[derive(Debug)]
pub(crate) struct TooCostly;

impl Backtracker {
    pub(crate) fn new(node: &Node, looks: &mut Looks) -> Self {
        let groups = count_groups(node) as usize;
        let mut this = Self {
            operations: Vec::new(),
            loops: Vec::new(),
            slots: groups * 2,
            groups,
        };
        this.add(node, false, looks);
        this.operations.push(Operation::Done);
        this
    }

    fn next(&self) -> u32 {
        self.operations.len() as u32
    }

    fn add(&mut self, node: &Node, backwards: bool, looks: &mut Looks) {
        match node {
            Node::Atom(atom) => self.operations.push(Operation::Atom {
                atom: *atom,
                backwards,
            }),
            Node::Assert(assertion) => self.operations.push(Operation::Assert(*assertion)),
            Node::Look(look) => self.add_look(look, looks),
            Node::Repeat(repeat) => self.add_repeat(repeat, backwards, looks),
            Node::Concat(nodes) => {
                for at in 0..nodes.len() {
                    let at = if backwards { nodes.len() - 1 - at } else { at };
                    self.add(&nodes[at], backwards, looks);
                }
            }
            Node::Alternation(nodes) => self.add_alternation(nodes, backwards, looks),
            Node::Capture(group, node) => {
                let (open, close) = (
                    group * 2 + u32::from(backwards),
                    group * 2 + u32::from(!backwards),
                );
                self.operations.push(Operation::Save(open));
                self.add(node, backwards, looks);
                self.operations.push(Operation::Save(close));
            }
            Node::BackReference(group) => self.operations.push(Operation::Reference {
                group: *group,
                backwards,
            }),
        }
    }

    fn add_look(&mut self, look: &Look, looks: &mut Looks) {
        let captures = |node: &Node| matches!(node, Node::Capture(..) | Node::BackReference(_));
        let has_captures = look.node.any(&captures);
        let table = (!has_captures).then(|| looks.add(look)).flatten();
        if let Some(number) = table {
            self.operations.push(Operation::Table {
                look: number,
                wanted: !look.negative,
            });
            return;
        }
        let at = self.operations.len();
        self.operations.push(Operation::Fail);
        self.add(&look.node, !look.ahead, looks);
        self.operations.push(Operation::Done);
        self.operations[at] = Operation::Look {
            negative: look.negative,
            behind: self.next(),
        };
    }

    fn add_alternation(&mut self, nodes: &[Node], backwards: bool, looks: &mut Looks) {
        let mut ends = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if index + 1 == nodes.len() {
                self.add(node, backwards, looks);
                break;
            }
            let begin = self.operations.len();
            self.operations.push(Operation::Fail);
            self.add(node, backwards, looks);
            ends.push(self.operations.len());
            self.operations.push(Operation::Fail);
            self.operations[begin] = Operation::Try(self.next());
        }
        if nodes.is_empty() {
            self.operations.push(Operation::Fail);
        }
        let next = self.next();
        for end in ends {
            self.operations[end] = Operation::Jump(next);
        }
    }

    fn add_repeat(&mut self, repeat: &Repeat, backwards: bool, looks: &mut Looks) {
        let number = self.loops.len() as u32;
        let mut groups = Vec::new();
        collect_groups(&repeat.node, &mut groups);
        self.operations.push(Operation::Begin(number));
        self.loops.push(Loop {
            min: repeat.min,
            max: repeat.max,
            lazy: repeat.lazy,
            may_be_empty: may_be_empty(&repeat.node),
            groups,
            slot: self.slots,
            head: self.next(),
            leave: 0,
        });
        self.slots += 2;
        self.operations.push(Operation::Head(number));
        self.operations.push(Operation::Enter(number));
        self.add(&repeat.node, backwards, looks);
        self.operations.push(Operation::Tail(number));
        self.loops[number as usize].leave = self.next();
        self.operations.push(Operation::Leave(number));
    }

    /// Returns true if the pattern matches anywhere in the text.
    pub(crate) fn search(&self, subject: &mut Subject<'_, '_>) -> Result<bool, TooCostly> {
        let budget = STEPS + STEPS_PER_BYTE * subject.text.len() as u64;
        let mut run = Run {
            code: self,
            limit: subject.steps + budget,
            subject,
            visited: HashSet::new(),
            runs: 0,
        };
        let text = run.subject.text;
        for at in text.char_indices().map(|it| it.0).chain([text.len()]) {
            let mut state = vec![0; self.slots];
            state[..self.groups * 2].fill(UNSET);
            if run.run(0, 0, at, &mut state)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn count_groups(node: &Node) -> u32 {
    let mut groups = Vec::new();
    collect_groups(node, &mut groups);
    groups.into_iter().max().map_or(0, |most| most + 1)
}

fn collect_groups(node: &Node, groups: &mut Vec<u32>) {
    match node {
        Node::Capture(group, node) => {
            groups.push(*group);
            collect_groups(node, groups);
        }
        Node::Look(look) => collect_groups(&look.node, groups),
        Node::Repeat(repeat) => collect_groups(&repeat.node, groups),
        Node::Concat(nodes) | Node::Alternation(nodes) => {
            nodes.iter().for_each(|node| collect_groups(node, groups));
        }
        Node::Atom(_) | Node::Assert(_) | Node::BackReference(_) => {}
    }
}

fn may_be_empty(node: &Node) -> bool {
    match node {
        Node::Atom(_) => false,
        Node::Assert(_) | Node::Look(_) | Node::BackReference(_) => true,
        Node::Repeat(repeat) => repeat.min == 0 || may_be_empty(&repeat.node),
        Node::Concat(nodes) => nodes.iter().all(may_be_empty),
        Node::Alternation(nodes) => nodes.iter().any(may_be_empty),
        Node::Capture(_, node) => may_be_empty(node),
    }
}

struct Run<'c, 'r, 'm, 't> {
    code: &'c Backtracker,
    subject: &'r mut Subject<'m, 't>,
    /// The choices that were made before, which failed or are in progress.
    visited: HashSet<Box<[u32]>>,
    /// The number of the current look-around body, since each body has separate visited states.
    runs: u32,
    limit: u64,
}

/// The next step.
enum Next {
    At(u32),
    /// Continues at the first operation, or on failure at the second.
    Choice(u32, u32),
    Done,
    Fail,
}

impl<'c> Run<'c, '_, '_, '_> {
    /// Runs from an operation to `Done`. The state is then that of the first successful path.
    fn run(
        &mut self,
        from: u32,
        run: u32,
        place: usize,
        state: &mut Vec<u32>,
    ) -> Result<bool, TooCostly> {
        let mut others: Vec<(u32, usize, Vec<u32>)> = Vec::new();
        let (mut at, mut place) = (from, place);
        loop {
            self.subject.steps += 1;
            if self.subject.steps > self.limit {
                return Err(TooCostly);
            }
            let failed = match self.step(at, &mut place, state)? {
                Next::Done => return Ok(true),
                Next::At(next) => {
                    at = next;
                    false
                }
                Next::Choice(..) if !self.visit(run, at, place, state) => true,
                Next::Choice(first, second) => {
                    others.push((second, place, state.clone()));
                    at = first;
                    false
                }
                Next::Fail => true,
            };
            if failed {
                match others.pop() {
                    Some(other) => (at, place, *state) = other,
                    None => return Ok(false),
                }
            }
        }
    }

    /// Records a choice; returns false if it was made before.
    fn visit(&mut self, run: u32, at: u32, place: usize, state: &[u32]) -> bool {
        let head = [run, at, place as u32];
        let visited = [&head, state].concat().into_boxed_slice();
        if self.visited.len() >= MAX_VISITED {
            return !self.visited.contains(&visited);
        }
        self.visited.insert(visited)
    }

    fn step(
        &mut self,
        at: u32,
        place: &mut usize,
        state: &mut Vec<u32>,
    ) -> Result<Next, TooCostly> {
        let code: &'c Backtracker = self.code;
        let go = |holds: bool| if holds { Next::At(at + 1) } else { Next::Fail };
        Ok(match &code.operations[at as usize] {
            Operation::Atom { atom, backwards } => go(self.read(*atom, *backwards, place)),
            Operation::Assert(assertion) => go(self.subject.holds(*assertion, *place)),
            Operation::Table { look, wanted } => {
                go(self.subject.tables[*look as usize].has(*place) == *wanted)
            }
            Operation::Try(other) => Next::Choice(at + 1, *other),
            Operation::Jump(next) => Next::At(*next),
            Operation::Save(slot) => {
                state[*slot as usize] = *place as u32;
                Next::At(at + 1)
            }
            Operation::Begin(number) => {
                let slot = code.loops[*number as usize].slot;
                state[slot..slot + 2].fill(0);
                Next::At(at + 1)
            }
            Operation::Head(number) => head(&code.loops[*number as usize], state),
            Operation::Enter(number) => {
                enter(&code.loops[*number as usize], *place, state);
                Next::At(at + 1)
            }
            Operation::Leave(number) => {
                let slot = code.loops[*number as usize].slot;
                state[slot..slot + 2].fill(0);
                Next::At(at + 1)
            }
            Operation::Tail(number) => tail(&code.loops[*number as usize], *place, state),
            Operation::Reference { group, backwards } => {
                go(self.refer(*group, *backwards, place, state))
            }
            Operation::Look { negative, behind } => {
                self.runs += 1;
                let mut inner = state.clone();
                let found = self.run(at + 1, self.runs, *place, &mut inner)?;
                if found && !negative {
                    *state = inner;
                }
                if found != *negative {
                    Next::At(*behind)
                } else {
                    Next::Fail
                }
            }
            Operation::Done => Next::Done,
            Operation::Fail => Next::Fail,
        })
    }

    fn read(&mut self, atom: Atom, backwards: bool, place: &mut usize) -> bool {
        let (before, behind) = self.subject.text.split_at(*place);
        let point = if backwards {
            before.chars().next_back()
        } else {
            behind.chars().next()
        };
        let Some(point) = point.filter(|point| self.subject.admits(atom, *point)) else {
            return false;
        };
        *place = if backwards {
            *place - point.len_utf8()
        } else {
            *place + point.len_utf8()
        };
        true
    }

    /// Returns the text of a group, which is empty without a match or inside the group (ECMA-262, section 22.2.2.7.2,
    /// `BackreferenceMatcher`).
    fn refer(&mut self, group: u32, backwards: bool, place: &mut usize, state: &[u32]) -> bool {
        let slot = group as usize * 2;
        let (from, to) = (state[slot], state[slot + 1]);
        if from == UNSET || to == UNSET {
            return true;
        }
        let (text, at) = (self.subject.text, *place);
        let found = &text[from as usize..to as usize];
        self.subject.steps += found.len() as u64 / 8;
        let (before, behind) = text.split_at(at);
        let holds = if backwards {
            before.ends_with(found)
        } else {
            behind.starts_with(found)
        };
        if holds {
            *place = if backwards {
                at - found.len()
            } else {
                at + found.len()
            };
        }
        holds
    }
}

fn head(it: &Loop, state: &[u32]) -> Next {
    let count = state[it.slot];
    let enter = it.head + 1;
    if count < it.min {
        Next::At(enter)
    } else if it.max.is_some_and(|max| count >= max) {
        Next::At(it.leave)
    } else if it.lazy {
        Next::Choice(it.leave, enter)
    } else {
        Next::Choice(enter, it.leave)
    }
}

fn enter(it: &Loop, place: usize, state: &mut [u32]) {
    // Counts beyond the last relevant one are treated as equal, so that fewer states are visited.
    let beyond = it.min.saturating_add(it.may_be_empty.into());
    let most = it.max.unwrap_or(beyond);
    state[it.slot] = (state[it.slot] + 1).min(most);
    state[it.slot + 1] = if it.may_be_empty { place as u32 } else { 0 };
    for group in &it.groups {
        let slot = *group as usize * 2;
        state[slot..slot + 2].fill(UNSET);
    }
}

/// Fails for an empty iteration beyond the minimum (ECMA-262, section 22.2.2.3.1, `RepeatMatcher`).
fn tail(it: &Loop, place: usize, state: &[u32]) -> Next {
    let is_beyond = state[it.slot] > it.min;
    if it.may_be_empty && is_beyond && state[it.slot + 1] == place as u32 {
        return Next::Fail;
    }
    Next::At(it.head)
}
